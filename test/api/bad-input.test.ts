import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  assess,
  assessment,
  child,
  decide,
  decision,
  done,
  newNumber,
  openIntake,
  register,
  reportOf,
} from '../support/casework.ts';
import { type Answer, type Client, startWorld, type World } from '../support/world.ts';

/** What bad input gets: its status, what is wrong in both languages, and a record that is as it was. */

let world: World;
let mia: Client;
let lena: Client;
let unassessed: string;
let undecided: string;
let decided: string;
let taken: { personal: string; coordination: string; id: string; other: string };

beforeAll(async () => {
  world = await startWorld();
  mia = world.as('reception');
  lena = world.as('teamLeader');
  unassessed = (await openIntake(mia)).intakeId;
  undecided = (await openIntake(mia)).intakeId;
  decided = (await openIntake(mia)).intakeId;
  await assess(lena, undecided);
  await assess(lena, decided);
  await decide(lena, decided);
  const personal = newNumber();
  const { id } = done(await mia.post('/persons', { personalNumber: personal }));
  const coordination = '201402779803';
  const other = done(await mia.post('/persons', { coordinationNumber: coordination })).id;
  taken = { personal, coordination, id, other };
});
afterAll(() => world.close());

/** Everything that a caller could see of the board, to compare. */
async function record() {
  const found = await Promise.all([
    lena.get('/intakes?limit=100&total=true'),
    lena.get('/investigations?limit=100&total=true'),
    ...[unassessed, undecided, decided].map((id) => lena.get(`/intakes/${id}`)),
    lena.get(`/persons/${taken.id}`),
    lena.get(`/persons/${taken.other}`),
  ]);
  const kept = await world.database.raw('select count(*) as count from person');
  return { answers: found.map((answer) => [answer.etag, answer.body]), persons: Number(kept[0]!.count) };
}

interface Expected {
  readonly status: number;
  /** Fields that are named in violations. */
  readonly fields?: readonly string[];
  readonly rules?: readonly string[];
  /** What the citation begins with. */
  readonly law?: RegExp;
}

type Language = { headers: { 'accept-language': string } };
type Case = readonly [name: string, expected: Expected, ask: (extra: Language) => Promise<Answer>];

const post = (path: () => string, body: () => unknown, match?: string) => (extra: Language) =>
  lena.post(path(), body(), { ...extra, match });
const report = (body: () => unknown) => (extra: Language) => mia.post('/reports', body(), extra);
const grown = (birthDate: string) => ({ person: { givenName: 'Ung', birthDate }, mainCause: 'annat' });
const intake = (id: () => string, part: string) => () => `/intakes/${id()}${part}`;
const extension = (more = {}) => ({
  ground: 'synnerliga-skal',
  reasons: 'Familjen är på resa.',
  newEndDay: '2026-03-25',
  ...more,
});
const SOL = /^SoL \(2025:400\)/;

const CASES: readonly Case[] = [
  [
    'an unknown field',
    { status: 400, fields: ['colour'] },
    report(() => ({ ...reportOf([child()]), colour: 'red' })),
  ],
  [
    'an unknown field inside',
    { status: 400, fields: ['children.0.person.shoeSize'] },
    report(() => reportOf([child({ shoeSize: 38 })])),
  ],
  [
    'a wrong code',
    { status: 400, fields: ['channel'] },
    report(() => reportOf([child()], { channel: 'brevduva' })),
  ],
  [
    'a day that does not exist',
    { status: 400, fields: ['children.0.person.birthDate'] },
    report(() => reportOf([grown('2015-02-30')])),
  ],
  [
    'a child born tomorrow',
    { status: 400, fields: ['children.0.person.birthDate'] },
    report(() => reportOf([grown('2026-03-03')])),
  ],
  [
    'an instant that is none',
    { status: 400, fields: ['receivedAt'] },
    report(() => reportOf([child()], { receivedAt: '2026-03-01' })),
  ],
  [
    'a report received in the future',
    { status: 400, fields: ['receivedAt'] },
    report(() => reportOf([child()], { receivedAt: '2026-03-02T09:00:00.001Z' })),
  ],
  [
    'a report received in the future by its offset',
    { status: 400, fields: ['receivedAt'] },
    report(() => reportOf([child()], { receivedAt: '2026-03-02T08:30:00-01:00' })),
  ],
  [
    'a person of 21',
    { status: 409, rules: ['report.subject-21-or-over'], law: SOL },
    report(() => reportOf([grown('2005-03-02')])),
  ],
  [
    'two persons of 21 and more, both told of',
    { status: 409, rules: ['report.subject-21-or-over', 'report.subject-21-or-over'], law: SOL },
    report(() => reportOf([grown('2005-03-02'), grown('1950-01-01')])),
  ],
  ['no child', { status: 400, fields: ['children'] }, report(() => reportOf([]))],
  [
    'a unit of another',
    { status: 403, rules: ['report.other-unit'] },
    report(() => reportOf([child()], { unit: 'ungdom' })),
  ],
  [
    'a wrong check digit',
    { status: 400, fields: ['personalNumber'] },
    (extra) => mia.post('/persons', { personalNumber: '201402179807' }, extra),
  ],
  [
    'a coordination number as a personal one',
    { status: 400, fields: ['personalNumber'] },
    (extra) => mia.post('/persons', { personalNumber: '201402779803' }, extra),
  ],
  [
    'a number that is taken',
    { status: 409, rules: ['person.number-taken'] },
    (extra) => mia.post('/persons', { personalNumber: taken.personal }, extra),
  ],
  [
    'a coordination number that is taken, given instead of a personal one',
    { status: 409, rules: ['person.number-taken'] },
    (extra) =>
      mia.patch(
        `/persons/${taken.id}`,
        { coordinationNumber: taken.coordination, personalNumber: null },
        { ...extra, match: '"1"' },
      ),
  ],
  [
    'both numbers at once',
    { status: 400 },
    (extra) =>
      mia.post('/persons', { personalNumber: '201402179806', coordinationNumber: '201402779803' }, extra),
  ],
  ['nothing about a person', { status: 400 }, (extra) => mia.post('/persons', {}, extra)],
  [
    'a name with a character that cannot be kept',
    { status: 400, fields: ['givenName'] },
    (extra) => mia.post('/persons', { givenName: 'A\u0000' }, extra),
  ],
  [
    'half a surrogate pair',
    { status: 400, fields: ['givenName'] },
    (extra) => mia.post('/persons', '{"givenName": "\\ud800"}', extra),
  ],
  [
    'a decision before the protection assessment',
    { status: 409, rules: ['intake.protection-assessment-first'], law: SOL },
    post(
      intake(() => unassessed, '/decision'),
      decision,
      '"1"',
    ),
  ],
  [
    'a second decision',
    { status: 409, rules: ['intake.decided'], law: SOL },
    post(
      intake(() => decided, '/decision'),
      decision,
      '"3"',
    ),
  ],
  [
    'a decision in the future',
    { status: 400, fields: ['decidedOn'] },
    post(
      intake(() => undecided, '/decision'),
      () => decision({ decidedOn: '2026-03-03' }),
      '"2"',
    ),
  ],
  [
    'a decision before the report',
    { status: 400, fields: ['decidedOn'] },
    post(
      intake(() => undecided, '/decision'),
      () => decision({ decidedOn: '2026-03-01' }),
      '"2"',
    ),
  ],
  [
    'joining what is not running',
    { status: 409, rules: ['investigation.none-running'] },
    post(
      intake(() => undecided, '/decision'),
      () => decision({ outcome: 'pafors-pagaende-utredning' }),
      '"2"',
    ),
  ],
  [
    'a unit that the board does not have',
    { status: 400, fields: ['unit'] },
    post(
      intake(() => undecided, '/decision'),
      () => decision({ unit: 'ekonomi' }),
      '"2"',
    ),
  ],
  [
    'an assessment before the report',
    { status: 400, fields: ['assessedAt'] },
    post(
      intake(() => unassessed, '/protection-assessments'),
      () => ({ ...assessment, assessedAt: '2026-03-01T08:00:00Z' }),
    ),
  ],
  [
    'a need of protection without measures',
    { status: 400, fields: ['measures'] },
    post(
      intake(() => unassessed, '/protection-assessments'),
      () => ({ need: 'behov', grounds: 'Våld.' }),
    ),
  ],
  [
    'an extension without grounds',
    { status: 400, fields: ['ground'] },
    post(
      intake(() => undecided, '/extensions'),
      () => extension({ ground: undefined }),
      '"2"',
    ),
  ],
  [
    'an extension on the wrong ground',
    { status: 409, rules: ['extension.ground'], law: SOL },
    post(
      intake(() => undecided, '/extensions'),
      () => extension({ ground: 'sarskilda-skal' }),
      '"2"',
    ),
  ],
  [
    'an extension to no later day, on the wrong ground: both told of',
    { status: 409, rules: ['extension.ground', 'extension.not-later'], law: SOL },
    post(
      intake(() => undecided, '/extensions'),
      () => extension({ ground: 'sarskilda-skal', newEndDay: '2026-03-16' }),
      '"2"',
    ),
  ],
  [
    'a stale If-Match',
    { status: 412 },
    post(
      intake(() => undecided, '/decision'),
      decision,
      '"1"',
    ),
  ],
  [
    'no If-Match',
    { status: 428 },
    post(
      intake(() => undecided, '/decision'),
      decision,
    ),
  ],
  [
    'a case that is not there',
    { status: 404 },
    post(() => `/intakes/${crypto.randomUUID()}/decision`, decision, '"1"'),
  ],
  ['an id that is none', { status: 400, fields: ['intakeId'] }, (extra) => lena.get('/intakes/1', extra)],
  ['an id in capitals', { status: 400 }, (extra) => lena.get(`/intakes/${unassessed.toUpperCase()}`, extra)],
  ['an id of something else', { status: 404 }, (extra) => lena.get(`/intakes/${taken.id}`, extra)],
  ['broken JSON', { status: 400 }, (extra) => mia.post('/reports', '{"type": "anmalan",', extra)],
  ['an empty body', { status: 400 }, (extra) => mia.post('/reports', '', extra)],
  ['a list for a body', { status: 400 }, (extra) => mia.post('/reports', [], extra)],
  [
    'a prototype',
    { status: 400 },
    (extra) => mia.post('/persons', '{"givenName": "A", "__proto__": {"version": 9}}', extra),
  ],
  [
    'a wrong media type',
    { status: 415 },
    (extra) =>
      mia.post('/persons', 'givenName=A', { headers: { ...extra.headers, 'content-type': 'text/plain' } }),
  ],
  [
    'a body of 10 MiB',
    { status: 413 },
    (extra) => mia.post('/reports', reportOf([child()], { text: 'x'.repeat(10 * 1024 * 1024) }), extra),
  ],
  [
    'a text that is too long',
    { status: 400, fields: ['text'] },
    report(() => reportOf([child()], { text: 'x'.repeat(20_001) })),
  ],
  [
    'the board of others',
    { status: 404 },
    (extra) => lena.get('/intakes', { ...extra, board: '0180-spanga' }),
  ],
];

test.each(CASES)('%s', async (_, expected, ask) => {
  const before = await record();
  const swedish = await ask({ headers: { 'accept-language': 'sv' } });
  const english = await ask({ headers: { 'accept-language': 'en-GB, sv;q=0.5' } });
  expect(await record()).toEqual(before);

  for (const [answer, language] of [
    [swedish, 'sv'],
    [english, 'en'],
  ] as const) {
    expect(answer.status, answer.text).toBe(expected.status);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.headers['content-language']).toBe(language);
    expect(answer.body.status).toBe(expected.status);
    if (expected.fields) {
      expect(answer.body.violations.map((violation: { field: string }) => violation.field)).toEqual(
        expected.fields,
      );
    }
    if (expected.rules) {
      expect(answer.body.reasons.map((reason: { rule: string }) => reason.rule)).toEqual(expected.rules);
      expect(answer.body.rule).toBe(expected.rules[0]);
    }
    if (expected.law) expect(answer.body.law).toMatch(expected.law);
  }
  const texts = ({ body }: Answer) => [
    body.title,
    body.detail,
    ...(body.violations ?? []).map((violation: { message: string }) => violation.message),
    ...(body.reasons ?? []).flatMap((reason: { message: string; remedy: string }) => [
      reason.message,
      reason.remedy,
    ]),
  ];
  texts(swedish).forEach((text, at) => {
    expect(text).toBeTruthy();
    expect(text).not.toBe(texts(english)[at]);
  });
});

describe('just on the right side', () => {
  test.each([
    ['20 years', '2005-03-03'],
    ['18 years', '2008-03-02'],
  ])('a person of %s is accepted', async (_, birthDate) => {
    expect((await register(mia, [grown(birthDate)])).children).toHaveLength(1);
  });

  test('a report received this very moment is accepted', async () => {
    await register(mia, [child()], { receivedAt: '2026-03-02T10:00:00+01:00' });
  });

  test('an extension after the limit is kept as late, on the last lawful day it is not late', async () => {
    const { intakeId } = await openIntake(mia);
    world.clock.set('2026-03-17T09:00:00Z');
    const late = await lena.post(`/intakes/${intakeId}/extensions`, extension(), { match: '"1"' });
    expect(done(late)).toMatchObject({ late: true });
    world.clock.set('2026-03-16T09:00:00Z');
    const inTime = await lena.post(`/intakes/${intakeId}/extensions`, extension(), { match: '"2"' });
    expect(done(inTime)).toMatchObject({ late: false });
    world.clock.set('2026-03-02T09:00:00Z');
  });
});
