/**
 * Whose consent (samtycke) an intervention for a child needs, by age on the day of the decision, and from what age a
 * child speaks for itself. Source: SoL (2025:400) 21 kap. 1-2 §§, 3 kap. 4 §; before it SoL (2001:453) 3 kap. 6 a-b §§.
 */
import type { Text } from '../kernel/text.ts';
import type { CitationId } from './citations.ts';
import type { CodeOf } from './codebooks.ts';

/** How an intervention (insats) is given: after a needs test, as a placement, or without a needs test. */
export type ConsentKind = 'needs-tested' | 'placement' | 'without-needs-test';

/** Whose consent is enough. `suitable` is judged by the board in the single case. */
export type ConsentRequirement =
  | 'guardian'
  | 'guardian-or-suitable'
  | 'guardian-or-suitable-and-child-consents'
  | 'guardian-or-suitable-and-child-asks-or-consents'
  | 'young-person';

/** A rule on consent for a span of ages, both included, in whole years. */
export interface ConsentRule {
  readonly kind: ConsentKind;
  readonly fromAge: number;
  readonly toAge: number;
  readonly requires: ConsentRequirement;
  readonly text: Text;
  readonly citation: CitationId;
}

/** From this age a child is a party (part) in its own right. Cite `barnets-egen-talan`. */
export const PARTY_AGE = 15;
/** Under this age a person is a child. Cite `vem-ar-barn`. */
export const ADULT_AGE = 18;
/** From this age a person cannot be the subject of a case. Cite `unga-18-20`. */
export const UPPER_AGE = 21;

/** Types of intervention that always take a needs test. Cite `insats-utan-behovsprovning`. */
export const ALWAYS_NEEDS_TESTED: readonly CodeOf<'interventionType'>[] = [
  'kontaktperson',
  'kontaktfamilj',
  'sarskilt-kvalificerad-kontaktperson',
  'placering',
];

const GUARDIAN = { sv: 'Vårdnadshavaren samtycker.', en: 'The guardian consents.' };
const YOUNG_PERSON = { sv: 'Den unge samtycker själv.', en: 'The young person consents.' };

export const CONSENT_RULES = [
  {
    kind: 'needs-tested',
    fromAge: 0,
    toAge: 11,
    requires: 'guardian',
    text: GUARDIAN,
    citation: 'samtycke-till-insats',
  },
  {
    kind: 'needs-tested',
    fromAge: 12,
    toAge: 14,
    requires: 'guardian-or-suitable-and-child-consents',
    text: {
      sv: 'Vårdnadshavaren samtycker, eller insatsen är lämplig och barnet samtycker.',
      en: 'The guardian consents, or the intervention is suitable and the child consents.',
    },
    citation: 'samtycke-till-insats',
  },
  {
    kind: 'needs-tested',
    fromAge: 15,
    toAge: 17,
    requires: 'guardian-or-suitable-and-child-asks-or-consents',
    text: {
      sv: 'Vårdnadshavaren samtycker, eller insatsen är lämplig och barnet begär den eller samtycker.',
      en: 'The guardian consents, or the intervention is suitable and the child asks for it or consents.',
    },
    citation: 'samtycke-till-insats',
  },
  {
    kind: 'needs-tested',
    fromAge: 18,
    toAge: 20,
    requires: 'young-person',
    text: YOUNG_PERSON,
    citation: 'samtycke-till-insats',
  },
  {
    kind: 'placement',
    fromAge: 0,
    toAge: 17,
    requires: 'guardian',
    text: {
      sv: 'Vårdnadshavaren samtycker alltid; utan samtycke återstår endast vård enligt LVU.',
      en: 'The guardian always consents; without consent only care under LVU remains.',
    },
    citation: 'samtycke-till-placering',
  },
  {
    kind: 'placement',
    fromAge: 18,
    toAge: 20,
    requires: 'young-person',
    text: YOUNG_PERSON,
    citation: 'samtycke-till-insats',
  },
  {
    kind: 'without-needs-test',
    fromAge: 0,
    toAge: 14,
    requires: 'guardian',
    text: GUARDIAN,
    citation: 'samtycke-till-insats',
  },
  {
    kind: 'without-needs-test',
    fromAge: 15,
    toAge: 17,
    requires: 'guardian-or-suitable',
    text: {
      sv: 'Vårdnadshavaren samtycker, eller det är lämpligt att insatsen lämnas utan behovsprövning.',
      en: 'The guardian consents, or it is suitable to give the intervention without a needs test.',
    },
    citation: 'samtycke-till-insats',
  },
  {
    kind: 'without-needs-test',
    fromAge: 18,
    toAge: 20,
    requires: 'young-person',
    text: YOUNG_PERSON,
    citation: 'samtycke-till-insats',
  },
] as const satisfies readonly ConsentRule[];

/** Whose consent an intervention needs at an age in whole years; undefined outside 0 to 20. */
export function findConsentRule(kind: ConsentKind, age: number): ConsentRule | undefined {
  return CONSENT_RULES.find((rule) => rule.kind === kind && rule.fromAge <= age && age <= rule.toAge);
}
