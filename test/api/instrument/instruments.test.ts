import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { done } from '../../support/casework.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';

let world: World;
let karin: Client;
/** Those of a running investigation, opened on 2 February 2026; today is 2 March. The child turned 12 in between. */
let uses: string;

beforeAll(async () => {
  world = await startWorld({ at: '2026-03-02T09:00:00Z' });
  karin = world.as('socialWorker');
  uses = await anInvestigation();
});
afterAll(() => world.close());

/** An application (ansökan) opens an investigation at once, on the day it came in. */
async function anInvestigation(person: object = { birthDate: '2014-02-17' }): Promise<string> {
  const report = await karin.post('/reports', {
    type: 'ansokan',
    receivedAt: '2026-02-02T08:00:00Z',
    channel: 'besok',
    reporter: 'vardnadshavare',
    text: 'Ansöker om stöd.',
    unit: 'barn-och-familj',
    children: [{ person: { givenName: 'Alva', ...person }, mainCause: 'brist-i-omsorg' }],
  });
  return `/investigations/${done(report).children[0].investigationId}/instruments`;
}

const aUse = { instrument: 'cors', usedOn: '2026-02-16' };
const total = (value: number) => [{ scale: 'total', value }];
const PARTS = [
  { scale: 'emotional', value: 6 },
  { scale: 'conduct', value: 3 },
  { scale: 'hyperactivity', value: 5 },
  { scale: 'peer', value: 4 },
];
const fields = (answer: { body: { violations?: { field: string }[] } }) =>
  (answer.body.violations ?? []).map((violation) => violation.field);

test('a use with version, respondent, scores, norms and summary is recorded whole', async () => {
  const told = {
    instrument: 'cors',
    usedOn: '2026-02-16',
    instrumentVersion: 'Svensk version 2',
    respondent: 'barnet',
    scores: total(23.4),
    normSet: 'cyp-iapt-2015',
    summary: 'Det är skolan som är svårast.',
  };
  const recorded = await karin.post(uses, told);
  expect(recorded.status, recorded.text).toBe(201);
  expect(recorded.body).toEqual({
    ...told,
    derived: [],
    warnings: [],
    id: recorded.body.id,
    investigationId: recorded.body.investigationId,
    recordedAt: '2026-03-02T09:00:00.000Z',
    recordedBy: 'karin.ek',
    version: 1,
  });
  expect(recorded.headers.location).toMatch(new RegExp(`${uses}/${recorded.body.id}$`));

  const { warnings: _, ...kept } = recorded.body;
  const read = await world.as('decisionMaker').get(`${uses}/${recorded.body.id}`);
  expect(read.body).toEqual(kept);
  expect(read.etag).toBe(recorded.etag);
});

test('the instrument and the day are enough', async () => {
  const recorded = await karin.post(uses, aUse);
  expect(recorded.status, recorded.text).toBe(201);
  expect(recorded.body).toMatchObject({
    instrumentVersion: null,
    respondent: null,
    scores: [],
    derived: [],
    normSet: null,
    summary: null,
  });
});

test('a score in tenths comes back as it was told', async () => {
  for (const value of [0, 0.1, 0.3, 8.7, 23.4, 39.9, 40]) {
    const recorded = await karin.post(uses, { ...aUse, scores: total(value) });
    expect(recorded.status, recorded.text).toBe(201);
    expect((await karin.get(`${uses}/${recorded.body.id}`)).body.scores).toEqual(total(value));
  }
});

test('the total of SDQ is shown when its parts are told, and kept only when told', async () => {
  const sdq = { ...aUse, instrument: 'sdq', respondent: 'larare' };
  const parts = await karin.post(uses, { ...sdq, scores: PARTS });
  expect(parts.body).toMatchObject({ scores: PARTS, derived: [{ scale: 'total', value: 18 }] });
  expect((await karin.get(`${uses}/${parts.body.id}`)).body.derived).toEqual([{ scale: 'total', value: 18 }]);
  const some = await karin.post(uses, { ...sdq, scores: [...PARTS.slice(1), ...total(20)] });
  expect(some.body).toMatchObject({ scores: [...PARTS.slice(1), ...total(20)], derived: [] });
  const whole = await karin.post(uses, { ...sdq, scores: [...PARTS, ...total(18)] });
  expect(whole.body).toMatchObject({
    scores: [...PARTS, ...total(18)],
    derived: [{ scale: 'total', value: 18 }],
  });
});

test('an instrument without published scales is recorded with what came of it in words', async () => {
  const told = { ...aUse, respondent: 'handlaggare', summary: 'Måttlig risk; stöd i skolan behövs.' };
  for (const instrument of ['savry', 'freda-kortfragor', 'annat']) {
    const recorded = await karin.post(uses, { ...told, instrument, instrumentVersion: 'Version 3' });
    expect(recorded.status, recorded.text).toBe(201);
    expect(recorded.body).toMatchObject({ ...told, instrument, scores: [], derived: [], warnings: [] });
  }
});

test('the list is in the order of the days, whatever the order recorded', async () => {
  const url = await anInvestigation();
  expect((await karin.get(url)).body).toEqual({ items: [] });
  for (const usedOn of ['2026-02-20', '2026-02-02', '2026-03-02', '2026-02-11']) {
    expect((await karin.post(url, { ...aUse, usedOn })).status).toBe(201);
  }
  const list = await karin.get(url);
  expect(list.body.items.map((use: { usedOn: string }) => use.usedOn)).toEqual([
    '2026-02-02',
    '2026-02-11',
    '2026-02-20',
    '2026-03-02',
  ]);
});

test.each<[string, object, string[]]>([
  ['a day in the future', { usedOn: '2026-03-03' }, ['usedOn']],
  ['a day before the investigation was opened', { usedOn: '2026-02-01' }, ['usedOn']],
  ['a day that does not exist', { usedOn: '2026-02-30' }, ['usedOn']],
  ['an unknown instrument', { instrument: 'horoskop' }, ['instrument']],
  ['an unknown respondent', { respondent: 'grannen' }, ['respondent']],
  ['unknown norms', { normSet: 'mina-egna' }, ['normSet']],
  ['norms about other instruments', { instrument: 'sdq', normSet: 'cyp-iapt-2015' }, ['normSet']],
  ['norms where there are no scales', { instrument: 'savry', normSet: 'miller-common' }, ['normSet']],
  ['a blank summary', { summary: '  ' }, ['summary']],
  ['an unknown field', { items: ['En fråga?'] }, ['items']],
  [
    'answers to questions among the scores',
    { scores: [{ ...total(1)[0], question: 'x' }] },
    ['scores.0.question'],
  ],
  ['a score below the range', { scores: total(-0.1) }, ['scores.0.value']],
  ['a score above the range', { scores: total(40.1) }, ['scores.0.value']],
  ['a score between two steps', { scores: total(23.45) }, ['scores.0.value']],
  ['a sum of fractions that was not rounded', { scores: total(0.1 + 0.2) }, ['scores.0.value']],
  ['a score that is a text', { scores: [{ scale: 'total', value: '23' }] }, ['scores.0.value']],
  ['a scale of another instrument', { scores: [{ scale: 'peer', value: 3 }] }, ['scores.0.scale']],
  ['a scale twice', { scores: [...total(20), ...total(20)] }, ['scores.1.scale']],
  ['a half point in SDQ', { instrument: 'sdq', scores: total(17.5) }, ['scores.0.value']],
  [
    'a total that is not the sum of its parts',
    { instrument: 'sdq', scores: [...PARTS, ...total(19)] },
    ['scores.4.value'],
  ],
  ['another instrument that is not named', { instrument: 'annat' }, ['instrumentVersion']],
  ['scores where there are no scales', { instrument: 'savry', scores: total(3) }, ['scores']],
  [
    'everything wrong at once',
    { usedOn: '2026-03-03', scores: [...total(41), { scale: 'x', value: 1 }], normSet: 'miller-common' },
    ['usedOn', 'scores.0.value', 'scores.1.scale'],
  ],
])('%s is refused, and nothing is kept', async (_, change, expected) => {
  const before = (await karin.get(uses)).body;
  const answer = await karin.post(uses, { ...aUse, ...change });
  expect([answer.status, fields(answer)]).toEqual([400, expected]);
  expect((await karin.get(uses)).body).toEqual(before);
});

test('the refusal names the range, the scales, the sum or the reason, in both languages', async () => {
  const messages = async (use: object) => {
    const [sv, en] = [
      await karin.post(uses, { ...aUse, ...use }),
      await karin.post(uses, { ...aUse, ...use }, { headers: { 'accept-language': 'en' } }),
    ];
    return [sv, en].map((answer) => answer.body.violations[0].message);
  };
  expect(await messages({ scores: total(41) })).toEqual([
    'Ska vara 0 till 40 i steg om 0,1.',
    'Must be 0 to 40 in steps of 0.1.',
  ]);
  expect(await messages({ scores: [{ scale: 'peer', value: 1 }] })).toEqual([
    'Skalan finns inte i instrumentet. Dess skalor: total.',
    'The instrument has no such scale. Its scales: total.',
  ]);
  expect(await messages({ instrument: 'sdq', scores: [...PARTS, ...total(19)] })).toEqual([
    'Ska vara 18, summan av emotional, conduct, hyperactivity, peer.',
    'Must be 18, the sum of emotional, conduct, hyperactivity, peer.',
  ]);
  const [sv, en] = await messages({ instrument: 'savry', scores: total(3) });
  expect([sv, en]).toEqual([
    expect.stringMatching(/kan inte kontrolleras.*summary/),
    expect.stringMatching(/cannot be checked.*summary/),
  ]);
});

test('a child of another age than the instrument is made for gives a warning, and the use is kept', async () => {
  const young = await karin.post(uses, { instrument: 'ors', usedOn: '2026-02-16', scores: total(20) });
  expect(young.status, young.text).toBe(201);
  expect(young.body.warnings).toEqual([
    {
      code: 'instrument.age',
      message: { sv: expect.stringContaining('från 13 år'), en: expect.stringContaining('from 13 years') },
    },
  ]);
  expect((await karin.get(`${uses}/${young.body.id}`)).body.scores).toEqual(total(20));

  const changed = await karin.patch(
    `${uses}/${young.body.id}`,
    { instrument: 'cors' },
    { match: young.etag },
  );
  expect(changed.body).toMatchObject({ instrument: 'cors', warnings: [] });
});

test('nothing is said of the age of a child whose day of birth is not known', async () => {
  const url = await anInvestigation({});
  const recorded = await karin.post(url, { instrument: 'ors', usedOn: '2026-02-16' });
  expect([recorded.status, recorded.body.warnings]).toEqual([201, []]);
});

test('a correction changes what it names and leaves the rest', async () => {
  const use = await karin.post(uses, { ...aUse, scores: total(23.4), summary: 'Svårt i skolan.' });
  const url = `${uses}/${use.body.id}`;
  const corrected = await karin.patch(
    url,
    { scores: total(24.3), respondent: 'barnet', summary: null },
    { match: use.etag },
  );
  expect(corrected.status, corrected.text).toBe(200);
  expect(corrected.body).toEqual({
    ...use.body,
    scores: total(24.3),
    respondent: 'barnet',
    summary: null,
    version: 2,
  });
  const { warnings: _, ...kept } = corrected.body;
  expect((await karin.get(url)).body).toEqual(kept);
});

test('a correction is judged with what stands already', async () => {
  const use = await karin.post(uses, { ...aUse, scores: total(23.4), normSet: 'cyp-iapt-2015' });
  const url = `${uses}/${use.body.id}`;
  const before = (await karin.get(url)).body;
  for (const [change, expected] of [
    [{ instrument: 'sdq' }, ['scores.0.value', 'normSet']],
    [{ instrument: 'savry' }, ['scores', 'normSet']],
    [{ instrument: 'srs' }, ['normSet']],
    [{ scores: total(40.5) }, ['scores.0.value']],
    [{ usedOn: '2026-03-03' }, ['usedOn']],
    [{ instrument: 'annat', scores: [], normSet: null }, ['instrumentVersion']],
  ] as const) {
    const answer = await karin.patch(url, change, { match: use.etag });
    expect([answer.status, fields(answer)]).toEqual([400, expected]);
  }
  expect((await karin.get(url)).body).toEqual(before);
});

test('a correction needs the version that was read', async () => {
  const use = await karin.post(uses, aUse);
  const url = `${uses}/${use.body.id}`;
  expect((await karin.patch(url, { summary: 'A.' })).status).toBe(428);
  expect((await karin.patch(url, { summary: 'A.' }, { match: use.etag })).status).toBe(200);
  expect((await karin.patch(url, { summary: 'B.' }, { match: use.etag })).status).toBe(412);
  expect((await karin.get(url)).body.summary).toBe('A.');
});

test('the same key gives the same use, with another body nothing', async () => {
  const url = await anInvestigation();
  const key = randomUUID();
  const first = await karin.post(url, aUse, { key });
  expect((await karin.post(url, aUse, { key })).body).toEqual(first.body);
  expect((await karin.post(url, { ...aUse, instrument: 'sdq' }, { key })).status).toBe(409);
  expect((await karin.get(url)).body.items).toHaveLength(1);
});

test('who does not see the investigation gets 404; who may not gets 403', async () => {
  const use = await karin.post(uses, aUse);
  const url = `${uses}/${use.body.id}`;
  const stranger = world.as('youthWorker');
  expect((await stranger.get(uses)).status).toBe(404);
  expect((await stranger.get(url)).status).toBe(404);
  expect((await stranger.post(uses, aUse)).status).toBe(404);
  expect((await stranger.patch(url, { summary: 'X.' }, { match: use.etag })).status).toBe(404);
  expect((await world.as('controller').get(uses)).status).toBe(403);
  expect((await world.as('reception').post(uses, aUse)).status).toBe(403);
  expect((await world.as('decisionMaker').post(uses, aUse)).status).toBe(403);
});

test('a use of another investigation is not there', async () => {
  const use = await karin.post(uses, aUse);
  const url = `${await anInvestigation()}/${use.body.id}`;
  expect((await karin.get(url)).status).toBe(404);
  expect((await karin.patch(url, { summary: 'X.' }, { match: use.etag })).status).toBe(404);
  expect((await karin.get(`${uses}/${randomUUID()}`)).status).toBe(404);
});

test('nothing is written in a closed investigation, and what stands there is read', async () => {
  const url = await anInvestigation();
  const use = await karin.post(url, aUse);
  const lena = world.as('teamLeader');
  const investigation = url.replace('/instruments', '');
  const moved = { outcome: 'flyttat', reasons: 'Familjen har flyttat, och ärendet är överlämnat.' };
  const { etag } = await lena.get(investigation);
  done(await lena.post(`${investigation}/decision`, moved, { match: etag }));
  for (const answer of [
    await karin.post(url, aUse),
    await karin.patch(`${url}/${use.body.id}`, { summary: 'X.' }, { match: use.etag }),
  ]) {
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ rule: 'investigation.closed', law: expect.any(String) });
  }
  expect((await karin.get(url)).body.items).toMatchObject([{ id: use.body.id, version: 1 }]);
});

test('every write and read stands in the access log under the child', async () => {
  const url = await anInvestigation();
  const { childId } = (await karin.get(url.replace('/instruments', ''))).body;
  const use = await karin.post(url, aUse);
  await karin.patch(`${url}/${use.body.id}`, { summary: 'Lugnt.' }, { match: use.etag });
  await karin.get(url);
  await karin.get(`${url}/${use.body.id}`);
  await world.as('youthWorker').get(`${url}/${use.body.id}`);
  const rows = await world.database.raw(
    'select kind, action, resource_ids, person_ids from audit_entry order by seq desc limit 5',
  );
  const entries = rows.reverse().map((row) => ({ ...row, all: JSON.stringify(row) }));
  expect(entries).toMatchObject([
    { kind: 'write', action: 'instrument-use.record', all: expect.stringContaining(childId) },
    { kind: 'write', action: 'instrument-use.correct', all: expect.stringContaining(childId) },
    { kind: 'read', action: 'instrument-use.list', all: expect.stringContaining(childId) },
    { kind: 'read', action: 'instrument-use.read', all: expect.stringContaining(childId) },
    { kind: 'denied', action: 'instrument-use.read', all: expect.stringContaining(use.body.id) },
  ]);
});

test('the instruments are served with scales, ages, norms and where they come from', async () => {
  const { status, body } = await world.as('controller').get('/instruments');
  expect(status).toBe(200);
  const of = (code: string) => body.items.find((item: { code: string }) => item.code === code);
  expect(of('cors')).toEqual({
    code: 'cors',
    name: 'Child Outcome Rating Scale',
    fromAge: 6,
    toAge: 12,
    scales: [{ id: 'total', min: 0, max: 40, step: 0.1 }],
    provenance: 'verified',
  });
  expect(of('sdq').scales[5].sumOf).toEqual(['emotional', 'conduct', 'hyperactivity', 'peer']);
  expect(of('savry')).toBeUndefined();
  expect(body.normSets).toMatchObject([
    { id: 'cyp-iapt-2015', provenance: 'verified' },
    { id: 'miller-common', provenance: 'provisional' },
  ]);
  expect(body.normSets[0].values[0]).toEqual({
    measure: 'reliable-change',
    instrument: 'ors',
    scale: 'total',
    value: 6.6,
  });
});
