import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  child,
  decide as decideIntake,
  done,
  openIntake,
  openInvestigation,
} from '../../support/casework.ts';
import { startWorld, type World } from '../../support/world.ts';
import {
  decide,
  MENDS,
  mendAll,
  moved,
  openByApplication,
  rulesOf,
  SUPPORTED,
  supported,
} from './closing.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());
beforeEach(() => world.clock.set('2026-03-02T09:00:00Z'));

const open = async () => `/investigations/${(await openInvestigation(world)).investigationId}`;
const missingOf = async (investigation: string, asked = '') =>
  done(await world.as('teamLeader').get(`${investigation}/completeness${asked}`));

test('a new investigation is told everything that it lacks at once, each with rule, law and where it is mended', async () => {
  const investigation = await open();
  const read = await missingOf(investigation);
  expect(read).toMatchObject({ complete: false, outcome: null, authority: null });
  expect(read.missing.map(({ rule, law, mendAt }: Record<string, string>) => [rule, law, mendAt])).toEqual([
    ['plan.missing', 'SoL (2025:400) 14 kap. 3 §', `${investigation}/plan`],
    ['conversation.child-not-heard', 'SoL (2025:400) 3 kap. 2 §', `${investigation}/conversations`],
    ['consultation.step-missing', 'SoL (2025:400) 20 kap. 5-6 §§', `${investigation}/consultation-steps`],
    ['consultation.step-missing', 'SoL (2025:400) 20 kap. 5-6 §§', `${investigation}/consultation-steps`],
    ['analysis.together-missing', 'SoL (2025:400) 14 kap. 3 §', `${investigation}/analysis`],
    ['analysis.meaning-for-child-missing', 'SoL (2025:400) 14 kap. 3 §', `${investigation}/analysis`],
    [
      'assessment.best-interests-missing',
      'SoL (2025:400) 3 kap. 1 § första stycket',
      `${investigation}/analysis`,
    ],
    ['assessment.proposal-missing', 'SoL (2025:400) 14 kap. 3 §', `${investigation}/analysis`],
    ['communication.missing', 'förvaltningslagen (2017:900) 25 §', `${investigation}/communications`],
  ]);
  for (const { message, remedy, mendAt } of read.missing) {
    for (const text of [message.sv, message.en, remedy.sv, remedy.en]) expect(text).toMatch(/\w.*\.$/);
    expect(message.sv).not.toBe(message.en);
    const mended = await world.as('teamLeader').get(mendAt);
    expect(mended.status).toBe(200);
  }
});

test('closing is refused with the same list, in the language of the caller, and nothing is saved', async () => {
  const investigation = await open();
  const { missing } = await missingOf(investigation, SUPPORTED);
  const leader = world.as('teamLeader');
  const { etag } = await leader.get(investigation);
  for (const language of ['sv', 'en'] as const) {
    const refused = await leader.post(`${investigation}/decision`, supported, {
      match: etag,
      headers: { 'accept-language': language },
    });
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ rule: 'plan.missing', law: 'SoL (2025:400) 14 kap. 3 §' });
    expect(refused.body.reasons).toEqual(
      missing.map((item: (typeof missing)[number]) => ({
        rule: item.rule,
        law: item.law,
        message: item.message[language],
        remedy: item.remedy[language],
      })),
    );
  }
  expect((await leader.get(investigation)).body).toMatchObject({ closedOn: null, outcome: null });
  expect((await leader.get(investigation)).etag).toBe(etag);
  expect((await leader.get(`${investigation}/decision`)).status).toBe(404);
});

test('each thing that is mended makes the list shorter, and it closes exactly when the list is empty', async () => {
  const investigation = await open();
  const leader = world.as('teamLeader');
  let expected = MENDS.flatMap(({ rules }) => rules);
  for (const { rules, mend } of MENDS) {
    const { complete, missing } = await missingOf(investigation, SUPPORTED);
    expect(complete).toBe(false);
    expect(rulesOf(missing)).toEqual(expected);
    const refused = await decide(leader, investigation, supported);
    expect(refused.status).toBe(409);
    expect(rulesOf(refused.body.reasons)).toEqual(expected);
    done(await mend(world.as('socialWorker'), investigation));
    expected = expected.slice(rules.length);
  }
  expect(await missingOf(investigation, SUPPORTED)).toEqual({
    complete: true,
    outcome: 'insats-sol',
    authority: 'official',
    missing: [],
    advised: ['information.party-untold', 'information.child-untold', 'area.nothing-known'].map((rule) =>
      expect.objectContaining({ rule }),
    ),
  });
  expect((await decide(leader, investigation, supported)).status).toBe(201);
  expect(await missingOf(investigation)).toMatchObject({
    complete: true,
    outcome: 'insats-sol',
    missing: [],
    advised: [{ rule: 'information.child-untold', mendAt: `${investigation}/party-information` }],
  });
});

test('the list has no version: it changes when the frame does not', async () => {
  const investigation = await open();
  const leader = world.as('teamLeader');
  const before = await leader.get(investigation);
  expect((await leader.get(`${investigation}/completeness`)).headers).not.toHaveProperty('etag');
  done(await MENDS[0]!.mend(leader, investigation));
  expect((await leader.get(investigation)).etag).toBe(before.etag);
});

test('the reason why the child was not heard takes the place of the talk', async () => {
  const investigation = await open();
  const worker = world.as('socialWorker');
  const { etag } = await worker.get(investigation);
  done(await worker.patch(investigation, { notHeardReason: 'alder-mognad' }, { match: etag }));
  expect(rulesOf((await missingOf(investigation)).missing)).not.toContain('conversation.child-not-heard');
});

test('a consultation that is sent is awaited, and a party has its time to comment', async () => {
  const investigation = await open();
  const worker = world.as('socialWorker');
  const draft = await worker.post(`${investigation}/consultations`, {
    counterpart: 'elevhalsa',
    basis: 'uppgiftsskyldighet',
    questions: [{ area: 'utbildning', text: 'Hur är närvaron?' }],
  });
  const sent = await worker.post(`/consultations/${draft.body.id}/dispatch`, {}, { match: draft.etag });
  expect(rulesOf((await missingOf(investigation)).missing)).toEqual(
    expect.arrayContaining(['consultation.step-pending', 'communication.missing']),
  );
  done(await worker.post(`/consultations/${sent.body.id}/answer`, { answer: 'God.' }, { match: sent.etag }));
  const rules = rulesOf((await missingOf(investigation)).missing);
  expect(rules.filter((rule) => rule.startsWith('consultation.'))).toEqual([]);
});

test('a child of 15 is a party, and closing waits until its day to comment has passed', async () => {
  const youth = child({ personalNumber: undefined, birthDate: '2011-03-02' });
  const { investigationId, childId } = await openInvestigation(world, youth);
  const investigation = `/investigations/${investigationId}`;
  for (const { rules, mend } of MENDS) {
    // A guardian would be a party as well.
    if (/^(communication|consent)/.test(rules[0]!)) continue;
    done(await mend(world.as('socialWorker'), investigation));
  }
  const sending = { partyId: childId, sentOn: '2026-03-02', commentBy: '2026-03-09' };
  done(await world.as('socialWorker').post(`${investigation}/communications`, sending));
  world.clock.set('2026-03-09T09:00:00Z');
  const waiting = await missingOf(investigation);
  expect(waiting.missing).toMatchObject([
    { rule: 'communication.awaiting-comment', law: 'förvaltningslagen (2017:900) 25 §' },
  ]);
  world.clock.set('2026-03-10T09:00:00Z');
  expect(await missingOf(investigation)).toMatchObject({ complete: true });
});

test.each([
  ['insats-sol', 'official', false],
  ['vard-lvu', 'utskott', false],
  ['ingen-insats-inget-behov', 'official', false],
  ['ingen-insats-avbojd', 'official', false],
  ['ingen-insats-hanvisad', 'official', false],
  ['ansokan-avslagen', 'official', false],
  ['flyttat', 'official', true],
  ['ansokan-atertagen', 'official', true],
])('what %s needs of an investigation that an application opened', async (outcome, authority, complete) => {
  const investigation = await openByApplication(world);
  const read = await missingOf(investigation, `?outcome=${outcome}`);
  expect(read).toMatchObject({ outcome, authority, complete });
  expect(read.missing).toHaveLength(complete ? 0 : 9);
});

test('a family that has moved ends an investigation that is not carried through', async () => {
  const investigation = await open();
  expect(await missingOf(investigation, '?outcome=flyttat')).toMatchObject({ complete: true });
  const unexplained = await decide(world.as('teamLeader'), investigation, { outcome: 'flyttat' });
  expect(unexplained.status).toBe(400);
  expect(unexplained.body.violations).toMatchObject([{ field: 'reasons' }]);
  expect((await decide(world.as('teamLeader'), investigation, moved)).status).toBe(201);
});

test('an application can be withdrawn, but not what a report of concern has started or joined', async () => {
  const leader = world.as('teamLeader');
  const withdrawn = { outcome: 'ansokan-atertagen', reasons: 'Mamman har tagit tillbaka sin ansökan.' };
  const rule = 'decision.not-by-application-alone';
  const law = 'SoL (2025:400) 14 kap. 2 §';

  const reported = await open();
  expect((await missingOf(reported, '?outcome=ansokan-atertagen')).missing).toMatchObject([{ rule, law }]);
  await mendAll(world.as('socialWorker'), reported);
  const refused = await decide(leader, reported, withdrawn);
  expect(refused.status).toBe(409);
  expect(refused.body).toMatchObject({ rule, law });

  const applied = await openByApplication(world);
  expect((await decide(leader, applied, withdrawn)).status).toBe(201);

  const joined = await openByApplication(world);
  const { childId } = (await leader.get(joined)).body;
  const anmalan = await openIntake(world.as('socialWorker'), {
    personId: childId,
    mainCause: 'annat',
  } as never);
  done(
    await leader.post(`/intakes/${anmalan.intakeId}/protection-assessments`, {
      need: 'inget-behov',
      grounds: 'Trygg.',
    }),
  );
  await decideIntake(leader, anmalan.intakeId, {
    outcome: 'pafors-pagaende-utredning',
    unit: undefined,
    handlerId: undefined,
  });
  expect((await decide(leader, joined, withdrawn)).body).toMatchObject({ rule });
});

test('an outcome that does not exist is refused', async () => {
  const investigation = await open();
  const refused = await world.as('teamLeader').get(`${investigation}/completeness?outcome=glomt`);
  expect(refused.status).toBe(400);
  expect(refused.body.violations).toMatchObject([{ field: 'outcome' }]);
});

test('completeness is for those who reach the investigation', async () => {
  const investigation = await open();
  expect((await world.as('socialWorker').get(`${investigation}/completeness`)).status).toBe(200);
  expect((await world.as('decisionMaker').get(`${investigation}/completeness`)).status).toBe(200);
  expect((await world.as('youthLeader').get(`${investigation}/completeness`)).status).toBe(404);
  expect((await world.as('controller').get(`${investigation}/completeness`)).status).toBe(403);
});

test('an application can be refused, and the refusal appealed; where nobody applied there is nothing to refuse', async () => {
  const leader = world.as('teamLeader');
  const refusal = { outcome: 'ansokan-avslagen', reasons: 'Behovet är tillgodosett.', legalBasis: 'sol' };
  const rule = 'decision.nothing-applied-for';

  const reported = await open();
  await mendAll(world.as('socialWorker'), reported);
  expect((await missingOf(reported, '?outcome=ansokan-avslagen')).missing).toMatchObject([{ rule }]);
  const refused = await decide(leader, reported, refusal);
  expect(refused.status).toBe(409);
  expect(refused.body).toMatchObject({ rule, law: 'SoL (2025:400) 11 kap. 1 §' });

  const applied = await openByApplication(world);
  const empty = await decide(leader, applied, refusal);
  expect(empty.status).toBe(409);
  expect(rulesOf(empty.body.reasons)).toContain('plan.missing');
  await mendAll(world.as('socialWorker'), applied);
  expect(done(await decide(leader, applied, refusal))).toMatchObject({ appealable: true });
  expect(done(await leader.get(`${applied}/notifications`)).appealable).toBe(true);
});
