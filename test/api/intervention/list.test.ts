import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { done } from '../../support/casework.ts';
import {
  aChild,
  advice,
  anIntervention,
  ended,
  followedUp,
  goal,
  onIt,
} from '../../support/interventions.ts';
import { queriesDuring } from '../../support/queries.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';

/** The lists of interventions, and who sees which. */

let world: World;
let karin: Client;
let lena: Client;
let omar: Client;
beforeAll(async () => {
  world = await startWorld();
  karin = world.as('socialWorker');
  lena = world.as('teamLeader');
  omar = world.as('youthWorker');
});
afterAll(() => world.close());

const listed = async (client: Client, query: string): Promise<string[]> =>
  done(await client.get(`/interventions?limit=100&total=true&${query}`)).items.map(
    (one: { id: string }) => one.id,
  );

test('by child, handler, unit, state, and what is due', async () => {
  const childId = await aChild(karin);
  const give = async (more: object) =>
    done(await karin.post('/interventions', advice(childId, { ...more }))).id;
  const due = await give({ startedOn: '2026-01-12', followUpOn: '2026-03-02' });
  const ahead = await give({ startedOn: '2026-01-13', followUpOn: '2026-03-03' });
  const unagreed = await give({ startedOn: '2026-01-14', handlerId: 'bo.alm' });
  const over = await give({ startedOn: '2026-01-15', followUpOn: '2026-02-02' });
  done(await onIt(karin, `/interventions/${over}`, '/end', ended()));
  const of = `childId=${childId}`;
  expect(await listed(karin, of)).toEqual([over, unagreed, ahead, due]);
  expect(await listed(karin, `${of}&followUpDue=true`)).toEqual([due]);
  expect(await listed(karin, `${of}&followUpDue=false`)).toEqual([over, unagreed, ahead]);
  expect(await listed(karin, `${of}&state=open`)).toEqual([unagreed, ahead, due]);
  expect(await listed(karin, `${of}&state=ended`)).toEqual([over]);
  expect(await listed(karin, `${of}&handlerId=bo.alm`)).toEqual([unagreed]);
  expect(await listed(karin, `${of}&unit=ungdom`)).toEqual([]);
  expect(await listed(karin, 'unit=barn-och-familj&followUpDue=true')).toEqual([due]);
  world.clock.set('2026-03-03T09:00:00Z');
  expect(await listed(karin, `${of}&followUpDue=true`)).toEqual([ahead, due]);
  world.clock.set('2026-03-02T09:00:00Z');

  const first = done(await karin.get(`/interventions?${of}&limit=3&total=true`));
  expect(first.page.total).toBe(4);
  const rest = done(await karin.get(`/interventions?${of}&limit=3&cursor=${first.page.nextCursor}`));
  expect([...first.items, ...rest.items].map(({ id }: { id: string }) => id)).toEqual([
    over,
    unagreed,
    ahead,
    due,
  ]);
  expect((await karin.get('/interventions?colour=red')).status).toBe(400);
});

describe('is seen', () => {
  test('by its unit and handler, wherever the investigation is; never by another unit', async () => {
    const { at, id, childId } = await anIntervention(omar, { unit: 'ungdom', handlerId: 'karin.ek' });
    for (const client of [karin, omar]) {
      expect((await client.get(at)).status).toBe(200);
      expect(await listed(client, `childId=${childId}`)).toEqual([id]);
    }
    expect((await lena.get(at)).status).toBe(404);
    expect(await listed(lena, `childId=${childId}`)).toEqual([]);
    for (const part of ['goals', 'follow-ups', 'scores', 'sip', 'end', 'later-follow-ups', 'assignments']) {
      expect([part, (await lena.get(`${at}/${part}`)).status]).toEqual([part, 404]);
    }
    const writes: [string, object][] = [
      ['goals', goal],
      ['follow-ups', followedUp()],
      ['scores', { instrument: 'ors', usedOn: '2026-03-02', summary: 'Bättre.' }],
      ['sip', { status: 'finns' }],
      ['end', ended()],
      ['assignments', { handlerId: 'lena.berg' }],
    ];
    for (const [part, body] of writes) {
      expect([part, (await lena.post(`${at}/${part}`, body, { match: '"1"' })).status]).toEqual([part, 404]);
    }
    const file = done(await lena.get(`/persons/${childId}/file`));
    expect(file.items).toEqual([]);
  });

  test('by break-glass to read and work, not to end or assign', async () => {
    const { at, childId } = await anIntervention(karin);
    expect((await omar.get(at)).status).toBe(404);
    const reason = 'Jourärende i natt, handläggaren nås inte.';
    const per = world.as('youthLeader');
    done(await per.post(`/persons/${childId}/break-glass`, { reason }));
    done(await per.post(`${at}/sip`, { status: 'finns' }));
    for (const [part, body] of [
      ['end', ended()],
      ['assignments', { handlerId: 'per.holm', unit: 'ungdom' }],
    ] as const) {
      const answer = await onIt(per, at, `/${part}`, body);
      expect(answer.body).toMatchObject({ status: 403, rule: 'break-glass.read-and-work-only' });
    }
  });

  test('of a protected child by the named handlers alone', async () => {
    const childId = await aChild(karin, { protectedIdentity: 'sekretessmarkering' });
    const { id } = done(await karin.post('/interventions', advice(childId)));
    expect((await lena.get(`/interventions/${id}`)).status).toBe(404);
    expect(await listed(lena, 'unit=barn-och-familj')).not.toContain(id);
    expect((await lena.post('/interventions', advice(childId))).status).toBe(400);
    expect((await karin.get(`/interventions/${id}`)).status).toBe(200);
    expect(await listed(karin, `childId=${childId}`)).toEqual([id]);
  });
});

test('the whole is read in as many queries however much is recorded', async () => {
  const { at } = await anIntervention(karin);
  const few = await queriesDuring(world, async () => done(await karin.get(at)));
  for (let n = 0; n < 5; n += 1) {
    done(await karin.post(`${at}/goals`, goal));
    done(await karin.post(`${at}/follow-ups`, followedUp()));
  }
  expect(await queriesDuring(world, async () => done(await karin.get(at)))).toEqual(few);
});

test('no name, number or text of a person is in what the server logs', () => {
  expect(world.log.join('\n')).not.toMatch(/Exempelsson|i skolan varje dag|bättre nu/);
});
