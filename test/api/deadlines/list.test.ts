import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assess, child, decide, done, loggedDuring, openIntake, register } from '../../support/casework.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';

/** The list of deadlines over open cases, on 16 March 2026 after two weeks of work. */

let world: World;
let karin: Client;
let lena: Client;
const cases: Record<
  'overdue' | 'dueToday' | 'running' | 'decided' | 'owed' | 'joined',
  { intakeId: string; childId: string }
> = {} as never;
let investigationId: string;
let consultationId: string;

const onDay = (on: string) => world.clock.set(`${on}T09:00:00Z`);
const received = (on: string, more = {}) => ({ receivedAt: `${on}T08:30:00Z`, ...more });

beforeAll(async () => {
  world = await startWorld({ at: '2026-03-01T09:00:00Z' });
  const reception = world.as('reception');
  karin = world.as('socialWorker');
  lena = world.as('teamLeader');

  cases.overdue = await openIntake(reception, child(), received('2026-03-01'));
  onDay('2026-03-02');
  cases.dueToday = await openIntake(reception, child(), received('2026-03-02'));
  await assess(lena, cases.dueToday.intakeId);
  cases.decided = await openIntake(reception, child(), received('2026-03-02'));
  await assess(lena, cases.decided.intakeId);
  ({ investigationId } = await decide(lena, cases.decided.intakeId));
  const of = child();
  cases.owed = await openIntake(reception, of, received('2026-03-02', { feedbackRequested: true }));
  await assess(lena, cases.owed.intakeId);

  onDay('2026-03-10');
  await decide(lena, cases.owed.intakeId, { outcome: 'utredning-inleds-inte' });
  const draft = await karin.post(`/investigations/${investigationId}/consultations`, {
    counterpart: 'skola',
    basis: 'uppgiftsskyldighet',
    questions: [{ area: 'utbildning', text: 'Hur är närvaron?' }],
  });
  consultationId = draft.body.id;
  const dispatch = { sentOn: '2026-03-10', answerDay: '2026-03-18' };
  done(await karin.post(`/consultations/${consultationId}/dispatch`, dispatch, { match: draft.etag }));

  onDay('2026-03-16');
  cases.running = await openIntake(reception, child(), received('2026-03-16'));
  await assess(lena, cases.running.intakeId);
});
afterAll(() => world.close());

interface Line {
  rule: string;
  state: string;
  endDay: string;
  case: { id: string };
}
const linesOf = async (client: Client, query = '') =>
  done(await client.get(`/deadlines?limit=100${query}`)).items.map(
    (line: Line) => `${line.endDay} ${line.rule} ${line.state}`,
  );

const EVERYTHING = [
  '2026-03-01 skyddsbedomning overdue',
  '2026-03-05 information-om-utredning overdue',
  '2026-03-15 forhandsbedomning due-today',
  '2026-03-16 forhandsbedomning due-today',
  '2026-03-17 aterkoppling-till-anmalare nearing',
  '2026-03-18 konsultation-svar nearing',
  '2026-03-30 forhandsbedomning running',
  '2026-07-02 utredning running',
];

test('holds what is to be done in the open cases, the first end day first', async () => {
  expect(await linesOf(lena)).toEqual(EVERYTHING);
});

test('says everything of a deadline, in both languages', async () => {
  const [item] = done(await lena.get('/deadlines?rule=konsultation-svar')).items;
  expect(item).toEqual({
    id: `konsultation-svar:${consultationId}`,
    rule: 'konsultation-svar',
    label: { sv: 'Svar på konsultation', en: 'Answer to a consultation' },
    childId: cases.decided.childId,
    subject: { kind: 'consultation', id: consultationId, caseNumber: '2026-00003' },
    case: { kind: 'investigation', id: investigationId },
    unit: 'barn-och-familj',
    handlerId: 'karin.ek',
    partyId: null,
    start: '2026-03-10',
    nearOn: '2026-03-16',
    endDay: '2026-03-18',
    lastLawfulDay: '2026-03-18',
    extensions: [],
    state: 'nearing',
    metOn: null,
    force: 'agreement',
    law: 'SoL (2025:400) 20 kap. 6 §',
    explanation: {
      sv: 'Konsultationen skickades 2026-03-10. Den överenskomna svarsdagen är 2026-03-18. SoL (2025:400) 20 kap. 6 §.',
      en: 'The consultation was sent on 2026-03-10. The agreed answer day is 2026-03-18. SoL (2025:400) 20 kap. 6 §.',
    },
  });
});

describe('is filtered', () => {
  test.each([
    ['&unit=barn-och-familj', [EVERYTHING[1], EVERYTHING[5], EVERYTHING[7]]],
    ['&unit=ungdom', []],
    ['&handlerId=karin.ek', [EVERYTHING[1], EVERYTHING[5], EVERYTHING[7]]],
    ['&handlerId=mia.dahl&state=overdue', [EVERYTHING[0]]],
    ['&rule=forhandsbedomning', [EVERYTHING[2], EVERYTHING[3], EVERYTHING[6]]],
    ['&state=nearing', [EVERYTHING[4], EVERYTHING[5]]],
    ['&from=2026-03-16&to=2026-03-17', [EVERYTHING[3], EVERYTHING[4]]],
    ['&from=2026-03-31&to=2026-03-01', []],
  ])('by %s', async (query, expected) => {
    expect(await linesOf(lena, query)).toEqual(expected);
  });

  test('by met, also in cases that are done', async () => {
    expect(await linesOf(lena, '&state=met')).toEqual([
      '2026-03-02 skyddsbedomning met',
      '2026-03-02 skyddsbedomning met',
      '2026-03-02 skyddsbedomning met',
      '2026-03-16 forhandsbedomning met',
      '2026-03-16 forhandsbedomning met',
      '2026-03-16 skyddsbedomning met',
    ]);
  });

  test.each(['state=late', 'rule=jourhem', 'from=2026-02-30', 'unknown=1', 'limit=0'])(
    'not by %s',
    async (query) => {
      expect((await lena.get(`/deadlines?${query}`)).status).toBe(400);
    },
  );
});

describe('is walked', () => {
  test('by cursor, each deadline once, also two of the same day', async () => {
    const walked: string[] = [];
    let cursor: string | undefined;
    do {
      const { items, page } = done(await lena.get(`/deadlines?limit=2${cursor ? `&cursor=${cursor}` : ''}`));
      walked.push(...items.map(({ id }: { id: string }) => id));
      cursor = page.nextCursor;
    } while (cursor);
    const all = done(await lena.get('/deadlines')).items.map(({ id }: { id: string }) => id);
    expect(walked).toEqual(all);
  });

  test('by offset and page, with the exact total', async () => {
    const second = done(await lena.get('/deadlines?limit=3&page=2&total=true'));
    expect(second).toEqual(done(await lena.get('/deadlines?limit=3&offset=3&total=true')));
    expect(second.items.map(({ endDay }: Line) => endDay)).toEqual(
      EVERYTHING.slice(3, 6).map((line) => line.slice(0, 10)),
    );
    expect(second.page).toMatchObject({ limit: 3, total: 8 });
    expect(done(await lena.get('/deadlines?limit=3&page=3')).page).toEqual({ limit: 3 });
  });
});

test('leaves a case when it is done', async () => {
  const { etag } = await lena.get(`/intakes/${cases.owed.intakeId}`);
  const given = { givenOn: '2026-03-16' };
  done(await lena.put(`/intakes/${cases.owed.intakeId}/feedback`, given, { match: etag }));
  expect(await linesOf(lena)).toEqual(EVERYTHING.filter((line) => !line.includes('aterkoppling')));
});

test('is on record: who saw the deadlines of which children', async () => {
  const [entry] = await loggedDuring(world, () => lena.get('/deadlines?rule=utredning'));
  expect(entry).toMatchObject({ caller_id: 'lena.berg', action: 'deadline.list', kind: 'read' });
  expect(JSON.parse(entry!.person_ids!)).toEqual([cases.decided.childId]);
  expect(JSON.parse(entry!.resource_ids!)).toEqual([`utredning:${investigationId}`]);
});

test.each(['controller', 'auditor', 'administrator'] as const)('is not for the %s', async (persona) => {
  expect((await world.as(persona).get('/deadlines')).status).toBe(403);
});

test('moves on by itself from day to day', async () => {
  onDay('2026-07-03');
  const overdue = await linesOf(lena, '&rule=utredning&state=overdue');
  expect(overdue).toEqual(['2026-07-02 utredning overdue']);
});

test('has a feedback to a reporter who may have it alone', async () => {
  onDay('2026-07-03');
  const { children } = await register(world.as('reception'), [child()], {
    ...received('2026-07-03'),
    reporter: 'anhorig',
    feedbackRequested: true,
  });
  await assess(lena, children[0].intakeId);
  await decide(lena, children[0].intakeId, { outcome: 'utredning-inleds-inte' });
  expect(await linesOf(lena, '&rule=aterkoppling-till-anmalare')).toEqual([]);
});
