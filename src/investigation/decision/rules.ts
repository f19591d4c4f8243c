import type { Caller } from '../../access/caller.ts';
import type { Day } from '../../kernel/day.ts';
import type { Refusal, Violation } from '../../kernel/outcome.ts';
import type { CodeOf } from '../../knowledge/codebooks.ts';
import {
  type DecisionCode,
  type DecisionRule,
  decisionCitationOn,
  decisionRuleOf,
  mayDecide,
} from '../../knowledge/decisions.ts';
import { citationOn } from '../../knowledge/law.ts';
import { analysisMissing } from '../analysis/rules.ts';
import type { Analysis } from '../analysis/schema.ts';
import { communicationMissing } from '../communication/rules.ts';
import type { Communication } from '../communication/schema.ts';
import { stepsMissing } from '../consultation/rules.ts';
import type { ConsultationStep } from '../consultation/schema.ts';
import { childNotHeard } from '../conversation/rules.ts';
import type { Conversation } from '../conversation/schema.ts';
import { planMissing } from '../plan/rules.ts';
import type { Plan } from '../plan/schema.ts';
import type { DecisionInput } from './schema.ts';

type Outcome = CodeOf<'investigationOutcome'>;

/** What the law knows each outcome as: that says who may decide it. */
const DECISION_OF = {
  'insats-sol': 'insats-bifall',
  'vard-lvu': 'ansokan-lvu',
  'ingen-insats-inget-behov': 'avsluta-utan-insats',
  'ingen-insats-avbojd': 'avsluta-utan-insats',
  'ingen-insats-hanvisad': 'avsluta-utan-insats',
  flyttat: 'avsluta-utan-insats',
  'ansokan-atertagen': 'avsluta-utan-insats',
} as const satisfies Record<Outcome, DecisionCode>;

/** The least that a decision with an outcome takes: an official by delegation, or a committee of the board. */
export const authorityFor = (outcome: Outcome): DecisionRule['authority'] =>
  decisionRuleOf(DECISION_OF[outcome]).authority;

/** Whether an individual can appeal the decision with an outcome to a court; nothing can be while there is none. */
export const isAppealable = (outcome: Outcome | null): boolean =>
  outcome !== null && decisionRuleOf(DECISION_OF[outcome]).appealable === true;

/** On what authority a caller decides: a political decider as the committee, anyone else as an official. */
export const authorityOf = ({ roles }: Pick<Caller, 'roles'>): DecisionRule['authority'] =>
  roles.includes('decision-maker') ? 'utskott' : 'official';

/**
 * Some decisions no official may take, whatever the delegation order of the board says: an application for care
 * under LVU is for a committee (SoL 30 kap. 7 §). A political decider may also decide what an official may.
 */
export function authorityRefused(
  outcome: Outcome,
  authority: DecisionRule['authority'],
  on: Day,
): Refusal | null {
  const code = DECISION_OF[outcome];
  if (mayDecide(code, authority)) return null;
  return {
    rule: 'decision.authority',
    law: decisionCitationOn(code, on),
    text: {
      sv: 'Beslutet får inte fattas av en tjänsteman.',
      en: 'An official may not take this decision.',
    },
    remedy: {
      sv: 'Lämna ärendet till utskottet. En politisk beslutsfattare registrerar beslutet.',
      en: 'Hand the matter to the committee. A political decision-maker records the decision.',
    },
  };
}

/**
 * The legal basis that each outcome can have. An application under LVU is for care on the ground of 2 or 3 §; 6 § is
 * for the immediate custody that may come before it, which is another decision.
 */
const LEGAL_BASIS = {
  'insats-sol': { required: true, among: ['sol'] },
  'vard-lvu': { required: true, among: ['lvu-2', 'lvu-3', 'lvu-2-3'] },
  'ingen-insats-inget-behov': { required: false, among: ['sol'] },
  'ingen-insats-avbojd': { required: false, among: ['sol'] },
  'ingen-insats-hanvisad': { required: false, among: ['sol'] },
  flyttat: { required: false, among: ['sol'] },
  'ansokan-atertagen': { required: false, among: ['sol'] },
} as const satisfies Record<Outcome, { required: boolean; among: readonly CodeOf<'legalBasis'>[] }>;

/** What does not fit the outcome: the legal basis, and who declined. */
export function unfitForOutcome(input: DecisionInput): Violation[] {
  const { outcome, legalBasis, declinedBy } = input;
  const found: Violation[] = [];
  const basis: { required: boolean; among: readonly CodeOf<'legalBasis'>[] } = LEGAL_BASIS[outcome];
  const codes = basis.among.join(', ');
  if (legalBasis === undefined && basis.required) {
    found.push({
      field: 'legalBasis',
      text: {
        sv: `Ange lagrum för ${outcome}: ${codes}.`,
        en: `Give the legal basis of ${outcome}: ${codes}.`,
      },
    });
  }
  if (legalBasis !== undefined && !basis.among.includes(legalBasis)) {
    found.push({
      field: 'legalBasis',
      text: {
        sv: `${outcome} kan inte vila på ${legalBasis}. Möjliga lagrum: ${codes}.`,
        en: `${outcome} cannot rest on ${legalBasis}. Possible: ${codes}.`,
      },
    });
  }
  if ((outcome === 'ingen-insats-avbojd') !== (declinedBy !== undefined)) {
    found.push({
      field: 'declinedBy',
      text:
        declinedBy === undefined
          ? { sv: 'Ange vem som har avböjt insatsen.', en: 'Tell who declined the intervention.' }
          : {
              sv: 'Anges bara när en erbjuden insats har avböjts (ingen-insats-avbojd).',
              en: 'Given only when an offered intervention was declined (ingen-insats-avbojd).',
            },
    });
  }
  return found;
}

/** Everything that closing is judged by, as it stood at the end of the day of closing. */
export interface ClosingFacts {
  readonly investigationId: string;
  readonly openedOn: Day;
  readonly notHeardReason: CodeOf<'notHeardReason'> | null;
  /** The kinds of the reports that opened the investigation or joined it. */
  readonly reportTypes: readonly CodeOf<'reportType'>[];
  readonly plan: Plan;
  readonly conversations: readonly Conversation[];
  readonly steps: readonly ConsultationStep[];
  readonly analysis: Analysis;
  readonly communications: readonly Communication[];
  /** Ids of the parties on the day of closing. */
  readonly parties: readonly string[];
}

/** One thing that closing still needs, and the path under the board where it is mended. */
export interface Missing extends Refusal {
  readonly mendAt: string;
}

/** What closing asks about, with the address where each is mended. */
const ASKED = {
  application: { mendAt: '/decision', missing: ({ reportTypes }, on) => notByApplication(reportTypes, on) },
  plan: { mendAt: '/plan', missing: ({ plan, openedOn }, on) => planMissing(plan, { openedOn, on }) },
  conversation: {
    mendAt: '/conversations',
    missing: ({ conversations, notHeardReason }, on) => childNotHeard(conversations, notHeardReason, on),
  },
  consultation: {
    mendAt: '/consultation-steps',
    missing: ({ steps }, on) => stepsMissing(steps, on),
  },
  analysis: { mendAt: '/analysis', missing: ({ analysis }, on) => analysisMissing(analysis, on) },
  communication: {
    mendAt: '/communications',
    missing: ({ communications, parties }, on) => communicationMissing({ communications, parties, on }),
  },
} as const satisfies Record<
  string,
  { mendAt: string; missing: (facts: ClosingFacts, on: Day) => readonly Refusal[] }
>;
type Asked = keyof typeof ASKED;

const CARRIED_THROUGH: readonly Asked[] = [
  'plan',
  'conversation',
  'consultation',
  'analysis',
  'communication',
];

/**
 * What each outcome needs. An investigation that is carried through needs all of it, whatever it leads to.
 *
 * One that ends on the way does not: the child has moved and the new municipality has the case, or the application
 * is withdrawn. Then the board decides nothing in substance: no material is held against a party, so there is
 * nothing to communicate; and to question the child, the school or health care only to fill the file would make the
 * investigation wider than justified (SoL 20 kap. 5 § second paragraph). What holds is the duty to document the
 * decision with its reasons (SoL 14 kap. 3 §, förvaltningslagen 31-32 §§), which every decision carries. And only an
 * application can be withdrawn by the family: what a report of concern has started is carried through.
 */
const NEEDED = {
  'insats-sol': CARRIED_THROUGH,
  'vard-lvu': CARRIED_THROUGH,
  'ingen-insats-inget-behov': CARRIED_THROUGH,
  'ingen-insats-avbojd': CARRIED_THROUGH,
  'ingen-insats-hanvisad': CARRIED_THROUGH,
  flyttat: [],
  'ansokan-atertagen': ['application'],
} as const satisfies Record<Outcome, readonly Asked[]>;

/**
 * Everything that closing on a day still needs, for an outcome, or for any that is carried through where none is
 * given. What came after the day of the decision is none for it.
 */
export function missingForClosing(facts: ClosingFacts, outcome: Outcome | null, on: Day): Missing[] {
  const needed: readonly Asked[] = outcome === null ? CARRIED_THROUGH : NEEDED[outcome];
  return needed.flatMap((asked) => {
    const mendAt = `/investigations/${facts.investigationId}${ASKED[asked].mendAt}`;
    return ASKED[asked].missing(facts, on).map((refusal) => ({ ...refusal, mendAt }));
  });
}

/**
 * The board opens an investigation of what has come to its knowledge by application, report or otherwise (SoL 14 kap.
 * 2 §). The family can withdraw its application, and with it the investigation, where that is all it rests on.
 */
function notByApplication(reportTypes: ClosingFacts['reportTypes'], on: Day): Refusal[] {
  if (reportTypes.every((type) => type === 'ansokan')) return [];
  return [
    {
      rule: 'decision.not-by-application-alone',
      law: citationOn('inleda-utredning', on),
      text: {
        sv: 'Utredningen gäller inte bara en ansökan, utan också en anmälan eller annan information.',
        en: 'The investigation concerns not only an application, but also a report or other information.',
      },
      remedy: {
        sv: 'Genomför utredningen och besluta om ett annat resultat.',
        en: 'Carry the investigation through and decide another outcome.',
      },
    },
  ];
}
