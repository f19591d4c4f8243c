import { z } from 'zod';
import { DayField, FreeText, HandlerId, Id, InstantOut, saying } from '../../kernel/fields.ts';
import { codeSchema } from '../../knowledge/codebooks.ts';

/**
 * The decision that closes an investigation (beslut och avslut), and the list of what it still needs. This slice owns
 * the outcome, what is granted by it, its reasons and who decided on what authority. It never changes a decision, and
 * never decides while something that the law asks for is missing.
 */

const interventionType = codeSchema('interventionType').describe('Insats');
const placementForm = codeSchema('placementForm').describe(
  'Placeringsform; for placering, and there required',
);
const SUITABLE =
  'Lämplig utan vårdnadshavarens samtycke: the board’s judgement, from 12 years of age; only for insats-sol';

/** Beslut: closes the investigation. */
export const DecisionInput = z
  .strictObject({
    outcome: codeSchema('investigationOutcome').describe('Utredningens resultat'),
    interventions: z
      .array(z.strictObject({ type: interventionType, placementForm: placementForm.optional() }))
      .min(1)
      .max(20)
      .refine(
        (all) => new Set(all.map((one) => `${one.type} ${one.placementForm}`)).size === all.length,
        saying('Samma insats står två gånger.', 'The same intervention stands twice.'),
      )
      .optional()
      .describe('Insatser; for insats-sol, and there required, and what is planned for vard-lvu'),
    suitableWithoutGuardian: z.boolean().optional().describe(SUITABLE),
    reasons: FreeText.describe('Skäl för beslutet (motivering)'),
    legalBasis: codeSchema('legalBasis')
      .optional()
      .describe('Lagrum; required for insats-sol (sol) and for vard-lvu (the paragraph of LVU)'),
    declinedBy: codeSchema('declinedBy')
      .optional()
      .describe('Vem som avböjt; for ingen-insats-avbojd, and there required'),
    decidedOn: DayField.optional().describe('Beslutsdag; today when left out'),
  })
  .meta({
    id: 'InvestigationDecisionInput',
    examples: [
      {
        outcome: 'insats-sol',
        interventions: [{ type: 'familjebehandling' }],
        reasons: 'Barnet behöver fasta rutiner, och familjen vill ha stöd i hemmet.',
        legalBasis: 'sol',
      },
      {
        outcome: 'insats-sol',
        interventions: [{ type: 'placering', placementForm: 'familjehem' }, { type: 'skolinriktad' }],
        reasons: 'Barnet kan inte bo hemma nu, och vårdnadshavarna samtycker till familjehem.',
        legalBasis: 'sol',
      },
      {
        outcome: 'ingen-insats-avbojd',
        reasons: 'Familjebehandling har erbjudits. Skäl för vård utan samtycke finns inte.',
        declinedBy: 'vardnadshavare',
      },
    ],
  });
export type DecisionInput = z.infer<typeof DecisionInput>;

/** Least authority that a decision takes, and on which it was taken. */
export const Authority = z
  .enum(['official', 'utskott'])
  .describe('official = tjänsteman på delegation, utskott = politisk beslutsfattare');

/** The decision that closed an investigation. */
export const InvestigationDecision = z
  .object({
    investigationId: Id,
    outcome: codeSchema('investigationOutcome'),
    interventions: z
      .array(z.object({ type: interventionType, placementForm: placementForm.nullable() }))
      .describe('Insatser'),
    suitableWithoutGuardian: z.boolean().describe(SUITABLE),
    reasons: z.string(),
    legalBasis: codeSchema('legalBasis').nullable(),
    legalBasisCitation: z
      .string()
      .nullable()
      .describe(
        'Lagrummen i klartext, as in force on decidedOn; null where no statute that was read applied',
      ),
    appealable: z
      .boolean()
      .nullable()
      .describe('Får överklagas; null in decisions from before this was kept'),
    declinedBy: codeSchema('declinedBy').nullable(),
    decidedOn: DayField.describe('Beslutsdag, the day the investigation was closed'),
    decidedBy: HandlerId,
    decidedAt: InstantOut.describe('When it was recorded'),
    authority: Authority,
  })
  .meta({
    id: 'InvestigationDecision',
    examples: [
      {
        investigationId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a51',
        outcome: 'insats-sol',
        interventions: [{ type: 'familjebehandling', placementForm: null }],
        suitableWithoutGuardian: false,
        reasons: 'Barnet behöver fasta rutiner, och familjen vill ha stöd i hemmet.',
        legalBasis: 'sol',
        legalBasisCitation: 'SoL (2025:400) 11 kap. 1 §, 35 kap. 1 §',
        appealable: true,
        declinedBy: null,
        decidedOn: '2027-03-15',
        decidedBy: 'lena.berg',
        decidedAt: '2027-03-15T13:05:00.000Z',
        authority: 'official',
      },
    ],
  });
export type InvestigationDecision = z.infer<typeof InvestigationDecision>;

/** One, or several by the same name again. */
const oneOrMore = <T extends z.ZodType>(of: T) =>
  z.union([of, z.array(of).min(1).max(20)]).transform((told) => [told].flat() as z.output<T>[]);

/** The decision that the caller has in mind. */
export const CompletenessQuery = z.object({
  outcome: codeSchema('investigationOutcome')
    .optional()
    .describe('Utredningens resultat: what this outcome would need; all that any may need when left out'),
  intervention: oneOrMore(codeSchema('interventionType'))
    .optional()
    .describe(
      'Insatsen, repeated for several: whose consent each would need, and who may decide; with outcome',
    ),
  placementForm: oneOrMore(codeSchema('placementForm'))
    .optional()
    .describe(
      'Placeringsform; for placering, and there required; repeated for a placement in each of several',
    ),
  legalBasis: codeSchema('legalBasis')
    .optional()
    .describe('Lagrum: for vard-lvu of who has reached 18 years, since the ground then matters'),
  suitableWithoutGuardian: z
    .stringbool({ truthy: ['true'], falsy: ['false'] })
    .optional()
    .describe(SUITABLE),
});
export type CompletenessQuery = z.infer<typeof CompletenessQuery>;

const BothLanguages = z.object({ sv: z.string(), en: z.string() });

/** One thing that closing still needs, or that is advised before it. */
export const MissingItem = z.object({
  rule: z.string().describe('Stable code'),
  law: z.string().nullable().describe('Citation in force today; null where the rule is the system’s own'),
  message: BothLanguages.describe('What is missing'),
  remedy: BothLanguages.describe('What to do'),
  mendAt: z.string().describe('Path under the board where it is mended'),
});
export type MissingItem = z.infer<typeof MissingItem>;

/** What closing still needs (vad som återstår), all of it at once. */
export const Completeness = z
  .object({
    complete: z
      .boolean()
      .describe(
        'True when the decision that was asked about would not be refused for what is missing, or the investigation ' +
          'is closed. Without outcome: all that every outcome carried through needs is there. False while something ' +
          'was not judged, since the question did not say enough: advised then tells what to ask with',
      ),
    outcome: codeSchema('investigationOutcome')
      .nullable()
      .describe('The outcome that was asked about, or that closed it'),
    authority: Authority.nullable().describe('Who at least must decide that outcome; null without one'),
    missing: z.array(MissingItem).describe('What closing is refused with'),
    advised: z
      .array(MissingItem)
      .describe('Att överväga: what law or practice asks for and that does not hinder closing'),
  })
  .meta({
    id: 'Completeness',
    examples: [
      {
        complete: false,
        outcome: 'vard-lvu',
        authority: 'utskott',
        missing: [
          {
            rule: 'assessment.best-interests-missing',
            law: 'SoL (2025:400) 3 kap. 1 § första stycket',
            message: {
              sv: 'Bedömningen säger inte vad som är bäst för barnet.',
              en: 'The assessment does not say what is best for the child.',
            },
            remedy: {
              sv: 'Skriv assessment.bestInterests med PUT …/analysis.',
              en: 'Write assessment.bestInterests with PUT …/analysis.',
            },
            mendAt: '/investigations/0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a51/analysis',
          },
        ],
        advised: [
          {
            rule: 'area.nothing-known',
            law: 'SoL (2025:400) 14 kap. 3 §',
            message: {
              sv: 'Inga uppgifter finns om delområden som utreds enligt planen: Hälsa.',
              en: 'Nothing is stated on areas that are investigated according to the plan: Hälsa.',
            },
            remedy: {
              sv: 'Registrera uppgifter med POST …/areas/{areaCode}/statements, eller ändra planen.',
              en: 'Record statements with POST …/areas/{areaCode}/statements, or change the plan.',
            },
            mendAt: '/investigations/0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a51/areas/halsa',
          },
        ],
      },
    ],
  });
export type Completeness = z.infer<typeof Completeness>;
