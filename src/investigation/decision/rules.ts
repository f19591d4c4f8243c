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
import {
  type Child,
  consentKindOf,
  type Intervention,
  placementFormUnfit,
  suitabilityUnfit,
} from '../consent/rules.ts';
import type { CompletenessQuery, DecisionInput, InvestigationDecision } from './schema.ts';

type Outcome = CodeOf<'investigationOutcome'>;

/** What the law knows each outcome as: that says who may decide it. */
const DECISION_OF = {
  'insats-sol': 'insats-bifall',
  'vard-lvu': 'ansokan-lvu',
  'ingen-insats-inget-behov': 'avsluta-utan-insats',
  'ingen-insats-avbojd': 'avsluta-utan-insats',
  'ingen-insats-hanvisad': 'avsluta-utan-insats',
  flyttat: 'avsluta-utan-insats',
  'ansokan-avslagen': 'insats-avslag',
  'ansokan-atertagen': 'avsluta-utan-insats',
} as const satisfies Record<Outcome, DecisionCode>;

/** What the law knows each placement by consent as. Those that it does not name are interventions as any other. */
const PLACEMENT_DECISION = {
  familjehem: 'vard-i-familjehem',
  natverkshem: 'vard-i-familjehem',
  jourhem: 'vard-i-familjehem',
  'annat-enskilt-hem': 'vard-i-familjehem',
  hvb: 'vard-i-hvb',
  stodboende: 'vard-i-hvb',
  'skyddat-boende': 'insats-bifall',
  'sarskilt-ungdomshem': 'insats-bifall',
} as const satisfies Record<CodeOf<'placementForm'>, DecisionCode>;

/**
 * The decisions that an outcome holds: one for each kind of intervention that it grants, otherwise one alone. What is
 * planned for care under LVU is not yet decided on: that follows when the court has ruled.
 */
export function decisionsOf(outcome: Outcome, interventions: readonly Intervention[]): DecisionCode[] {
  if (outcome !== 'insats-sol' || interventions.length === 0) return [DECISION_OF[outcome]];
  return [
    ...new Set(
      interventions.map((intervention) => {
        if (intervention.placementForm !== null) return PLACEMENT_DECISION[intervention.placementForm];
        const tried = consentKindOf(intervention) !== 'without-needs-test';
        return tried ? DECISION_OF[outcome] : 'insats-utan-behovsprovning';
      }),
    ),
  ];
}

/** The least that they take together, by the strictest: an official by delegation, or a committee of the board. */
export const authorityFor = (decisions: readonly DecisionCode[]): DecisionRule['authority'] =>
  decisions.some((code) => decisionRuleOf(code).authority === 'utskott') ? 'utskott' : 'official';

/** Whether any of them can be appealed to a court (överklagas). */
export const isAppealable = (decisions: readonly DecisionCode[]): boolean =>
  decisions.some((code) => decisionRuleOf(code).appealable === true);

/** The same of a decision that was made: as was kept with it; of one from before that, by what it decided. */
export const canBeAppealed = ({
  outcome,
  interventions,
  appealable,
}: Pick<InvestigationDecision, 'outcome' | 'interventions' | 'appealable'>): boolean =>
  appealable ?? isAppealable(decisionsOf(outcome, interventions));

/** On what authority a caller decides: a political decider as the committee, anyone else as an official. */
export const authorityOf = ({ roles }: Pick<Caller, 'roles'>): DecisionRule['authority'] =>
  roles.includes('decision-maker') ? 'utskott' : 'official';

/**
 * Some decisions no official may take, whatever the delegation order of the board says: care in a familjehem or
 * another private home, and an application for care under LVU, are for a committee (SoL 30 kap. 6-7 §§). A political
 * decider may also decide what an official may. What is decided together is for whoever may decide all of it.
 */
export function authorityRefused(
  decisions: readonly DecisionCode[],
  authority: DecisionRule['authority'],
  on: Day,
): Refusal | null {
  const beyond = decisions.find((code) => !mayDecide(code, authority));
  if (beyond === undefined) return null;
  return {
    rule: 'decision.authority',
    law: decisionCitationOn(beyond, on),
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
  'ansokan-avslagen': { required: true, among: ['sol'] },
  'ansokan-atertagen': { required: false, among: ['sol'] },
} as const satisfies Record<Outcome, { required: boolean; among: readonly CodeOf<'legalBasis'>[] }>;

/** Which outcomes are about interventions: what is granted, and what care under LVU is planned to be. */
const INTERVENTIONS = {
  'insats-sol': 'required',
  'vard-lvu': 'possible',
  'ingen-insats-inget-behov': 'none',
  'ingen-insats-avbojd': 'none',
  'ingen-insats-hanvisad': 'none',
  flyttat: 'none',
  'ansokan-avslagen': 'none',
  'ansokan-atertagen': 'none',
} as const satisfies Record<Outcome, 'required' | 'possible' | 'none'>;

const withoutInterventions = (outcome: Outcome | undefined, field: string): Violation[] =>
  outcome !== undefined && INTERVENTIONS[outcome] !== 'none'
    ? []
    : [
        {
          field,
          text: {
            sv: 'Anges bara för ett resultat med insats: insats-sol eller vard-lvu.',
            en: 'Given only for an outcome with an intervention: insats-sol or vard-lvu.',
          },
        },
      ];

/** Where consent is not asked for, there is nothing that can be suitable without it. */
const withoutConsent = (outcome: Outcome | undefined, suitable: boolean | undefined): Violation[] =>
  outcome === 'insats-sol' || suitable !== true
    ? []
    : [
        {
          field: 'suitableWithoutGuardian',
          text: { sv: 'Anges bara för insats-sol.', en: 'Given only for insats-sol.' },
        },
      ];

/** The interventions that a question beforehand names: a placement once in each of its forms. */
export function askedAbout({ intervention = [], placementForm = [] }: CompletenessQuery): Intervention[] {
  const forms = [...new Set(placementForm)];
  return [...new Set(intervention)].flatMap((type): Intervention[] =>
    type === 'placering'
      ? forms.map((form) => ({ type, placementForm: form }))
      : [{ type, placementForm: null }],
  );
}

/** The same of a question beforehand. */
export function unfitQuestion(query: CompletenessQuery): Violation[] {
  const { outcome, intervention, placementForm, legalBasis, suitableWithoutGuardian } = query;
  const placed = intervention?.includes('placering') ? 'placering' : undefined;
  return [
    ...(intervention === undefined ? [] : withoutInterventions(outcome, 'intervention')),
    ...placementFormUnfit(placed, placementForm?.[0]),
    ...withoutConsent(outcome, suitableWithoutGuardian),
    ...(outcome === undefined ? [] : basisUnfit(outcome, legalBasis)),
  ];
}

/** Nothing is decided of a child before it is born: the day or the birth date is wrong. */
export function beforeBirth(decidedOn: Day, { birthDate }: Child): Violation[] {
  if (birthDate === null || birthDate <= decidedOn) return [];
  return [
    {
      field: 'decidedOn',
      text: { sv: 'Får inte ligga före barnets födelse.', en: 'Must not lie before the birth of the child.' },
    },
  ];
}

/** Suitability without the guardian's consent, where the child's age on the day leaves no room for it. */
export const unsuitable = (
  { outcome, suitableWithoutGuardian }: Pick<CompletenessQuery, 'outcome' | 'suitableWithoutGuardian'>,
  child: Child,
  on: Day,
): Violation[] =>
  outcome === 'insats-sol' && suitableWithoutGuardian === true ? suitabilityUnfit(child, on) : [];

function unfitInterventions(input: DecisionInput): Violation[] {
  const { outcome, interventions, suitableWithoutGuardian } = input;
  const unfit = withoutConsent(outcome, suitableWithoutGuardian);
  if (interventions !== undefined) {
    return [
      ...withoutInterventions(outcome, 'interventions'),
      ...interventions.flatMap(({ type, placementForm }, at) =>
        placementFormUnfit(type, placementForm, `interventions.${at}.placementForm`),
      ),
      ...unfit,
    ];
  }
  if (INTERVENTIONS[outcome] !== 'required') return unfit;
  return [
    {
      field: 'interventions',
      text: { sv: 'Ange insatsen som beviljas.', en: 'Tell the intervention that is granted.' },
    },
    ...unfit,
  ];
}

/** A legal basis that the outcome cannot have. */
function basisUnfit(outcome: Outcome, legalBasis: CodeOf<'legalBasis'> | undefined): Violation[] {
  const among: readonly CodeOf<'legalBasis'>[] = LEGAL_BASIS[outcome].among;
  if (legalBasis === undefined || among.includes(legalBasis)) return [];
  const codes = among.join(', ');
  return [
    {
      field: 'legalBasis',
      text: {
        sv: `${outcome} kan inte vila på ${legalBasis}. Möjliga lagrum: ${codes}.`,
        en: `${outcome} cannot rest on ${legalBasis}. Possible: ${codes}.`,
      },
    },
  ];
}

/** What does not fit the outcome: what is granted, the legal basis, and who declined. */
export function unfitForOutcome(input: DecisionInput): Violation[] {
  const { outcome, legalBasis, declinedBy } = input;
  const found = unfitInterventions(input);
  const basis = LEGAL_BASIS[outcome];
  if (legalBasis === undefined && basis.required) {
    const codes = basis.among.join(', ');
    found.push({
      field: 'legalBasis',
      text: {
        sv: `Ange lagrum för ${outcome}: ${codes}.`,
        en: `Give the legal basis of ${outcome}: ${codes}.`,
      },
    });
  }
  found.push(...basisUnfit(outcome, legalBasis));
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
