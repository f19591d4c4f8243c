import { ageOn, type Day } from '../../kernel/day.ts';
import type { Refusal } from '../../kernel/outcome.ts';
import type { CodeOf } from '../../knowledge/codebooks.ts';
import { ADULT_AGE } from '../../knowledge/consent.ts';
import { citationOn } from '../../knowledge/law.ts';

/** What the day of a decision, and the child's age on it, allow. */

/**
 * A decision has its day in the file (förvaltningslagen 31 §) and closes the case: what happened in the case after that
 * day cannot stand in it.
 */
export function beforeLaterFacts(happenedOn: readonly Day[], on: Day): Refusal[] {
  const last = happenedOn.toSorted().at(-1);
  if (last === undefined || last <= on) return [];
  return [
    {
      rule: 'decision.before-later-facts',
      law: citationOn('dokumentation-av-beslut', on),
      text: {
        sv: `Beslutet dateras före det som har hänt i ärendet, senast ${last}.`,
        en: `The decision is dated before what has happened in the case, the last of it on ${last}.`,
      },
      remedy: {
        sv: `Datera beslutet till ${last} eller senare.`,
        en: `Date the decision on ${last} or later.`,
      },
    },
  ];
}

/** From this age nobody is given care under LVU. */
const CARE_ENDS = 20;

type Ground = CodeOf<'legalBasis'> | null;

/**
 * Care on the ground of 2 § is for who is under 18; care on that of 3 § can be given until 20 (LVU 1 § second and third
 * paragraphs). Where the birth date is unknown the board has to know.
 */
export function tooOldForCare(birthDate: Day | null, ground: Ground, on: Day): Refusal[] {
  if (birthDate === null) return [];
  const age = ageOn(birthDate, on);
  const law = citationOn('vard-enligt-lvu', on);
  if (age >= CARE_ENDS) {
    return [
      {
        rule: 'decision.too-old-for-care',
        law,
        text: {
          sv: 'Den som har fyllt 20 år bereds inte vård enligt LVU.',
          en: 'Who has reached 20 years is not given care under LVU.',
        },
        remedy: { sv: 'Besluta om ett annat resultat.', en: 'Decide another outcome.' },
      },
    ];
  }
  if (age < ADULT_AGE || ground === null || ground === 'lvu-3') return [];
  return [
    {
      rule: 'decision.too-old-for-care',
      law,
      text: {
        sv: 'Den som har fyllt 18 år bereds vård bara med stöd av 3 §.',
        en: 'Who has reached 18 years is given care only on the ground of 3 §.',
      },
      remedy: {
        sv: 'Ange lvu-3 om den grunden finns; besluta annars om ett annat resultat.',
        en: 'Give lvu-3 if there is that ground; otherwise decide another outcome.',
      },
    },
  ];
}

/** From 18 it matters on which ground care is applied for: who asks beforehand without it is not told all. */
export function careNotJudged(birthDate: Day | null, ground: Ground, on: Day): Refusal[] {
  if (ground !== null || tooOldForCare(birthDate, 'lvu-2', on).length === 0) return [];
  if (tooOldForCare(birthDate, 'lvu-3', on).length > 0) return [];
  return [
    {
      rule: 'decision.ground-not-judged',
      law: citationOn('vard-enligt-lvu', on),
      text: {
        sv: 'Grunden är inte prövad: frågan säger inte vilket lagrum vården ska vila på.',
        en: 'The ground has not been judged: the question does not say on which law care would rest.',
      },
      remedy: { sv: 'Fråga med legalBasis.', en: 'Ask with legalBasis.' },
    },
  ];
}
