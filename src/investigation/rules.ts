import type { Extension } from '../intake/schema.ts';
import type { Day } from '../kernel/day.ts';
import type { Refusal } from '../kernel/outcome.ts';
import { citationOn } from '../knowledge/law.ts';
import { limitOf } from '../knowledge/limits.ts';

/** Where an investigation stands. */
export type InvestigationState = 'running' | 'closed';

/** What can be done with an investigation, here and in the folders below. */
export type InvestigationAction =
  | 'work'
  | 'assign'
  | 'extend'
  | 'plan'
  | 'state'
  | 'converse'
  | 'consult'
  | 'analyse'
  | 'communicate'
  | 'consent'
  | 'decide';

/** What may follow what: closed is closed. A truth table, tested cell by cell over HTTP. */
export const PERMITTED = {
  running: {
    work: true,
    assign: true,
    extend: true,
    plan: true,
    state: true,
    converse: true,
    consult: true,
    analyse: true,
    communicate: true,
    consent: true,
    decide: true,
  },
  closed: {
    work: 'closed',
    assign: 'closed',
    extend: 'closed',
    plan: 'closed',
    state: 'closed',
    converse: 'closed',
    consult: 'closed',
    analyse: 'closed',
    communicate: 'closed',
    consent: 'closed',
    decide: 'closed',
  },
} as const satisfies Record<InvestigationState, Record<InvestigationAction, true | 'closed'>>;

export const stateOf = ({ closedOn }: { closedOn: Day | null }): InvestigationState =>
  closedOn === null ? 'running' : 'closed';

/** Whether an action fits the state of the investigation. */
export function hindered(
  investigation: { closedOn: Day | null },
  action: InvestigationAction,
  on: Day,
): Refusal[] {
  if (PERMITTED[stateOf(investigation)][action] === true) return [];
  return [
    {
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
    },
  ];
}

/** The four calendar months of an investigation (fyramånadersregeln), with its extensions. */
export function investigationLimit({
  openedOn,
  extensions,
}: {
  openedOn: Day;
  extensions: readonly Extension[];
}) {
  return limitOf('utredning', openedOn, extensions)!;
}
