import { z } from 'zod';
import { DeadlineRuleId } from '../deadlines/schema.ts';
import { CaseNumber, DayField, HandlerId, Id, InstantOut, saying, UnitCode } from '../kernel/fields.ts';

/** The steps of a deadline that are told of (händelse): it nears, its end day has come, its last lawful day has passed. */
export const EventStep = z.enum(['nearing', 'due', 'passed']);
export type EventStep = z.infer<typeof EventStep>;

/** The type of the event that tells of a step. Its version is raised when what `data` holds changes its meaning. */
export const eventTypeOf = <S extends EventStep>(step: S) => `se.barnakt.deadline.${step}.v1` as const;

/** Which case an event is about. */
const CaseKind = z.enum(['intake', 'investigation']);
const EventCase = z.object({ kind: CaseKind, id: Id });

/**
 * An event (händelse) as it is told to others: CloudEvents 1.0 in structured JSON. It says which deadline of which case
 * has come how far, and nothing of the child, the parties or the handler: whoever may know that reads the case.
 */
export const CloudEvent = z
  .object({
    specversion: z.literal('1.0'),
    id: Id.describe('Unique: who gets the same one twice has got one event'),
    source: z
      .string()
      .describe('The board that tells: its place in this API')
      .meta({ format: 'uri-reference' }),
    type: z
      .enum(EventStep.options.map(eventTypeOf))
      .describe(
        'Nearing (nära): from now on it is soon. Due (slutdag): its end day has come. Passed (passerad): its last ' +
          'lawful day has passed and it was not met',
      ),
    subject: z.string().describe('The id of the deadline, as in /deadlines'),
    time: InstantOut.describe('When it was told'),
    datacontenttype: z.literal('application/json'),
    data: z.object({
      deadlineId: z.string().describe('The id of the deadline, as in /deadlines'),
      rule: DeadlineRuleId,
      step: EventStep,
      case: EventCase.describe('The case whose deadline it is'),
      caseNumber: CaseNumber,
      unit: UnitCode.describe('Enheten that had the case when it was told'),
      endDay: DayField.describe('Slutdag, as it was set when it was told'),
      lastLawfulDay: DayField.describe('The last day that the law allows'),
    }),
  })
  .meta({
    id: 'CloudEvent',
    examples: [
      {
        specversion: '1.0',
        id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a77',
        source: '/barnakt/v1/2281',
        type: 'se.barnakt.deadline.nearing.v1',
        subject: 'forhandsbedomning:0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a21',
        time: '2026-11-30T23:00:42.000Z',
        datacontenttype: 'application/json',
        data: {
          deadlineId: 'forhandsbedomning:0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a21',
          rule: 'forhandsbedomning',
          step: 'nearing',
          case: { kind: 'intake', id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a21' },
          caseNumber: '2026-00042',
          unit: 'mottagning',
          endDay: '2026-12-04',
          lastLawfulDay: '2026-12-04',
        },
      },
    ],
  });
export type CloudEvent = z.infer<typeof CloudEvent>;

/** A place in the order of events: what was told up to there has been read. */
const Cursor = z
  .string()
  .refine((text) => /^(0|[1-9]\d{0,9})$/.test(text), saying('Markören känns inte igen.', 'Unknown cursor.'))
  .meta({ examples: ['4711'] });

/** What has been told since a place in the order. */
export const EventFeed = z
  .object({
    items: z.array(CloudEvent).describe('In the order told'),
    cursor: Cursor.describe('Where to go on; the same again while nothing new has been told to the caller'),
    more: z.boolean().describe('True: go on at once. False: there is nothing more for now'),
  })
  .meta({
    id: 'EventFeed',
    examples: [{ items: CloudEvent.meta()!.examples as CloudEvent[], cursor: '4711', more: false }],
  });
export type EventFeed = z.infer<typeof EventFeed>;

export const EventFilter = z.object({
  step: EventStep.optional(),
  rule: DeadlineRuleId.optional(),
  unit: UnitCode.optional().describe('Enheten that had the case when it was told'),
  handlerId: HandlerId.optional().describe('Ansvarig handläggare of the case as it now is'),
  caseKind: CaseKind.optional(),
});
export type EventFilter = z.infer<typeof EventFilter>;

export const EventQuery = z.object({
  cursor: Cursor.optional().describe('The cursor of the answer before. Left out: from the first event'),
  from: z.literal('now').optional().describe('Instead of a cursor: the place after everything told so far'),
  ...EventFilter.shape,
});
