import { expect } from 'vitest';
import { testNumber } from '../../seeds/numbers.ts';
import { addPeriod, day } from '../../src/kernel/day.ts';
import type { Answer, Client, World } from './world.ts';

/** Small pieces of casework that the tests of the platform are about, done over HTTP as anyone would. */

const FIRST = day('2012-01-01');
let given = 0;

/** A new board begins its children anew; files of one engine share this module. */
export function beginChildren(): void {
  given = 0;
}

/** Personal numbers from the test series, each only once per board; the children are 14 and younger. */
export function newNumber(): string {
  const birthDate = addPeriod(FIRST, { days: Math.floor(given / 20) });
  const number = testNumber(birthDate, 980 + (given % 20));
  given += 1;
  return number;
}

export const child = (more: Record<string, unknown> = {}) => ({
  person: { personalNumber: newNumber(), givenName: 'Alva', familyName: 'Exempelsson', ...more },
  mainCause: 'brist-i-omsorg',
});

export const reportOf = (children: unknown[], more: Record<string, unknown> = {}) => ({
  type: 'anmalan',
  receivedAt: '2026-03-02T08:30:00Z',
  channel: 'telefon',
  reporter: 'skola',
  unit: 'mottagning',
  text: 'Skolan är orolig.',
  children,
  ...more,
});

/** An answer that must be a success; its body. */
export function done(answer: Answer) {
  expect(answer.status, answer.text).toBeLessThan(300);
  return answer.body;
}

/** Registers a report and gives its receipt. */
export async function register(client: Client, children: unknown[] = [child()], more = {}) {
  return done(await client.post('/reports', reportOf(children, more)));
}

/** Registers a report of one child and gives the intake's id and the child's. */
export async function openIntake(client: Client, of = child(), more = {}) {
  const { reportId, children } = await register(client, [of], more);
  const { intakeId, childId, caseNumber } = children[0];
  return { reportId, intakeId, childId, caseNumber } as Record<string, string> & {
    reportId: string;
    intakeId: string;
    childId: string;
    caseNumber: string;
  };
}

export const assessment = { need: 'inget-behov', grounds: 'Barnet är i skolan och hämtas av mormor.' };

export const decision = (more: Record<string, unknown> = {}) => ({
  outcome: 'utredning-inleds',
  reasons: 'Skäl finns.',
  unit: 'barn-och-familj',
  handlerId: 'karin.ek',
  ...more,
});

/** Assesses the protection of the child, so that the intake can be decided. */
export async function assess(client: Client, intakeId: string) {
  return done(await client.post(`/intakes/${intakeId}/protection-assessments`, assessment));
}

/** Decides an intake on its current version. */
export async function decide(client: Client, intakeId: string, more = {}) {
  const { etag } = await client.get(`/intakes/${intakeId}`);
  return done(await client.post(`/intakes/${intakeId}/decision`, decision(more), { match: etag }));
}

/** An intake all the way to a running investigation, by the team leader. */
export async function openInvestigation(world: World, of = child()) {
  const opened = await openIntake(world.as('reception'), of);
  const leader = world.as('teamLeader');
  await assess(leader, opened.intakeId);
  const { investigationId } = await decide(leader, opened.intakeId);
  return { ...opened, investigationId: investigationId as string };
}

/** The access log as it stands in the database. */
export async function logOf(world: World): Promise<Record<string, string>[]> {
  return (await world.database.raw('select * from audit_entry order by seq')) as Record<string, string>[];
}

/** What the log got while something was done. */
export async function loggedDuring(world: World, job: () => Promise<unknown>) {
  const before = await logOf(world);
  await job();
  return (await logOf(world)).slice(before.length);
}
