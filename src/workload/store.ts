import { and, count, eq, gte, inArray, isNull, lt, lte, type SQL, sql } from 'drizzle-orm';
import type { CaseKind, Reach } from '../access/reach.ts';
import { inJsonList } from '../database/columns.ts';
import { prepared, preparedPerShape, type Reader } from '../database/handle.ts';
import { deadline } from '../deadlines/projection/tables.ts';
import { seesIntake } from '../intake/secrecy.ts';
import { intake, protectionAssessment } from '../intake/tables.ts';
import { analysisVersion } from '../investigation/analysis/tables.ts';
import { consultation } from '../investigation/consultation/tables.ts';
import { planVersion } from '../investigation/plan/tables.ts';
import { investigation } from '../investigation/tables.ts';
import type { Instant } from '../kernel/clock.ts';
import { type Day, daysAfter } from '../kernel/day.ts';
import type { CodeOf } from '../knowledge/codebooks.ts';
import { knowsAlsoWhom, seesCase } from '../person/secrecy.ts';
import { person } from '../person/tables.ts';
import type { DueState, OfHandler } from './rules.ts';

/**
 * Counts per unit and handler, a query for each kind of thing, under the one predicate. None of them passes what has
 * been closed, except what was closed in the period that it counts.
 */

const { placeholder } = sql;
const seesInvestigation = seesCase(investigation);

/** Of which units, and as whom. */
interface Asked {
  /** JSON. */
  readonly inUnits: string;
  readonly reach: Readonly<Record<CaseKind, Reach>>;
  readonly now: Instant;
}

const inUnits = (of: { unit: typeof intake.unit | typeof investigation.unit | typeof deadline.unit }) =>
  inJsonList(of.unit, placeholder('inUnits'));

const withReach = ({ inUnits, reach, now }: Asked, kind: CaseKind) => ({ inUnits, now, ...reach[kind] });

const openIntakes = prepared((reader: Reader) => {
  const assessed = sql`exists (
    select 1 from ${protectionAssessment} where ${protectionAssessment.intakeId} = ${intake.id})`;
  const cases = reader
    .select({
      unit: intake.unit,
      handlerId: intake.handlerId,
      type: intake.type,
      phase: sql<
        CodeOf<'intakePhase'>
      >`case when ${assessed} then 'efter-skyddsbedomning' else 'fore-skyddsbedomning' end`.as('phase'),
    })
    .from(intake)
    .innerJoin(person, eq(person.id, intake.childId))
    .where(and(isNull(intake.outcome), inUnits(intake), seesIntake))
    .as('cases');
  const { unit, handlerId, type, phase } = cases;
  return reader
    .select({ unit, handlerId, type, phase, count: count() })
    .from(cases)
    .groupBy(unit, handlerId, type, sql`${phase}`)
    .prepare();
});

const openInvestigations = prepared((reader: Reader) => {
  const begun = (version: typeof planVersion | typeof analysisVersion) =>
    sql`exists (select 1 from ${version} where ${version.investigationId} = ${investigation.id})`;
  const cases = reader
    .select({
      unit: investigation.unit,
      handlerId: investigation.handlerId,
      phase: sql<CodeOf<'investigationPhase'>>`case when ${begun(analysisVersion)} then 'analys'
        when ${begun(planVersion)} then 'insamling' else 'planering' end`.as('phase'),
    })
    .from(investigation)
    .innerJoin(person, eq(person.id, investigation.childId))
    .where(and(isNull(investigation.closedOn), inUnits(investigation), seesInvestigation))
    .as('cases');
  const { unit, handlerId, phase } = cases;
  return reader
    .select({ unit, handlerId, phase, count: count() })
    .from(cases)
    .groupBy(unit, handlerId, sql`${phase}`)
    .prepare();
});

const unanswered = prepared((reader: Reader) =>
  reader
    .select({ unit: investigation.unit, handlerId: investigation.handlerId, count: count() })
    .from(investigation)
    .innerJoin(person, eq(person.id, investigation.childId))
    .innerJoin(consultation, eq(consultation.investigationId, investigation.id))
    .where(
      and(
        isNull(investigation.closedOn),
        inArray(consultation.status, ['skickad', 'paminnelse']),
        inUnits(investigation),
        seesInvestigation,
      ),
    )
    .groupBy(investigation.unit, investigation.handlerId)
    .prepare(),
);

interface DueShape extends Record<string, unknown> {
  readonly kind: CaseKind;
  /** Those that their passing settles; or those that wait for someone. Each has an index to itself. */
  readonly byPassing: boolean;
}

const TIMED = {
  intake: { of: intake, sees: seesIntake },
  investigation: { of: investigation, sees: seesInvestigation },
} as const;

const due = preparedPerShape((reader: Reader, { kind, byPassing }: DueShape) => {
  const { of, sees } = TIMED[kind];
  const open: SQL[] = byPassing
    ? [
        eq(deadline.settledByPassing, true),
        // No end day is further from its last lawful day: what passed long ago is not looked at.
        gte(deadline.endDay, placeholder('earliestEndDay')),
        gte(deadline.lastLawfulDay, placeholder('today')),
      ]
    : [sql`not ${deadline.settledByPassing}`];
  const clocks = reader
    .select({
      unit: deadline.unit,
      handlerId: deadline.handlerId,
      state: sql<DueState>`case when ${deadline.lastLawfulDay} < ${placeholder('today')} then 'overdue'
        when ${deadline.endDay} <= ${placeholder('today')} then 'due-today' else 'nearing' end`.as('state'),
    })
    .from(deadline)
    .innerJoin(of, eq(of.id, deadline.caseId))
    .innerJoin(person, eq(person.id, deadline.childId))
    .where(
      and(
        isNull(deadline.settled),
        ...open,
        lte(deadline.nearOn, placeholder('today')),
        eq(deadline.caseKind, kind),
        inUnits(deadline),
        knowsAlsoWhom(deadline.partyId),
        sees,
      ),
    )
    .as('clocks');
  const { unit, handlerId, state } = clocks;
  return reader
    .select({ unit, handlerId, state, count: count() })
    .from(clocks)
    .groupBy(unit, handlerId, sql`${state}`)
    .prepare();
});

const MOVES = {
  'new-intakes': { of: intake, sees: seesIntake, at: intake.receivedAt },
  'closed-intakes': { of: intake, sees: seesIntake, at: intake.decidedOn },
  'new-investigations': { of: investigation, sees: seesInvestigation, at: investigation.openedOn },
  'closed-investigations': { of: investigation, sees: seesInvestigation, at: investigation.closedOn },
} as const;

const moved = preparedPerShape((reader: Reader, { move }: { readonly move: keyof typeof MOVES }) => {
  const { of, sees, at } = MOVES[move];
  return reader
    .select({ unit: of.unit, handlerId: of.handlerId, count: count() })
    .from(of)
    .innerJoin(person, eq(person.id, of.childId))
    .where(and(gte(at, placeholder('from')), lt(at, placeholder('to')), inUnits(of), sees))
    .groupBy(of.unit, of.handlerId)
    .prepare();
});

type Counted<T = unknown> = OfHandler & { readonly count: number } & T;

/** Undecided intakes, by kind and phase. */
export const countOpenIntakes = (
  reader: Reader,
  asked: Asked,
): Promise<Counted<{ type: CodeOf<'reportType'>; phase: CodeOf<'intakePhase'> }>[]> =>
  openIntakes(reader).execute(withReach(asked, 'intake'));

/** Running investigations, by phase. */
export const countOpenInvestigations = (
  reader: Reader,
  asked: Asked,
): Promise<Counted<{ phase: CodeOf<'investigationPhase'> }>[]> =>
  openInvestigations(reader).execute(withReach(asked, 'investigation'));

/** Consultations of running investigations that were sent and have neither been answered nor ended. */
export const countUnanswered = (reader: Reader, asked: Asked): Promise<Counted[]> =>
  unanswered(reader).execute(withReach(asked, 'investigation'));

/** Deadlines that are near, due or overdue, without the time of a party whom the caller may not know of. */
export async function countDue(
  reader: Reader,
  asked: Asked,
  today: Day,
): Promise<Counted<{ state: DueState }>[]> {
  const found: Counted<{ state: DueState }>[] = [];
  for (const kind of ['intake', 'investigation'] as const) {
    for (const byPassing of [false, true]) {
      const given = { ...withReach(asked, kind), today, earliestEndDay: daysAfter(today, -5) };
      found.push(...(await due(reader, { kind, byPassing }).execute(given)));
    }
  }
  return found;
}

/** What came or ended in a period; its end is not in it. */
export const countMoved = (
  reader: Reader,
  asked: Asked,
  move: keyof typeof MOVES,
  { from, to }: { readonly from: Day | Instant; readonly to: Day | Instant },
): Promise<Counted[]> =>
  moved(reader, { move }).execute({
    ...withReach(asked, move.endsWith('intakes') ? 'intake' : 'investigation'),
    from,
    to,
  });
