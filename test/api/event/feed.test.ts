import { CloudEvent } from 'cloudevents';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tellDue } from '../../../src/event/actions.ts';
import { assess, child, decide, done, loggedDuring, openIntake } from '../../support/casework.ts';
import { aCase, aGuardian, fields, hideFromKarin } from '../../support/parties.ts';
import { queriesDuring } from '../../support/queries.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';

/** What the clock has told, as a frontend follows it: from where, in which order, of which cases. */

let world: World;
let mia: Client;
let karin: Client;
let lena: Client;
beforeAll(async () => {
  world = await startWorld({ at: '2026-03-02T09:00:00Z' });
  mia = world.as('reception');
  karin = world.as('socialWorker');
  lena = world.as('teamLeader');
});
afterAll(() => world.close());

interface Told {
  id: string;
  type: string;
  data: { deadlineId: string; rule: string; step: string; case: { kind: string; id: string }; unit: string };
}
interface Feed {
  items: Told[];
  cursor: string;
  more: boolean;
}
const ask = async (client: Client, query = ''): Promise<Feed> => done(await client.get(`/events?${query}`));
const now = async (client: Client) => (await ask(client, 'from=now')).cursor;
/** Everything from a place on, in answers of at most so many. */
async function walk(client: Client, cursor = '0', filter = '', limit = 100): Promise<Told[]> {
  const items: Told[] = [];
  for (let at = { cursor, more: true } as Feed; at.more; ) {
    at = await ask(client, `cursor=${at.cursor}&limit=${limit}${filter}`);
    items.push(...at.items);
  }
  return items;
}
const casesOf = (items: readonly Told[]) => [...new Set(items.map(({ data }) => data.case.id))].toSorted();
const tellAt = (at: string) => {
  world.clock.set(at);
  return tellDue(world.board, world.clock);
};

describe('a frontend', () => {
  let intakeId: string;
  test('begins where it likes: with nothing told, from the first, or from now', async () => {
    expect(await ask(mia)).toEqual({ items: [], cursor: '0', more: false });
    expect(await ask(mia, 'from=now')).toEqual({ items: [], cursor: '0', more: false });
    ({ intakeId } = await openIntake(mia));
    await tellAt('2026-03-02T10:00:00Z');
    const first = await ask(mia);
    expect(first).toMatchObject({ cursor: '1', more: false });
    expect(first.items).toMatchObject([
      { type: 'se.barnakt.deadline.due.v1', data: { rule: 'skyddsbedomning', case: { id: intakeId } } },
    ]);
    expect(await ask(mia, 'from=now')).toEqual({ items: [], cursor: '1', more: false });
  });

  test('polls on with what it got: nothing twice, and the same place while nothing is new', async () => {
    const at = await now(mia);
    expect(await ask(mia, `cursor=${at}`)).toEqual({ items: [], cursor: at, more: false });
    await tellAt('2026-03-13T10:00:00Z');
    const next = await ask(mia, `cursor=${at}`);
    expect(next.items.map(({ data }) => `${data.rule} ${data.step}`)).toEqual([
      'skyddsbedomning passed',
      'forhandsbedomning nearing',
    ]);
    expect(await ask(mia, `cursor=${next.cursor}`)).toEqual({ items: [], cursor: next.cursor, more: false });
  });

  test('takes as much at a time as it likes', async () => {
    const all = await walk(mia);
    expect(all).toHaveLength(3);
    expect(await walk(mia, '0', '', 1)).toEqual(all);
    expect(await ask(mia, 'limit=2')).toMatchObject({ items: all.slice(0, 2), cursor: '2', more: true });
  });

  test('gets CloudEvents by another reading of the standard than ours', async () => {
    for (const item of await walk(mia)) expect(new CloudEvent(item as never, true).validate()).toBe(true);
  });

  test.each([
    ['cursor=x', 'cursor'],
    ['cursor=-1', 'cursor'],
    ['cursor=01', 'cursor'],
    ['cursor=99999999999', 'cursor'],
    ['cursor=4711', 'cursor'],
    ['cursor=1&from=now', 'cursor'],
    ['from=then', 'from'],
    ['step=late', 'step'],
    ['limit=0', 'limit'],
  ])('is told what is wrong with %s', async (query, field) => {
    const answer = await mia.get(`/events?${query}`);
    expect([answer.status, fields(answer)]).toEqual([400, [field]]);
  });

  test('asks for a step, a rule, a unit, a handler, a kind of case', async () => {
    await assess(lena, intakeId);
    const { investigationId } = await decide(lena, intakeId);
    await tellAt('2026-03-20T10:00:00Z');
    const told = async (filter: string) =>
      (await walk(lena, '0', filter)).map(({ data }) => `${data.rule} ${data.step}`);
    const everything = await told('');
    expect(everything).toContain('information-om-utredning passed');
    expect(await told('&step=nearing')).toEqual(['forhandsbedomning nearing']);
    expect(await told('&rule=skyddsbedomning')).toEqual(['skyddsbedomning due', 'skyddsbedomning passed']);
    expect(await told('&unit=barn-och-familj')).toEqual(['information-om-utredning passed']);
    expect(await told('&caseKind=intake')).toHaveLength(3);
    expect(await told('&caseKind=investigation')).toEqual(['information-om-utredning passed']);
    // The handler is the one whom the case has now.
    expect(await told('&handlerId=karin.ek')).toEqual(['information-om-utredning passed']);
    const { etag } = await lena.get(`/investigations/${investigationId}`);
    const other = { handlerId: 'lena.berg' };
    done(await lena.post(`/investigations/${investigationId}/assignments`, other, { match: etag }));
    expect(await told('&handlerId=karin.ek')).toEqual([]);
    expect(await told('&handlerId=lena.berg&step=passed')).toEqual(['information-om-utredning passed']);
  });
});

test('a cursor neither skips nor repeats while events are being told', async () => {
  world.clock.set('2026-04-06T09:00:00Z');
  const from = await now(mia);
  const before = (await walk(mia)).length;
  let telling = true;
  const followed = [1, 2, 7].map(async (limit) => {
    const seen: Told[] = [];
    for (let at = { cursor: from, more: true } as Feed; telling || at.more; ) {
      at = await ask(mia, `cursor=${at.cursor}&limit=${limit}`);
      seen.push(...at.items);
    }
    // What was told between the last answer and the end.
    return [...seen, ...(await walk(mia, String(Number(from) + seen.length)))];
  });
  const tellers = [1, 2].map(async () => {
    for (let n = 0; n < 12; n += 1) {
      await openIntake(mia, undefined, { receivedAt: '2026-04-06T08:30:00Z' });
      await tellDue(world.board, world.clock);
    }
  });
  await Promise.all(tellers);
  telling = false;
  const all = await walk(mia, from);
  expect(all).toHaveLength(24);
  for (const seen of await Promise.all(followed)) expect(seen).toEqual(all);
  expect(await walk(mia)).toHaveLength(before + 24);
});

describe('what is never told', () => {
  test('of a protected child, to anyone who is not named', async () => {
    await tellAt('2026-05-04T09:00:00Z');
    const from = await now(karin);
    const hidden = await openIntake(karin, child({ protectedIdentity: 'sekretessmarkering' }), {
      receivedAt: '2026-05-04T08:30:00Z',
    });
    await tellAt('2026-05-19T10:00:00Z');
    expect(casesOf(await walk(karin, from))).toEqual([hidden.intakeId]);
    for (const client of [mia, lena, world.as('youthLeader'), world.as('decisionMaker')]) {
      for (const filter of ['', '&handlerId=karin.ek', '&unit=mottagning', '&step=passed']) {
        // Nor is the place moved by it.
        const answer = await ask(client, `cursor=${from}${filter}`);
        expect(answer).toEqual({ items: [], cursor: from, more: false });
      }
    }
    await karin.post(`/persons/${hidden.childId}/named-handlers`, { handlerId: 'lena.berg' });
    expect(casesOf(await walk(lena, from))).toEqual([hidden.intakeId]);
  });

  test('the case of another unit; and one that has moved is told to those who have it now', async () => {
    await tellAt('2026-06-01T09:00:00Z');
    const from = await now(mia);
    const { intakeId } = await openIntake(mia, undefined, { receivedAt: '2026-06-01T08:30:00Z' });
    await tellAt('2026-06-01T10:00:00Z');
    const omar = world.as('youthWorker');
    expect([casesOf(await walk(mia, from)), casesOf(await walk(omar, from))]).toEqual([[intakeId], []]);
    const { etag } = await lena.get(`/intakes/${intakeId}`);
    const moved = { unit: 'ungdom', handlerId: 'omar.lind' };
    done(await lena.post(`/intakes/${intakeId}/assignments`, moved, { match: etag }));
    expect([casesOf(await walk(mia, from)), casesOf(await walk(omar, from))]).toEqual([[], [intakeId]]);
    // As it was when it was told.
    expect((await walk(omar, from))[0]!.data.unit).toBe('mottagning');
  });

  test('the time of a party whom the caller may not know of', async () => {
    world.clock.set('2026-07-01T09:00:00Z');
    const { id, childId, mother } = await aCase(karin);
    const father = await aGuardian(karin, childId);
    const ids: Record<string, string> = {};
    for (const partyId of [mother, father]) {
      const sent = { partyId, sentOn: '2026-07-01', commentBy: '2026-07-10' };
      const { id: part } = done(await karin.post(`/investigations/${id}/communications`, sent));
      ids[partyId] = `kommunicering:${id}:${part}`;
    }
    const from = await now(karin);
    await tellAt('2026-07-09T10:00:00Z');
    const told = async (client: Client) =>
      (await walk(client, from, '&rule=kommunicering')).map(({ data }) => data.deadlineId).toSorted();
    const both = Object.values(ids).toSorted();
    expect(await told(karin)).toEqual(both);
    await hideFromKarin(world, father);
    expect(await told(karin)).toEqual([ids[mother]]);
    expect(await told(lena)).toEqual(both);

    const personsFor = async (client: Client): Promise<string[]> => {
      const [entry] = await loggedDuring(world, () => ask(client, `cursor=${from}&rule=kommunicering`));
      expect(entry).toMatchObject({ kind: 'read', action: 'event.list', resource: 'event' });
      return JSON.parse(entry!.person_ids!);
    };
    expect((await personsFor(lena)).toSorted()).toEqual([childId, mother, father].toSorted());
    expect((await personsFor(karin)).toSorted()).toEqual([childId, mother].toSorted());
  });
});

describe('a caller of few cases among many', () => {
  const MANY = 4_500;
  let from: string;
  let own: string;
  beforeAll(async () => {
    await tellAt('2026-09-01T09:00:00Z');
    from = await now(lena);
    const { intakeId } = await openIntake(mia, undefined, { receivedAt: '2026-09-01T08:30:00Z' });
    await tellDue(world.board, world.clock);
    // As after years of a large unit's work.
    const rows = Array.from({ length: MANY }, (_, n) => {
      const seq = Number(from) + 2 + n;
      const [on] = new Date(Date.parse('1990-01-01') + n * 86_400_000).toISOString().split('T');
      return `(${seq}, '${crypto.randomUUID()}', 'due', 'skyddsbedomning:${intakeId}', 'skyddsbedomning', 'intake', '${intakeId}', '2026-00001', 'mottagning', '${on}', '${on}', '2026-09-01T09:00:00.000Z')`;
    });
    const columns =
      'seq, id, step, deadline_id, rule, case_kind, case_id, case_number, unit, end_day, last_lawful_day, at';
    for (let at = 0; at < MANY; at += 500) {
      await world.database.raw(`insert into event (${columns}) values ${rows.slice(at, at + 500).join(',')}`);
    }
    const omar = world.as('youthWorker');
    const more = { unit: 'ungdom', receivedAt: '2026-09-01T08:30:00Z' };
    own = (await openIntake(omar, undefined, more)).intakeId;
    await tellDue(world.board, world.clock);
  });

  test('comes past the others’ in bounded steps, and finds the own', async () => {
    const omar = world.as('youthWorker');
    const first = await ask(omar, `cursor=${from}`);
    expect(first).toEqual({ items: [], cursor: String(Number(from) + 2_000), more: true });
    const second = await ask(omar, `cursor=${first.cursor}`);
    expect(second).toMatchObject({ items: [], more: true });
    const third = await ask(omar, `cursor=${second.cursor}`);
    expect(third.more).toBe(false);
    expect(casesOf(third.items)).toEqual([own]);
    expect(third.cursor).toBe(String(Number(from) + MANY + 2));
  });

  test('costs the same number of queries, however much was told', async () => {
    for (const query of [`cursor=${from}&limit=100`, `cursor=${from}&limit=1`, 'limit=1']) {
      expect(await queriesDuring(world, () => lena.get(`/events?${query}`))).toHaveLength(3);
    }
    expect(await walk(mia, from)).toHaveLength(MANY + 1);
  });
});
