import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { done, loggedDuring, openInvestigation } from '../../support/casework.ts';
import { ANY_POPULATION, finished } from '../../support/extracts.ts';
import { startWorld, type World } from '../../support/world.ts';
import { extract } from './extracting.ts';

let world: World;
let opened: Awaited<ReturnType<typeof openInvestigation>>;
beforeAll(async () => {
  world = await startWorld({ settings: ANY_POPULATION });
  opened = await openInvestigation(world);
});
afterAll(() => world.close());

const march = { unitOfCount: 'intake', from: '2026-03-01', to: '2026-03-31' };
const few = { ...march, variables: ['intake.type', 'intake.preliminaryDays'] };

describe('the data', () => {
  test('is the same bytes each time, those that the manifest has the hash of', async () => {
    const { manifest, data, fetched } = await extract(world, march);
    const again = await world.as('controller').get(`/extracts/${manifest.id}/data`);
    expect(again.text).toBe(data);
    const hash = createHash('sha256').update(data);
    expect(manifest.files).toEqual([
      {
        format: 'csv',
        mediaType: 'text/csv',
        bytes: fetched.bytes.length,
        sha256: hash.copy().digest('hex'),
      },
    ]);
    expect(fetched.headers['repr-digest']).toBe(`sha-256=:${hash.digest('base64')}:`);
    expect(fetched.headers['content-disposition']).toBe(`attachment; filename="intake-${manifest.id}.csv"`);
    expect(fetched.headers['cache-control']).toBe('no-store');
  });

  test('does not change when the record does', async () => {
    const { manifest, data } = await extract(world, few);
    await openInvestigation(world);
    expect((await world.as('controller').get(`/extracts/${manifest.id}/data`)).text).toBe(data);
    expect((await extract(world, few)).manifest.rows).toBe(manifest.rows + 1);
  });

  test('begins with the mark that Swedish Excel knows UTF-8 by', async () => {
    const { data } = await extract(world, few);
    expect(data).toMatch(/^\uFEFFkey;unit;intake\.type;intake\.preliminaryDays\r\n/);
    expect(data).toMatch(/\r\n$/);
    expect([...Buffer.from(data).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  test('names no person, no case and no handler', async () => {
    const { data } = await extract(world, march);
    for (const id of [
      opened.childId,
      opened.intakeId,
      opened.reportId,
      opened.caseNumber,
      'karin.ek',
      'Alva',
    ]) {
      expect(data).not.toContain(id);
    }
  });
});

describe('the manifest', () => {
  test('is kept, and listed with the latest first', async () => {
    const controller = world.as('controller');
    const asked = await controller.post('/extracts', few);
    const first = await finished(world, asked);
    world.clock.set('2026-03-02T09:01:00Z');
    const second = await finished(world, await controller.post('/extracts', march));
    expect(asked.headers.location).toMatch(new RegExp(`/extracts/${first.id}$`));
    expect((await controller.get(`/extracts/${first.id}`)).body).toEqual(first);
    const page = await controller.get('/extracts?limit=1&total=true');
    expect(page.body.items).toEqual([second]);
    expect(page.body.page.total).toBeGreaterThan(1);
    const next = await controller.get(`/extracts?limit=1&cursor=${page.body.page.nextCursor}`);
    expect(next.body.items).toEqual([first]);
  });

  test('is given again for the same request, and not made again', async () => {
    const controller = world.as('controller');
    const key = randomUUID();
    const first = done(await controller.post('/extracts', few, { key }));
    expect(done(await controller.post('/extracts', few, { key }))).toEqual(first);
    expect((await controller.post('/extracts', march, { key })).status).toBe(409);
    const made = await world.database.raw(`select id from extract where created_at = '${first.createdAt}'`);
    expect(made.filter(({ id }) => id === first.id)).toHaveLength(1);
  });
});

describe('what cannot be extracted', () => {
  const refused = async (told: Record<string, unknown>, fields: readonly string[]) => {
    const answer = await world.as('controller').post('/extracts', told);
    expect(answer.status).toBe(400);
    expect(answer.body.violations.map(({ field }: { field: string }) => field)).toEqual(fields);
    return answer;
  };

  test('a variable that does not exist, is about something else, or stands twice', async () => {
    const variables = ['intake.type', 'intake.nothing', 'investigation.openedOn', 'intake.type'];
    const answer = await refused({ ...march, variables }, ['variables.1', 'variables.2', 'variables.3']);
    expect(answer.body.violations[0].message).toBe('Variabeln finns inte i katalogen. Se /variables.');
  });

  test('a period that ends before it begins, or a day that does not exist', async () => {
    await refused({ ...march, to: '2026-02-28' }, ['to']);
    await refused({ ...march, to: '2026-02-30' }, ['to']);
  });

  test('intakes by the day of an investigation, a unit or a pack that is not there', async () => {
    await refused({ ...march, on: 'closed', unit: 'annan-enhet', pack: 'kolada' }, ['on', 'pack', 'unit']);
    await refused({ ...march, pack: 'nuso-2' }, ['pack']);
  });

  test('a pack and variables at once, no variables, or an unknown field', async () => {
    await refused({ ...few, pack: 'bbic' }, ['body']);
    await refused({ ...march, variables: [] }, ['variables']);
    await refused({ ...march, format: 'rfc4180' }, ['format']);
  });

  test('nothing is kept of what was refused', async () => {
    const before = await world.database.raw('select id from extract');
    await refused({ ...march, to: '2026-02-28' }, ['to']);
    expect(await world.database.raw('select id from extract')).toHaveLength(before.length);
  });
});

describe('who may', () => {
  test.each([
    'reception',
    'socialWorker',
    'teamLeader',
    'decisionMaker',
    'auditor',
    'administrator',
  ] as const)('%s makes no extract, and reads none', async (persona) => {
    const { manifest } = await extract(world, few);
    const caller = world.as(persona);
    expect((await caller.post('/extracts', few)).status).toBe(403);
    for (const path of ['', `/${manifest.id}`, `/${manifest.id}/data`]) {
      expect((await caller.get(`/extracts${path}`)).status).toBe(403);
    }
  });

  test('a controller reads no person and no case', async () => {
    const { childId, intakeId, investigationId, reportId } = opened;
    const controller = world.as('controller');
    for (const path of [
      `/persons/${childId}`,
      `/intakes/${intakeId}`,
      '/intakes',
      `/reports/${reportId}`,
      `/investigations/${investigationId}`,
      '/investigations',
    ]) {
      expect((await controller.get(path)).status, path).toBe(403);
    }
  });

  test('an extract that is not there is not found', async () => {
    const controller = world.as('controller');
    expect((await controller.get(`/extracts/${opened.intakeId}`)).status).toBe(404);
    expect((await controller.get(`/extracts/${opened.intakeId}/data`)).status).toBe(404);
  });

  test('an integration with the scope may, of the units of its token', async () => {
    const machine = await world.with({
      sub: 'uttagstjansten',
      roles: ['integration'],
      units: ['mottagning'],
      scope: 'extract:use',
    });
    await finished(world, await machine.post('/extracts', { ...few, unit: 'mottagning' }));
    expect((await machine.post('/extracts', few)).body.rule).toBe('figures.other-unit');
    const other = await world.with({ sub: 'en-annan', roles: ['integration'], scope: 'intake:read' });
    expect((await other.post('/extracts', few)).status).toBe(403);
  });
});

test('the access log says who took what, how many rows, and who fetched it', async () => {
  const controller = world.as('controller');
  let manifest: { id: string; manifest: { rows: number } } | undefined;
  const entries = await loggedDuring(world, async () => {
    manifest = await finished(world, await controller.post('/extracts', { ...few, unit: 'mottagning' }));
    await controller.get(`/extracts/${manifest!.id}/data`);
  });
  expect(entries).toMatchObject([
    { kind: 'write', action: 'extract.create', resource: 'extract', caller_id: 'eva.sund', person_ids: '[]' },
    { kind: 'write', action: 'extract.finish', caller_id: 'eva.sund', request_id: manifest!.id, roles: '' },
    { kind: 'read', action: 'extract.read', caller_id: 'eva.sund', person_ids: '[]' },
    { kind: 'read', action: 'extract.fetch', caller_id: 'eva.sund', person_ids: '[]' },
  ]);
  for (const entry of entries) expect(JSON.parse(entry.resource_ids!)).toEqual([manifest!.id]);
  expect(JSON.parse(entries[0]!.after!)).toMatchObject({
    period: { from: '2026-03-01', to: '2026-03-31' },
    filter: { on: 'received', unit: 'mottagning', pack: null },
    variables: few.variables,
  });
  expect(JSON.parse(entries[1]!.after!).manifest).toEqual(manifest!.manifest);
  expect(manifest!.manifest.rows).toBeGreaterThan(0);
});
