import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventsAt, poll, subscribe } from '../../support/calendars.ts';
import { assess, child, decide, done, loggedDuring, newNumber, openIntake } from '../../support/casework.ts';
import { aCase, aGuardian, hideFromKarin } from '../../support/parties.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';

/** Whose deadlines stand in a calendar: those of the own cases, as they are at that moment, and of nobody hidden. */

let world: World;
let karin: Client;
let lena: Client;
let omar: Client;
const address: Record<string, string> = {};

beforeAll(async () => {
  world = await startWorld({ at: '2026-03-02T09:00:00Z' });
  karin = world.as('socialWorker');
  lena = world.as('teamLeader');
  omar = world.as('youthWorker');
  for (const [name, client] of Object.entries({ karin, lena, omar, mia: world.as('reception') })) {
    address[name] = (await subscribe(client)).address;
  }
});
afterAll(() => world.close());

/** The ids in what stands in someone's calendar, of cases and their parts. */
const idsAt = async (name: string) =>
  (await eventsAt(world, address[name]!)).flatMap(({ uid }) => uid.split('@')[0]!.split(':').slice(1));

const assign = async (path: string, body: object) =>
  done(await lena.post(`${path}/assignments`, body, { match: (await lena.get(path)).etag }));

test('a case of the unit that another handles is in the other’s calendar alone', async () => {
  const { intakeId } = await openIntake(world.as('reception'));
  expect((await karin.get(`/intakes/${intakeId}`)).status).toBe(200);
  expect(await idsAt('karin')).not.toContain(intakeId);
  expect(await idsAt('lena')).not.toContain(intakeId);
  expect(await idsAt('mia')).toContain(intakeId);
});

test('a case that is handed over goes from one calendar to the other in the same moment', async () => {
  const { intakeId } = await openIntake(karin);
  expect(await idsAt('karin')).toContain(intakeId);
  await assign(`/intakes/${intakeId}`, { handlerId: 'lena.berg' });
  expect(await idsAt('karin')).not.toContain(intakeId);
  expect(await idsAt('lena')).toContain(intakeId);

  const { id } = await aCase(karin);
  expect(await idsAt('karin')).toContain(id);
  await assign(`/investigations/${id}`, { handlerId: 'omar.lind', unit: 'ungdom' });
  expect(await idsAt('karin')).not.toContain(id);
  expect(await idsAt('omar')).toContain(id);
});

test('also where what is kept of its deadlines should lag behind, and the child has named the earlier handler', async () => {
  for (const more of [{}, { protectedIdentity: 'sekretessmarkering' }]) {
    const { intakeId, childId } = await openIntake(karin, child(more));
    done(await karin.post(`/persons/${childId}/named-handlers`, { handlerId: 'lena.berg' }));
    await assign(`/intakes/${intakeId}`, { handlerId: 'lena.berg' });
    const { id } = await aCase(karin);
    await assign(`/investigations/${id}`, { handlerId: 'lena.berg' });
    await world.database.raw(
      `update deadline set handler_id = 'karin.ek' where case_id in ('${intakeId}', '${id}')`,
    );
    expect(await idsAt('karin')).not.toContain(intakeId);
    expect(await idsAt('karin')).not.toContain(id);
  }
});

test('the intake that an investigation of one’s own rests on is in the calendar of who handles the intake', async () => {
  const { intakeId } = await openIntake(world.as('reception'));
  await assess(lena, intakeId);
  const { investigationId } = await decide(lena, intakeId, { handlerId: 'karin.ek' });
  expect(await idsAt('karin')).toContain(investigationId);
  expect(await idsAt('karin')).not.toContain(intakeId);
});

test('break-glass opens the cases and not the calendar', async () => {
  const { intakeId, childId } = await openIntake(karin);
  done(await omar.post(`/persons/${childId}/break-glass`, { reason: 'Akut läge på jourtid.' }));
  expect((await omar.get(`/intakes/${intakeId}`)).status).toBe(200);
  expect(await idsAt('omar')).not.toContain(intakeId);
});

describe('a child with protected identity', () => {
  test('is in the calendar of the handler who is named, with the own case and not another’s', async () => {
    const personalNumber = newNumber();
    const protectedIdentity = 'sekretessmarkering';
    const own = await openIntake(karin, child({ personalNumber, protectedIdentity }));
    done(await karin.post(`/persons/${own.childId}/named-handlers`, { handlerId: 'lena.berg' }));
    const other = await openIntake(lena, child({ personalNumber }));
    expect(other.childId).toBe(own.childId);
    expect((await karin.get(`/intakes/${other.intakeId}`)).status).toBe(200);
    expect(await idsAt('karin')).toContain(own.intakeId);
    expect(await idsAt('karin')).not.toContain(other.intakeId);
  });

  test('leaves the calendar of a handler who is no longer named, and the log, in the same moment', async () => {
    const { intakeId, childId } = await openIntake(karin);
    expect(await idsAt('karin')).toContain(intakeId);
    await hideFromKarin(world, childId);
    expect(await idsAt('karin')).not.toContain(intakeId);
    const [entry] = await loggedDuring(world, () => poll(world, address.karin!));
    expect(JSON.parse(entry!.person_ids!)).not.toContain(childId);
  });
});

test('the time of a party who is protected from the handler is not there, nor is the party in the log', async () => {
  const { id, childId, mother } = await aCase(karin);
  const father = await aGuardian(karin, childId);
  const sent = async (partyId: string) =>
    done(
      await karin.post(`/investigations/${id}/communications`, {
        partyId,
        sentOn: '2026-03-02',
        commentBy: '2026-03-09',
      }),
    ).id;
  const [toMother, toFather] = [await sent(mother), await sent(father)];
  expect(await idsAt('karin')).toEqual(expect.arrayContaining([toMother, toFather]));
  await hideFromKarin(world, father);
  const after = await idsAt('karin');
  expect(after).toContain(toMother);
  expect(after).not.toContain(toFather);
  const [entry] = await loggedDuring(world, () => poll(world, address.karin!));
  const people = JSON.parse(entry!.person_ids!);
  expect(people).toContain(mother);
  expect(people).not.toContain(father);
});
