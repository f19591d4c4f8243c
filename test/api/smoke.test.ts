import { afterAll, beforeAll, expect, test } from 'vitest';
import { startWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

test('a report becomes an investigation', async () => {
  const reception = world.as('reception');
  const report = await reception.post('/reports', {
    type: 'anmalan',
    receivedAt: '2026-03-02T08:30:00Z',
    channel: 'telefon',
    reporter: 'skola',
    text: 'Oro.',
    children: [
      {
        person: { personalNumber: '201402179806', givenName: 'Alva', familyName: 'Exempelsson' },
        mainCause: 'brist-i-omsorg',
      },
    ],
  });
  expect(report.body).toMatchObject({ children: [{ caseNumber: '2026-00001' }] });
  const id = report.body.children[0].intakeId;
  const intake = await reception.get(`/intakes/${id}`);
  expect(intake.status).toBe(200);
  const assessed = await reception.post(`/intakes/${id}/protection-assessments`, {
    need: 'inget-behov',
    grounds: 'Trygg.',
  });
  expect(assessed.body).toMatchObject({ need: 'inget-behov' });
  const leader = world.as('teamLeader');
  const read = await leader.get(`/intakes/${id}`);
  const decided = await leader.post(
    `/intakes/${id}/decision`,
    { outcome: 'utredning-inleds', reasons: 'Skäl finns.', unit: 'barn-och-familj', handlerId: 'karin.ek' },
    { match: read.etag },
  );
  expect(decided.body).toMatchObject({ outcome: 'utredning-inleds' });
  const list = await world.as('socialWorker').get('/investigations?total=true');
  expect(list.body).toMatchObject({ page: { total: 1 } });
});
