import { afterAll, beforeAll, expect, test } from 'vitest';
import { assess, child, decide, done, openIntake } from '../../support/casework.ts';
import { queriesDuring } from '../../support/queries.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';

/** All that one handler has on the desk, on 16 March 2026. */

let world: World;
let karin: Client;
let lena: Client;
let investigation: Record<'id' | 'caseNumber' | 'childId', string>;
let late: Record<'intakeId' | 'caseNumber' | 'childId', string>;
let unborn: { intakeId: string };

beforeAll(async () => {
  world = await startWorld({ at: '2026-03-02T09:00:00Z' });
  karin = world.as('socialWorker');
  lena = world.as('teamLeader');
  const opened = await openIntake(karin);
  await assess(lena, opened.intakeId);
  const { investigationId } = await decide(lena, opened.intakeId);
  investigation = { ...opened, id: investigationId };
  late = await openIntake(karin);
  await assess(lena, late.intakeId);
  const application = { type: 'ansokan', reporter: 'vardnadshavare' };
  const expected = { personalNumber: undefined, expectedBirthDate: '2026-06-01' };
  unborn = await openIntake(karin, child(expected), application);
  await openIntake(world.as('reception'));
  await openIntake(karin, child({ protectedIdentity: 'sekretessmarkering' }));
  world.clock.set('2026-03-16T09:00:00Z');
});
afterAll(() => world.close());

const list = async (client: Client, query = '') =>
  done(await client.get(`/handover?handlerId=karin.ek${query}`));

test('holds the open cases of the handler, by what is due first in each', async () => {
  const { items } = await list(lena);
  expect(items).toEqual([
    expect.objectContaining({
      kind: 'investigation',
      id: investigation.id,
      caseNumber: investigation.caseNumber,
      openedOn: '2026-03-02',
      unit: 'barn-och-familj',
      next: expect.objectContaining({
        rule: 'information-om-utredning',
        endDay: '2026-03-05',
        state: 'overdue',
      }),
    }),
    {
      kind: 'intake',
      id: late.intakeId,
      caseNumber: late.caseNumber,
      childId: late.childId,
      unit: 'mottagning',
      openedOn: '2026-03-02',
      next: {
        id: `forhandsbedomning:${late.intakeId}`,
        rule: 'forhandsbedomning',
        label: items[1].next.label,
        partyId: null,
        endDay: '2026-03-16',
        lastLawfulDay: '2026-03-16',
        state: 'due-today',
      },
    },
    // Nothing runs for a child who is not yet born, and the case is open all the same.
    expect.objectContaining({ id: unborn.intakeId, next: null }),
  ]);
});

test('shows no more than the caller sees', async () => {
  expect((await list(karin)).items).toHaveLength(4);
  expect((await list(world.as('youthLeader'))).items).toEqual([]);
  expect((await world.as('controller').get('/handover?handlerId=karin.ek')).status).toBe(403);
});

test('is paged, and needs a handler', async () => {
  const whole = await list(lena);
  const first = await list(lena, '&limit=2&total=true');
  expect(first.page).toMatchObject({ limit: 2, total: 3 });
  const rest = await list(lena, `&limit=2&cursor=${first.page.nextCursor}`);
  expect([...first.items, ...rest.items]).toEqual(whole.items);
  expect((await list(lena, '&limit=1&page=3')).items).toEqual(whole.items.slice(2));
  expect((await lena.get('/handover')).status).toBe(400);
});

test('takes as many queries, however many cases there are', async () => {
  const few = await queriesDuring(world, () => list(lena));
  for (let nth = 0; nth < 3; nth += 1) await openIntake(karin);
  expect(await queriesDuring(world, () => list(lena))).toHaveLength(few.length);
  expect((await list(lena)).items).toHaveLength(6);
});
