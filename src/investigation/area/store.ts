import { and, asc, desc, eq, isNull, sql } from 'drizzle-orm';
import { changeAndKeep, type Moment } from '../../database/earlier-versions.ts';
import { prepared, type Reader, type Tx } from '../../database/handle.ts';
import type { Same } from '../../kernel/same.ts';
import type { AreaCode } from '../../knowledge/areas.ts';
import type { FactorCount, MeaningMark, StatementCount } from './rules.ts';
import type { AreaFactor, AreaStatement } from './schema.ts';
import { type AreaMeaningRow, areaFactor, areaMeaning, areaStatement } from './tables.ts';

// The tables keep just what the schemas show.
true satisfies Same<typeof areaStatement.$inferSelect, AreaStatement>;
true satisfies Same<typeof areaFactor.$inferSelect, AreaFactor>;

const { placeholder } = sql;
const count = sql<number>`count(*)`;

const statementsIn = eq(areaStatement.investigationId, placeholder('investigationId'));
const factorsIn = eq(areaFactor.investigationId, placeholder('investigationId'));
const meaningsIn = eq(areaMeaning.investigationId, placeholder('investigationId'));

const allStatements = prepared((reader: Reader) =>
  reader
    .select()
    .from(areaStatement)
    .where(statementsIn)
    .orderBy(asc(areaStatement.statedAt), asc(areaStatement.id))
    .prepare(),
);
const allFactors = prepared((reader: Reader) =>
  reader
    .select()
    .from(areaFactor)
    .where(factorsIn)
    .orderBy(asc(areaFactor.recordedAt), asc(areaFactor.id))
    .prepare(),
);
const statementsOn = prepared((reader: Reader) =>
  reader
    .select()
    .from(areaStatement)
    .where(and(statementsIn, eq(areaStatement.area, placeholder('area'))))
    .orderBy(asc(areaStatement.statedAt), asc(areaStatement.id))
    .prepare(),
);
const factorsOn = prepared((reader: Reader) =>
  reader
    .select()
    .from(areaFactor)
    .where(and(factorsIn, eq(areaFactor.area, placeholder('area'))))
    .orderBy(asc(areaFactor.recordedAt), asc(areaFactor.id))
    .prepare(),
);
const oneStatement = prepared((reader: Reader) =>
  reader
    .select()
    .from(areaStatement)
    .where(
      and(statementsIn, eq(areaStatement.area, placeholder('area')), eq(areaStatement.id, placeholder('id'))),
    )
    .prepare(),
);
const oneFactor = prepared((reader: Reader) =>
  reader
    .select()
    .from(areaFactor)
    .where(and(factorsIn, eq(areaFactor.area, placeholder('area')), eq(areaFactor.id, placeholder('id'))))
    .prepare(),
);
const statementCounts = prepared((reader: Reader) =>
  reader
    .select({ area: areaStatement.area, count })
    .from(areaStatement)
    .where(and(statementsIn, isNull(areaStatement.retractedAt)))
    .groupBy(areaStatement.area)
    .prepare(),
);
const factorCounts = prepared((reader: Reader) =>
  reader
    .select({ area: areaFactor.area, kind: areaFactor.kind, count })
    .from(areaFactor)
    .where(and(factorsIn, isNull(areaFactor.retractedAt)))
    .groupBy(areaFactor.area, areaFactor.kind)
    .prepare(),
);
const meaningVersions = prepared((reader: Reader) =>
  reader
    .select()
    .from(areaMeaning)
    .where(and(meaningsIn, eq(areaMeaning.area, placeholder('area'))))
    .orderBy(desc(areaMeaning.version))
    .prepare(),
);
const latestMeaning = prepared((reader: Reader) =>
  reader
    .select()
    .from(areaMeaning)
    .where(and(meaningsIn, eq(areaMeaning.area, placeholder('area'))))
    .orderBy(desc(areaMeaning.version))
    .limit(1)
    .prepare(),
);
const isLatestMeaning = sql`${areaMeaning.version} = (select max(latest.version) from ${areaMeaning} latest
  where latest.investigation_id = ${areaMeaning.investigationId} and latest.area = ${areaMeaning.area})`;
const latestMeanings = prepared((reader: Reader) =>
  reader.select().from(areaMeaning).where(and(meaningsIn, isLatestMeaning)).prepare(),
);
/** The latest of each area, without the text. */
const meaningMarks = prepared((reader: Reader) =>
  reader
    .select({
      area: areaMeaning.area,
      need: areaMeaning.need,
      written: sql<number>`case when ${areaMeaning.meaning} is null then 0 else 1 end`,
    })
    .from(areaMeaning)
    .where(and(meaningsIn, isLatestMeaning))
    .prepare(),
);

/** Every statement of an investigation, in the order recorded. */
export async function findStatements(reader: Reader, investigationId: string): Promise<AreaStatement[]> {
  return allStatements(reader).execute({ investigationId });
}

/** Every factor of an investigation, in the order recorded. */
export async function findFactors(reader: Reader, investigationId: string): Promise<AreaFactor[]> {
  return allFactors(reader).execute({ investigationId });
}

/** One area of an investigation. */
export interface InArea {
  readonly investigationId: string;
  readonly area: AreaCode;
}

/** The statements about one area, in the order recorded. */
export async function findStatementsOn(reader: Reader, at: InArea): Promise<AreaStatement[]> {
  return statementsOn(reader).execute({ ...at });
}

/** The factors in one area, in the order recorded. */
export async function findFactorsOn(reader: Reader, at: InArea): Promise<AreaFactor[]> {
  return factorsOn(reader).execute({ ...at });
}

/** One statement about an area. */
export async function findStatement(
  reader: Reader,
  at: InArea,
  id: string,
): Promise<AreaStatement | undefined> {
  return (await oneStatement(reader).execute({ ...at, id }))[0];
}

/** One factor in an area. */
export async function findFactor(reader: Reader, at: InArea, id: string): Promise<AreaFactor | undefined> {
  return (await oneFactor(reader).execute({ ...at, id }))[0];
}

/** How many statements that were not taken back there are on each area that has any. */
export async function countStatements(reader: Reader, investigationId: string): Promise<StatementCount[]> {
  const rows = await statementCounts(reader).execute({ investigationId });
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

/** How many factors of each kind that were not taken back there are in each area that has any. */
export async function countFactors(reader: Reader, investigationId: string): Promise<FactorCount[]> {
  const rows = await factorCounts(reader).execute({ investigationId });
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

/** The current meaning of an area, if any was saved. */
export async function findMeaning(reader: Reader, at: InArea): Promise<AreaMeaningRow | undefined> {
  return (await latestMeaning(reader).execute({ ...at }))[0];
}

/** Every version of the meaning of an area, the latest first. */
export async function findMeaningVersions(reader: Reader, at: InArea): Promise<AreaMeaningRow[]> {
  return meaningVersions(reader).execute({ ...at });
}

/** The current meaning of each area that has any. */
export async function findMeanings(reader: Reader, investigationId: string): Promise<AreaMeaningRow[]> {
  return latestMeanings(reader).execute({ investigationId });
}

/** Which areas have a meaning written, and the need in each. */
export async function findMeaningMarks(reader: Reader, investigationId: string): Promise<MeaningMark[]> {
  const rows = await meaningMarks(reader).execute({ investigationId });
  return rows.map((row) => ({ ...row, written: Number(row.written) === 1 }));
}

export async function insertStatement(tx: Tx, row: AreaStatement): Promise<void> {
  await tx.insert(areaStatement).values(row);
}

export async function insertFactor(tx: Tx, row: AreaFactor): Promise<void> {
  await tx.insert(areaFactor).values(row);
}

export async function insertMeaning(tx: Tx, row: AreaMeaningRow): Promise<void> {
  await tx.insert(areaMeaning).values(row);
}

/** Who took something back, when and why. */
export type Retraction = Pick<AreaStatement, 'retractedAt' | 'retractedBy' | 'retractionReason'>;

export async function retractStatement(at: Moment, id: string, retraction: Retraction): Promise<void> {
  await changeAndKeep(at, areaStatement, { id }, retraction);
}

export async function retractFactor(at: Moment, id: string, retraction: Retraction): Promise<void> {
  await changeAndKeep(at, areaFactor, { id }, retraction);
}
