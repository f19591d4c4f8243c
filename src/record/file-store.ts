import { and, eq, type SQL, sql, type WithSubquery } from 'drizzle-orm';
import type { Reach } from '../access/reach.ts';
import { inJsonList } from '../database/columns.ts';
import { prepared, type Reader } from '../database/handle.ts';
import { seesIntake } from '../intake/secrecy.ts';
import { intake } from '../intake/tables.ts';
import { intervention } from '../intervention/tables.ts';
import { investigation } from '../investigation/tables.ts';
import type { Instant } from '../kernel/clock.ts';
import type { Day } from '../kernel/day.ts';
import { knowsPerson, seesCase } from '../person/secrecy.ts';
import { person } from '../person/tables.ts';
import { report, reportedChild } from '../report/tables.ts';
import type { FileRow, Kind, Source } from './file-kinds.ts';
import { KINDS_OF_INTAKES } from './file-of-intakes.ts';
import { KINDS_OF_INTERVENTIONS } from './file-of-interventions.ts';
import { KINDS_OF_INVESTIGATIONS } from './file-of-investigations.ts';
import type { FileEntryKind } from './schema.ts';

/**
 * The queries that a child's file is read by: one for all that hangs on intakes, one on investigations
 * and one on interventions, each over every kind there is. All begin with the cases that the caller sees, and nothing is read
 * that does not belong to one of them.
 */

const { placeholder } = sql;

/** The columns of a row, in the same order in every part of the union. */
const COLUMNS = {
  on: 'happened_on',
  at: 'happened_at',
  recordedAt: 'recorded_at',
  by: 'done_by',
  code: 'code',
  area: 'area',
  text: 'running_text',
  more: 'more_text',
  detail: 'detail',
  party: 'party_id',
} as const satisfies Partial<Record<keyof Source, string>>;

/** The rows of one kind in the cases seen. */
function rowsOf(kind: string, source: Source): SQL {
  const columns = (Object.keys(COLUMNS) as (keyof typeof COLUMNS)[]).map(
    (field) => sql`${source[field] ?? sql`cast(null as text)`} as ${sql.raw(COLUMNS[field])}`,
  );
  const conditions = [source.where, source.party && sql`(${source.party} is null or ${knowsPerson})`].filter(
    (condition) => condition !== undefined,
  );
  return sql.join(
    [
      sql`select '${sql.raw(kind)}' as kind, seen.id as case_id, seen.case_number as case_number,
        ${source.id} as id, ${source.after ?? sql`seen.begun_at`} as not_before, ${source.nth ?? sql`0`} as nth,
        ${sql.join(columns, sql`, `)}
        from ${source.from} inner join seen on seen.id = ${source.of}`,
      ...(source.party ? [sql`left join ${person} on ${person.id} = ${source.party}`] : []),
      ...(conditions.length > 0 ? [sql`where ${and(...conditions)}`] : []),
    ],
    sql` `,
  );
}

/** Every row of some kinds in the cases of `seen`. */
const everyRow = (reader: Reader, seen: WithSubquery, kinds: Readonly<Record<string, Kind>>) =>
  reader
    .with(seen)
    .select({
      kind: sql<FileEntryKind>`kind`,
      caseId: sql<string>`case_id`,
      caseNumber: sql<string>`case_number`,
      id: sql<string>`id`,
      on: sql<Day | null>`happened_on`,
      at: sql<Instant | null>`happened_at`,
      recordedAt: sql<Instant | null>`recorded_at`,
      after: sql<Instant>`not_before`,
      by: sql<string | null>`done_by`,
      code: sql<string | null>`code`,
      area: sql<string | null>`area`,
      text: sql<string | null>`running_text`,
      more: sql<string | null>`more_text`,
      detail: sql<string | null>`detail`,
      nth: sql<number>`nth`,
      partyId: sql<string | null>`party_id`,
    })
    .from(
      sql`(${sql.join(
        Object.entries(kinds).map(([kind, { source }]) => rowsOf(kind, source)),
        sql` union all `,
      )}) as entry`,
    )
    .prepare();

const ofIntakes = prepared((reader: Reader) =>
  everyRow(
    reader,
    reader.$with('seen').as(
      reader
        .select({
          id: intake.id,
          caseNumber: intake.caseNumber,
          begunAt: sql`${report.registeredAt}`.as('begun_at'),
        })
        .from(intake)
        .innerJoin(person, eq(person.id, intake.childId))
        .innerJoin(report, eq(report.id, intake.reportId))
        .where(and(eq(intake.childId, placeholder('childId')), seesIntake)),
    ),
    KINDS_OF_INTAKES,
  ),
);

const ofInvestigations = (which: SQL) =>
  prepared((reader: Reader) =>
    everyRow(
      reader,
      reader.$with('seen').as(
        reader
          .select({
            id: investigation.id,
            caseNumber: investigation.caseNumber,
            begunAt: sql`coalesce(${intake.decidedAt}, ${intake.receivedAt})`.as('begun_at'),
          })
          .from(investigation)
          .innerJoin(person, eq(person.id, investigation.childId))
          .innerJoin(intake, eq(intake.id, investigation.intakeId))
          .where(and(which, seesCase(investigation))),
      ),
      KINDS_OF_INVESTIGATIONS,
    ),
  );
const ofAllInvestigations = ofInvestigations(eq(investigation.childId, placeholder('childId')));
const ofOneInvestigation = ofInvestigations(eq(investigation.id, placeholder('id')));

const ofInterventions = prepared((reader: Reader) =>
  everyRow(
    reader,
    reader.$with('seen').as(
      reader
        .select({
          id: intervention.id,
          caseNumber: intervention.caseNumber,
          begunAt: sql`${intervention.givenAt}`.as('begun_at'),
        })
        .from(intervention)
        .innerJoin(person, eq(person.id, intervention.childId))
        .where(and(eq(intervention.childId, placeholder('childId')), seesCase(intervention))),
    ),
    KINDS_OF_INTERVENTIONS,
  ),
);

const childrenOn = prepared((reader: Reader) =>
  reader
    .selectDistinct({ childId: reportedChild.childId })
    .from(reportedChild)
    .where(inJsonList(reportedChild.reportId, placeholder('reportIds')))
    .prepare(),
);

/** All that hangs on those intakes of a child that the caller sees. */
export function findIntakeRows(
  reader: Reader,
  childId: string,
  reach: Reach,
  now: string,
): Promise<FileRow[]> {
  return ofIntakes(reader).execute({ childId, ...reach, now });
}

/** All that hangs on those investigations of a child that the caller sees. */
export function findInvestigationRows(
  reader: Reader,
  childId: string,
  reach: Reach,
  now: string,
): Promise<FileRow[]> {
  return ofAllInvestigations(reader).execute({ childId, ...reach, now });
}

/** All that hangs on those interventions of a child that the caller sees. */
export function findInterventionRows(
  reader: Reader,
  childId: string,
  reach: Reach,
  now: string,
): Promise<FileRow[]> {
  return ofInterventions(reader).execute({ childId, ...reach, now });
}

/** All that hangs on one investigation, when the caller sees it. */
export function findRowsOfInvestigation(
  reader: Reader,
  id: string,
  reach: Reach,
  now: string,
): Promise<FileRow[]> {
  return ofOneInvestigation(reader).execute({ id, ...reach, now });
}

/** Whom some reports are about, whoever asks: for the access log. */
export async function findChildrenOn(reader: Reader, reportIds: readonly string[]): Promise<string[]> {
  const rows = await childrenOn(reader).execute({ reportIds: JSON.stringify(reportIds) });
  return rows.map(({ childId }) => childId);
}
