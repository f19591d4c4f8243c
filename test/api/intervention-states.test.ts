import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type InterventionAction,
  PERMITTED,
  type InterventionState as State,
} from '../../src/intervention/rules.ts';
import { done, loggedDuring } from '../support/casework.ts';
import { anIntervention, DAY, ended, followedUp, goal, onIt } from '../support/interventions.ts';
import { type Answer, type Client, startWorld, type World } from '../support/world.ts';

/** What may be done with an intervention in each state, cell by cell over HTTP, and what the log then says. */

let world: World;
let lena: Client;
beforeAll(async () => {
  world = await startWorld();
  lena = world.as('teamLeader');
});
afterAll(() => world.close());

const over = 'intervention.ended';
const open = 'intervention.open';

/** Whether it goes through, while it runs and once it has ended; the rule of a 409 where it does not. */
// biome-ignore format: a table
const EXPECTED = {
  assign:            { open: true, ended: true },
  'set-goal':        { open: true, ended: over },
  'follow-up':       { open: true, ended: over },
  score:             { open: true, ended: over },
  sip:               { open: true, ended: over },
  end:               { open: true, ended: over },
  'take-back':       { open: true, ended: true },
  'follow-up-later': { open, ended: true },
} as const satisfies Record<InterventionAction, Record<State, true | string>>;

interface Thing {
  readonly id: string;
  readonly match: string;
}
interface Write {
  readonly action: InterventionAction;
  /** What the log calls it: the operation of the route. */
  readonly operation: string;
  /** Makes what is changed, while the intervention runs. */
  readonly given?: (at: string) => Promise<Thing>;
  readonly write: (at: string, match: string, thing: Thing) => Promise<Answer>;
}

const made = (answer: Answer): Thing => ({ id: done(answer).id, match: answer.etag });
const aGoal = async (at: string) => made(await lena.post(`${at}/goals`, goal));
const use = { instrument: 'ors', usedOn: DAY, summary: 'Bättre.' };
const mistake = { reason: 'Gällde ett annat barn.' };

const WRITES: readonly Write[] = [
  {
    action: 'assign',
    operation: 'intervention.assign',
    write: (at, match) => lena.post(`${at}/assignments`, { handlerId: 'bo.alm' }, { match }),
  },
  { action: 'set-goal', operation: 'goal.set', write: (at) => lena.post(`${at}/goals`, goal) },
  {
    action: 'set-goal',
    operation: 'goal.revise',
    given: aGoal,
    write: (at, _, { id, match }) => lena.put(`${at}/goals/${id}`, goal, { match }),
  },
  {
    action: 'set-goal',
    operation: 'goal.end',
    given: aGoal,
    write: (at, _, { id, match }) => lena.post(`${at}/goals/${id}/end`, mistake, { match }),
  },
  {
    action: 'follow-up',
    operation: 'intervention-follow-up.record',
    write: (at) => lena.post(`${at}/follow-ups`, followedUp()),
  },
  {
    action: 'take-back',
    operation: 'intervention-follow-up.retract',
    given: async (at) => made(await lena.post(`${at}/follow-ups`, followedUp())),
    write: (at, _, { id }) => lena.post(`${at}/follow-ups/${id}/retraction`, mistake),
  },
  {
    action: 'score',
    operation: 'intervention-score.record',
    write: (at) => lena.post(`${at}/scores`, use),
  },
  {
    action: 'take-back',
    operation: 'intervention-score.retract',
    given: async (at) => made(await lena.post(`${at}/scores`, use)),
    write: (at, _, { id }) => lena.post(`${at}/scores/${id}/retraction`, mistake),
  },
  { action: 'sip', operation: 'sip.record', write: (at) => lena.post(`${at}/sip`, { status: 'finns' }) },
  {
    action: 'end',
    operation: 'intervention.end',
    write: (at, match) => lena.post(`${at}/end`, ended(), { match }),
  },
  {
    action: 'follow-up-later',
    operation: 'later-follow-up.record',
    write: (at) => lena.post(`${at}/later-follow-ups`, { heldOn: DAY, result: 'Allt är bra.' }),
  },
];

/** An intervention in a state, and what the write changes in it. */
async function bring(state: State, { given }: Write) {
  const { at, id, childId } = await anIntervention(lena);
  const thing = (await given?.(at)) ?? { id: '', match: '' };
  if (state === 'ended') {
    const goals = done(await lena.get(`${at}/goals`)).items.map((one: { id: string }) => ({
      goalId: one.id,
      status: 'uppnatt',
    }));
    done(await onIt(lena, at, '/end', ended({ goals })));
  }
  return { at, id, childId, thing };
}

const cells = (['open', 'ended'] as const).flatMap((state) =>
  WRITES.map((write) => [state, write.operation, EXPECTED[write.action][state], write] as const),
);

test.each(cells)('%s: %s → %s', async (state, operation, expected, write) => {
  const { at, id, childId, thing } = await bring(state, write);
  const before = await lena.get(at);
  let answer!: Answer;
  const entries = await loggedDuring(world, async () => {
    answer = await write.write(at, before.etag, thing);
  });
  const after = await lena.get(at);
  if (expected === true) {
    expect([200, 201], answer.text).toContain(answer.status);
    expect(after.body.version).toBe(before.body.version + 1);
    const entry = entries.find(({ kind, action }) => kind === 'write' && action === operation)!;
    expect(entry.resource).toBe(operation.split('.')[0]);
    const ids = JSON.parse(entry.resource_ids!);
    expect(ids.at(-1)).toBe(id);
    expect(ids).toHaveLength(entry.resource === 'intervention' ? 1 : 2);
    if (ids.length === 2) expect(ids[0]).toBe(answer.body.id);
    expect(JSON.parse(entry.person_ids!)).toEqual([childId]);
    return;
  }
  expect(answer.body).toMatchObject({ status: 409, rule: expected });
  expect(answer.body.law).toBe(expected === over ? 'SoL (2025:400) 14 kap. 3 §' : undefined);
  expect(after.body).toEqual(before.body);
});

test('the table of the rules has no cell that is not tried here', () => {
  const actions = new Set(Object.keys(EXPECTED));
  for (const row of Object.values(PERMITTED)) expect(new Set(Object.keys(row))).toEqual(actions);
  expect(new Set(WRITES.map(({ action }) => action))).toEqual(actions);
});

test('every write of an intervention is tried here', () => {
  const document = world.app.swagger() as { paths: Record<string, Record<string, { operationId?: string }>> };
  const idOf = (operation: string) =>
    operation.replace(/[.-](\w)/g, (_, letter: string) => letter.toUpperCase());
  const writes = Object.entries(document.paths)
    .filter(([path]) => /\/interventions\/\{/.test(path))
    .flatMap(([, methods]) =>
      Object.entries(methods).flatMap(([method, { operationId }]) => (method === 'get' ? [] : operationId)),
    );
  expect(writes.toSorted()).toEqual(WRITES.map(({ operation }) => idOf(operation)).toSorted());
});

const VERSIONED = ['goal.revise', 'goal.end', 'intervention.assign', 'intervention.end'];
test.each(
  WRITES.filter(({ operation }) => VERSIONED.includes(operation)).map((one) => [one.operation, one] as const),
)('%s on what has changed since is stale, and needs to say what it is based on', async (_, write) => {
  const { at, thing } = await bring('ended', write);
  expect((await write.write(at, '"99"', { ...thing, match: '"99"' })).status).toBe(412);
});

test('what is recorded raises the version, so that nobody ends it without having read of that', async () => {
  const { at } = await anIntervention(lena);
  const { etag: match } = await lena.get(at);
  done(await lena.post(`${at}/follow-ups`, followedUp()));
  expect((await lena.post(`${at}/end`, ended(), { match })).status).toBe(412);
});
