import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assess, done, loggedDuring } from '../../support/casework.ts';
import type { Client, World } from '../../support/world.ts';
import { type Cases, startCases, TODAY } from './cases.ts';

/** The worklist of what cases lack, on 20 March 2026. */

let world: World;
let cases: Cases;
let lena: Client;
beforeAll(async () => {
  cases = await startCases();
  ({ world } = cases);
  lena = world.as('teamLeader');
});
afterAll(() => world.close());

interface Line {
  id: string;
  rule: string;
  severity: string;
  since: string;
}
const linesOf = async (client: Client, query = '') =>
  done(await client.get(`/data-quality?limit=100${query}`)).items.map(
    ({ severity, since, rule }: Line) => `${severity} ${since} ${rule}`,
  );

const EVERYTHING = [
  'error 2026-03-04 Q003',
  'error 2026-03-17 Q004',
  'warning 2026-03-02 Q014',
  'warning 2026-03-13 Q017',
  'information 2026-03-02 Q016',
];

test('holds what is found today, the most severe first and then what has held longest', async () => {
  expect(await linesOf(lena)).toEqual(EVERYTHING);
});

test('says everything of a finding, in both languages, and where it is put right', async () => {
  const { consultationId, investigationId } = cases.waiting;
  const [item] = done(await lena.get('/data-quality?rule=Q017')).items;
  expect(item).toEqual({
    id: `Q017:${investigationId}:${consultationId}`,
    rule: 'Q017',
    severity: 'warning',
    text: {
      sv: 'Konsultation obesvarad efter svarsdagen och utan påminnelse',
      en: 'Consultation past its answer day and not reminded',
    },
    case: { kind: 'investigation', id: investigationId, caseNumber: '2026-00002', open: true },
    about: { kind: 'consultation', id: consultationId },
    unit: 'barn-och-familj',
    handlerId: 'karin.ek',
    since: '2026-03-13',
    endedOn: null,
    law: 'SoL (2025:400) 20 kap. 6 §',
    mend: {
      text: {
        sv: 'Påminn, registrera svaret, eller avsluta konsultationen utan svar.',
        en: 'Remind, record the answer, or close the consultation without one.',
      },
      href: `/consultations/${consultationId}/reminders`,
    },
  });
});

describe('is filtered', () => {
  test.each([
    ['&unit=barn-och-familj', [EVERYTHING[2], EVERYTHING[3]]],
    ['&unit=ungdom', []],
    ['&handlerId=karin.ek', [EVERYTHING[2], EVERYTHING[3]]],
    ['&handlerId=mia.dahl&severity=error', EVERYTHING.slice(0, 2)],
    ['&rule=Q014', [EVERYTHING[2]]],
    ['&severity=information', [EVERYTHING[4]]],
    ['&caseKind=intake', [EVERYTHING[0], EVERYTHING[1], EVERYTHING[4]]],
    ['&caseKind=intervention', [EVERYTHING[2]]],
    ['&caseState=closed', [EVERYTHING[4]]],
    ['&caseState=open&unit=mottagning', EVERYTHING.slice(0, 2)],
  ])('by %s', async (query, expected) => {
    expect(await linesOf(lena, query)).toEqual(expected);
    const { items, page } = done(await lena.get(`/data-quality?limit=1&total=true${query}`));
    expect([items.length, page.total]).toEqual([Math.min(1, expected.length), expected.length]);
  });

  test.each(['rule=Q019', 'severity=fatal', 'caseKind=report', 'caseState=over', 'unknown=1', 'limit=0'])(
    'not by %s',
    async (query) => {
      expect((await lena.get(`/data-quality?${query}`)).status).toBe(400);
    },
  );
});

describe('is walked', () => {
  test.each([1, 2, 3])('by cursor, %i at a time, each finding once', async (limit) => {
    const walked: string[] = [];
    let cursor: string | undefined;
    do {
      const path = `/data-quality?limit=${limit}${cursor ? `&cursor=${cursor}` : ''}`;
      const { items, page } = done(await lena.get(path));
      walked.push(...items.map(({ id }: Line) => id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(walked).toEqual(done(await lena.get('/data-quality')).items.map(({ id }: Line) => id));
  });

  test('by offset and page, with the exact total', async () => {
    const second = done(await lena.get('/data-quality?limit=2&page=2&total=true'));
    expect(second).toEqual(done(await lena.get('/data-quality?limit=2&offset=2&total=true')));
    expect(second.items.map(({ rule }: Line) => rule)).toEqual(['Q014', 'Q017']);
    expect(second.page).toMatchObject({ limit: 2, total: 5 });
  });

  test.each([
    ['of another list', [TODAY, 'some-id']],
    ['of no severity', ['fatal 2026-03-02', 'some-id']],
    ['of no day', ['error', 'some-id']],
  ])('not by a cursor %s', async (_, position) => {
    const cursor = Buffer.from(JSON.stringify(position)).toString('base64url');
    expect((await lena.get(`/data-quality?cursor=${cursor}`)).status).toBe(400);
  });
});

test('is on record: who saw the findings of which children', async () => {
  const [entry] = await loggedDuring(world, () => lena.get('/data-quality?rule=Q017'));
  expect(entry).toMatchObject({ caller_id: 'lena.berg', action: 'quality.list', kind: 'read' });
  expect(JSON.parse(entry!.person_ids!)).toEqual([cases.waiting.childId]);
  expect(JSON.parse(entry!.resource_ids!)).toEqual([
    `Q017:${cases.waiting.investigationId}:${cases.waiting.consultationId}`,
  ]);
});

describe('a case', () => {
  test.each(['intakes', 'investigations', 'interventions'] as const)('of %s has its own', async (of) => {
    const { forgotten, waiting, vague } = cases;
    const [id, childId, rules] = {
      intakes: [forgotten.intakeId, forgotten.childId, ['Q003', 'Q004']],
      investigations: [waiting.investigationId, waiting.childId, ['Q017']],
      interventions: [vague.interventionId, vague.childId, ['Q014']],
    }[of] as [string, string, string[]];
    const [entry] = await loggedDuring(world, async () => {
      const { items } = done(await lena.get(`/${of}/${id}/data-quality`));
      expect(items.map(({ rule }: Line) => rule)).toEqual(rules);
      const listed = done(await lena.get('/data-quality')).items;
      for (const item of items) expect(listed).toContainEqual(item);
    });
    expect(entry).toMatchObject({ kind: 'read', action: `quality.of-${of.slice(0, -1)}` });
    expect(JSON.parse(entry!.person_ids!)).toEqual([childId]);
  });

  test.each(['intakes', 'investigations', 'interventions'])('of %s that is not there is 404', async (of) => {
    const path = `/${of}/00000000-0000-7000-8000-000000000000/data-quality`;
    expect((await lena.get(path)).status).toBe(404);
  });
});

test('moves on by itself from day to day, and is left when something is done', async () => {
  world.clock.set('2026-03-03T09:00:00Z');
  expect(await linesOf(lena)).toEqual([EVERYTHING[2], EVERYTHING[4]]);
  world.clock.set('2026-03-04T09:00:00Z');
  expect(await linesOf(lena)).toEqual([EVERYTHING[0], EVERYTHING[2], EVERYTHING[4]]);
  world.clock.set(`${TODAY}T09:00:00Z`);

  await assess(lena, cases.forgotten.intakeId);
  expect(await linesOf(lena)).toEqual(EVERYTHING.slice(1));
  const { items } = done(await lena.get(`/intakes/${cases.forgotten.intakeId}/data-quality`));
  expect(items.find(({ rule }: Line) => rule === 'Q003')).toMatchObject({ endedOn: TODAY });

  const at = `/consultations/${cases.waiting.consultationId}`;
  const reminder = { remindedOn: TODAY, answerDay: '2026-03-27' };
  done(await lena.post(`${at}/reminders`, reminder, { match: (await lena.get(at)).etag }));
  expect(await linesOf(lena)).toEqual([EVERYTHING[1], EVERYTHING[2], EVERYTHING[4]]);

  const person = `/persons/${cases.unknown.childId}`;
  const known = { birthDate: '2014-02-17', legalSex: 'flicka' };
  done(await lena.patch(person, known, { match: (await lena.get(person)).etag }));
  expect(await linesOf(lena)).toEqual([EVERYTHING[1], EVERYTHING[2]]);

  const goal = `/interventions/${cases.vague.interventionId}/goals/${cases.vague.goalId}`;
  const { etag } = await lena.get(goal);
  const better = { description: 'Alva är i skolan.', indicator: 'Närvaron', target: '90 procent' };
  done(await lena.put(goal, { area: 'utbildning', ...better }, { match: etag }));
  expect(await linesOf(lena)).toEqual([EVERYTHING[1]]);
});
