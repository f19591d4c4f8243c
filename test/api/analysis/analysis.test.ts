import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

/** An application opens an investigation at once, handled by the one who registers it. */
async function openInvestigation(): Promise<{ id: string; childId: string; address: string }> {
  const receipt = await world.as('socialWorker').post('/reports', {
    type: 'ansokan',
    receivedAt: '2026-03-02T08:30:00Z',
    channel: 'besok',
    reporter: 'vardnadshavare',
    unit: 'barn-och-familj',
    text: 'Mamman ber om stöd.',
    children: [{ person: { givenName: 'Alva', birthDate: '2014-02-17' }, mainCause: 'brist-i-omsorg' }],
  });
  expect(receipt.status).toBe(201);
  const { investigationId, childId } = receipt.body.children[0];
  return { id: investigationId, childId, address: `/investigations/${investigationId}/analysis` };
}

test('before the first thought there is an empty analysis of version 0', async () => {
  const { address } = await openInvestigation();
  const read = await world.as('socialWorker').get(address);
  expect(read.status).toBe(200);
  expect(read.etag).toBe('"0"');
  expect(read.body).toEqual({
    analysis: {
      childDevelopment: null,
      parentalCapacity: null,
      familyAndEnvironment: null,
      together: null,
      meaningForChild: null,
    },
    assessment: {
      needs: [],
      needsText: null,
      bestInterests: null,
      childAttitude: null,
      childView: null,
      guardianAttitude: null,
      guardianView: null,
      proposal: null,
    },
    signing: {
      analysis: { signed: false, signature: null },
      assessment: { signed: false, signature: null },
    },
    savedAt: null,
    savedBy: null,
    version: 0,
  });
});

test('a thought of the first day is saved alone, and every later version beside it', async () => {
  const worker = world.as('socialWorker');
  const { id, address } = await openInvestigation();
  const first = await worker.put(
    address,
    { analysis: { childDevelopment: 'Alva är ofta trött.' } },
    { match: '"0"' },
  );
  expect(first.status).toBe(200);
  expect(first.body).toMatchObject({
    analysis: { childDevelopment: 'Alva är ofta trött.', together: null },
    savedAt: '2026-03-02T09:00:00.000Z',
    savedBy: 'karin.ek',
    version: 1,
  });

  const second = await worker.put(
    address,
    { assessment: { needs: ['halsa'], childAttitude: 'positiv', proposal: 'Stöd i hemmet.' } },
    { match: first.etag },
  );
  expect(second.body).toMatchObject({
    analysis: { childDevelopment: 'Alva är ofta trött.' },
    assessment: { needs: ['halsa'], childAttitude: 'positiv', bestInterests: null },
    version: 2,
  });

  const third = await worker.put(
    address,
    { analysis: { together: 'Skolan skyddar.' }, assessment: {} },
    { match: second.etag },
  );
  expect(third.body.analysis).toMatchObject({ childDevelopment: null, together: 'Skolan skyddar.' });
  expect(third.body.assessment).toMatchObject({ needs: [], childAttitude: null, proposal: null });
  expect((await worker.get(address)).body).toEqual(third.body);

  const kept = await world.database.raw(
    `select version from analysis_version where investigation_id = '${id}' order by version`,
  );
  expect(kept.map((row) => row.version)).toEqual([1, 2, 3]);
});

test('a save needs the version that it is based on', async () => {
  const worker = world.as('socialWorker');
  const { address } = await openInvestigation();
  const body = { analysis: { together: 'Skolan skyddar.' } };
  expect((await worker.put(address, body)).status).toBe(428);
  expect((await worker.put(address, body, { match: '"1"' })).status).toBe(412);
  expect((await worker.put(address, body, { match: '"0"' })).status).toBe(200);
  expect((await worker.put(address, body, { match: '"0"' })).status).toBe(412);
  expect((await worker.get(address)).etag).toBe('"1"');
});

test.each([
  ['an unknown field', { analysis: { severity: 'high' } }, 'analysis'],
  ['an unknown code', { assessment: { childAttitude: 'kanske' } }, 'assessment.childAttitude'],
  ['an area that is not one of the twelve', { assessment: { needs: ['identitet'] } }, 'assessment.needs.0'],
  ['an area that stands twice', { assessment: { needs: ['halsa', 'halsa'] } }, 'assessment.needs'],
  ['a blank text', { analysis: { together: '  ' } }, 'analysis.together'],
])('%s is refused and nothing is saved', async (_, body, field) => {
  const worker = world.as('socialWorker');
  const { address } = await openInvestigation();
  const refused = await worker.put(address, body, { match: '"0"' });
  expect(refused.status).toBe(400);
  expect(refused.body.violations.map((violation: { field: string }) => violation.field)).toContainEqual(
    expect.stringContaining(field),
  );
  expect((await worker.get(address)).etag).toBe('"0"');
});

test('needs are areas of the triangle that was in use when the investigation was opened', async () => {
  const worker = world.as('socialWorker');
  const receipt = await worker.post('/reports', {
    type: 'ansokan',
    receivedAt: '2015-09-30T08:30:00Z',
    channel: 'brev',
    reporter: 'vardnadshavare',
    unit: 'barn-och-familj',
    text: 'Registrerad i efterhand ur en äldre akt.',
    children: [{ person: { givenName: 'Alva', birthDate: '2014-02-17' } }],
  });
  expect(receipt.status).toBe(201);
  const address = `/investigations/${receipt.body.children[0].investigationId}/analysis`;
  const need = (area: string) => worker.put(address, { assessment: { needs: [area] } }, { match: '"0"' });
  const refused = await need('sociala-relationer');
  expect(refused.status).toBe(400);
  expect(refused.body.violations).toMatchObject([{ field: 'assessment.needs.0' }]);
  expect(refused.body.violations[0].message).toContain('2015-09-30');
  expect((await need('socialt-upptradande')).status).toBe(200);
});

test('who does not reach the investigation is told that it is not there', async () => {
  const { address } = await openInvestigation();
  const other = world.as('youthWorker');
  expect((await other.get(address)).status).toBe(404);
  expect((await other.put(address, { analysis: {} }, { match: '"0"' })).status).toBe(404);
});

test('a political decider reads the analysis and does not write it; reception does neither', async () => {
  const { address } = await openInvestigation();
  expect((await world.as('decisionMaker').get(address)).status).toBe(200);
  const body = { analysis: { together: 'Skolan skyddar.' } };
  expect((await world.as('decisionMaker').put(address, body, { match: '"0"' })).status).toBe(403);
  expect((await world.as('reception').get(address)).status).toBe(403);
  expect((await world.as('controller').get(address)).status).toBe(403);
});

test('every save and every read stands in the access log under the child', async () => {
  const worker = world.as('socialWorker');
  const { childId, address } = await openInvestigation();
  await worker.put(address, { analysis: { together: 'Skolan skyddar.' } }, { match: '"0"' });
  await worker.get(address);
  const entries = await world.database.raw(
    `select e.kind, e.action from audit_entry e
     where e.person_ids like '%${childId}%' and e.action like 'analysis.%' order by e.seq`,
  );
  expect(entries).toEqual([
    { kind: 'write', action: 'analysis.save' },
    { kind: 'read', action: 'analysis.read' },
  ]);
});
