import { z } from 'zod';
import { DayField, HandlerId, UnitCode } from '../kernel/fields.ts';
import { codeSchema } from '../knowledge/codebooks.ts';

/** Workload (arbetsbelastning): how much lies with whom. Counts of cases; nothing of what stands in them. */

const Count = z.int().min(0);
const Weight = z.number().min(0);

const provenance = z
  .enum(['verified', 'provisional'])
  .nullable()
  .describe('`provisional` is a start value of ours; null where the board has set its own');

const PerKind = z.object({ intakes: Count, investigations: Count });

const FIGURES = {
  openIntakes: Count.describe('Aktualiseringar that are not decided'),
  openInvestigations: Count.describe('Utredningar that are running'),
  nearing: Count.describe('Tidsfrister whose end day is near, as `GET /deadlines` calls it'),
  dueToday: Count.describe('Tidsfrister whose last day is today'),
  overdue: Count.describe('Tidsfrister whose last lawful day has passed'),
  consultationsUnanswered: Count.describe(
    'Konsultationer of running investigations that were sent and await an answer',
  ),
  newThisMonth: PerKind.describe('Received or opened in the calendar month of `today`'),
  closedThisMonth: PerKind.describe('Decided or closed in the calendar month of `today`'),
  weight: Weight.describe('Ärendetyngd: the sum by `weighting`'),
};

const Figures = z.object(FIGURES);
export type Figures = z.infer<typeof Figures>;

const Level = z.object({
  code: z.string(),
  name: z.string(),
  share: z.number().positive().describe('Of a full load'),
});

const HandlerWorkload = z.object({
  handlerId: HandlerId,
  level: Level.extend({ validFrom: DayField.nullable() })
    .nullable()
    .describe('Erfarenhetsnivå today; null where the board has said none, and the capacity is a full load'),
  capacity: Weight.describe('The full load of the unit × the share of the level'),
  share: z.number().min(0).describe('`weight` / `capacity`, rounded to two decimals'),
  ...FIGURES,
});
export type HandlerWorkload = z.infer<typeof HandlerWorkload>;

const UnitWorkload = z.object({
  unit: UnitCode,
  name: z.string(),
  fullLoad: z.object({ weight: Weight, provenance }),
  total: Figures.describe('All that the caller sees in the unit, whoever handles it'),
  handlers: z.array(HandlerWorkload).describe('Whoever has anything to count, in the order of their ids'),
});
export type UnitWorkload = z.infer<typeof UnitWorkload>;

const Weighting = z.object({
  intakes: z.array(
    z.object({
      type: codeSchema('reportType'),
      phase: codeSchema('intakePhase'),
      weight: Weight,
      provenance,
    }),
  ),
  investigations: z.array(z.object({ phase: codeSchema('investigationPhase'), weight: Weight, provenance })),
  overdue: z.object({ weight: Weight, provenance }).describe('What each overdue deadline adds'),
  levels: z.array(Level.extend({ provenance })).describe('Erfarenhetsnivåer'),
});
export type Weighting = z.infer<typeof Weighting>;

/** What the figures are for; it goes with them wherever they go. */
export const PURPOSE = {
  sv: 'Ett stöd för att planera och fördela arbete. Det mäter inte människor: hur krävande ett ärende är, och hur väl någon gör sitt arbete, framgår inte.',
  en: 'Support for planning and sharing out work. It is no measure of people: how demanding a case is, and how well someone does their work, it does not tell.',
} as const;

const figures: Figures = {
  openIntakes: 2,
  openInvestigations: 5,
  nearing: 3,
  dueToday: 1,
  overdue: 1,
  consultationsUnanswered: 4,
  newThisMonth: { intakes: 3, investigations: 1 },
  closedThisMonth: { intakes: 4, investigations: 2 },
  weight: 18,
};

export const Workload = z
  .object({
    today: DayField.describe('Swedish local day'),
    month: z
      .object({ from: DayField, to: DayField })
      .describe('The calendar month of `today`, both days included'),
    purpose: z.object({ sv: z.string(), en: z.string() }).describe('What the figures are for'),
    weighting: Weighting,
    items: z.array(UnitWorkload).describe("The caller's units, in the order of the board's"),
  })
  .meta({
    id: 'Workload',
    examples: [
      {
        today: '2026-11-20',
        month: { from: '2026-11-01', to: '2026-11-30' },
        purpose: PURPOSE,
        weighting: {
          intakes: [
            { type: 'anmalan', phase: 'efter-skyddsbedomning', weight: 1, provenance: 'provisional' },
          ],
          investigations: [{ phase: 'insamling', weight: 3, provenance: null }],
          overdue: { weight: 0, provenance: 'provisional' },
          levels: [{ code: 'ny', name: 'Ny', share: 0.6, provenance: 'provisional' }],
        },
        items: [
          {
            unit: 'barn-och-familj',
            name: 'Barn och familj',
            fullLoad: { weight: 36, provenance: 'provisional' },
            total: figures,
            handlers: [
              {
                handlerId: 'karin.ek',
                level: { code: 'ny', name: 'Ny', share: 0.6, validFrom: '2026-09-01' },
                capacity: 21.6,
                share: 0.83,
                ...figures,
              },
            ],
          },
        ],
      },
    ],
  });
export type Workload = z.infer<typeof Workload>;

export const WorkloadFilter = z.object({
  unit: UnitCode.optional().describe('Only this unit, if it is one of the caller’s'),
  handlerId: HandlerId.optional().describe('Only this handler’s row; the totals stay those of the unit'),
});
export type WorkloadFilter = z.infer<typeof WorkloadFilter>;
