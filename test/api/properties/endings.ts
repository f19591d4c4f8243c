import fc from 'fast-check';

/** How cases begin and end: of whom they are, what is granted in them, and what no official may grant. */

export interface Intervention {
  readonly type: string;
  readonly placementForm?: string;
}
export const INTERVENTIONS: readonly Intervention[] = [
  { type: 'familjebehandling' },
  { type: 'radgivning-utan-behovsprovning' },
  { type: 'placering', placementForm: 'familjehem' },
  { type: 'placering', placementForm: 'hvb' },
];
export const anyIntervention = fc.constantFrom(...INTERVENTIONS);
export interface Ending {
  readonly outcome: string;
  readonly interventions?: readonly Intervention[];
  readonly suitableWithoutGuardian?: boolean;
  readonly legalBasis?: string;
  readonly declinedBy?: string;
}
const granted = fc.uniqueArray(anyIntervention, { minLength: 1, maxLength: 2 });
export const ending: fc.Arbitrary<Ending> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.tuple(granted, fc.boolean()).map(([interventions, suitableWithoutGuardian]) => ({
      ...{ outcome: 'insats-sol', legalBasis: 'sol' },
      ...{ interventions, suitableWithoutGuardian },
    })),
  },
  { weight: 1, arbitrary: fc.constant({ outcome: 'vard-lvu', legalBasis: 'lvu-2' }) },
  { weight: 1, arbitrary: fc.constant({ outcome: 'ansokan-avslagen', legalBasis: 'sol' }) },
  { weight: 1, arbitrary: fc.constant({ outcome: 'ingen-insats-avbojd', declinedBy: 'bada' }) },
  {
    weight: 3,
    arbitrary: fc
      .constantFrom('ingen-insats-inget-behov', 'ingen-insats-hanvisad', 'flyttat', 'ansokan-atertagen')
      .map((outcome) => ({ outcome })),
  },
);
/** What no official may decide. */
export const isForCommittee = ({ outcome, interventions = [] }: Ending) =>
  outcome === 'vard-lvu' || interventions.some(({ placementForm }) => placementForm === 'familjehem');

export const opening = fc.record({
  type: fc.constantFrom('anmalan', 'ansokan'),
  birthDate: fc.constantFrom('2018-05-01', '2014-03-05', '2012-06-01', '2011-03-10', '2008-03-06', undefined),
  guardians: fc.nat({ max: 2 }),
});
export type Opening = typeof opening extends fc.Arbitrary<infer O> ? O : never;
