import { afterAll, beforeAll, expect, test } from 'vitest';
import { PERMITTED } from '../../src/intake/rules.ts';
import { assess, assessment, decide, decision, openIntake } from '../support/casework.ts';
import { type Client, startWorld, type World } from '../support/world.ts';

/** What may be done with an intake in each state, cell by cell over HTTP. */

let world: World;
let lena: Client;
beforeAll(async () => {
  world = await startWorld();
  lena = world.as('teamLeader');
});
afterAll(() => world.close());

type State = 'unassessed' | 'undecided' | 'decided';
type Action =
  | 'assess-protection'
  | 'work'
  | 'correct'
  | 'extend'
  | 'decide'
  | 'request-feedback'
  | 'give-feedback'
  | 'assign';

const first = 'intake.protection-assessment-first';
const closed = 'intake.decided';
const early = 'intake.feedback-before-decision';

/** A status where it goes through; the rule of a 409 where it does not. */
// biome-ignore format: a table
const EXPECTED: Readonly<Record<State, Readonly<Record<Action, 200 | 201 | string>>>> = {
  //           assess-protection  work          correct        extend          decide          request-feedback         give-feedback           assign
  unassessed: { 'assess-protection': 201,    work: 200,    correct: 200, extend: 201,    decide: first,  'request-feedback': 200, 'give-feedback': early, assign: 201 },
  undecided:  { 'assess-protection': 201,    work: 200,    correct: 200, extend: 201,    decide: 201,    'request-feedback': 200, 'give-feedback': early, assign: 201 },
  decided:    { 'assess-protection': closed, work: closed, correct: 200, extend: closed, decide: closed, 'request-feedback': 200, 'give-feedback': 200,   assign: 201 },
};

const ACTIONS: Readonly<Record<Action, (id: string, match: string) => ReturnType<Client['get']>>> = {
  'assess-protection': (id) => lena.post(`/intakes/${id}/protection-assessments`, assessment),
  work: (id, match) => lena.put(`/intakes/${id}/preliminary-assessment`, { childHeard: true }, { match }),
  correct: (id, match) => lena.patch(`/intakes/${id}`, { otherCauses: ['annat'] }, { match }),
  extend: (id, match) =>
    lena.post(
      `/intakes/${id}/extensions`,
      { ground: 'synnerliga-skal', reasons: 'Familjen är på resa.', newEndDay: '2026-03-25' },
      { match },
    ),
  decide: (id, match) => lena.post(`/intakes/${id}/decision`, decision(), { match }),
  'request-feedback': (id, match) =>
    lena.put(`/intakes/${id}/feedback`, { requestedOn: '2026-03-02' }, { match }),
  'give-feedback': (id, match) =>
    lena.put(`/intakes/${id}/feedback`, { requestedOn: '2026-03-02', givenOn: '2026-03-02' }, { match }),
  assign: (id, match) => lena.post(`/intakes/${id}/assignments`, { handlerId: 'karin.ek' }, { match }),
};

async function bring(state: State): Promise<string> {
  const { intakeId } = await openIntake(world.as('reception'));
  if (state !== 'unassessed') await assess(lena, intakeId);
  if (state === 'decided') await decide(lena, intakeId);
  return intakeId;
}

const cells = Object.entries(EXPECTED).flatMap(([state, row]) =>
  Object.entries(row).map(([action, expected]) => [state as State, action as Action, expected] as const),
);

test.each(cells)('%s: %s → %s', async (state, action, expected) => {
  const id = await bring(state);
  const before = await lena.get(`/intakes/${id}`);
  const answer = await ACTIONS[action](id, before.etag);
  const after = await lena.get(`/intakes/${id}`);
  if (typeof expected === 'number') {
    expect(answer.status, answer.text).toBe(expected);
    expect(after.body.version).toBe(before.body.version + 1);
    return;
  }
  expect(answer.body).toMatchObject({
    status: 409,
    rule: expected,
    law: expect.stringMatching(/^SoL \(2025:400\)/),
  });
  expect(after.body).toEqual(before.body);
});

test('the table of the rules has no cell that is not tried here', () => {
  const shape = (table: object) => Object.entries(table).map(([state, row]) => [state, Object.keys(row)]);
  expect(shape(EXPECTED)).toEqual(shape(PERMITTED));
});

test('an ansökan is decided at once, and what is not an anmälan needs no protection assessment', async () => {
  const mia = world.as('reception');
  const applied = await openIntake(mia, undefined, { type: 'ansokan', reporter: 'vardnadshavare' });
  const intake = (await lena.get(`/intakes/${applied.intakeId}`)).body;
  expect(intake).toMatchObject({ outcome: 'utredning-inleds', decidedOn: '2026-03-02' });
  expect(intake.investigationId).toBeTruthy();
  const second = await lena.post(`/intakes/${applied.intakeId}/decision`, decision(), { match: '"2"' });
  expect(second.body.rule).toBe('intake.decided');
  const told = await openIntake(mia, undefined, { type: 'information-pa-annat-satt' });
  const decided = await lena.post(`/intakes/${told.intakeId}/decision`, decision(), { match: '"1"' });
  expect(decided.status).toBe(201);
});
