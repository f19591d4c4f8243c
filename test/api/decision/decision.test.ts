import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { child, done, loggedDuring, openInvestigation } from '../../support/casework.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';
import { answers, careOrder, decide, mendAll, moved, rulesOf, supported } from './closing.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());
beforeEach(() => world.clock.set('2026-03-02T09:00:00Z'));

const open = async () => `/investigations/${(await openInvestigation(world)).investigationId}`;

/** An investigation that lacks nothing. */
async function openComplete(): Promise<string> {
  const investigation = await open();
  await mendAll(world.as('socialWorker'), investigation);
  return investigation;
}

test('a team leader decides, and the investigation is closed', async () => {
  const investigation = await openComplete();
  const leader = world.as('teamLeader');
  expect((await leader.get(`${investigation}/decision`)).status).toBe(404);
  world.clock.set('2026-03-10T09:00:00Z');
  const decided = await decide(leader, investigation, { ...supported, decidedOn: '2026-03-09' });
  expect(decided.status).toBe(201);
  expect(decided.body).toEqual({
    investigationId: investigation.split('/').at(-1),
    outcome: 'insats-sol',
    interventions: [{ type: 'familjebehandling', placementForm: null }],
    suitableWithoutGuardian: false,
    reasons: 'Familjen behöver stöd.',
    legalBasis: 'sol',
    legalBasisCitation: 'SoL (2025:400) 11 kap. 1 §, 35 kap. 1 §',
    appealable: true,
    declinedBy: null,
    decidedOn: '2026-03-09',
    decidedBy: 'lena.berg',
    decidedAt: '2026-03-10T09:00:00.000Z',
    authority: 'official',
  });
  expect(decided.headers.location).toContain(`${investigation}/decision`);
  expect((await world.as('socialWorker').get(`${investigation}/decision`)).body).toEqual(decided.body);
  const frame = await leader.get(investigation);
  expect(frame.body).toMatchObject({ closedOn: '2026-03-09', outcome: 'insats-sol' });
  expect(frame.etag).toBe(decided.etag);
  const closed = await leader.get('/investigations?state=closed&limit=100');
  expect(closed.body.items).toContainEqual(expect.objectContaining({ id: decided.body.investigationId }));
});

test('the decision and the closing are one entry in the access log, under the child', async () => {
  const investigation = await openComplete();
  const leader = world.as('teamLeader');
  const entries = await loggedDuring(world, () => decide(leader, investigation, supported));
  const written = entries.filter(({ kind }) => kind === 'write');
  expect(written).toMatchObject([{ action: 'investigation.decide', caller_id: 'lena.berg' }]);
  expect(JSON.parse(written[0]!.after!)).toMatchObject({
    outcome: 'insats-sol',
    closedOn: '2026-03-02',
    detail: { legalBasis: 'sol', authority: 'official' },
  });
});

test('after closing a new investigation of the child can be opened', async () => {
  const of = child();
  const { investigationId } = await openInvestigation(world, of);
  done(await decide(world.as('teamLeader'), `/investigations/${investigationId}`, moved));
  expect((await openInvestigation(world, of)).investigationId).not.toBe(investigationId);
});

test.each([
  ['no reasons', { ...supported, reasons: undefined }, 'reasons'],
  ['an unknown outcome', { ...supported, outcome: 'vilande' }, 'outcome'],
  ['support without legal basis', { ...supported, legalBasis: undefined }, 'legalBasis'],
  ['support under LVU', { ...supported, legalBasis: 'lvu-3' }, 'legalBasis'],
  ['care under LVU without legal basis', { ...careOrder, legalBasis: undefined }, 'legalBasis'],
  ['care under LVU on SoL', { ...careOrder, legalBasis: 'sol' }, 'legalBasis'],
  ['care on the ground of immediate custody', { ...careOrder, legalBasis: 'lvu-6' }, 'legalBasis'],
  ['no support on LVU', { ...moved, legalBasis: 'lvu-2' }, 'legalBasis'],
  ['declined by nobody', { ...moved, outcome: 'ingen-insats-avbojd' }, 'declinedBy'],
  ['support declined', { ...supported, declinedBy: 'barnet' }, 'declinedBy'],
  ['support with no intervention', { ...supported, interventions: undefined }, 'interventions'],
  ['support with an empty list of interventions', { ...supported, interventions: [] }, 'interventions'],
  [
    'the same intervention twice',
    { ...supported, interventions: [...supported.interventions, ...supported.interventions] },
    'interventions',
  ],
  [
    'an intervention for who has moved',
    { ...moved, interventions: supported.interventions },
    'interventions',
  ],
  [
    'an unknown intervention',
    { ...supported, interventions: [{ type: 'barnvakt' }] },
    'interventions.0.type',
  ],
  [
    'a placement without its form',
    { ...supported, interventions: [...supported.interventions, { type: 'placering' }] },
    'interventions.1.placementForm',
  ],
  [
    'treatment in a familjehem',
    { ...supported, interventions: [{ type: 'familjebehandling', placementForm: 'familjehem' }] },
    'interventions.0.placementForm',
  ],
  [
    'care under LVU that is suitable',
    { ...careOrder, suitableWithoutGuardian: true },
    'suitableWithoutGuardian',
  ],
  ['a day in the future', { ...supported, decidedOn: '2026-03-03' }, 'decidedOn'],
  ['a day before it was opened', { ...supported, decidedOn: '2026-03-01' }, 'decidedOn'],
])('%s is refused, and it stays open', async (_, told, field) => {
  const investigation = await openComplete();
  const refused = await decide(world.as('teamLeader'), investigation, told);
  expect(refused.status).toBe(400);
  expect(refused.body.violations.map((violation: { field: string }) => violation.field)).toEqual([field]);
  expect((await world.as('teamLeader').get(investigation)).body).toMatchObject({ closedOn: null });
});

test('an offer that was declined is told by whom', async () => {
  const investigation = await openComplete();
  const told = { outcome: 'ingen-insats-avbojd', reasons: 'Erbjudandet avböjdes.', declinedBy: 'bada' };
  expect((await decide(world.as('teamLeader'), investigation, told)).body).toMatchObject({
    outcome: 'ingen-insats-avbojd',
    declinedBy: 'bada',
    legalBasis: null,
  });
});

test('no official may apply for care under LVU; the committee may', async () => {
  const investigation = await openComplete();
  const refused = await decide(world.as('teamLeader'), investigation, careOrder);
  expect(refused.status).toBe(403);
  expect(refused.body).toMatchObject({
    rule: 'decision.authority',
    law: 'LVU (1990:52) 4 §; SoL (2025:400) 30 kap. 7 § 1',
  });
  expect((await world.as('teamLeader').get(investigation)).body).toMatchObject({ closedOn: null });

  const decided = await decide(world.as('decisionMaker'), investigation, careOrder);
  expect(decided.status).toBe(201);
  expect(decided.body).toMatchObject({
    outcome: 'vard-lvu',
    legalBasis: 'lvu-2',
    decidedBy: 'utskottet',
    authority: 'utskott',
  });
  expect((await world.as('decisionMaker').get(investigation)).body).toMatchObject({
    closedOn: '2026-03-02',
    outcome: 'vard-lvu',
  });
});

test('the committee may also decide what an official may, and closes nothing that is not complete', async () => {
  const complete = await openComplete();
  const decided = await decide(world.as('decisionMaker'), complete, supported);
  expect(decided.body).toMatchObject({ outcome: 'insats-sol', authority: 'utskott' });

  const refused = await decide(world.as('decisionMaker'), await open(), careOrder);
  expect(refused.status).toBe(409);
  expect(refused.body.reasons).toHaveLength(9);
});

test('what happened after the day of the decision is nothing that it rests on', async () => {
  const investigation = await open();
  const worker = world.as('socialWorker');
  world.clock.set('2026-03-10T09:00:00Z');
  const draft = await worker.post(`${investigation}/consultations`, {
    counterpart: 'elevhalsa',
    basis: 'uppgiftsskyldighet',
    questions: [{ area: 'utbildning', text: 'Hur är närvaron?' }],
  });
  const sent = await worker.post(
    `/consultations/${draft.body.id}/dispatch`,
    { sentOn: '2026-03-05' },
    { match: draft.etag },
  );
  const answer = { answer: 'God.', answeredOn: '2026-03-10' };
  done(await worker.post(`/consultations/${sent.body.id}/answer`, answer, { match: sent.etag }));
  const talk = { heldOn: '2026-03-10', form: 'enskilt-barnsamtal' };
  done(await worker.post(`${investigation}/conversations`, talk));
  const on = async (decidedOn: string) => {
    const refused = await decide(world.as('teamLeader'), investigation, { ...supported, decidedOn });
    expect(refused.status).toBe(409);
    return rulesOf(refused.body.reasons).filter((rule) => /^con(versation|sultation)/.test(rule));
  };
  expect(await on('2026-03-09')).toEqual([
    'conversation.child-not-heard',
    'consultation.step-pending',
    'consultation.step-pending',
  ]);
  expect(await on('2026-03-10')).toEqual([]);
});

const based = async (client: Client, at: string) => ({ match: (await client.get(at)).etag });

/** One write in each folder; none of them is needed for the family's moving away. */
const WRITES: Record<string, (client: Client, investigation: string) => ReturnType<Client['get']>> = {
  frame: async (client, at) => client.patch(at, { knownDisability: true }, await based(client, at)),
  plan: async (client, at) =>
    client.put(`${at}/plan`, { purpose: 'Mer.' }, await based(client, `${at}/plan`)),
  area: (client, at) =>
    client.post(`${at}/areas/halsa/statements`, { text: 'Sover dåligt.', source: 'barnet' }),
  conversation: (client, at) =>
    client.post(`${at}/conversations`, { heldOn: '2026-03-02', form: 'telefonsamtal' }),
  consultation: (client, at) => client.post(`${at}/consultations`, { counterpart: 'skola' }),
  analysis: async (client, at) =>
    client.put(`${at}/analysis`, { analysis: {} }, await based(client, `${at}/analysis`)),
  communication: (client, at) => client.post(`${at}/communications`, { exception: 'Obehövligt.' }),
  consent: async (client, at) => {
    const { childId } = (await client.get(at)).body;
    return answers(client, at, { personId: childId, intervention: 'kontaktperson' });
  },
};

test('what was written in every folder while it ran is not written after closing, and it is decided once', async () => {
  const investigation = await open();
  const leader = world.as('teamLeader');
  for (const write of Object.values(WRITES)) done(await write(leader, investigation));
  done(await decide(leader, investigation, moved));
  const again = { ...WRITES, decision: (client: Client, at: string) => decide(client, at, supported) };
  for (const [folder, write] of Object.entries(again)) {
    const refused = await write(leader, investigation);
    expect([folder, refused.status]).toEqual([folder, 409]);
    expect(refused.body).toMatchObject({
      rule: 'investigation.closed',
      law: 'förvaltningslagen (2017:900) 31 §',
    });
  }
  expect((await leader.get(`${investigation}/decision`)).body).toMatchObject({ outcome: 'flyttat' });
});

test('a decision needs the version of the investigation that it is based on', async () => {
  const investigation = await openComplete();
  const leader = world.as('teamLeader');
  const { etag } = await leader.get(investigation);
  expect((await leader.post(`${investigation}/decision`, supported)).status).toBe(428);
  done(await leader.patch(investigation, { knownDisability: true }, { match: etag }));
  expect((await leader.post(`${investigation}/decision`, supported, { match: etag })).status).toBe(412);
  expect((await decide(leader, investigation, supported)).status).toBe(201);
});

test('the same decision sent again gets the first answer, another under the same key none', async () => {
  const investigation = await openComplete();
  const leader = world.as('teamLeader');
  const key = randomUUID();
  const { etag } = await leader.get(investigation);
  const send = (told: object) => leader.post(`${investigation}/decision`, told, { match: etag, key });
  const first = await send(supported);
  const again = await send(supported);
  expect([first.status, again.status]).toEqual([201, 201]);
  expect(again.body).toEqual(first.body);
  expect((await send({ ...supported, reasons: 'Andra skäl.' })).status).toBe(409);
});

test('of two decisions at once one holds', async () => {
  const investigation = await openComplete();
  const leader = world.as('teamLeader');
  const { etag } = await leader.get(investigation);
  const answers = await Promise.all(
    [supported, moved].map((told) => leader.post(`${investigation}/decision`, told, { match: etag })),
  );
  expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 412]);
});

test('who may read and not decide is told so; who does not reach it is told that it is not there', async () => {
  const investigation = await openComplete();
  const post = (client: Client) => client.post(`${investigation}/decision`, supported, { match: '"1"' });
  expect((await post(world.as('socialWorker'))).status).toBe(403);
  expect((await post(world.as('reception'))).status).toBe(403);
  expect((await post(world.as('youthLeader'))).status).toBe(404);
  expect((await world.as('youthLeader').get(`${investigation}/decision`)).status).toBe(404);
  const elsewhere = await world.with({ sub: 'namnden', roles: ['decision-maker'], units: ['ungdom'] });
  expect((await post(elsewhere)).status).toBe(404);
});
