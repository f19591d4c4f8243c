import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { child, done, openInvestigation, register } from '../../support/casework.ts';
import { expectKept, keptOf } from '../../support/kept.ts';
import { fewer, SEED, TIMES } from '../../support/seed.ts';
import { type Answer, type Client, startWorld, type World } from '../../support/world.ts';
import { type How, MOVES, type Move, requestOf, type Setting, WAYS_TO_END } from './moves.ts';
import { twoSiblings } from './siblings.ts';
import { besideSharing, holdsAlways, mayFollow, readStanding, type Standing, timeless } from './standing.ts';

/**
 * Whatever is done with the investigations of two siblings, well or badly, by whoever and in whatever order: nothing
 * fails, what is refused has changed nothing, what is done is in the log, what is kept of the deadlines is what the
 * record gives, and what stands there is never what the rules forbid.
 */

const RUNS = fewer(4);
/** A failure is told before the test runs out of time, though it might have been told with less. */
const SHRINKING = { interruptAfterTimeLimit: 50_000 * TIMES };
const OPENED = Date.parse('2026-03-02T09:00:00Z');

let world: World;
/** Someone who sees everything, and does nothing. */
let reader: Client;
beforeAll(async () => {
  world = await startWorld();
  const units = world.board.units.map(({ code }) => code);
  reader = await world.with({ sub: 'alla.enheter', roles: ['team-leader'], units });
  console.info(`sequences: seed ${SEED}`);
});
afterAll(() => world.close());

const CALLERS = [
  ...Array.from({ length: 8 }, () => ['socialWorker', 'teamLeader'] as const).flat(),
  ...(['decisionMaker', 'youthWorker', 'controller', 'reception'] as const),
];
/** Those whom none of it is to be told, and who have no say. */
const OUTSIDERS: readonly string[] = ['youthWorker', 'controller', 'reception'];

interface Step extends How {
  readonly what: Move | 'wait' | 'make ready' | 'extend too late' | 'make a calendar address';
  readonly by: (typeof CALLERS)[number];
  readonly on: 0 | 1;
  readonly isStale: boolean;
}

/** What much follows upon, and what follows: otherwise most would come to nothing. */
const THAT_LEAD_ON: readonly Move[] = [
  ...(['send', 'remind', 'answer', 'answer', 'take', 'take', 'withdraw', 'state', 'use', 'use'] as const),
  ...(['retract', 'retract', 'put a talk right', 'correct a note', 'sign a note', 'object'] as const),
  ...(['extend', 'follow up', 'end the follow-up', 'end the follow-up', 'contact in the follow-up'] as const),
  ...(['comment', 'notify', 'put a notification right', 'appeal', 'appeal'] as const),
];

const step: fc.Arbitrary<Step> = fc.record({
  what: fc.oneof(
    { weight: 30, arbitrary: fc.constantFrom<Step['what'][]>(...MOVES) },
    { weight: 30, arbitrary: fc.constantFrom<Step['what'][]>(...THAT_LEAD_ON) },
    { weight: 3, arbitrary: fc.constant('wait' as const) },
    { weight: 2, arbitrary: fc.constant('make ready' as const) },
    { weight: 1, arbitrary: fc.constantFrom('extend too late' as const, 'make a calendar address' as const) },
  ),
  by: fc.constantFrom(...CALLERS),
  on: fc.constantFrom<(0 | 1)[]>(0, 0, 0, 1),
  isStale: fc.integer({ min: 0, max: 14 }).map((n) => n === 14),
  at: fc.nat({ max: 5 }),
  how: fc.nat({ max: 30 }),
  more: fc.nat({ max: 30 }),
  days: fc.constantFrom(0, 0, 0, 0, -1, -3, -30, 1),
});

/** The log's entries of writes: how many, and whom the latest are about. */
async function writesSince(seq: number): Promise<{ seq: number; persons: string }[]> {
  const rows = await world.database.raw(
    `select seq, person_ids from audit_entry where kind = 'write' and seq > ${seq} order by seq`,
  );
  return rows.map((row) => ({ seq: Number(row.seq), persons: String(row.person_ids) }));
}
const lastSeq = async () =>
  Number((await world.database.raw('select max(seq) as seq from audit_entry'))[0]!.seq);

const seen = new Map<string, { done: number; refused: number }>();
let replayed = 0;
/** Extensions that came when there was no time left. */
let late = 0;

type Two = readonly [Standing, Standing];

class Family {
  private now = OPENED;
  private standing!: Two;
  private readonly cases: Awaited<ReturnType<typeof twoSiblings>>;

  private constructor(cases: Awaited<ReturnType<typeof twoSiblings>>) {
    this.cases = cases;
  }

  static async open(byApplication: boolean): Promise<Family> {
    world.clock.set(new Date(OPENED).toISOString());
    const family = new Family(
      await twoSiblings(world, async (givenName) => {
        const of = child({ givenName });
        if (!byApplication) {
          const { childId, investigationId: id } = await openInvestigation(world, of);
          return { childId, id };
        }
        const told = { type: 'ansokan', reporter: 'vardnadshavare', unit: 'barn-och-familj' };
        const { children } = await register(world.as('teamLeader'), [of], told);
        return { childId: children[0].childId, id: children[0].investigationId };
      }),
    );
    family.standing = await family.read();
    return family;
  }

  private get children(): string[] {
    return this.cases.map(({ childId }) => childId);
  }

  private async read(): Promise<Two> {
    const [one, other] = this.cases.map(({ path }) => readStanding(reader, path));
    return [await one!, await other!];
  }

  /** Time passes, and changes nothing but what follows from it. */
  private async wait(days: number): Promise<void> {
    this.now += days * 86_400_000;
    world.clock.set(new Date(this.now).toISOString());
    const after = await this.read();
    expect(after.map(timeless)).toEqual(this.standing.map(timeless));
    await expectKept(world, this.children);
    this.standing = after;
  }

  private setting(on: 0 | 1): Setting {
    const [self, sibling] = on === 0 ? this.standing : [this.standing[1], this.standing[0]];
    const today = new Date(this.now).toISOString().slice(0, 10);
    return { world, ...this.cases[on]!, self, sibling, today };
  }

  private async move(what: Move, by: Step['by'], on: 0 | 1, how: How, isStale = false): Promise<void> {
    const request = await requestOf(what, this.setting(on), how);
    if (request === undefined) return;
    // To be registered is no move of the investigation.
    if (what === 'join a report') this.standing = await this.read();
    const { method, path, body } = request;
    const match = request.match && (isStale ? '"99"' : request.match);
    const key = crypto.randomUUID();
    const send = (): Promise<Answer> => world.as(by)[method](path, body, { match, key });
    const before = this.standing;
    const kept = await keptOf(world, this.children);
    const seq = await lastSeq();
    const answer = await send();
    const name = `${what} ${answer.status} ${answer.text}`;
    expect(answer.status, name).toBeLessThan(500);
    const succeeded = answer.status < 300;
    const count = seen.get(what) ?? { done: 0, refused: 0 };
    count[succeeded ? 'done' : 'refused'] += 1;
    seen.set(what, count);
    const written = await writesSince(seq);
    const after = await this.read();
    if (!succeeded) {
      expect(after, name).toEqual(before);
      expect(written, name).toEqual([]);
      expect(await keptOf(world, this.children), name).toEqual(kept);
      return;
    }
    expect([OUTSIDERS.includes(by), match === '"99"'], name).toEqual([false, false]);
    expect(written.length, name).toBeGreaterThan(0);
    expect(written.some(({ persons }) => persons.includes(this.cases[on]!.childId))).toBe(true);
    await expectKept(world, this.children);
    if (what === 'extend' && answer.body.late) late += 1;
    mayFollow(before[on], after[on]);
    const other = on === 0 ? 1 : 0;
    expect(besideSharing(after[other]), name).toEqual(besideSharing(before[other]));
    holdsAlways(after[0], after[1]);
    holdsAlways(after[1], after[0]);
    if (method === 'post' && how.more % 3 === 0) {
      const again = await send();
      expect([again.status, again.body]).toEqual([answer.status, answer.body]);
      expect(await writesSince(written.at(-1)!.seq)).toEqual([]);
      expect(await this.read()).toEqual(after);
      replayed += 1;
    }
    this.standing = after;
  }

  async take({ what, by, on, isStale, ...how }: Step): Promise<void> {
    if (what === 'wait') return this.wait(1 + (how.at % 25));
    if (what === 'make a calendar address') return this.makeAddress(by);
    if (what === 'extend too late') {
      await this.wait(125 + how.at);
      return this.move('extend', 'teamLeader', on, { ...how, how: 4, more: 1 });
    }
    if (what !== 'make ready') return this.move(what, by, on, how, isStale);
    for (const { signedAt, id } of this.standing[on]['/notes'].items) {
      const at = this.standing[on]['/notes'].items.findIndex((note: { id: string }) => note.id === id);
      if (signedAt === null) {
        await this.move('change a note', 'teamLeader', on, { ...how, at, how: 0 });
        await this.move('sign a note', 'teamLeader', on, { ...how, at });
      }
    }
    const way = WAYS_TO_END[how.how % WAYS_TO_END.length]!;
    for (const [move, well] of way) await this.move(move, 'teamLeader', on, { ...how, days: 0, ...well });
  }

  /** It is about nobody's case: nothing of any is changed by it. */
  private async makeAddress(by: Step['by']): Promise<void> {
    const kept = await keptOf(world, this.children);
    const answer = await world.as(by).post('/deadlines/calendar-addresses', {});
    expect(answer.status, answer.text).toBeLessThan(500);
    expect(await keptOf(world, this.children)).toEqual(kept);
    expect(await this.read()).toEqual(this.standing);
  }

  /** Everything that is worked out across an investigation can be read, whatever has become of it. */
  async readAround(): Promise<void> {
    for (const { path, childId } of this.cases) {
      for (const around of [`/persons/${childId}/file`, `/persons/${childId}/family`, `${path}/handover`]) {
        expect((await reader.get(around)).status, around).toBe(200);
      }
    }
  }
}

test(
  'a sequence of actions never reaches what the rules forbid',
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.boolean(),
        fc.array(step, { minLength: 20, maxLength: 40, size: 'max' }),
        async (applied, steps) => {
          const family = await Family.open(applied);
          for (const one of steps) await family.take(one);
          await family.readAround();
        },
      ),
      { seed: SEED, numRuns: RUNS, unbiased: true, ...SHRINKING },
    );
    console.info(
      `sequences: ${JSON.stringify(Object.fromEntries(seen))}, ${replayed} sent again, ${late} too late`,
    );
    expect(done(await world.as('auditor').get('/audit-entries/verification'))).toMatchObject({
      intact: true,
    });
    // The runs must have been about something.
    const total = [...seen.values()].reduce((sum, one) => sum + one.done, 0);
    expect(total).toBeGreaterThan(RUNS);
    expect([...seen.values()].some(({ refused }) => refused > 0)).toBe(true);
  },
  60_000 * TIMES,
);
