import { type KeptDeadline, stepOn } from '../deadlines/projection/rules.ts';
import type { Instant } from '../kernel/clock.ts';
import type { Day } from '../kernel/day.ts';
import { type CloudEvent, type EventStep, eventTypeOf } from './schema.ts';
import type { EventRow } from './tables.ts';

/** An event as it is told to others. `boardId` is the board whose database the row is from. */
export function cloudEventOf(row: EventRow, boardId: string): CloudEvent {
  const { id, step, deadlineId, rule, caseKind, caseId, caseNumber, unit, endDay, lastLawfulDay, at } = row;
  return {
    specversion: '1.0',
    id,
    source: `/barnakt/v1/${boardId}`,
    type: eventTypeOf(step),
    subject: deadlineId,
    time: at,
    datacontenttype: 'application/json',
    data: {
      deadlineId,
      rule,
      step,
      case: { kind: caseKind, id: caseId },
      caseNumber,
      unit,
      endDay,
      lastLawfulDay,
    },
  };
}

/** What the clock has to do with a deadline that it has come to. */
export interface Telling {
  /** The step to be told of; null where there is none, or its passing has met it. */
  readonly step: EventStep | null;
  /** The day on which it comes back to it; null when it never does. */
  readonly next: Day | null;
}

/**
 * What is to be told of an open deadline on a day: the step that it stands at, and none that were passed over while
 * nobody told. What the passing of its last day meets has not been missed by anyone, and so is never told as passed.
 */
export function tellingOn(deadline: KeptDeadline, today: Day): Telling {
  const stands = stepOn(deadline, today);
  if (stands === null) return { step: null, next: deadline.nearOn };
  const met = stands.step === 'passed' && deadline.settledByPassing;
  return { step: met ? null : stands.step, next: stands.next };
}

/** The row that tells of a step. */
export const eventOf = (
  { id, rule, caseKind, caseId, caseNumber, unit, endDay, lastLawfulDay }: KeptDeadline,
  step: EventStep,
  told: { readonly seq: number; readonly id: string; readonly at: Instant },
): EventRow => ({
  ...told,
  step,
  deadlineId: id,
  rule,
  caseKind,
  caseId,
  caseNumber,
  unit,
  endDay,
  lastLawfulDay,
});
