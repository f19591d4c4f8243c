import { z } from 'zod';
import { DayField, FreeText, HandlerId, Id, InstantOut } from '../../kernel/fields.ts';
import { codeSchema } from '../../knowledge/codebooks.ts';

/**
 * The decision that closes an investigation (beslut och avslut), and the list of what it still needs. This slice owns
 * the outcome, its reasons and who decided on what authority. It never changes a decision, and never decides while
 * something that the law asks for is missing.
 */

/** Beslut: closes the investigation. */
export const DecisionInput = z
  .strictObject({
    outcome: codeSchema('investigationOutcome').describe('Utredningens resultat'),
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
        reasons: 'Barnet behöver fasta rutiner, och familjen vill ha stöd i hemmet.',
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
    reasons: z.string(),
    legalBasis: codeSchema('legalBasis').nullable(),
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
        reasons: 'Barnet behöver fasta rutiner, och familjen vill ha stöd i hemmet.',
        legalBasis: 'sol',
        declinedBy: null,
        decidedOn: '2027-03-15',
        decidedBy: 'lena.berg',
        decidedAt: '2027-03-15T13:05:00.000Z',
        authority: 'official',
      },
    ],
  });
export type InvestigationDecision = z.infer<typeof InvestigationDecision>;

/** The outcome that the caller has in mind. */
export const CompletenessQuery = z.object({
  outcome: codeSchema('investigationOutcome')
    .optional()
    .describe('Utredningens resultat: what this outcome would need; all that any may need when left out'),
});

const BothLanguages = z.object({ sv: z.string(), en: z.string() });

/** One thing that closing still needs. */
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
    complete: z.boolean().describe('True when nothing is missing, or the investigation is closed'),
    outcome: codeSchema('investigationOutcome')
      .nullable()
      .describe('The outcome that was asked about, or that closed it'),
    authority: Authority.nullable().describe('Who at least must decide that outcome; null without one'),
    missing: z.array(MissingItem),
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
      },
    ],
  });
export type Completeness = z.infer<typeof Completeness>;
