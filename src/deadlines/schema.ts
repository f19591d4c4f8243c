import { z } from 'zod';
import { CaseNumber, DayField, HandlerId, Id, UnitCode } from '../kernel/fields.ts';
import type { LegalForce } from '../kernel/law.ts';
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
          decidedOn: DayField,
          newEndDay: DayField,
          counted: z
            .boolean()
            .describe('False when decided after the time had run out, or not to a later day'),
        }),
      )
      .describe('Förlängningar, in the order decided'),
    state: DeadlineState,
    metOn: DayField.nullable().describe('Null while it is not met, or where the day is not recorded'),
    force: z.enum(FORCES).describe('What makes the time binding'),
    law: z.string().describe('Lagrum: as in force on the day it was met, or, while it runs, today'),
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

export const DeadlineFilter = z.object({
  unit: UnitCode.optional(),
  handlerId: HandlerId.optional(),
  rule: DeadlineRuleId.optional(),
  state: DeadlineState.optional().describe('Left out: everything that still asks for something'),
  from: DayField.optional().describe('End day no earlier than this'),
  to: DayField.optional().describe('End day no later than this'),
});
export type DeadlineFilter = z.infer<typeof DeadlineFilter>;
