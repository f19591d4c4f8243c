import type { Text } from './text.ts';

/** Why law or process says no: what is wrong, by which rule and law, and what to do instead. */
export interface Refusal {
  /** Stable code, e.g. `intake.protection-assessment-first`. Never changes its meaning. */
  readonly rule: string;
  /** Citation in force on the day of the fact; absent where the rule is the system's own. */
  readonly law?: string;
  /** What is wrong. Never contains a person's name or number. */
  readonly text: Text;
  /** What the caller can do. */
  readonly remedy: Text;
}

/** Thrown by an action when law or process refuses; carries everything that stands in the way, not the first. */
export class Refused extends Error {
  override name = 'Refused';
  readonly refusals: readonly Refusal[];
  constructor(refusals: readonly Refusal[]) {
    super(refusals.map((refusal) => refusal.rule).join(', '));
    this.refusals = refusals;
  }
}

/** Throws Refused when a rule found something. */
export function permit(...found: readonly (readonly Refusal[])[]): void {
  const refusals = found.flat();
  if (refusals.length > 0) throw new Refused(refusals);
}

/** A value that is well formed but cannot be true, e.g. a day in the future. `field` is a path as the caller sent it. */
export interface Violation {
  readonly field: string;
  readonly text: Text;
}

/** Thrown when a request holds impossible values. Answered like a failed schema: 400 with `violations`. */
export class Invalid extends Error {
  override name = 'Invalid';
  readonly violations: readonly Violation[];
  constructor(violations: readonly Violation[]) {
    super(violations.map((violation) => violation.field).join(', '));
    this.violations = violations;
  }
}

/** Throws Invalid when a check found something. */
export function valid(...found: readonly (readonly Violation[])[]): void {
  const violations = found.flat();
  if (violations.length > 0) throw new Invalid(violations);
}

/** Thrown when something is not there, or is not to be known to the caller: the two are never told apart. */
export class NotFound extends Error {
  override name = 'NotFound';
}

/** Thrown when the caller may know of the thing but not do this with it. */
export class Forbidden extends Error {
  override name = 'Forbidden';
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.rule);
    this.refusal = refusal;
  }
}

/** Thrown when the version that a change was based on is no longer the current one. */
export class Stale extends Error {
  override name = 'Stale';
}

/** @throws Stale when a change is based on another version than the current one. */
export function requireCurrent(current: number, basedOn: number): void {
  if (current !== basedOn) throw new Stale();
}
