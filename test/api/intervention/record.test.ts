import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadRecords } from '../../../src/record/load.ts';
import { done } from '../../support/casework.ts';
import { anIntervention, ended, followedUp, goal, onIt } from '../../support/interventions.ts';
import { queriesDuring } from '../../support/queries.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';

/** What the record of a child holds of its interventions: every fact with the time it was recorded, and no text. */

let world: World;
let karin: Client;
beforeAll(async () => {
  world = await startWorld();
  karin = world.as('socialWorker');
});
afterAll(() => world.close());

const RECORDED = '2026-03-02T09:00:00.000Z';
const LATER = '2026-06-01T09:00:00.000Z';

test('everything but what was taken back, with when it was recorded', async () => {
  const { at, id, childId } = await anIntervention(karin, { followUpOn: '2026-04-13' });
  const post = async (part: string, body: object) => done(await karin.post(`${at}${part}`, body));
  const { id: first } = await post('/goals', goal);
  const { id: second } = await post('/goals', { ...goal, area: 'halsa', target: null });
  world.clock.set(LATER);
  done(await karin.put(`${at}/goals/${second}`, { ...goal, area: 'sakerhet' }, { match: '"1"' }));
  done(await karin.post(`${at}/goals/${second}/end`, { reason: 'Klart.' }, { match: '"2"' }));
  const judged = { goalId: first, status: 'delvis-uppnatt' };
  const { id: mistaken } = await post('/follow-ups', followedUp({ heldOn: '2026-05-04' }));
  await post(`/follow-ups/${mistaken}/retraction`, { reason: 'Fel barn.' });
  const notAsked = { childView: undefined, childNotAsked: 'alder-mognad' };
  await post('/follow-ups', followedUp({ heldOn: '2026-05-11', goals: [judged], ...notAsked }));
  const ors = { instrument: 'ors', scores: [{ scale: 'total', value: 23.4 }] };
  const { id: other } = await post('/scores', { ...ors, usedOn: '2026-05-04' });
  await post(`/scores/${other}/retraction`, { reason: 'Fel barn.' });
  await post('/scores', { ...ors, usedOn: '2026-05-11', respondent: 'barnet', normSet: 'miller-common' });
  await post('/sip', { status: 'finns', on: '2026-05-18' });
  done(await onIt(karin, at, '/end', ended({ goals: [{ goalId: first, status: 'uppnatt' }] })));
  await post('/later-follow-ups', { heldOn: '2026-06-01', result: 'Bra.', childView: 'Bra.' });
  world.clock.set(RECORDED);

  const [record] = await loadRecords(world.database.reader, [childId]);
  const version = (area: string, measurable: boolean, setOn: string, recordedAt: string) => ({
    area,
    measurable,
    setOn,
    recordedAt,
  });
  expect(record!.interventions).toEqual([
    {
      id,
      caseNumber: expect.stringMatching(/^2026-/),
      unit: 'barn-och-familj',
      handlerId: 'karin.ek',
      investigationId: null,
      basis: 'utan-behovsprovning',
      type: 'radgivning-utan-behovsprovning',
      placementForm: null,
      legalBasis: 'sol',
      decidedOn: null,
      startedOn: '2026-03-02',
      recordedAt: RECORDED,
      followUpOn: '2026-04-13',
      assignments: [{ handlerId: 'karin.ek', unit: 'barn-och-familj', from: RECORDED }],
      goals: [
        {
          id: first,
          endedOn: null,
          endRecordedAt: null,
          versions: [version('utbildning', true, '2026-03-02', RECORDED)],
        },
        {
          id: second,
          endedOn: '2026-06-01',
          endRecordedAt: LATER,
          versions: [
            version('halsa', false, '2026-03-02', RECORDED),
            version('sakerhet', true, '2026-06-01', LATER),
          ],
        },
      ],
      followUps: [
        {
          heldOn: '2026-05-11',
          goals: [{ ...judged, change: null }],
          change: null,
          childViewRecorded: false,
          childNotAsked: 'alder-mognad',
          nextFollowUpOn: null,
          recordedAt: LATER,
        },
      ],
      scores: [
        { ...ors, usedOn: '2026-05-11', respondent: 'barnet', normSet: 'miller-common', recordedAt: LATER },
      ],
      sip: [{ status: 'finns', on: '2026-05-18', recordedAt: LATER }],
      end: {
        endedOn: '2026-06-01',
        reason: 'malet-uppnatt',
        planned: true,
        initiative: 'gemensamt',
        goals: [{ goalId: first, status: 'uppnatt' }],
        change: null,
        recordedAt: LATER,
      },
      laterFollowUps: [{ heldOn: '2026-06-01', change: null, childViewRecorded: true, recordedAt: LATER }],
    },
  ]);
});

test('as many queries for ten children as for one', async () => {
  const children: string[] = [];
  for (let n = 0; n < 10; n += 1) {
    const { at, childId } = await anIntervention(karin);
    done(await karin.post(`${at}/goals`, goal));
    done(await karin.post(`${at}/follow-ups`, followedUp()));
    children.push(childId);
  }
  const { reader } = world.database;
  const forOne = await queriesDuring(world, () => loadRecords(reader, children.slice(0, 1)));
  expect(await queriesDuring(world, () => loadRecords(reader, children))).toEqual(forOne);
});
