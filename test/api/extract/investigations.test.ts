import { afterAll, beforeAll, expect, test } from 'vitest';
import { done, openInvestigation } from '../../support/casework.ts';
import { ANY_POPULATION } from '../../support/extracts.ts';
import { startWorld, type World } from '../../support/world.ts';
import { next, sent } from '../consultation/opened.ts';
import { decide, mendAll, supported } from '../decision/closing.ts';
import { extract } from './extracting.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld({ settings: ANY_POPULATION });
});
afterAll(() => world.close());

test('an investigation is in the statistics of the day it was closed, from what stands in its record', async () => {
  const { investigationId } = await openInvestigation(world);
  const investigation = `/investigations/${investigationId}`;
  const worker = world.as('socialWorker');
  const leader = world.as('teamLeader');

  world.clock.set('2026-03-09T09:00:00Z');
  await mendAll(worker, investigation);
  for (const factor of [
    { kind: 'risk', code: 'npf' },
    { kind: 'risk', ownWords: 'Sover hos en granne.' },
  ]) {
    done(await worker.post(`${investigation}/areas/halsa/factors`, factor));
  }
  const police = await sent(worker, investigationId, { counterpart: 'polis' });
  const dentist = await sent(worker, investigationId, { counterpart: 'tandvard' });
  world.clock.set('2026-03-20T09:00:00Z');
  done(await next(worker, police, 'answer', { answer: 'Inget är känt.' }));
  done(await next(worker, dentist, 'answer', { answer: 'Barnet har uteblivit.' }));
  const { etag } = await leader.get(investigation);
  done(await leader.post(`${investigation}/assignments`, { handlerId: 'omar.lind' }, { match: etag }));
  world.clock.set('2026-04-07T09:00:00Z');
  done(await decide(leader, investigation, supported));

  const april = { unitOfCount: 'investigation', from: '2026-04-01', to: '2026-04-30' };
  const { rows, manifest, data } = await extract(world, april);
  expect(manifest.filter.on).toBe('closed');
  expect(rows).toMatchObject([
    {
      unit: 'barn-och-familj',
      'child.previouslyKnown': 'inga',
      'child.livingSituation': 'okänt',
      'investigation.cause': 'brist-i-omsorg',
      'investigation.causeGroup': 'foralder',
      'investigation.openedOn': '2026-03-02',
      'investigation.closedOn': '2026-04-07',
      'investigation.durationDays': '36',
      'investigation.withinFourMonths': 'ja',
      'investigation.withinLawfulTime': 'ja',
      'investigation.extended': 'nej',
      'investigation.extensionDays': '',
      'investigation.areas': 'halsa',
      'investigation.areaCount': '1',
      'investigation.planDays': '7',
      'investigation.planRevisions': '0',
      'investigation.childConversations': '1',
      'investigation.childSeenAlone': 'ja',
      'investigation.childNotHeardReason': '',
      'investigation.schoolConsultation': 'undantag',
      'investigation.schoolConsultationDays': '',
      'investigation.healthConsultation': 'besvarad',
      'investigation.healthConsultationDays': '11',
      'investigation.dentalConsultation': 'besvarad',
      'investigation.otherProfessions': '2',
      'investigation.riskFactors': 'npf',
      'investigation.riskFactorCount': '2',
      'investigation.protectiveFactors': 'inga',
      'investigation.sidesWithRisk': 'barnets-utveckling',
      'investigation.assessedNeed': 'inga',
      'investigation.childAttitude': 'okänt',
      'investigation.communicated': 'ja',
      'investigation.outcome': 'insats-sol',
      'investigation.declinedBy': '',
      'investigation.handlers': '2',
      'investigation.siblingsInvestigated': 'nej',
      'investigation.returnedWithin12Months': 'okänt',
    },
  ]);
  expect(data).not.toContain('granne');

  const march = { unitOfCount: 'investigation', from: '2026-03-01', to: '2026-03-31' };
  expect((await extract(world, march)).manifest.rows).toBe(0);
  const opened = await extract(world, { ...march, on: 'opened' });
  expect(opened.rows.map((row) => row['investigation.closedOn'])).toEqual(['2026-04-07']);

  world.clock.set('2027-04-08T09:00:00Z');
  const aYearLater = await extract(world, { ...april, pack: 'kolada' });
  expect(aYearLater.rows[0]).toMatchObject({ 'investigation.returnedWithin12Months': 'nej' });
});

test('one that is still open counts by the day it was opened, and its end is not applicable', async () => {
  world.clock.set('2026-05-04T09:00:00Z');
  await openInvestigation(world);
  world.clock.set('2026-09-05T09:00:00Z');
  const variables = ['investigation.closedOn', 'investigation.outcome', 'investigation.withinFourMonths'];
  const { data } = await extract(world, {
    unitOfCount: 'investigation',
    from: '2026-05-01',
    to: '2026-12-31',
    on: 'opened',
    variables,
  });
  expect(data).toMatch(/\r\n[A-Za-z][\w-]{15};barn-och-familj;;;nej\r\n$/);
});
