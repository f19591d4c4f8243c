import { byEndDay, type SettledState } from '../deadlines/evaluate.ts';
import type { KeptDeadline } from '../deadlines/projection/rules.ts';
import { DEADLINE_RULES } from '../deadlines/rules.ts';
import type { Instant } from '../kernel/clock.ts';
import { closedDayName, type Day, daysAfter, endOfDay, startOfDay } from '../kernel/day.ts';
import type { LegalForce } from '../kernel/law.ts';
import { citationOn, ruleOf } from '../knowledge/law.ts';

/** What a calendar is made from: nothing of it says who anybody is. */
export type CalendarDeadline = Pick<
  KeptDeadline,
  | 'id'
  | 'rule'
  | 'caseKind'
  | 'caseNumber'
  | 'endDay'
  | 'lastLawfulDay'
  | 'settled'
  | 'revision'
  | 'changedAt'
>;

/** One entry of a calendar (kalenderpost): a whole day, in Swedish, since people read it. */
export interface Entry {
  readonly uid: string;
  readonly sequence: number;
  readonly on: Day;
  /** The first day after it. */
  readonly before: Day;
  readonly summary: string;
  readonly description: string;
  readonly categories: readonly string[];
  readonly cancelled: boolean;
  readonly changedAt: Instant;
}

/** How long what is settled stays, struck out, so that every program has come by and taken it away. */
const KEPT_DAYS = 30;

/** From when on what was settled still stands in a calendar: a day, so that a calendar is the same all day. */
export const settledSince = (today: Day): { readonly day: Day; readonly at: Instant } => {
  const since = daysAfter(today, -KEPT_DAYS);
  return { day: since, at: startOfDay(since) };
};

/** The calendar of these deadlines on a day, the first end day first. */
export function entriesOf(deadlines: readonly CalendarDeadline[], boardId: string, today: Day): Entry[] {
  return deadlines.toSorted(byEndDay).map((deadline) => entryOf(settledBy(deadline, today), boardId));
}

/**
 * What is settled by the passing of its last day is settled from the next day on, also where nothing has been written
 * in the case since: it is told as it will be kept then, one revision later.
 */
function settledBy(deadline: CalendarDeadline, today: Day): CalendarDeadline {
  const { rule, settled, lastLawfulDay, revision } = deadline;
  const { settledByPassing } = DEADLINE_RULES[rule];
  if (settled !== null || settledByPassing === undefined || today <= lastLawfulDay) return deadline;
  const { state } = settledByPassing;
  return { ...deadline, settled: state, revision: revision + 1, changedAt: endOfDay(lastLawfulDay) };
}

/**
 * An entry follows from what is kept alone, and changes with its revision only: programs go by that. Therefore it does
 * not say that a time has passed, which would be true from one day to the next with nothing changed, and cites the law
 * of its end day, not of the day on which it is read.
 */
function entryOf(deadline: CalendarDeadline, boardId: string): Entry {
  const { id, rule, caseKind, caseNumber, endDay, lastLawfulDay, settled, revision, changedAt } = deadline;
  const { label, force } = ruleOf(rule);
  const law = citationOn(rule, endDay);
  return {
    // The same wherever the server is reached: `.invalid` is nobody's host (RFC 2606).
    uid: `${id}@${boardId}.barnakt.invalid`,
    sequence: revision,
    on: endDay,
    before: daysAfter(endDay, 1),
    summary: `${label.sv} ${caseNumber}`,
    description: [
      ...(settled === null ? [] : [`${SETTLED[settled]}.`]),
      `Slutdag: ${endDay}.`,
      ...(lastLawfulDay === endDay
        ? []
        : [`Får ske senast ${lastLawfulDay}: slutdagen är ${closedDayName(endDay)} (lag (1930:173) 2 §).`]),
      FORCE[force],
      ...(law === '' ? [] : [`Lagrum: ${law}.`]),
    ].join('\n'),
    categories: ['Tidsfrist', KIND[caseKind]],
    cancelled: settled !== null,
    changedAt,
  };
}

const SETTLED: Readonly<Record<SettledState, string>> = {
  met: 'Klar',
  'met-late': 'Klar, för sent',
  lapsed: 'Upphörd',
  'not-applicable': 'Gäller inte',
};

const KIND: Readonly<Record<CalendarDeadline['caseKind'], string>> = {
  intake: 'Aktualisering',
  investigation: 'Utredning',
};

const FORCE: Readonly<Record<LegalForce, string>> = {
  statutory: 'Tiden följer av lag.',
  'statutory-duty-advisory-time': 'Lagen kräver att det görs men anger ingen tid: dagen är vägledande.',
  'statutory-lapse': 'Tiden följer av lag: en åtgärd upphör när den missas.',
  'statutory-recurring': 'Tiden följer av lag och löper på nytt varje gång det är gjort.',
  agreement: 'Tiden är överenskommen eller nämndens egen, inte lagens.',
  'duty-statutory-day-local': 'Lagen kräver att en dag bestäms: dagen är bestämd av nämnden.',
  local: 'Tiden är nämndens egen gräns, inte lagens.',
};
