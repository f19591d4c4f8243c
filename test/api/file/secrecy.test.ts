import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  assess,
  child,
  decide,
  done,
  logOf,
  newNumber,
  openIntake,
  openInvestigation,
  register,
} from '../../support/casework.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';

/** What a file never tells: a protected child, another unit's case, a hidden sibling's report, a hidden party. */

let world: World;
let karin: Client;
let lena: Client;

beforeAll(async () => {
  world = await startWorld();
  karin = world.as('socialWorker');
  lena = world.as('teamLeader');
});
afterAll(() => world.close());

const ask = (client: Client, personId: string) => client.get(`/persons/${personId}/file`);
const kindsOf = async (client: Client, personId: string): Promise<string[]> =>
  done(await ask(client, personId)).items.map((entry: { kind: string }) => entry.kind);
const casesOf = async (client: Client, personId: string): Promise<string[]> => [
  ...new Set<string>(
    done(await ask(client, personId)).items.map((entry: { case: { id: string } }) => entry.case.id),
  ),
];

test('a protected child has no file for a colleague, just like a child that never was', async () => {
  const { childId } = await openIntake(karin, child({ protectedIdentity: 'sekretessmarkering' }));
  expect((await kindsOf(karin, childId)).length).toBeGreaterThan(0);
  const hidden = await ask(lena, childId);
  const unknown = await ask(lena, crypto.randomUUID());
  expect(hidden.status).toBe(404);
  expect({ ...hidden.body, instance: '' }).toEqual({ ...unknown.body, instance: '' });
});

describe('a child with a case in each of two units', () => {
  let moved: { childId: string; intakeId: string; investigationId: string; later: string };

  beforeAll(async () => {
    const personalNumber = newNumber();
    const { childId, intakeId } = await openIntake(karin, child({ personalNumber }));
    await assess(lena, intakeId);
    const { investigationId } = await decide(lena, intakeId, { unit: 'ungdom', handlerId: 'omar.lind' });
    const later = await openIntake(karin, child({ personalNumber }));
    moved = { childId, intakeId, investigationId, later: later.intakeId };
  });

  test('shows each unit its own case, and the investigating one what it rests on', async () => {
    const { childId, intakeId, investigationId, later } = moved;
    expect(await casesOf(world.as('reception'), childId)).toEqual([intakeId, later]);
    expect(await casesOf(world.as('youthWorker'), childId)).toEqual([intakeId, investigationId]);
    expect(await casesOf(lena, childId)).toEqual([intakeId, later]);
  });

  test('shows all of it to who opens it by break-glass', async () => {
    const { childId, intakeId, investigationId, later } = moved;
    const anna = await world.with({ sub: 'anna.ny', roles: ['social-worker'], units: [] });
    expect(await casesOf(anna, childId)).toEqual([]);
    done(await anna.post(`/persons/${childId}/break-glass`, { reason: 'Akut läge på jourtid.' }));
    expect((await casesOf(anna, childId)).toSorted()).toEqual([intakeId, investigationId, later].toSorted());
  });
});

test('the reception sees how an investigation was decided on, and nothing of it', async () => {
  const { childId, investigationId } = await openInvestigation(world);
  done(await karin.put(`/investigations/${investigationId}/plan`, { purpose: 'Stöd.' }, { match: '"0"' }));
  expect(await kindsOf(world.as('reception'), childId)).toEqual([
    'report',
    'intake',
    'intake-assignment',
    'protection-assessment',
    'intake-decision',
  ]);
  expect(await kindsOf(world.as('decisionMaker'), childId)).toContain('plan');
});

describe('a report about two children, of whom one is protected', () => {
  let hidden: string;
  let sibling: string;
  beforeAll(async () => {
    const { children } = await register(karin, [
      child({ protectedIdentity: 'sekretessmarkering' }),
      child({ givenName: 'Melker' }),
    ]);
    [hidden, sibling] = children.map(({ childId }: { childId: string }) => childId);
  });

  test('is not in the file of the other where the one may not be known; the intake is', async () => {
    expect(await kindsOf(lena, sibling)).toEqual(['intake', 'intake-assignment']);
    expect((await ask(lena, sibling)).text).not.toContain('orolig');
    expect(await kindsOf(karin, sibling)).toEqual(['report', 'intake', 'intake-assignment']);
  });

  test('is on record as read about both where it is shown', async () => {
    const persons = async (client: Client) => {
      done(await ask(client, sibling));
      return JSON.parse((await logOf(world)).at(-1)!.person_ids!).toSorted();
    };
    expect(await persons(karin)).toEqual([hidden, sibling].toSorted());
    expect(await persons(lena)).toEqual([sibling]);
  });
});

test('what was sent to a protected party, and what it said, is there for those who may know of it', async () => {
  const { childId, investigationId } = await openInvestigation(world);
  const at = `/investigations/${investigationId}/communications`;
  const mother = done(await lena.post('/persons', { givenName: 'Sara', familyName: 'Exempelsson' })).id;
  const custody = { fromPersonId: mother, toPersonId: childId, type: 'vardnadshavare' };
  done(await lena.post('/relations', custody));
  const sent = await lena.post(at, { partyId: mother });
  const told = { receivedOn: '2026-03-02', comment: 'Bor på hemlig adress.' };
  done(await lena.put(`${at}/${sent.body.id}/comment`, told, { match: sent.etag }));
  done(await karin.post(at, { exception: 'Pappan kan inte nås.' }));
  const about = async (client: Client) =>
    (await kindsOf(client, childId)).filter((kind) => kind.startsWith('comm'));
  expect(await about(karin)).toEqual(['communication', 'communication-exception', 'comment']);
  const { etag } = await lena.get(`/persons/${mother}`);
  const protect = { protectedIdentity: 'sekretessmarkering' };
  done(await lena.patch(`/persons/${mother}`, protect, { match: etag }));
  expect(await about(karin)).toEqual(['communication-exception']);
  expect((await ask(karin, childId)).text).not.toContain(mother);
  expect(await about(lena)).toEqual(['communication', 'communication-exception', 'comment']);
});

test('a machine reads files only where its scopes say just that, and in its units', async () => {
  const { childId } = await openInvestigation(world);
  const machine = (scope: string, units: string[]) =>
    world.with({ sub: 'arkivet', roles: ['integration'], units, scope });
  const everythingElse = 'person:read report:read intake:read investigation:read deadline:read';
  expect((await ask(await machine(everythingElse, ['mottagning']), childId)).status).toBe(403);
  expect(await kindsOf(await machine('file:read', ['ungdom']), childId)).toEqual([]);
  expect(await kindsOf(await machine('file:read', ['barn-och-familj']), childId)).toContain('report');
});

test('a person of whom nothing is on record has an empty file', async () => {
  const { id } = done(await karin.post('/persons', { givenName: 'Jonas', familyName: 'Exempelsson' }));
  expect(done(await ask(karin, id))).toEqual({ items: [], page: { limit: 500 } });
});
