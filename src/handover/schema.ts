import { z } from 'zod';
import { Deadline } from '../deadlines/schema.ts';
import { Analysis } from '../investigation/analysis/schema.ts';
import { Triangle } from '../investigation/area/schema.ts';
import { Communication } from '../investigation/communication/schema.ts';
import { Consultation } from '../investigation/consultation/schema.ts';
import { Conversation } from '../investigation/conversation/schema.ts';
import { MissingItem } from '../investigation/decision/schema.ts';
import { Note } from '../investigation/note/schema.ts';
import { Plan } from '../investigation/plan/schema.ts';
import { AssignmentHistory, Investigation } from '../investigation/schema.ts';
import { CaseNumber, DayField, HandlerId, Id, UnitCode } from '../kernel/fields.ts';
import { areaSchema } from '../knowledge/areas.ts';
import { Person } from '../person/schema.ts';
import { FileEntry } from '../record/schema.ts';

/**
 * A hand-over (överlämning): what who takes over a case needs to see at once, and who hands it over should have seen.
 * It owns nothing: every piece is read where it belongs, as its own read gives it.
 * It never assigns anyone, and never shows more than those reads would.
 */

/** What was begun and has not come to its end, with others and at the own desk. */
const Running = z
  .object({
    consultations: z
      .array(
        Consultation.pick({
          id: true,
          counterpart: true,
          counterpartName: true,
          status: true,
          sentOn: true,
          answerDay: true,
          remindedOn: true,
          version: true,
        }),
      )
      .describe('Konsultationer that await their answer, the first answer day first'),
    drafts: z
      .array(
        Consultation.pick({
          id: true,
          counterpart: true,
          counterpartName: true,
          createdAt: true,
          createdBy: true,
          version: true,
        }),
      )
      .describe('Konsultationer that are not yet sent'),
    answers: z
      .array(
        Consultation.pick({
          id: true,
          counterpart: true,
          counterpartName: true,
          answeredOn: true,
          version: true,
        }).extend({
          untaken: z.array(z.int()).describe('The numbers of its statements that no area has'),
        }),
      )
      .describe('Svar whose statements are not all taken into the areas, the first answered first'),
    notes: z
      .array(
        Note.pick({
          id: true,
          happenedOn: true,
          heading: true,
          corrects: true,
          recordedAt: true,
          recordedBy: true,
          version: true,
        }),
      )
      .describe('Journalanteckningar that are not yet signed, in order of time'),
    communications: z
      .array(Communication.pick({ id: true, partyId: true, sentOn: true, commentBy: true, version: true }))
      .describe('Kommuniceringar that await their comment, the first day first'),
  })
  .describe('Pågår; in a closed investigation nothing but corrections of notes that are not yet signed');
export type Running = z.infer<typeof Running>;

const exampleOf = <T extends z.ZodType>(schema: T) => (schema.meta()!.examples as z.infer<T>[])[0]!;
const { assignments: _, ...exampleFrame } = exampleOf(Investigation);
const { text: __, ...exampleEntry } = exampleOf(FileEntry);

/** One investigation as it is handed over. */
export const Handover = z
  .object({
    investigation: Investigation.omit({ assignments: true }),
    child: Person,
    assignments: AssignmentHistory.shape.items,
    running: Running,
    deadlines: z.array(Deadline).describe('Tidsfrister that are not met, the first end day first'),
    missing: z.array(MissingItem).describe('What closing still needs today, as `completeness` says'),
    advised: z.array(MissingItem).describe('Att överväga: what is advised before it, as `completeness` says'),
    plan: Plan.pick({ version: true, questions: true, savedAt: true, savedBy: true }).extend({
      areas: z.array(areaSchema()).describe('Delområden that are investigated'),
    }),
    analysis: Analysis.pick({ version: true, savedAt: true, savedBy: true }),
    lastWithChild: Conversation.pick({
      id: true,
      heldOn: true,
      form: true,
      childAlone: true,
      recordedBy: true,
      version: true,
    })
      .nullable()
      .describe('Senaste samtalet som barnet deltog i; null where there is none'),
    triangle: Triangle.shape.sides.describe('How much is known of each area'),
    latest: FileEntry.omit({ text: true }).describe('Det senaste som hände, as the child’s file shows it'),
  })
  .meta({
    id: 'Handover',
    examples: [
      {
        investigation: exampleFrame,
        child: exampleOf(Person),
        assignments: exampleOf(AssignmentHistory).items,
        running: { consultations: [], drafts: [], answers: [], notes: [], communications: [] },
        deadlines: [exampleOf(Deadline)],
        missing: [],
        advised: [],
        plan: {
          version: 2,
          areas: ['grundlaggande-omsorg'],
          questions: ['Får barnet mat och sömn varje dag?'],
          savedAt: '2026-12-01T13:20:00.000Z',
          savedBy: 'karin.ek',
        },
        analysis: { version: 0, savedAt: null, savedBy: null },
        lastWithChild: null,
        triangle: exampleOf(Triangle).sides,
        latest: exampleEntry,
      },
    ],
  });
export type Handover = z.infer<typeof Handover>;

/** An open case of a handler, with what is due first in it. */
export const HandoverCase = z
  .object({
    kind: z.enum(['intake', 'investigation']),
    id: Id,
    caseNumber: CaseNumber,
    childId: Id,
    unit: UnitCode,
    openedOn: DayField.describe('Inkommen or inledd'),
    next: Deadline.pick({
      id: true,
      rule: true,
      label: true,
      partyId: true,
      endDay: true,
      lastLawfulDay: true,
      state: true,
    })
      .nullable()
      .describe('Närmaste tidsfrist; null where none is running'),
  })
  .meta({
    id: 'HandoverCase',
    examples: [
      {
        kind: 'investigation',
        id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a51',
        caseNumber: '2026-00042',
        childId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a11',
        unit: 'barn-och-familj',
        openedOn: '2026-11-27',
        next: {
          id: 'utredning:0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a51',
          rule: 'utredning',
          label: { sv: 'Utredning', en: 'Investigation' },
          partyId: null,
          endDay: '2027-03-27',
          lastLawfulDay: '2027-03-29',
          state: 'running',
        },
      },
    ],
  });
export type HandoverCase = z.infer<typeof HandoverCase>;

export const HandoverFilter = z.object({ handlerId: HandlerId.describe('Whose cases are handed over') });
