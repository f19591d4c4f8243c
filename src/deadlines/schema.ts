import { z } from 'zod';
import { CaseNumber, DayField, HandlerId, Id, Period, UnitCode } from '../kernel/fields.ts';
import type { LegalForce } from '../kernel/law.ts';
import { codeSchema } from '../knowledge/codebooks.ts';
import { RULE_IDS } from '../knowledge/local-terms.ts';
import { DEADLINE_RULE_IDS } from './rules.ts';

/**
 * A deadline (tidsfrist): what is to be done by when in a case, by which law, and whether it was.
 * Nobody registers or owns one: it is computed from the child's record and a day, each time it is asked for.
 * It never changes the record, and never decides whether something may be done.
 */

/**
 * Where a deadline stands (läge) on a day. `due-today`: the working alarm has come and the last lawful day has not
 * passed; the two differ only where the alarm falls on a closed day.
 */
export const DeadlineState = z
  .enum(['running', 'nearing', 'due-today', 'overdue', 'met', 'met-late', 'lapsed', 'not-applicable'])
  .describe(
    'Läge: running (löper), nearing (nära), due-today (sista dagen), overdue (passerad), met (klar), ' +
      'met-late (klar för sent), lapsed (upphörd: it can no longer be met, and asks for nothing more), ' +
      'not-applicable (gäller inte: the record says why)',
  );
export type DeadlineState = z.infer<typeof DeadlineState>;

/** Which time limit it is, by its id in `/legal-rules`. */
export const DeadlineRuleId = z.enum(DEADLINE_RULE_IDS).describe('Rule, as in /legal-rules');

const FORCES = [
  'statutory',
  'statutory-duty-advisory-time',
  'statutory-lapse',
  'statutory-recurring',
  'agreement',
  'duty-statutory-day-local',
  'local',
] as const satisfies readonly LegalForce[];

const ORIGINS = ['act', 'board', 'default', 'agreement', 'set'] as const;
export type DeadlineOrigin = (typeof ORIGINS)[number];

const BothLanguages = z.object({ sv: z.string(), en: z.string() });

export const Deadline = z
  .object({
    id: z.string().describe('Rule, subject and, where a subject has several, which of them. Stable.'),
    rule: DeadlineRuleId,
    label: BothLanguages,
    childId: Id,
    subject: z
      .object({ kind: z.enum(['intake', 'investigation', 'consultation']), id: Id, caseNumber: CaseNumber })
      .describe('What it is about'),
    case: z
      .object({ kind: z.enum(['intake', 'investigation']), id: Id })
      .describe('The case that the subject belongs to'),
    unit: UnitCode,
    handlerId: HandlerId.describe('Ansvarig handläggare of the case'),
    partyId: Id.nullable().describe('Parten whose time it is; null where it is not the time of one party'),
    start: DayField.describe('The day that the time runs from'),
    nearOn: DayField.describe('From this day it is nearing'),
    endDay: DayField.describe('Slutdag: the working alarm'),
    lastLawfulDay: DayField.describe(
      'The last day that the law allows: later than endDay only for a time in a statute that ends on a closed day',
    ),
    extensions: z
      .array(
        z.object({
          ground: codeSchema('extensionGround').describe('Skäl enligt lag'),
          decidedOn: DayField,
          decidedBy: HandlerId,
          newEndDay: DayField,
          recordedOn: DayField.nullable().describe(
            'The day it was put on record, which may be later than the decision; null where that was not kept',
          ),
          counted: z.boolean().describe('It moved the end day: decided in time, and to a later day'),
          late: z
            .boolean()
            .describe(
              'Beslutad för sent: the time had run out when it was decided, so that it moves nothing',
            ),
          recordedLate: z
            .boolean()
            .describe(
              'Registrerad för sent: decided in time by what was recorded, but put on record only when the time had run ' +
                'out. It counts, and should be looked into',
            ),
        }),
      )
      .describe('Förlängningar, in the order decided'),
    state: DeadlineState,
    metOn: DayField.nullable().describe('Null where it is not met'),
    force: z.enum(FORCES).describe('What makes the time binding'),
    origin: z
      .enum(ORIGINS)
      .describe(
        'Where the end day comes from: act (lagen, also “at once”), board (nämndens egen gräns), default (ours, where ' +
          'the act names no number and the board has set none), agreement (överenskommen dag), set (a day that the handler set)',
      ),
    law: z
      .string()
      .describe(
        'Lagrum: as in force on the day it ended, or, while it runs, today; for a limit of the board’s own, its name',
      ),
    explanation: BothLanguages.describe('From which fact, by which arithmetic, by which law'),
  })
  .meta({
    id: 'Deadline',
    examples: [
      {
        id: 'forhandsbedomning:0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a21',
        rule: 'forhandsbedomning',
        label: { sv: 'Förhandsbedömning', en: 'Preliminary assessment' },
        childId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a11',
        subject: {
          kind: 'intake',
          id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a21',
          caseNumber: '2026-00042',
        },
        case: { kind: 'intake', id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a21' },
        unit: 'mottagning',
        handlerId: 'karin.ek',
        partyId: null,
        start: '2026-11-20',
        nearOn: '2026-12-01',
        endDay: '2026-12-04',
        lastLawfulDay: '2026-12-04',
        extensions: [],
        state: 'running',
        metOn: null,
        force: 'statutory',
        origin: 'act',
        law: 'SoL (2025:400) 20 kap. 2 §',
        explanation: {
          sv: 'Anmälan kom in 2026-11-20. 14 dagar därefter är 2026-12-04. SoL (2025:400) 20 kap. 2 §.',
          en: 'The report came in on 2026-11-20. 14 days later is 2026-12-04. SoL (2025:400) 20 kap. 2 §.',
        },
      },
    ],
  });
export type Deadline = z.infer<typeof Deadline>;

/** The deadlines of one case, the first end day first. */
export const CaseDeadlines = z.object({ items: z.array(Deadline) }).meta({
  id: 'CaseDeadlines',
  examples: [{ items: [(Deadline.meta()!.examples as Deadline[])[0]!] }],
});

/** Vad händer om: a time limit from a day, with no case behind it. */
export const CalculationInput = z
  .strictObject({
    rule: z.enum(RULE_IDS).describe('Any rule of /legal-rules'),
    start: DayField.describe('The day that the time runs from'),
    round: z
      .enum(['first', 'following'])
      .optional()
      .describe(
        'Of a time that recurs: the first, or one that follows upon what was done; the first when left out',
      ),
    extensions: z
      .array(
        z.strictObject({
          decidedOn: DayField,
          newEndDay: DayField,
          ground: codeSchema('extensionGround').optional(),
        }),
      )
      .max(50)
      .optional()
      .describe('Förlängningar; they count in the order decided, and those that came too late do not'),
  })
  .meta({
    id: 'CalculationInput',
    examples: [
      {
        rule: 'utredning',
        start: '2026-06-24',
        extensions: [{ decidedOn: '2026-10-20', newEndDay: '2026-12-24', ground: 'sarskilda-skal' }],
      },
    ],
  });
export type CalculationInput = z.infer<typeof CalculationInput>;

const endDays = {
  endDay: DayField.nullable().describe(
    'Slutdag; null where neither act nor board named a time on the start day',
  ),
  lastLawfulDay: DayField.nullable().describe('The last day that the law allows'),
  closedDay: z.string().nullable().describe('Why the end day is closed, in Swedish; null on a working day'),
};

export const Calculation = z
  .object({
    rule: z.enum(RULE_IDS),
    label: BothLanguages,
    start: DayField,
    period: Period.nullable().describe('How long the time is; null where none was named on the start day'),
    origin: z.enum(['act', 'board', 'default']).nullable().describe('Whose number it is'),
    ...endDays,
    extensions: z.array(
      z.object({
        decidedOn: DayField,
        newEndDay: DayField,
        counted: z.boolean(),
        late: z.boolean(),
      }),
    ),
    following: z
      .object({ period: Period, ...endDays })
      .nullable()
      .describe('Of a time that recurs: the next round, if this one is done on its end day'),
    force: z.enum(FORCES),
    law: z.string().nullable().describe('Lagrum as in force on the start day; null where none was'),
    explanation: BothLanguages,
  })
  .meta({
    id: 'Calculation',
    examples: [
      {
        rule: 'utredning',
        label: { sv: 'Utredning enligt fyramånadersregeln', en: 'Investigation, four-month rule' },
        start: '2026-06-24',
        period: { months: 4 },
        origin: 'act',
        endDay: '2026-12-24',
        lastLawfulDay: '2026-12-28',
        closedDay: 'julafton',
        extensions: [{ decidedOn: '2026-10-20', newEndDay: '2026-12-24', counted: true, late: false }],
        following: null,
        force: 'statutory',
        law: 'SoL (2025:400) 20 kap. 3 §',
        explanation: {
          sv: 'Utredningen inleddes: 2026-06-24. 4 månader därefter är 2026-10-24. Förlängd till 2026-12-24 genom beslut 2026-10-20 på grund av särskilda skäl. Den dagen är julafton, så det får ske senast 2026-12-28 (lag (1930:173) 2 §). SoL (2025:400) 20 kap. 3 §.',
          en: 'The investigation was opened: 2026-06-24. 4 months later is 2026-10-24. Extended to 2026-12-24 by a decision on 2026-10-20 on särskilda skäl (special grounds). That day is closed (julafton), so it may be done by 2026-12-28 (lag (1930:173) 2 §). SoL (2025:400) 20 kap. 3 §.',
        },
      },
    ],
  });
export type Calculation = z.infer<typeof Calculation>;

export const DeadlineFilter = z.object({
  unit: UnitCode.optional(),
  handlerId: HandlerId.optional(),
  rule: DeadlineRuleId.optional(),
  state: DeadlineState.optional().describe(
    'Left out: everything that still asks for something, which is running, nearing, due-today and overdue',
  ),
  from: DayField.optional().describe('End day no earlier than this'),
  to: DayField.optional().describe('End day no later than this'),
});
export type DeadlineFilter = z.infer<typeof DeadlineFilter>;
