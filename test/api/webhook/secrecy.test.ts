import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { tellDue } from '../../../src/event/actions.ts';
import { child, done, newNumber, openIntake } from '../../support/casework.ts';
import { aCase, aGuardian, hideFromKarin } from '../../support/parties.ts';
import { ANSWERS, type Receiver, startReceiver } from '../../support/receiver.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';
import { deliveriesTo, pass, senderOf, subscribe, tellOf } from './sending.ts';

/** What never leaves: anything of a protected child, the time of a protected party, and whoever it is about. */

let world: World;
let receiver: Receiver;
let karin: Client;
let webhook: { id: string };
let sender: ReturnType<typeof senderOf>;

beforeAll(async () => {
  receiver = await startReceiver();
  world = await startWorld({ settings: { webhookOrigins: [receiver.origin] } });
  karin = world.as('socialWorker');
  webhook = await subscribe(world, receiver.origin, { units: world.board.units.map(({ code }) => code) });
  sender = senderOf(world.board, world.clock);
});
afterAll(async () => {
  await world.close();
  await receiver.stop();
});
beforeEach(() => {
  receiver.received.length = 0;
  receiver.answer(ANSWERS.ok);
});

const told = () => receiver.received.map(({ body }) => JSON.parse(body));
const casesTold = () => told().map(({ data }) => data.case.id);
const protect = async (client: Client, childId: string, protectedIdentity: string) => {
  const { etag } = await client.get(`/persons/${childId}`);
  done(await client.patch(`/persons/${childId}`, { protectedIdentity }, { match: etag }));
};

test('a child who is protected, by each kind of protection: nothing, beside one who is not', async () => {
  const hidden = [];
  for (const protectedIdentity of ['sekretessmarkering', 'skyddad-folkbokforing'])
    hidden.push(await openIntake(karin, child({ protectedIdentity })));
  const [open] = await tellOf(world);
  const feed = done(await karin.get('/events?limit=100')).items;
  expect(feed.map(({ data }: { data: { caseNumber: string } }) => data.caseNumber)).toEqual(
    expect.arrayContaining(hidden.map(({ caseNumber }) => caseNumber)),
  );
  await sender.run();
  expect(casesTold()).toEqual([open!.intakeId]);
  // Nor later, when the protection has been lifted: what was told before that has been decided of.
  const lena = world.as('teamLeader');
  for (const { childId } of hidden) {
    done(await karin.post(`/persons/${childId}/named-handlers`, { handlerId: 'lena.berg' }));
    await protect(lena, childId, 'ingen');
  }
  await sender.run();
  expect(receiver.received).toHaveLength(1);
  expect((await deliveriesTo(world, webhook.id)).items).toHaveLength(1);
});

test('a child who is protected while it waits to be sent: it is withheld, also when someone asks for it again', async () => {
  receiver.answer(ANSWERS.broken);
  const [opened] = await tellOf(world, 1, () => openIntake(karin));
  await sender.run();
  expect(receiver.received).toHaveLength(1);
  await protect(karin, opened!.childId, 'sekretessmarkering');
  receiver.answer(ANSWERS.ok);
  pass(world, 5);
  await sender.run();
  const [withheld] = (await deliveriesTo(world, webhook.id, '?state=dead')).items;
  expect(withheld).toMatchObject({ error: 'withheld', status: null, nextAttemptAt: null });
  done(await world.as('administrator').post(`/webhooks/${webhook.id}/deliveries/${withheld.id}/retry`, {}));
  await sender.run();
  expect(receiver.received).toHaveLength(1);
  expect((await deliveriesTo(world, webhook.id, '?state=dead')).items).toMatchObject([{ error: 'withheld' }]);
});

test('a case that goes to a unit that the webhook is not for', async () => {
  const reception = await subscribe(world, `${receiver.origin}/reception`, { units: ['mottagning'] });
  await tellOf(world, 1);
  const [{ id }] = done(await world.as('reception').get('/intakes?limit=1')).items;
  const lena = world.as('teamLeader');
  const { etag } = await lena.get(`/intakes/${id}`);
  const moving = { handlerId: 'karin.ek', unit: 'barn-och-familj' };
  const moved = await lena.post(`/intakes/${id}/assignments`, moving, { match: etag });
  expect(moved.status, moved.text).toBe(201);
  await sender.run();
  const paths = receiver.received.map(({ path }) => path);
  expect(paths).toEqual(['/']);
  expect((await deliveriesTo(world, reception.id)).items).toEqual([]);
});

test('the time of a protected party: that of the other one alone', async () => {
  world.clock.set('2026-03-04T09:00:00Z');
  await tellDue(world.board, world.clock);
  await sender.run();
  receiver.received.length = 0;
  const { id, childId, mother } = await aCase(karin);
  const father = await aGuardian(karin, childId);
  for (const partyId of [mother, father]) {
    const sent = { partyId, sentOn: '2026-03-03', commentBy: '2026-03-05' };
    done(await karin.post(`/investigations/${id}/communications`, sent));
  }
  await hideFromKarin(world, father);
  await tellDue(world.board, world.clock);
  const lena = done(await world.as('teamLeader').get('/events?limit=100&rule=kommunicering')).items;
  expect(lena).toHaveLength(2);
  await sender.run();
  const [sent, ...more] = told().filter(({ data }) => data.rule === 'kommunicering');
  expect(more).toEqual([]);
  const seen = done(await karin.get(`/investigations/${id}/deadlines`)).items;
  const ofMother = seen.find(({ partyId }: { partyId: string | null }) => partyId === mother);
  expect(sent.subject).toBe(ofMother.id);
});

test('who it is about is in no body, no header and no line of the log', async () => {
  const number = newNumber();
  const secrets = [number, number.slice(2), 'Hemligsson', 'Ofelia', 'karin.ek'];
  const of = child({ personalNumber: number, givenName: 'Ofelia', familyName: 'Hemligsson' });
  world.log.length = 0;
  const [opened] = await tellOf(world, 1, () => openIntake(karin, of));
  await sender.run();
  expect(receiver.received.length).toBeGreaterThan(0);
  const sent = JSON.stringify(receiver.received);
  const { items } = await deliveriesTo(world, webhook.id, '?limit=100');
  for (const text of [sent, JSON.stringify(items)]) {
    for (const secret of [...secrets, opened!.childId, opened!.reportId]) expect(text).not.toContain(secret);
  }
  for (const secret of secrets.slice(0, 4)) expect(world.log.join('\n')).not.toContain(secret);
  expect(JSON.stringify(items)).not.toContain(opened!.caseNumber);
});
