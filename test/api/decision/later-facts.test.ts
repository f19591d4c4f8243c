import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { child, done, openInvestigation } from '../../support/casework.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';
import {
  aGuardian,
  answers,
  careOrder,
  decide,
  MENDS,
  mendAll,
  moved,
  rulesOf,
  supported,
} from './closing.ts';

/** The day of a decision: what happened before it hinders, what happened after it cannot be in the case. */

let world: World;
let karin: Client;
let lena: Client;
beforeAll(async () => {
  world = await startWorld();
  karin = world.as('socialWorker');
  lena = world.as('teamLeader');
});
afterAll(() => world.close());
beforeEach(() => world.clock.set('2026-03-02T09:00:00Z'));

const open = async (of = child()) =>
  `/investigations/${(await openInvestigation(world, of)).investigationId}`;
const born = (birthDate: string) => child({ personalNumber: undefined, birthDate });
/** Everything but the consent, which care under LVU does without. */
async function mendForCare(at: string): Promise<void> {
  for (const { rules, mend } of MENDS) {
    if (!rules.includes('consent.missing')) done(await mend(karin, at));
  }
}
const closeOn = (at: string, decidedOn: string, told: object = supported) =>
  decide(lena, at, { ...told, decidedOn });
const rulesOn = async (at: string, decidedOn: string, told: object = supported) =>
  rulesOf((await closeOn(at, decidedOn, told)).body.reasons);
const advisedOf = async (at: string, query = '') =>
  rulesOf(done(await lena.get(`${at}/completeness${query}`)).advised);

test('a no hinders from the day it was given, a yes helps from the day it was recorded', async () => {
  const at = await open();
  await mendAll(karin, at);
  const father = await aGuardian(karin, at);
  world.clock.set('2026-03-10T09:00:00Z');
  const said = { personId: father, intervention: 'familjebehandling', on: '2026-03-04' };
  done(await answers(karin, at, { ...said, answer: 'samtycker-inte' }));
  expect(await rulesOn(at, '2026-03-05')).toEqual(['consent.declined']);
  done(await answers(karin, at, said));
  expect(await rulesOn(at, '2026-03-05')).toEqual(['consent.declined']);
  expect((await closeOn(at, '2026-03-10')).status).toBe(201);
});

test('a time to comment that ran on the day hinders, whenever the sending was recorded', async () => {
  const at = await open();
  for (const { rules, mend } of MENDS) {
    if (!rules.includes('communication.missing')) done(await mend(karin, at));
  }
  const { childId } = done(await karin.get(at));
  const partyId = done(await karin.get(`/persons/${childId}/family`)).guardians[0].person.id;
  const send = (sentOn: string, commentBy: string) =>
    karin.post(`${at}/communications`, { partyId, sentOn, commentBy });
  done(await send('2026-03-02', '2026-03-03'));
  world.clock.set('2026-03-20T09:00:00Z');
  done(await send('2026-03-04', '2026-03-12'));
  expect(await rulesOn(at, '2026-03-10')).toEqual(['communication.awaiting-comment']);
  expect((await closeOn(at, '2026-03-13')).status).toBe(201);
});

const LATER: Record<string, (at: string) => Promise<unknown>> = {
  'a conversation': (at) =>
    karin.post(`${at}/conversations`, { heldOn: '2026-03-09', form: 'telefonsamtal' }).then(done),
  'a consent': async (at) => {
    const { childId: personId } = done(await karin.get(at));
    done(await answers(karin, at, { personId, intervention: 'kontaktperson', on: '2026-03-09' }));
  },
  'an extension': async (at) => {
    const told = { ground: 'sarskilda-skal', reasons: 'Svar väntas.', newEndDay: '2026-08-02' };
    const { etag } = await lena.get(at);
    const extended = await lena.post(
      `${at}/extensions`,
      { ...told, decidedOn: '2026-03-09' },
      { match: etag },
    );
    done(extended);
  },
  'a sending': async (at) => {
    const partyId = await aGuardian(karin, at);
    const told = { partyId, sentOn: '2026-03-09', commentBy: '2026-03-12' };
    done(await karin.post(`${at}/communications`, told));
  },
  'a note': async (at) => {
    const note = await karin.post(`${at}/notes`, {
      happenedOn: '2026-03-09',
      heading: 'Samtal',
      text: 'Mamman ringde.',
    });
    done(note);
    done(await karin.post(`${at}/notes/${note.body.id}/signature`, {}, { match: note.etag }));
  },
  'an answer': async (at) => {
    const draft = await karin.post(`${at}/consultations`, {
      counterpart: 'skola',
      basis: 'uppgiftsskyldighet',
      questions: [{ area: 'utbildning', text: 'Hur är närvaron?' }],
    });
    const sent = await karin.post(
      `/consultations/${draft.body.id}/dispatch`,
      { sentOn: '2026-03-03' },
      { match: draft.etag },
    );
    const told = { answer: 'God.', answeredOn: '2026-03-09' };
    done(await karin.post(`/consultations/${sent.body.id}/answer`, told, { match: sent.etag }));
  },
};

test.each(Object.entries(LATER))('no decision is dated before %s', async (_, happens) => {
  const at = await open();
  world.clock.set('2026-03-10T09:00:00Z');
  await happens(at);
  const refused = await closeOn(at, '2026-03-08', moved);
  expect(refused.status).toBe(409);
  expect(refused.body).toMatchObject({
    rule: 'decision.before-later-facts',
    law: 'förvaltningslagen (2017:900) 31 §',
  });
  expect(refused.body.reasons[0].remedy).toContain('2026-03-09');
  expect(done(await lena.get(`${at}/completeness?outcome=flyttat`)).complete).toBe(true);
  expect((await closeOn(at, '2026-03-09', moved)).status).toBe(201);
});

test('the reason why the child was not heard counts from the day it was given', async () => {
  const at = await open();
  world.clock.set('2026-03-10T09:00:00Z');
  const { etag } = await karin.get(at);
  const patched = await karin.patch(at, { notHeardReason: 'alder-mognad' }, { match: etag });
  expect(patched.body).not.toHaveProperty('notHeardRecordedAt');
  expect(await rulesOn(at, '2026-03-09')).toContain('conversation.child-not-heard');
  expect(await rulesOn(at, '2026-03-10')).not.toContain('conversation.child-not-heard');
  // From before the day was kept, it counts as it always did.
  await world.database.raw('update investigation set not_heard_recorded_at = null');
  expect(await rulesOn(at, '2026-03-09')).not.toContain('conversation.child-not-heard');
});

test('nothing is decided of a child before its birth', async () => {
  const { investigationId, childId } = await openInvestigation(world, born('2026-02-17'));
  const at = `/investigations/${investigationId}`;
  await mendAll(karin, at);
  world.clock.set('2026-03-10T09:00:00Z');
  const { etag } = await karin.get(`/persons/${childId}`);
  done(await karin.patch(`/persons/${childId}`, { birthDate: '2026-03-06' }, { match: etag }));
  const refused = await closeOn(at, '2026-03-05');
  expect(refused.status).toBe(400);
  expect(refused.body.violations).toMatchObject([{ field: 'decidedOn' }]);
  expect((await closeOn(at, '2026-03-06')).status).toBe(201);
});

test.each([
  ['17', '2008-03-03', 'lvu-2', 201],
  ['18', '2008-03-02', 'lvu-2', 409],
  ['18', '2008-03-02', 'lvu-2-3', 409],
  ['18', '2008-03-02', 'lvu-3', 201],
  ['19', '2006-03-03', 'lvu-3', 201],
  ['20', '2006-03-02', 'lvu-3', 409],
])('care under LVU at %s (born %s) on %s: %i', async (_, birthDate, legalBasis, status) => {
  const at = await open(born(birthDate));
  await mendForCare(at);
  const query = `${at}/completeness?outcome=vard-lvu&legalBasis=${legalBasis}`;
  expect(done(await lena.get(query)).complete).toBe(status === 201);
  const decided = await decide(world.as('decisionMaker'), at, { ...careOrder, legalBasis });
  expect(decided.status).toBe(status);
  if (status === 409) {
    expect(decided.body).toMatchObject({ rule: 'decision.too-old-for-care', law: 'LVU (1990:52) 1 §' });
  }
});

test('from 18 the question has to tell the ground', async () => {
  const at = await open(born('2008-03-02'));
  await mendForCare(at);
  const read = done(await lena.get(`${at}/completeness?outcome=vard-lvu`));
  expect(read).toMatchObject({ complete: false, missing: [] });
  expect(rulesOf(read.advised)).toContain('decision.ground-not-judged');
});

test('material that came after the latest sending to a party is advised, until it is sent too', async () => {
  const at = await open();
  const partyId = await aGuardian(karin, at);
  const send = (sentOn: string) =>
    karin.post(`${at}/communications`, { partyId, sentOn, commentBy: '2026-04-01' });
  const rule = 'communication.material-since';
  done(await send('2026-03-02'));
  expect(await advisedOf(at)).not.toContain(rule);
  world.clock.set('2026-03-10T09:00:00Z');
  const told = { text: 'Sover dåligt.', source: 'barnet' };
  const statement = done(await karin.post(`${at}/areas/halsa/statements`, told));
  expect(await advisedOf(at)).toContain(rule);
  const reason = { reason: 'Gällde ett annat barn.' };
  done(await karin.post(`${at}/areas/halsa/statements/${statement.id}/retraction`, reason));
  expect(await advisedOf(at)).not.toContain(rule);
  done(await karin.put(`${at}/analysis`, { analysis: {} }, { match: '"0"' }));
  expect(await advisedOf(at)).toContain(rule);
  done(await send('2026-03-10'));
  expect(await advisedOf(at)).not.toContain(rule);
});

test('who was asked and has not answered is advised where the step is taken otherwise', async () => {
  const at = await open();
  const draft = await karin.post(`${at}/consultations`, {
    counterpart: 'skola',
    basis: 'uppgiftsskyldighet',
    questions: [{ area: 'utbildning', text: 'Hur är närvaron?' }],
  });
  const sent = await karin.post(`/consultations/${draft.body.id}/dispatch`, {}, { match: draft.etag });
  expect(await advisedOf(at)).not.toContain('consultation.unanswered');
  done(
    await karin.post(`${at}/consultation-steps`, {
      step: 'skola',
      reason: 'underlag-finns',
      explanation: 'Ett underlag finns i akten.',
    }),
  );
  expect(await advisedOf(at)).toContain('consultation.unanswered');
  const ended = { kind: 'avslutad-utan-svar', reason: 'Inget svar har kommit.' };
  done(await karin.post(`/consultations/${draft.body.id}/withdrawal`, ended, { match: sent.etag }));
  expect(await advisedOf(at)).not.toContain('consultation.unanswered');
});

test('after closing the child is owed to be told, from the day of closing', async () => {
  const at = await open();
  const { childId } = done(await karin.get(at));
  world.clock.set('2026-03-10T09:00:00Z');
  done(await closeOn(at, '2026-03-09', moved));
  expect(await advisedOf(at)).toEqual(['information.child-untold']);
  const tell = (informedOn: string) =>
    karin.post(`${at}/party-information`, {
      stage: 'avslut',
      personId: childId,
      informedOn,
      manner: 'samtal',
    });
  const early = await tell('2026-03-08');
  expect(early.status).toBe(400);
  expect(early.body.violations).toMatchObject([{ field: 'informedOn' }]);
  done(await tell('2026-03-09'));
  expect(await advisedOf(at)).toEqual([]);
});
