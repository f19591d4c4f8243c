import { afterAll, beforeAll, expect, test } from 'vitest';
import { assess, child, decide, done, register } from '../../support/casework.ts';
import { ANY_POPULATION } from '../../support/extracts.ts';
import { startWorld, type World } from '../../support/world.ts';
import { extract } from './extracting.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ settings: ANY_POPULATION });
});
afterAll(() => world.close());

const march = { from: '2026-03-01', to: '2026-03-31' };

test('a report and its decision are in the statistics, and nobody registered them there', async () => {
  const { children } = await register(
    world.as('reception'),
    [
      child({ birthDate: undefined }),
      {
        person: { givenName: 'Melker', birthDate: '2017-05-03' },
        mainCause: 'vald-mot-barnet',
        otherCauses: ['annat'],
      },
    ],
    { feedbackRequested: true },
  );
  const [alva, melker] = children;
  const worker = world.as('socialWorker');
  await assess(worker, alva.intakeId);
  world.clock.set('2026-03-03T09:00:00Z');
  await assess(worker, melker.intakeId);
  const { etag } = await worker.get(`/intakes/${melker.intakeId}`);
  done(
    await worker.put(
      `/intakes/${melker.intakeId}/preliminary-assessment`,
      { childHeard: true },
      { match: etag },
    ),
  );
  world.clock.set('2026-03-09T09:00:00Z');
  await decide(world.as('teamLeader'), melker.intakeId, { outcome: 'utredning-inleds-inte' });
  world.clock.set('2026-03-17T09:00:00Z');

  const { manifest, rows, fetched } = await extract(world, { unitOfCount: 'intake', ...march });
  expect(fetched.headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
  expect(manifest).toMatchObject({
    unitOfCount: 'intake',
    period: march,
    filter: { on: 'received', unit: null, pack: 'bbic' },
    asOf: '2026-03-17T09:00:00.000Z',
    rows: 2,
    createdBy: 'eva.sund',
  });
  expect(Object.keys(rows[0]!)).toEqual(['key', 'unit', ...manifest.variables]);
  expect(rows.find((row) => row['intake.mainCause'] === 'vald-mot-barnet')).toMatchObject({
    unit: 'mottagning',
    'child.ageYears': '8',
    'child.ageGroup': '7-12',
    'child.legalSex': 'okänt',
    'child.previouslyKnown': 'inga',
    'intake.receivedOn': '2026-03-02',
    'intake.type': 'anmalan',
    'intake.mandatoryReporter': 'ja',
    'intake.causes': 'vald-mot-barnet|annat',
    'intake.causeGroup': 'vald',
    'intake.protectionAssessmentDays': '1',
    'intake.protectionNeed': 'inget-behov',
    'intake.outcome': 'utredning-inleds-inte',
    'intake.preliminaryDays': '7',
    'intake.preliminaryWithin14Days': 'ja',
    'intake.childHeard': 'ja',
    'intake.returnedWithin12Months': 'okänt',
  });
  expect(rows.find((row) => row['intake.mainCause'] === 'brist-i-omsorg')).toMatchObject({
    'child.legalSex': 'flicka',
    'intake.protectionAssessmentDays': '0',
    'intake.outcome': 'okänt',
    'intake.preliminaryDays': 'okänt',
    'intake.preliminaryWithin14Days': 'nej',
    'intake.childHeard': 'okänt',
  });

  const control = await extract(world, { unitOfCount: 'intake', ...march, pack: 'egenkontroll' });
  expect(control.manifest.filter.pack).toBe('egenkontroll');
  // Decided on 9 March and not told by the 16th; the other is undecided, so that no week runs.
  expect(control.rows).toContainEqual(
    expect.objectContaining({ 'intake.preliminaryDays': '7', 'intake.feedbackWithinWeek': 'nej' }),
  );
  expect(control.rows).toContainEqual(
    expect.objectContaining({ 'intake.preliminaryDays': 'okänt', 'intake.feedbackWithinWeek': 'okänt' }),
  );
});
