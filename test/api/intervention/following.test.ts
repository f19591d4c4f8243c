import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { done } from '../../support/casework.ts';
import { anIntervention, ended, followedUp, goal, onIt } from '../../support/interventions.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';

/** What is recorded of an intervention while it runs: goals, follow-ups, scores, the plan with others; and its end. */

let world: World;
let karin: Client;
let at: string;
beforeAll(async () => {
  world = await startWorld();
  karin = world.as('socialWorker');
});
afterAll(() => world.close());
beforeEach(async () => {
  world.clock.set('2026-03-02T09:00:00Z');
  at = (await anIntervention(karin, { followUpOn: '2026-04-13' })).at;
  world.clock.set('2026-06-01T09:00:00Z');
});

const fieldsOf = (answer: { body: { violations?: { field: string }[] } }) =>
  answer.body.violations?.map(({ field }) => field);
const post = async (part: string, body: unknown) => karin.post(`${at}${part}`, body);
const setGoal = async (more: Record<string, unknown> = {}) => {
  const answer = await post('/goals', { ...goal, ...more });
  return { ...done(answer), etag: answer.etag };
};
const framed = async () => done(await karin.get(at));

describe('a goal', () => {
  test('is set, revised by a new version and given up with the reason; nothing is erased', async () => {
    const first = await setGoal({ setOn: '2026-03-09' });
    expect(first).toMatchObject({ number: 1, version: 1, setOn: '2026-03-09', firstSetOn: '2026-03-09' });
    const url = `${at}/goals/${first.id}`;
    const revised = await karin.put(
      url,
      { area: 'utbildning', description: 'Alva är i skolan på morgnarna.', setOn: '2026-05-04' },
      { match: first.etag },
    );
    expect(revised.body).toMatchObject({
      version: 2,
      indicator: null,
      target: null,
      setOn: '2026-05-04',
      firstSetOn: '2026-03-09',
    });
    const history = await karin.get(url);
    expect(history.etag).toBe('"2"');
    expect(history.body.versions.map((one: { description: string }) => one.description)).toEqual([
      'Alva är i skolan på morgnarna.',
      goal.description,
    ]);
    const reason = 'Familjen vill något annat.';
    const given = await karin.post(`${url}/end`, { reason }, { match: '"2"' });
    expect(given.body).toMatchObject({
      endedOn: '2026-06-01',
      endReason: reason,
      endedBy: 'karin.ek',
      version: 3,
    });
    const again = await karin.put(url, goal, { match: '"3"' });
    expect(again.body).toMatchObject({ status: 409, rule: 'goal.ended' });
    expect((await framed()).goals).toHaveLength(1);
  });

  test('not before the start, not in the future, not before the version before, and in an area of today', async () => {
    const { id, etag } = await setGoal({ setOn: '2026-05-04' });
    for (const setOn of ['2026-03-01', '2026-06-02']) {
      expect(fieldsOf(await post('/goals', { ...goal, setOn }))).toEqual(['setOn']);
    }
    const before = await karin.put(`${at}/goals/${id}`, { ...goal, setOn: '2026-05-03' }, { match: etag });
    expect(fieldsOf(before)).toEqual(['setOn']);
    expect(before.body.violations[0].message).toMatch(/före 2026-05-04.*sätt det på nytt med rätt setOn/);
    const early = { reason: 'Fel.', endedOn: '2026-05-03' };
    expect(fieldsOf(await karin.post(`${at}/goals/${id}/end`, early, { match: etag }))).toEqual(['endedOn']);
    expect(fieldsOf(await post('/goals', { ...goal, area: 'emotionell-tillganglighet' }))).toEqual(['area']);
  });

  test('two revisions of the same version: one goes through', async () => {
    const { id, etag } = await setGoal();
    const both = await Promise.all(
      ['A', 'B'].map((description) =>
        karin.put(`${at}/goals/${id}`, { ...goal, description }, { match: etag }),
      ),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 412]);
  });

  test('of another intervention is not there', async () => {
    const { id } = await setGoal();
    const other = (await anIntervention(karin)).at;
    expect((await karin.get(`${other}/goals/${id}`)).status).toBe(404);
    expect((await karin.put(`${other}/goals/${id}`, goal, { match: '"1"' })).status).toBe(404);
  });
});

describe('a follow-up', () => {
  test('tells how far the goals have come and what the child says, and agrees on the next day', async () => {
    const { id: goalId } = await setGoal({ setOn: '2026-03-09' });
    const told = followedUp({
      heldOn: '2026-04-13',
      goals: [{ goalId, status: 'delvis-uppnatt', change: 'forbattrad' }],
      change: 'forbattrad',
      nextStep: 'Fortsätter.',
      nextFollowUpOn: '2026-07-13',
    });
    const { body, status } = await post('/follow-ups', told);
    expect(status).toBe(201);
    expect(body).toMatchObject({ ...told, childNotAsked: null, recordedBy: 'karin.ek', retractedAt: null });
    expect((await framed()).followUpOn).toBe('2026-07-13');
    // One that is written up late does not move what was agreed later.
    done(await post('/follow-ups', followedUp({ heldOn: '2026-03-23', nextFollowUpOn: '2026-04-13' })));
    expect((await framed()).followUpOn).toBe('2026-07-13');
    const { items } = done(await karin.get(`${at}/follow-ups`));
    expect(items.map((one: { heldOn: string }) => one.heldOn)).toEqual(['2026-03-23', '2026-04-13']);
  });

  test('taken back counts no more, and the day agreed before stands again', async () => {
    const { id } = done(await post('/follow-ups', followedUp({ heldOn: '2026-04-13' })));
    expect((await framed()).followUpOn).toBe(null);
    const reason = 'Gällde ett syskon.';
    const back = await post(`/follow-ups/${id}/retraction`, { reason });
    expect(back.body).toMatchObject({ id, retractedBy: 'karin.ek', retractionReason: reason });
    expect((await framed()).followUpOn).toBe('2026-04-13');
    const again = await post(`/follow-ups/${id}/retraction`, { reason });
    expect(again.body).toMatchObject({ status: 409, rule: 'follow-up.retracted' });
    expect((await post(`/follow-ups/${crypto.randomUUID()}/retraction`, { reason })).status).toBe(404);
  });

  test('says what the child thinks, or why the child was not asked: one of them', async () => {
    const none = { heldOn: '2026-04-13' };
    const neither = await post('/follow-ups', none);
    expect(neither.body.violations).toEqual([
      { field: 'childView', message: 'Ange barnets egen syn, eller varför barnet inte har tillfrågats.' },
    ]);
    const both = await post('/follow-ups', followedUp({ childNotAsked: 'alder-mognad' }));
    expect(both.body.violations).toEqual([
      { field: 'childView', message: 'Ange antingen childView eller childNotAsked, inte båda.' },
    ]);
    const unexplained = { ...none, childNotAsked: 'annat' };
    expect(fieldsOf(await post('/follow-ups', unexplained))).toEqual(['childNotAskedExplanation']);
    done(await post('/follow-ups', { ...unexplained, childNotAskedExplanation: 'Barnet var på läger.' }));
  });

  test('of a goal on a day when it did not hold says from when it does, and what to do', async () => {
    const { id: goalId, etag } = await setGoal({ setOn: '2026-05-04' });
    const judged = (heldOn: string) =>
      post('/follow-ups', followedUp({ heldOn, goals: [{ goalId, status: 'uppnatt' }] }));
    const early = await judged('2026-04-13');
    expect(early.body.violations[0].message).toMatch(
      /^Målet gällde inte 2026-04-13: det gäller från 2026-05-04\. Ange en dag från och med då\..*setOn\.$/,
    );
    // What the text advises can be done: the goal is ended, and set anew from the day that it held from.
    const end = { endedOn: '2026-05-04', reason: 'Gällde tidigare.' };
    done(await karin.post(`${at}/goals/${goalId}/end`, end, { match: etag }));
    expect((await judged('2026-05-11')).body.violations[0].message).toContain('det avslutades 2026-05-04');
    const { id: anew } = await setGoal({ setOn: '2026-04-01' });
    const goals = [{ goalId: anew, status: 'uppnatt' }];
    done(await post('/follow-ups', followedUp({ heldOn: '2026-04-13', goals })));
  });

  test('what cannot be is told by its field', async () => {
    const { id: goalId } = await setGoal({ setOn: '2026-05-04' });
    const other = await anIntervention(karin);
    const { id: foreign } = done(await karin.post(`${other.at}/goals`, goal));
    const status = 'uppnatt';
    const cases: [Record<string, unknown>, string[]][] = [
      [{ heldOn: '2026-03-01' }, ['heldOn']],
      [{ heldOn: '2026-06-02' }, ['heldOn']],
      [{ heldOn: '2026-05-11', nextFollowUpOn: '2026-05-11' }, ['nextFollowUpOn']],
      [{ heldOn: '2026-05-11', goals: [{ goalId: foreign, status }] }, ['goals.0.goalId']],
      [{ heldOn: '2026-04-13', goals: [{ goalId, status }] }, ['goals.0.goalId']],
      [
        {
          heldOn: '2026-05-11',
          goals: [
            { goalId, status },
            { goalId, status },
          ],
        },
        ['goals.1.goalId'],
      ],
      [{ goals: [{ goalId, status: 'klart' }] }, ['goals.0.status']],
    ];
    for (const [more, fields] of cases) {
      const answer = await post('/follow-ups', followedUp(more));
      expect([more, answer.status, fieldsOf(answer)]).toEqual([more, 400, fields]);
    }
    expect((await framed()).followUps).toEqual([]);
  });
});

describe('scores', () => {
  const ors = (usedOn: string, value: number, more: object = {}) => ({
    instrument: 'ors',
    usedOn,
    respondent: 'barnet',
    scores: [{ scale: 'total', value }],
    normSet: 'cyp-iapt-2015',
    ...more,
  });

  test('tell what has changed, and whether it is more than chance by the norms that are named', async () => {
    done(await post('/scores', ors('2026-03-09', 21.4)));
    done(await post('/scores', ors('2026-04-13', 24)));
    done(await post('/scores', ors('2026-05-11', 30.2)));
    done(await post('/scores', ors('2026-05-11', 12, { respondent: 'vardnadshavare' })));
    const { items, changes } = done(await karin.get(`${at}/scores`));
    expect(items).toHaveLength(4);
    expect(changes).toEqual([
      {
        instrument: 'ors',
        scale: 'total',
        respondent: 'barnet',
        first: { on: '2026-03-09', value: 21.4 },
        last: { on: '2026-05-11', value: 30.2 },
        difference: 8.8,
        normSet: 'cyp-iapt-2015',
        reliableChange: 6.6,
        reliable: true,
      },
    ]);
    expect((await framed()).scoreChanges).toEqual(changes);
  });

  test('taken back are compared with no more', async () => {
    done(await post('/scores', ors('2026-03-09', 21.4)));
    const { id } = done(await post('/scores', ors('2026-04-13', 40)));
    const reason = 'Ett annat barns.';
    expect((await post(`/scores/${id}/retraction`, { reason })).body.retractionReason).toBe(reason);
    expect(done(await karin.get(`${at}/scores`)).changes).toEqual([]);
    expect((await post(`/scores/${id}/retraction`, { reason })).body.rule).toBe('score.retracted');
  });

  test('are held against the instrument, its norms and the days of the intervention', async () => {
    const cases: [object, string[]][] = [
      [ors('2026-03-09', 40.1), ['scores.0.value']],
      [ors('2026-03-09', 20.05), ['scores.0.value']],
      [ors('2026-03-01', 20), ['usedOn']],
      [ors('2026-06-02', 20), ['usedOn']],
      [ors('2026-03-09', 20, { instrument: 'sdq', scores: [], summary: 'Mest oro.' }), ['normSet']],
    ];
    for (const [body, fields] of cases) expect(fieldsOf(await post('/scores', body))).toEqual(fields);
  });

  test('say what came of it, in numbers or in words, and of which instrument', async () => {
    const empty = { instrument: 'ors', usedOn: '2026-03-09' };
    for (const more of [
      {},
      { scores: [] },
      { respondent: 'barnet', instrumentVersion: 'Svensk version 2' },
    ]) {
      const refused = await post('/scores', { ...empty, ...more });
      expect([refused.status, fieldsOf(refused)]).toEqual([400, ['scores']]);
      expect(refused.body.violations[0].message).toBe('Ange poängen, eller beskriv resultatet i summary.');
    }
    const other = { ...empty, instrument: 'annat', summary: 'Mindre oro än i våras.' };
    const unnamed = await post('/scores', other);
    expect([unnamed.status, fieldsOf(unnamed)]).toEqual([400, ['instrumentVersion']]);
    done(await post('/scores', { ...other, instrumentVersion: 'Skolans oroskala' }));
  });

  test('of a child of another age than the instrument is made for are kept, with a warning', async () => {
    // The children of these tests are 14 and younger: a new one is made of two years.
    const { id } = done(await karin.post('/persons', { givenName: 'Liten', birthDate: '2024-01-01' }));
    const body = {
      childId: id,
      basis: 'utan-behovsprovning',
      type: 'foraldraskapsstod',
      unit: 'barn-och-familj',
    };
    const { id: given } = done(await karin.post('/interventions', { ...body, startedOn: '2026-04-01' }));
    const recorded = done(await karin.post(`/interventions/${given}/scores`, ors('2026-05-04', 20)));
    expect(recorded.warnings.map((one: { code: string }) => one.code)).toEqual(['instrument.age']);
  });
});

test('the plan with others keeps its history, by day', async () => {
  done(await post('/sip', { status: 'finns', on: '2026-05-04', note: 'Med BUP.' }));
  done(await post('/sip', { status: 'erbjuden', on: '2026-04-01' }));
  const { items } = done(await karin.get(`${at}/sip`));
  expect(items.map((one: { status: string }) => one.status)).toEqual(['erbjuden', 'finns']);
  for (const on of ['2026-03-01', '2026-06-02']) {
    expect(fieldsOf(await post('/sip', { status: 'finns', on }))).toEqual(['on']);
  }
});

describe('the end', () => {
  test('tells how far every goal came; what it led to is followed up years later', async () => {
    expect((await karin.get(`${at}/end`)).status).toBe(404);
    const [one, two] = [await setGoal(), await setGoal()];
    const untold = await onIt(karin, at, '/end', ended({ goals: [{ goalId: one.id, status: 'uppnatt' }] }));
    expect([untold.status, fieldsOf(untold)]).toEqual([400, ['goals']]);
    expect(untold.text).toContain('Saknas: mål 2.');
    done(await karin.post(`${at}/goals/${two.id}/end`, { reason: 'Inte aktuellt.' }, { match: two.etag }));
    const told = ended({
      goals: [{ goalId: one.id, status: 'uppnatt' }],
      change: 'forbattrad',
      summary: 'Det gick bra.',
    });
    const over = await onIt(karin, at, '/end', told);
    expect(over.body).toMatchObject({ ...told, endedOn: '2026-06-01', recordedBy: 'karin.ek' });
    const { warnings, ...kept } = over.body;
    expect(warnings).toEqual([]);
    expect(done(await karin.get(`${at}/end`))).toEqual(kept);
    expect(await framed()).toMatchObject({ endedOn: '2026-06-01', followUpOn: null, end: kept });

    world.clock.set('2028-11-06T09:00:00Z');
    const later = { heldOn: '2028-11-06', result: 'Alva går i gymnasiet.', change: 'forbattrad' };
    done(await post('/later-follow-ups', later));
    for (const heldOn of ['2026-05-31', '2028-11-07']) {
      expect(fieldsOf(await post('/later-follow-ups', { ...later, heldOn }))).toEqual(['heldOn']);
    }
    const { items } = done(await karin.get(`${at}/later-follow-ups`));
    expect(items).toMatchObject([{ ...later, childView: null }]);
  });

  test('not before the last that happened, and not of what was taken back', async () => {
    const { id } = done(await post('/follow-ups', followedUp({ heldOn: '2026-05-11' })));
    done(await post('/sip', { status: 'finns', on: '2026-04-01' }));
    const early = await onIt(karin, at, '/end', ended({ endedOn: '2026-05-10' }));
    expect([early.status, fieldsOf(early)]).toEqual([400, ['endedOn']]);
    done(await post(`/follow-ups/${id}/retraction`, { reason: 'Fel barn.' }));
    expect(fieldsOf(await onIt(karin, at, '/end', ended({ endedOn: '2026-03-31' })))).toEqual(['endedOn']);
    done(await onIt(karin, at, '/end', ended({ endedOn: '2026-05-10' })));
  });

  test('with the goal reached is kept with a warning where the goals say otherwise', async () => {
    const { id: goalId } = await setGoal();
    const told = ended({ goals: [{ goalId, status: 'inte-uppnatt' }] });
    const over = await onIt(karin, at, '/end', told);
    expect([over.status, over.body.warnings]).toMatchObject([
      201,
      [{ code: 'intervention.end-against-goals' }],
    ]);
    expect(done(await karin.get(`${at}/end`))).toMatchObject(told);
  });

  test.each(['reason', 'planned', 'initiative'])('is not told without %s', async (field) => {
    const answer = await onIt(karin, at, '/end', ended({ [field]: undefined }));
    expect([answer.status, fieldsOf(answer)]).toEqual([400, [field]]);
  });
});
