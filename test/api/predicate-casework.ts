import { expect } from 'vitest';
import { assessment, decision, done, newNumber, reportOf } from '../support/casework.ts';
import { advice, ended } from '../support/interventions.ts';
import * as oracle from '../support/oracle.ts';
import { type Client, startWorld, type World } from '../support/world.ts';

/** The casework of predicate.test.ts: each step is done over HTTP, and the oracle's board follows it. */

export const HANDLERS = ['anna', 'bo', 'cecilia', 'david', 'eva'];
export const UNITS = ['mottagning', 'barn-och-familj', 'ungdom'];
export const ROLES: readonly oracle.Role[] = [
  ...(['reception', 'social-worker', 'team-leader', 'decision-maker'] as const),
  ...(['controller', 'auditor', 'administrator'] as const),
];
const START = Date.parse('2026-03-02T09:00:00Z');
/** What the oracle keeps in mind of the casework. */
export const board: oracle.Board = {
  persons: [],
  intakes: [],
  investigations: [],
  interventions: [],
  grants: [],
  now: START,
};

/** Where the casework is done. */
export let world: World;
export async function beginWorld(): Promise<void> {
  world = await startWorld();
}

const clients = new Map<string, Client>();
export async function as(who: oracle.Who): Promise<Client> {
  const key = JSON.stringify(who);
  const client =
    clients.get(key) ?? (await world.with({ ...who, roles: [...who.roles], units: [...who.units] }));
  clients.set(key, client);
  return client;
}

export const pick = <T>(from: readonly T[], at: number): T | undefined => from[at % Math.max(from.length, 1)];
const name = (person: oracle.Person, handlerId: string) => {
  if (!person.named.includes(handlerId)) person.named.push(handlerId);
};

export const SEES = {
  intakes: oracle.seesIntake,
  investigations: oracle.seesInvestigation,
  interventions: oracle.seesIntervention,
};

/** Someone who leads every unit: sees all but the protected children who have not named them. */
export const leader = (sub: string): oracle.Who => ({ sub, roles: ['team-leader'], units: UNITS });

export interface Step {
  readonly what:
    | 'report'
    | 'report again'
    | 'assign'
    | 'decide'
    | 'hand over'
    | 'give'
    | 'pass on'
    | 'end'
    | 'name'
    | 'unname'
    | 'protect'
    | 'open up'
    | 'break glass'
    | 'wait';
  readonly at: number;
  readonly by: string;
  readonly to: string;
  readonly unit: string;
}

/** Registers a report as `by`, and keeps in mind what the program must have made of it. */
async function report({ by, unit }: Step, child: object, known?: oracle.Person) {
  const who: oracle.Who = { sub: by, roles: ['social-worker'], units: [unit] };
  const receivedAt = new Date(board.now - 60_000).toISOString();
  const body = reportOf([{ person: child, mainCause: 'annat' }], { unit, receivedAt });
  const { children } = done(await (await as(who)).post('/reports', body));
  const { childId, intakeId, caseNumber } = children[0];
  const reaches = known === undefined || oracle.knows(who, known);
  const handlerId = reaches ? by : known.named.at(-1)!;
  const person = known ?? board.persons.find((other) => other.id === childId);
  return { childId, of: { id: intakeId, caseNumber, unit, handlerId, open: true }, person, reaches };
}

export const DO: Readonly<Record<Step['what'], (step: Step) => Promise<void>>> = {
  async report(step) {
    const familyName = `Släkt${board.persons.length}x`;
    const number = newNumber();
    const isProtected = step.at % 3 === 0;
    const protection = isProtected ? { protectedIdentity: 'sekretessmarkering' } : {};
    const made = await report(step, { personalNumber: number, givenName: 'Barn', familyName, ...protection });
    const person = { id: made.childId, number, familyName, isProtected, named: [step.by] };
    board.persons.push(person);
    board.intakes.push({ ...made.of, child: person });
  },
  async 'report again'(step) {
    const person = pick(board.persons, step.at);
    if (!person) return;
    const made = await report(step, { personalNumber: person.number }, person);
    expect(made.childId).toBe(made.reaches ? person.id : null);
    if (made.reaches) name(person, step.by);
    board.intakes.push({ ...made.of, child: person });
  },
  async assign(step) {
    const of = pick(board.intakes, step.at);
    if (!of) return;
    const client = await as(leader(step.by));
    const read = await client.get(`/intakes/${of.id}`);
    const body = { handlerId: step.to, unit: step.unit };
    const answer = await client.post(`/intakes/${of.id}/assignments`, body, { match: read.etag || '"1"' });
    expect(answer.status).toBe(oracle.seesIntake(board, leader(step.by), of) ? 201 : 404);
    if (answer.status !== 201) return;
    of.handlerId = step.to;
    of.unit = step.unit;
    name(of.child, step.to);
    name(of.child, step.by);
  },
  async decide(step) {
    const of = pick(board.intakes, step.at);
    if (!of?.open) return;
    const client = await as(leader(step.by));
    const assessed = await client.post(`/intakes/${of.id}/protection-assessments`, assessment);
    expect(assessed.status).toBe(oracle.seesIntake(board, leader(step.by), of) ? 201 : 404);
    if (assessed.status !== 201) return;
    const { etag } = await client.get(`/intakes/${of.id}`);
    const running = board.investigations.find((other) => other.child === of.child && other.open);
    const outcome = running ? 'pafors-pagaende-utredning' : 'utredning-inleds';
    const body = decision({ outcome, unit: step.unit, handlerId: step.to });
    const { investigationId } = done(await client.post(`/intakes/${of.id}/decision`, body, { match: etag }));
    of.open = false;
    of.investigation = running;
    name(of.child, step.by);
    if (running) return;
    name(of.child, step.to);
    of.investigation = {
      ...{ id: investigationId, child: of.child, caseNumber: of.caseNumber },
      ...{ unit: step.unit, handlerId: step.to, open: true },
    };
    board.investigations.push(of.investigation);
  },
  'hand over': (step) => handOver(step, 'investigations'),
  async give(step) {
    const person = pick(board.persons, step.at);
    if (!person) return;
    const body = advice(person.id, { unit: step.unit, handlerId: step.to });
    const answer = await (await as(leader(step.by))).post('/interventions', body);
    expect(answer.status).toBe(oracle.knows(leader(step.by), person) ? 201 : 400);
    if (answer.status !== 201) return;
    const { id, caseNumber } = answer.body;
    board.interventions.push({
      ...{ id, caseNumber, child: person },
      ...{ unit: step.unit, handlerId: step.to, open: true },
    });
    name(person, step.to);
  },
  'pass on': (step) => handOver(step, 'interventions'),
  async end(step) {
    const of = pick(board.interventions, step.at);
    if (!of?.open) return;
    const client = await as(leader(step.by));
    const { etag } = await client.get(`/interventions/${of.id}`);
    const answer = await client.post(`/interventions/${of.id}/end`, ended(), { match: etag || '"1"' });
    expect(answer.status).toBe(oracle.seesIntervention(board, leader(step.by), of) ? 201 : 404);
    if (answer.status === 201) of.open = false;
  },
  async name(step) {
    const person = pick(board.persons, step.at);
    if (!person) return;
    const answer = await (await as(leader(step.by))).post(`/persons/${person.id}/named-handlers`, {
      handlerId: step.to,
    });
    const may = person.named.includes(step.by) ? 201 : 403;
    expect(answer.status).toBe(oracle.knows(leader(step.by), person) ? may : 404);
    if (answer.status === 201) name(person, step.to);
  },
  async unname(step) {
    const person = pick(board.persons, step.at);
    if (!person) return;
    const path = `/persons/${person.id}/named-handlers/endings`;
    const answer = await (await as(leader(step.by))).post(path, { handlerId: step.to });
    const left = person.named.filter((handlerId) => handlerId !== step.to);
    const nobody = person.isProtected && left.length === 0;
    const refused = nobody || !person.named.includes(step.to);
    const may = !person.named.includes(step.by) ? 403 : refused ? 409 : 201;
    expect(answer.status).toBe(oracle.knows(leader(step.by), person) ? may : 404);
    if (answer.status === 201) person.named = left;
  },
  protect: (step) => protect(step, true),
  'open up': (step) => protect(step, false),
  async 'break glass'(step) {
    const person = pick(board.persons, step.at);
    if (!person) return;
    const body = { reason: 'Jourärende i natt, handläggaren nås inte.' };
    const answer = await (await as(leader(step.by))).post(`/persons/${person.id}/break-glass`, body);
    expect(answer.status).toBe(oracle.knows(leader(step.by), person) ? 201 : 404);
    const until = board.now + 12 * 3_600_000;
    if (answer.status === 201) board.grants.push({ handlerId: step.by, personId: person.id, until });
  },
  async wait() {
    board.now += 5 * 3_600_000;
    world.clock.set(new Date(board.now).toISOString());
  },
};

async function handOver(step: Step, list: 'investigations' | 'interventions') {
  const of = pick(board[list], step.at);
  if (!of) return;
  const client = await as(leader(step.by));
  const { etag } = await client.get(`/${list}/${of.id}`);
  const body = { handlerId: step.to, unit: step.unit };
  const answer = await client.post(`/${list}/${of.id}/assignments`, body, { match: etag || '"1"' });
  expect(answer.status).toBe(SEES[list](board, leader(step.by), of) ? 201 : 404);
  if (answer.status !== 201) return;
  of.handlerId = step.to;
  of.unit = step.unit;
  name(of.child, step.to);
  name(of.child, step.by);
}

async function protect(step: Step, on: boolean) {
  const person = pick(board.persons, step.at);
  if (!person) return;
  const client = await as(leader(step.by));
  const { etag } = await client.get(`/persons/${person.id}`);
  const body = { protectedIdentity: on ? 'skyddad-folkbokforing' : 'ingen' };
  const answer = await client.patch(`/persons/${person.id}`, body, { match: etag || '"1"' });
  const may = on === person.isProtected || person.named.includes(step.by) ? 200 : 403;
  expect(answer.status).toBe(oracle.knows(leader(step.by), person) ? may : 404);
  if (answer.status === 200) person.isProtected = on;
}
