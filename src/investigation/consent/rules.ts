import { impossibleDay } from '../../intake/rules.ts';
import { ageOn, type Day, dayOf } from '../../kernel/day.ts';
import type { Refusal, Violation } from '../../kernel/outcome.ts';
import { type CodeOf, entryOf } from '../../knowledge/codebooks.ts';
import {
  ADULT_AGE,
  type ConsentKind,
  type ConsentRule,
  findConsentRule,
  UPPER_AGE,
} from '../../knowledge/consent.ts';
import { citationOn } from '../../knowledge/law.ts';
import type { Consent } from './schema.ts';

/** An intervention (insats) that is answered about or decided on: its type, and for a placement its form. */
export interface Intervention {
  readonly type: CodeOf<'interventionType'>;
  readonly placementForm: CodeOf<'placementForm'> | null;
}

/** Whom an intervention is for. */
export interface Child {
  readonly id: string;
  readonly birthDate: Day | null;
}

/** From this age an intervention can be suitable without the guardian's consent (SoL 21 kap. 1-2 §§). */
const SUITABLE_FROM_AGE = 12;

/** Where the birth date is unknown, or lies after the day, whoever has the custody answers. */
const ageOf = ({ birthDate }: Child, on: Day): number =>
  birthDate === null ? 0 : Math.max(0, ageOn(birthDate, on));

/** A placement is told with its form, and nothing else has one. */
export function placementFormUnfit(
  type: Intervention['type'] | undefined,
  placementForm: CodeOf<'placementForm'> | undefined,
  field = 'placementForm',
): Violation[] {
  if ((type === 'placering') === (placementForm !== undefined)) return [];
  return [
    {
      field,
      text:
        placementForm === undefined
          ? { sv: 'Ange placeringsformen.', en: 'Tell the form of the placement.' }
          : { sv: 'Anges bara för en placering (placering).', en: 'Given only for a placement (placering).' },
    },
  ];
}

/** What the rules need of an answer. */
export type Answer = Pick<Consent, 'personId' | 'intervention' | 'placementForm' | 'answer' | 'on'>;

/**
 * The answers that a decision on a day is judged by. A yes helps from the day on which it was recorded; a no hinders
 * from the day on which it was given, whenever it was recorded.
 */
export const standingOn = (consents: readonly Consent[], on: Day): Consent[] =>
  consents.filter((one) => one.on <= on && (isNo(one.answer) || dayOf(one.recordedAt) <= on));

/** That an intervention is suitable without the guardian's consent can matter from 12 until 18 years, and only then. */
export function suitabilityUnfit(child: Child, on: Day): Violation[] {
  const age = ageOf(child, on);
  if (age >= SUITABLE_FROM_AGE && age < ADULT_AGE) return [];
  return [
    {
      field: 'suitableWithoutGuardian',
      text: {
        sv: 'Anges bara för ett barn som har fyllt 12 år men inte 18.',
        en: 'Given only for a child who has reached 12 years but not 18.',
      },
    },
  ];
}

/** What cannot be true of an answer: a day outside the investigation, or that a guardian asks in the child's name. */
export function impossibleConsent(
  { personId, answer, on }: Pick<Answer, 'personId' | 'answer' | 'on'>,
  { childId, openedOn, today }: { childId: string; openedOn: Day; today: Day },
): Violation[] {
  return [
    ...impossibleDay('on', on, openedOn, today),
    ...(answer === 'begar' && personId !== childId
      ? [
          {
            field: 'answer',
            text: {
              sv: 'Anges för barnet eller den unge själv. En vårdnadshavare som vill ha insatsen samtycker.',
              en: 'Given of the child or young person itself. A guardian who wants the intervention consents.',
            },
          },
        ]
      : []),
  ];
}

/**
 * Who can answer about an intervention: the guardians of a child on the day of the answer, and the child or young
 * person itself at any age. What a child's answer is worth is another matter: see `consentMissing`.
 */
export function notEntitled(
  personId: string,
  child: Child,
  guardians: readonly string[],
  on: Day,
): Refusal[] {
  if (personId === child.id) return [];
  if (guardians.includes(personId) && ageOf(child, on) < ADULT_AGE) return [];
  return [
    {
      rule: 'consent.not-entitled',
      law: citationOn('samtycke-till-insats', on),
      text: {
        sv: 'Personens samtycke krävs inte: det är barnet eller den unge själv, och den som då var vårdnadshavare för ett barn under 18, som svarar.',
        en: 'This person’s consent is not asked for: the child or young person answers, and whoever was then guardian of a child under 18.',
      },
      remedy: {
        sv: 'Registrera relationen vardnadshavare om den gällde den dagen; skriv annars personens syn i bedömningen.',
        en: 'Record the relation vardnadshavare if it applied on that day; otherwise write what the person thinks in the assessment.',
      },
    },
  ];
}

/**
 * The placements that always take the guardian's consent under 18 (SoL 21 kap. 1 § fourth paragraph): in a private
 * home, in stödboende or in an HVB. Protected housing (skyddat boende) is none of them since lag (2024:79): the child
 * comes along with its guardian there.
 */
const PLACED = {
  familjehem: true,
  natverkshem: true,
  jourhem: true,
  'annat-enskilt-hem': true,
  stodboende: true,
  hvb: true,
  'skyddat-boende': false,
  'sarskilt-ungdomshem': false,
} as const satisfies Record<CodeOf<'placementForm'>, boolean>;

/** How an intervention is given: placements and advice without a needs test have rules of their own. */
export function consentKindOf({ type, placementForm }: Intervention): ConsentKind {
  if (placementForm !== null && PLACED[placementForm]) return 'placement';
  return type === 'radgivning-utan-behovsprovning' ? 'without-needs-test' : 'needs-tested';
}

/** An intervention as texts name it, unchanged in both languages. */
export function nameOfIntervention({ type, placementForm }: Intervention): string {
  const { sv } = entryOf('interventionType', type);
  return placementForm === null ? sv : `${sv} (${entryOf('placementForm', placementForm).sv})`;
}

/** What each person answered last about each intervention; of two answers on one day the one recorded later. */
export function latestAnswers<A extends Answer>(consents: readonly A[]): A[] {
  const latest = new Map<string, A>();
  for (const next of consents) {
    const about = [next.personId, next.intervention, next.placementForm].join(' ');
    const last = latest.get(about);
    if (last === undefined || last.on <= next.on) latest.set(about, next);
  }
  return [...latest.values()];
}

/** What someone answered last about an intervention. */
function latestOf(
  personId: string,
  { type, placementForm }: Intervention,
  consents: readonly Answer[],
): CodeOf<'consentAnswer'> | undefined {
  return latestAnswers(consents).find(
    (one) => one.personId === personId && one.intervention === type && one.placementForm === placementForm,
  )?.answer;
}

const isYes = (answer: CodeOf<'consentAnswer'> | undefined) => answer === 'samtycker' || answer === 'begar';
const isNo = (answer: CodeOf<'consentAnswer'> | undefined) => answer === 'samtycker-inte';

/** Whether the consents that there are do for what the law requires. */
const MEETS = {
  guardian: ({ guardian }) => guardian,
  'guardian-or-suitable': ({ guardian, suitable }) => guardian || suitable,
  'guardian-or-suitable-and-child-consents': ({ guardian, suitable, child }) =>
    guardian || (suitable && child),
  'guardian-or-suitable-and-child-asks-or-consents': ({ guardian, suitable, child }) =>
    guardian || (suitable && child),
  'young-person': ({ child }) => child,
} as const satisfies Record<
  ConsentRule['requires'],
  (given: { readonly guardian: boolean; readonly child: boolean; readonly suitable: boolean }) => boolean
>;

/**
 * The consent that granting an intervention still needs (SoL 21 kap. 1-2 §§). After a needs test: under 12 the
 * guardian's; at 12-14 the guardian's, or the child's own where the intervention is suitable without it; at 15-17
 * likewise, and there it is enough that the child asks for it; at 18-20 that of the young person alone. A placement
 * always takes the guardian's under 18 (fourth paragraph): without it only care under LVU remains. Without a needs test
 * the guardian's, and from 15 it is enough that it is suitable.
 *
 * That the guardian consents means here: at least one who was guardian on the day consents, and there is none whose
 * latest answer is no. Two guardians decide together, and whether the yes of one is enough while the other has not
 * answered is for the board to judge: it is not refused. Who asks for an intervention consents to it. A person past 20
 * answers as one of 20 does.
 */
export function consentMissing({
  intervention,
  child,
  guardians,
  consents,
  suitable,
  on,
}: {
  readonly intervention: Intervention;
  readonly child: Child;
  /** Ids of the guardians on the day. */
  readonly guardians: readonly string[];
  /** Given until the day, about anything, in the order recorded. */
  readonly consents: readonly Answer[];
  /** That the board finds the intervention suitable also without the guardian's consent. */
  readonly suitable: boolean;
  readonly on: Day;
}): Refusal[] {
  const rule = findConsentRule(consentKindOf(intervention), Math.min(ageOf(child, on), UPPER_AGE - 1))!;
  const ofGuardians = guardians.map((id) => latestOf(id, intervention, consents));
  const ofChild = latestOf(child.id, intervention, consents);
  const given = {
    guardian: ofGuardians.some(isYes) && !ofGuardians.some(isNo),
    child: isYes(ofChild),
    suitable,
  };
  if (MEETS[rule.requires](given)) return [];
  const asked = rule.requires === 'young-person' ? [ofChild] : ofGuardians;
  return [asked.some(isNo) ? declined(intervention, rule, on) : missing(intervention, rule, on)];
}

const missing = (intervention: Intervention, rule: ConsentRule, on: Day): Refusal => ({
  rule: 'consent.missing',
  law: citationOn(rule.citation, on),
  text: {
    sv: `Samtycke saknas till insatsen ${nameOfIntervention(intervention)}. Det som krävs: ${rule.text.sv}`,
    en: `Consent is missing to the intervention ${nameOfIntervention(intervention)}. What is required: ${rule.text.en}`,
  },
  remedy: {
    sv: `Registrera svaret med POST …/consents.${OR_SUITABLE[rule.requires].sv}`,
    en: `Record the answer with POST …/consents.${OR_SUITABLE[rule.requires].en}`,
  },
});

const declined = (intervention: Intervention, rule: ConsentRule, on: Day): Refusal => ({
  rule: 'consent.declined',
  law: citationOn(rule.citation, on),
  text: {
    sv: `Samtycke har nekats till insatsen ${nameOfIntervention(intervention)}. Det som krävs: ${rule.text.sv}`,
    en: `Consent was refused to the intervention ${nameOfIntervention(intervention)}. What is required: ${rule.text.en}`,
  },
  remedy: {
    sv: `Besluta om något annat, eller registrera ett nytt svar av den som har ändrat sig.${OR_SUITABLE[rule.requires].sv}`,
    en: `Decide something else, or record a new answer from whoever has changed their mind.${OR_SUITABLE[rule.requires].en}`,
  },
});

const NOT_WITHOUT = { sv: '', en: '' };
const SUITABLE = {
  sv: ' Är insatsen lämplig ändå, ange suitableWithoutGuardian i beslutet.',
  en: ' If the intervention is suitable all the same, give suitableWithoutGuardian in the decision.',
};
const SUITABLE_AND_CHILD = {
  sv: ' Är insatsen lämplig ändå, registrera barnets svar och ange suitableWithoutGuardian i beslutet.',
  en: ' If the intervention is suitable all the same, record the answer of the child and give suitableWithoutGuardian in the decision.',
};

/** What can stand instead of the guardian's consent. */
const OR_SUITABLE = {
  guardian: NOT_WITHOUT,
  'guardian-or-suitable': SUITABLE,
  'guardian-or-suitable-and-child-consents': SUITABLE_AND_CHILD,
  'guardian-or-suitable-and-child-asks-or-consents': SUITABLE_AND_CHILD,
  'young-person': NOT_WITHOUT,
} as const;
