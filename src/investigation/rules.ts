import type { Assignment } from '../intake/schema.ts';
import type { Day } from '../kernel/day.ts';
import type { Refusal } from '../kernel/outcome.ts';
import { citationOn } from '../knowledge/law.ts';
import { type DecidedExtension, limitOf } from '../knowledge/limits.ts';
import type { AssignmentHistory } from './schema.ts';

/** Where an investigation stands. */
export type InvestigationState = 'running' | 'closed';

/** What can be done with an investigation, here and in the folders below. */
export type InvestigationAction =
  | 'work'
  | 'assign'
  | 'extend'
  | 'plan'
  | 'note'
  | 'append'
  | 'state'
  | 'converse'
  | 'consult'
  | 'score'
  | 'analyse'
  | 'communicate'
  | 'inform'
  | 'inform-of-closing'
  | 'consent'
  | 'decide'
  | 'notify'
  | 'follow-up'
  | 'end-follow-up'
  | 'work-in-follow-up';

/** What settles who has the case and how it goes: not for who is there by break-glass. */
export const DISPOSING: readonly InvestigationAction[] = [
  'assign',
  'extend',
  'decide',
  'follow-up',
  'end-follow-up',
];

/** What stands in the way of an action. */
type Hindrance = 'closed' | 'running' | 'unclosed';

/**
 * What may follow what: closed is closed, except for what is owed to people afterwards: the child is told how it ended,
 * and each party is notified of the decision; and a follow-up of the child's situation begins only then. To `append` changes nothing that stands there: a signed note can be found
 * wrong long after closing, and is then corrected by a note beside it; and that a person holds it to be wrong is noted
 * whenever it comes (SoL 14 kap. 6 §). A truth table, tested cell by cell over HTTP.
 */
export const PERMITTED = {
  running: {
    work: true,
    assign: true,
    extend: true,
    plan: true,
    note: true,
    append: true,
    state: true,
    converse: true,
    consult: true,
    score: true,
    analyse: true,
    communicate: true,
    inform: true,
    'inform-of-closing': true,
    consent: true,
    decide: true,
    notify: 'running',
    'follow-up': 'unclosed',
    'end-follow-up': 'unclosed',
    'work-in-follow-up': 'unclosed',
  },
  closed: {
    work: 'closed',
    assign: 'closed',
    extend: 'closed',
    plan: 'closed',
    note: 'closed',
    append: true,
    state: 'closed',
    converse: 'closed',
    consult: 'closed',
    score: 'closed',
    analyse: 'closed',
    communicate: 'closed',
    inform: 'closed',
    'inform-of-closing': true,
    consent: 'closed',
    decide: 'closed',
    notify: true,
    'follow-up': true,
    'end-follow-up': true,
    'work-in-follow-up': true,
  },
} as const satisfies Record<InvestigationState, Record<InvestigationAction, true | Hindrance>>;

const stateOf = ({ closedOn }: { closedOn: Day | null }): InvestigationState =>
  closedOn === null ? 'running' : 'closed';

const REFUSED: Readonly<Record<Hindrance, (on: Day) => Refusal>> = {
  closed: (on) => ({
    rule: 'investigation.closed',
    law: citationOn('dokumentation-av-beslut', on),
    text: {
      sv: 'Utredningen är avslutad. Det som står i den ändras inte.',
      en: 'The investigation is closed. What stands in it is not changed.',
    },
    remedy: {
      sv: 'Registrera en ny aktualisering när något nytt har kommit fram.',
      en: 'Register a new report when something new has come up.',
    },
  }),
  running: (on) => ({
    rule: 'investigation.running',
    law: citationOn('underrattelse-om-beslut', on),
    text: {
      sv: 'Utredningen pågår. Det finns inget beslut att underrätta om.',
      en: 'The investigation is running. There is no decision to notify of.',
    },
    remedy: {
      sv: 'Besluta först med POST …/decision.',
      en: 'Decide first with POST …/decision.',
    },
  }),
  unclosed: (on) => ({
    rule: 'follow-up.investigation-running',
    law: citationOn('uppfoljning-efter-utredning', on),
    text: {
      sv: 'Utredningen pågår. Barnets situation följs upp först när den har avslutats utan insats.',
      en: 'The investigation is running. The child’s situation is followed up once it was closed without insats.',
    },
    remedy: {
      sv: 'Gör det som behövs i utredningen, eller avsluta den med POST …/decision.',
      en: 'Do what is needed in the investigation, or close it with POST …/decision.',
    },
  }),
};

/** Whether an action fits the state of the investigation. */
export function hindered(
  investigation: { closedOn: Day | null },
  action: InvestigationAction,
  on: Day,
): Refusal[] {
  const permitted: true | Hindrance = PERMITTED[stateOf(investigation)][action];
  return permitted === true ? [] : [REFUSED[permitted](on)];
}

/** The four calendar months of an investigation (fyramånadersregeln), with its extensions. */
export function investigationLimit({
  openedOn,
  extensions,
}: {
  openedOn: Day;
  extensions: readonly DecidedExtension[];
}) {
  return limitOf('utredning', openedOn, extensions)!;
}

/** Each assignment with the time that the next one took over; they follow upon each other without a gap. */
export const assignmentHistory = (assignments: readonly Assignment[]): AssignmentHistory['items'] =>
  assignments.map((assignment, at) => ({ ...assignment, to: assignments[at + 1]?.from ?? null }));
