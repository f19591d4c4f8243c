import { z } from 'zod';
import { CaseNumber, DayField, HandlerId, Id, UnitCode } from '../kernel/fields.ts';
import { QUALITY_RULE_IDS } from './catalogue.ts';
import { ABOUT_KINDS, CASE_KINDS, SEVERITIES } from './rule.ts';

/**
 * Data quality (datakvalitet): what the records lack or contradict, found by rule and shown where it can be put right.
 * This slice owns the rules, and what is kept of what they find. It never changes a record, never decides whether
 * something may be done, and holds no word of free text.
 */

const BothLanguages = z.object({ sv: z.string(), en: z.string() });

export const QualityRuleName = z.enum(QUALITY_RULE_IDS).describe('Regel, as in /quality-rules');
export const SeverityName = z
  .enum(SEVERITIES)
  .describe('Allvarlighetsgrad: error (fel), warning (varning), information (upplysning)');
const CaseKindName = z
  .enum(CASE_KINDS)
  .describe('Slag av ärende: intake (aktualisering), investigation (utredning), intervention (insats)');

/** Something that a case lacks or contradicts (kvalitetsbrist). */
export const QualityItem = z
  .object({
    id: z.string().describe('Rule, case and, where there are several, which of them. Stable.'),
    rule: QualityRuleName,
    severity: SeverityName,
    text: BothLanguages.describe('Vad som fattas'),
    case: z.object({
      kind: CaseKindName,
      id: Id,
      caseNumber: CaseNumber,
      open: z.boolean().describe('Not decided, closed or ended: what stands in it can still be changed'),
    }),
    about: z
      .object({
        kind: z.enum(ABOUT_KINDS),
        id: z
          .string()
          .describe('An id, or a code: an area, a step, the day an extension was decided, which events'),
      })
      .nullable()
      .describe('What of the case it is about; null where it is the whole of it'),
    unit: UnitCode,
    handlerId: HandlerId.describe('Ansvarig handläggare of the case'),
    since: DayField.describe('From this day it holds'),
    endedOn: DayField.nullable().describe(
      'The day on which something that came later ended it; null where it holds on',
    ),
    law: z
      .string()
      .nullable()
      .describe('Lagrum as in force on the day it holds from; null where it rests on none'),
    mend: z
      .object({
        text: BothLanguages,
        href: z.string().describe('The path under the board where it is put right, or explained'),
      })
      .describe('Var bristen åtgärdas'),
  })
  .meta({
    id: 'QualityItem',
    examples: [
      {
        id: 'Q003:0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a21',
        rule: 'Q003',
        severity: 'error',
        text: {
          sv: 'Anmälan utan skyddsbedömning efter nästa dag',
          en: 'Anmälan without a protection assessment after the next day',
        },
        case: {
          kind: 'intake',
          id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a21',
          caseNumber: '2026-00042',
          open: true,
        },
        about: null,
        unit: 'mottagning',
        handlerId: 'mia.dahl',
        since: '2026-11-22',
        endedOn: null,
        law: 'SoL (2025:400) 20 kap. 1 §',
        mend: {
          text: {
            sv: 'Registrera skyddsbedömningen, med tiden då den gjordes.',
            en: 'Record the protection assessment, with the time it was made.',
          },
          href: '/intakes/0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a21/protection-assessments',
        },
      },
    ],
  });
export type QualityItem = z.infer<typeof QualityItem>;

/** What is found in one case, what has ended too. */
export const CaseQuality = z.object({ items: z.array(QualityItem) }).meta({
  id: 'CaseQuality',
  examples: [{ items: QualityItem.meta()!.examples as QualityItem[] }],
});

export const QualityFilter = z.object({
  unit: UnitCode.optional(),
  handlerId: HandlerId.optional(),
  rule: QualityRuleName.optional(),
  severity: SeverityName.optional(),
  caseKind: CaseKindName.optional(),
  caseState: z
    .enum(['open', 'closed'])
    .optional()
    .describe(
      'Only in cases that are open, where it can be put right; or only in closed ones. Both when left out',
    ),
});
export type QualityFilter = z.infer<typeof QualityFilter>;

/** A rule of the catalogue. */
export const QualityRuleEntry = z
  .object({
    id: QualityRuleName,
    severity: SeverityName,
    caseKinds: z.array(CaseKindName).describe('The kinds of case that it finds something in'),
    label: BothLanguages,
    explanation: BothLanguages.describe('When it finds something, when not, and what ends it'),
    law: z.string().nullable().describe('Lagrum as in force today; null where it rests on none'),
    tellsOfChild: z
      .boolean()
      .describe('Says something of what has happened to a child: small counts of it are withheld'),
  })
  .meta({
    id: 'QualityRule',
    examples: [
      {
        id: 'Q007',
        severity: 'error',
        caseKinds: ['intake'],
        label: { sv: 'Huvudsaklig orsak saknas efter beslut', en: 'Main cause missing on a decided intake' },
        explanation: { sv: 'Från dagen för beslutet.', en: 'From the day of the decision.' },
        law: 'SoL (2025:400) 14 kap. 3 §',
        tellsOfChild: false,
      },
    ],
  });
export type QualityRuleEntry = z.infer<typeof QualityRuleEntry>;

const version = z
  .string()
  .describe(
    '1.x: raised by a new rule, or by one that is told of in another way. A raised first number: some rule finds something else than before',
  );

export const QualityRules = z.object({ qualityVersion: version, items: z.array(QualityRuleEntry) }).meta({
  id: 'QualityRules',
  examples: [{ qualityVersion: '1.1', items: QualityRuleEntry.meta()!.examples as QualityRuleEntry[] }],
});

export const QualitySummaryItem = z.object({
  rule: QualityRuleName,
  severity: SeverityName,
  label: BothLanguages,
  count: z
    .int()
    .min(0)
    .nullable()
    .describe('How many hold today; null where some, but too few to be told, are withheld'),
  units: z
    .array(z.object({ unit: UnitCode, count: z.int().min(1) }))
    .nullable()
    .describe('Those of the units asked for that have any; null where they are withheld'),
});
export type QualitySummaryItem = z.infer<typeof QualitySummaryItem>;

/** How many findings hold today, per rule and unit. */
export const QualitySummary = z
  .object({ qualityVersion: version, asOf: DayField, items: z.array(QualitySummaryItem) })
  .meta({
    id: 'QualitySummary',
    examples: [
      {
        qualityVersion: '1.1',
        asOf: '2026-11-22',
        items: [
          {
            rule: 'Q007',
            severity: 'error',
            label: {
              sv: 'Huvudsaklig orsak saknas efter beslut',
              en: 'Main cause missing on a decided intake',
            },
            count: 3,
            units: [{ unit: 'mottagning', count: 3 }],
          },
        ],
      },
    ],
  });
export type QualitySummary = z.infer<typeof QualitySummary>;

export const QualitySummaryFilter = z.object({ unit: UnitCode.optional() });

const FoundCount = z.int().min(0).nullable();

/** What the rules found in a population, in the manifest of an extract. */
export const ManifestQuality = z.object({
  version,
  items: z
    .array(
      z.object({
        rule: QualityRuleName,
        severity: SeverityName,
        findings: FoundCount.describe('Brister that hold on the day of the extract'),
        cases: FoundCount.describe('In how many of the counted cases'),
        ended: FoundCount.describe('That had held, and were ended by something that came later'),
      }),
    )
    .describe(
      'Null: withheld (skyddat), where the rule tells of what has happened to a child and fewer children than the limit of the extract stand behind',
    ),
});
export type ManifestQuality = z.infer<typeof ManifestQuality>;
