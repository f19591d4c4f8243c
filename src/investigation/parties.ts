import { ageOn, type Day } from '../kernel/day.ts';
import type { Refusal } from '../kernel/outcome.ts';
import type { Text } from '../kernel/text.ts';
import { ADULT_AGE, PARTY_AGE } from '../knowledge/consent.ts';
import { citationOn } from '../knowledge/law.ts';

/**
 * The parties (parter) on a day: the guardians (vårdnadshavare), and the child itself from 15 (SoL 3 kap. 4 §). From
 * 18 a young person has no guardian and is the only party. Where the birth date is unknown the guardians alone are.
 */
export function partiesOn(
  child: { readonly id: string; readonly birthDate: Day | null },
  guardians: readonly string[],
  on: Day,
): string[] {
  const age = child.birthDate === null ? 0 : ageOn(child.birthDate, on);
  return [...(age < ADULT_AGE ? guardians : []), ...(age >= PARTY_AGE ? [child.id] : [])];
}

/** What goes to the parties alone, and the law that it goes by. */
const FOR_PARTIES = {
  information: 'information-om-utredning',
  communication: 'kommunicering',
  notification: 'underrattelse-om-beslut',
  'follow-up': 'information-om-uppfoljning',
} as const;
export type ForParties = keyof typeof FOR_PARTIES;

/** What is there to do where nobody can be told. */
const WITHOUT_PARTIES = {
  information: { sv: ', eller ange undantaget med exception', en: ', or give the exception with exception' },
  communication: {
    sv: ', eller ange undantaget med exception',
    en: ', or give the exception with exception',
  },
  notification: { sv: '', en: '' },
  'follow-up': { sv: '', en: '' },
} as const satisfies Record<ForParties, Text>;

const NOT_REGISTERED: Text = {
  sv: 'Registrera relationen vardnadshavare om den gällde den dagen; lämna annars inte ut något.',
  en: 'Record the relation vardnadshavare if it applied on that day; otherwise give nothing out.',
};

/** Where no guardian is registered and the child is no party itself, the first thing to do is to register one. */
export const nobodyKnown = (otherwise: Text): Text => ({
  sv: `Ingen vårdnadshavare är registrerad. Registrera vårdnadshavaren med POST /relations${otherwise.sv}.`,
  en: `No guardian is registered. Register the guardian with POST /relations${otherwise.en}.`,
});

/** What an investigation holds is told to its parties and to nobody else. */
export function notAParty(personId: string, parties: readonly string[], of: ForParties, on: Day): Refusal[] {
  if (parties.includes(personId)) return [];
  return [
    {
      rule: `${of}.not-a-party`,
      law: citationOn(FOR_PARTIES[of], on),
      text: {
        sv: 'Personen är inte part. Part är vårdnadshavare, och barnet självt från 15 år.',
        en: 'The person is not a party. Parties are the guardians, and the child itself from 15.',
      },
      remedy: parties.length === 0 ? nobodyKnown(WITHOUT_PARTIES[of]) : NOT_REGISTERED,
    },
  ];
}
