import { and, asc, desc, eq, gt, lte, type SQL, sql } from 'drizzle-orm';
import type { CaseKind, Reach } from '../access/reach.ts';
import { inJsonList } from '../database/columns.ts';
import { prepared, preparedPerShape, type Reader, type Tx } from '../database/handle.ts';
import { deadline } from '../deadlines/projection/tables.ts';
import { seesIntake } from '../intake/secrecy.ts';
import { intake } from '../intake/tables.ts';
import { investigation } from '../investigation/tables.ts';
import { knowsAlsoWhom, seesCase } from '../person/secrecy.ts';
import { person } from '../person/tables.ts';
import type { EventFilter } from './schema.ts';
import { type EventRow, event } from './tables.ts';

const { placeholder } = sql;

const latest = prepared((reader: Reader) =>
  reader.select({ seq: event.seq }).from(event).orderBy(desc(event.seq)).limit(1).prepare(),
);
const toldOf = prepared((reader: Reader) =>
  reader
    .select({ deadlineId: event.deadlineId, endDay: event.endDay, step: event.step })
    .from(event)
    .where(inJsonList(event.deadlineId, placeholder('deadlineIds')))
    .prepare(),
);

/** The number of the last event told; 0 before the first. */
export async function findLastSeq(reader: Reader): Promise<number> {
  const [row] = await latest(reader).execute();
  return row?.seq ?? 0;
}

/** The steps of these deadlines that have been told of. */
export const findTold = (
  reader: Reader,
  deadlineIds: readonly string[],
): Promise<Pick<EventRow, 'deadlineId' | 'endDay' | 'step'>[]> =>
  toldOf(reader).execute({ deadlineIds: JSON.stringify(deadlineIds) });

/** Keeps events; one that tells what has been told already is left out. Returns how many were kept. */
export async function insertEvents(tx: Tx, events: readonly EventRow[]): Promise<number> {
  if (events.length === 0) return 0;
  const kept = await tx
    .insert(event)
    .values([...events])
    .onConflictDoNothing({ target: [event.deadlineId, event.endDay, event.step] })
    .returning({ seq: event.seq });
  return kept.length;
}

/** An event, and whose it is, for the log. */
export interface EventOfChild {
  readonly row: EventRow;
  readonly childId: string;
  readonly partyId: string | null;
}

/** A stretch of the order of events. */
export interface Stretch {
  readonly after: number;
  readonly through: number;
}

type Filter = Omit<EventFilter, 'caseKind'>;
type Shape = Readonly<Record<keyof Filter, boolean>>;

const shapeOf = ({ step, rule, unit, handlerId }: Filter): Shape => ({
  step: step !== undefined,
  rule: rule !== undefined,
  unit: unit !== undefined,
  handlerId: handlerId !== undefined,
});

/** Seen by the case as it now is: the kept row of a deadline that was withdrawn may have been left behind. */
const seenEvents = (kind: CaseKind, of: typeof intake | typeof investigation, sees: SQL) =>
  preparedPerShape((reader: Reader, shape: Shape) =>
    reader
      .select({ row: event, childId: of.childId, partyId: deadline.partyId })
      .from(event)
      .innerJoin(deadline, eq(deadline.id, event.deadlineId))
      .innerJoin(of, eq(of.id, event.caseId))
      .innerJoin(person, eq(person.id, of.childId))
      .where(
        and(
          gt(event.seq, placeholder('after')),
          lte(event.seq, placeholder('through')),
          eq(event.caseKind, kind),
          shape.step ? eq(event.step, placeholder('step')) : undefined,
          shape.rule ? eq(event.rule, placeholder('rule')) : undefined,
          shape.unit ? eq(event.unit, placeholder('unit')) : undefined,
          shape.handlerId ? eq(of.handlerId, placeholder('handlerId')) : undefined,
          sees,
          knowsAlsoWhom(deadline.partyId),
        ),
      )
      .orderBy(asc(event.seq))
      .limit(placeholder('limit'))
      .prepare(),
  );
const SEEN = {
  intake: seenEvents('intake', intake, seesIntake),
  investigation: seenEvents('investigation', investigation, seesCase(investigation)),
};

/** The events of one kind of case in a stretch, as far as the caller sees the cases and knows the parties now. */
export async function findSeenEvents(
  reader: Reader,
  kind: CaseKind,
  { after, through }: Stretch,
  { step, rule, unit, handlerId }: Filter,
  reach: Reach,
  now: string,
  limit: number,
): Promise<EventOfChild[]> {
  const filter = { step, rule, unit, handlerId };
  return SEEN[kind](reader, shapeOf(filter)).execute({ ...filter, ...reach, now, after, through, limit });
}
