import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  type InvestigationAction,
  PERMITTED,
  type InvestigationState as State,
} from '../../src/investigation/rules.ts';
import { done, loggedDuring, openInvestigation } from '../support/casework.ts';
import { type Answer, type Client, startWorld, type World } from '../support/world.ts';
import { moved, type Write } from './investigation-write.ts';
import { WRITES, writeIn } from './investigation-writes.ts';

/** What may be done with an investigation in each state, cell by cell over HTTP, and what the log then says. */

let world: World;
let lena: Client;
beforeAll(async () => {
  world = await startWorld();
  lena = world.as('teamLeader');
  writeIn(world);
});
afterAll(() => world.close());

const closed = 'investigation.closed';
const running = 'investigation.running';
const unclosed = 'follow-up.investigation-running';

/** Whether it goes through, while it runs and once it is closed; the rule of a 409 where it does not. */
// biome-ignore format: a table
const EXPECTED = {
  work:        { running: true, closed },
  assign:      { running: true, closed },
  extend:      { running: true, closed },
  plan:        { running: true, closed },
  note:        { running: true, closed },
  append:      { running: true, closed: true },
  state:       { running: true, closed },
  converse:    { running: true, closed },
  consult:     { running: true, closed },
  score:       { running: true, closed },
  analyse:     { running: true, closed },
  communicate: { running: true, closed },
  inform:      { running: true, closed },
  'inform-of-closing': { running: true, closed: true },
  consent:     { running: true, closed },
  decide:      { running: true, closed },
  notify:      { running, closed: true },
  'follow-up':   { running: unclosed, closed: true },
  'end-follow-up': { running: unclosed, closed: true },
  'work-in-follow-up': { running: unclosed, closed: true },
} as const satisfies Record<InvestigationAction, Record<State, true | string>>;

const LAW: Readonly<Record<string, string>> = {
  [closed]: 'förvaltningslagen (2017:900) 31 §',
  [running]: 'förvaltningslagen (2017:900) 33-34 §§',
  [unclosed]: 'SoL (2025:400) 23 kap. 1, 5 §§',
};

/** An investigation in a state, and what the write changes in it. */
async function bring(state: State, { given, givenClosed }: Write) {
  const { investigationId, childId } = await openInvestigation(world);
  const at = `/investigations/${investigationId}`;
  const thing = (await (given ?? givenClosed)?.(at)) ?? { id: '', match: '' };
  if (state === 'closed' && !givenClosed) {
    done(await lena.post(`${at}/decision`, moved, { match: (await lena.get(at)).etag }));
  }
  return { at, thing, investigationId, childId };
}

const cells = (['running', 'closed'] as const).flatMap((state) =>
  WRITES.filter(({ givenClosed, keepsOpen }) => (state === 'closed' ? !keepsOpen : !givenClosed)).map(
    (write) => [state, write.operation, EXPECTED[write.action][state], write] as const,
  ),
);

test.each(cells)('%s: %s → %s', async (state, operation, expected, write) => {
  const { at, thing, investigationId, childId } = await bring(state, write);
  const before = await lena.get(at);
  let answer!: Answer;
  const entries = await loggedDuring(world, async () => {
    answer = await write.write(at, before.etag, thing);
  });
  if (expected === true) {
    expect([200, 201], answer.text).toContain(answer.status);
    const entry = entries.find(({ kind, action }) => kind === 'write' && action === operation)!;
    expect(entry, 'an entry under the name of the operation').toBeDefined();
    expect(entry.resource).toBe(operation.split('.')[0]);
    const ids = JSON.parse(entry.resource_ids!);
    expect(ids.at(-1)).toBe(investigationId);
    const own = ['investigation', 'plan', 'analysis', 'area-meaning', 'follow-up'].includes(entry.resource!);
    expect(ids).toHaveLength(own ? 1 : 2);
    if (!own && answer.body.id) expect(ids[0]).toBe(answer.body.id);
    expect(JSON.parse(entry.person_ids!)[0]).toBe(childId);
    return;
  }
  expect(answer.body).toMatchObject({ status: 409, rule: expected, law: LAW[expected] });
  expect((await lena.get(at)).body).toEqual(before.body);
});

test('the table of the rules has no cell that is not tried here', () => {
  const actions = new Set(Object.keys(EXPECTED));
  for (const row of Object.values(PERMITTED)) expect(new Set(Object.keys(row))).toEqual(actions);
  expect(new Set(WRITES.map(({ action }) => action))).toEqual(actions);
});

test('every write of an investigation is tried here', () => {
  const document = world.app.swagger() as { paths: Record<string, Record<string, { operationId?: string }>> };
  const idOf = (operation: string) =>
    operation.replace(/[.-](\w)/g, (_, letter: string) => letter.toUpperCase());
  const writes = Object.entries(document.paths)
    .filter(([path]) => /\/(investigations|consultations)\b/.test(path))
    .flatMap(([, methods]) =>
      Object.entries(methods).flatMap(([method, { operationId }]) => (method === 'get' ? [] : operationId)),
    );
  const tried = new Set(WRITES.map(({ operation }) => idOf(operation)));
  expect(writes.toSorted()).toEqual([...tried].toSorted());
});

const OF_A_THING = WRITES.filter(
  ({ given, givenClosed, keepsOpen, unversioned }) => (given || givenClosed) && !keepsOpen && !unversioned,
);

test.each(OF_A_THING.map((write) => [write.operation, write] as const))(
  '%s of what has changed since is stale, also where the investigation is closed since',
  async (_, write) => {
    const { at, thing } = await bring('closed', write);
    const answer = await write.write(at, '', { ...thing, match: '"99"' });
    expect(answer.status).toBe(412);
  },
);

test('a decision on an older version is stale, also where the investigation is closed since', async () => {
  const decide = WRITES.find(({ action }) => action === 'decide')!;
  const { at, thing } = await bring('closed', decide);
  expect((await decide.write(at, '"1"', thing)).status).toBe(412);
});
