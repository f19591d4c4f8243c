import { and, asc, eq, sql } from 'drizzle-orm';
import { prepared, type Reader, type Tx } from '../../database/handle.ts';
import type { Same } from '../../kernel/same.ts';
import type { CodeOf } from '../../knowledge/codebooks.ts';
import type { FactorCount, StatementCount } from './rules.ts';
import type { AreaFactor, AreaStatement } from './schema.ts';
import { areaFactor, areaStatement } from './tables.ts';

// The tables keep just what the schemas show.
true satisfies Same<typeof areaStatement.$inferSelect, AreaStatement>;
true satisfies Same<typeof areaFactor.$inferSelect, AreaFactor>;

const { placeholder } = sql;
const count = sql<number>`count(*)`;

const statementsIn = eq(areaStatement.investigationId, placeholder('investigationId'));
const factorsIn = eq(areaFactor.investigationId, placeholder('investigationId'));

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
const statementCounts = prepared((reader: Reader) =>
  reader
    .select({ area: areaStatement.area, count })
    .from(areaStatement)
    .where(statementsIn)
    .groupBy(areaStatement.area)
    .prepare(),
);
const factorCounts = prepared((reader: Reader) =>
  reader
    .select({ area: areaFactor.area, kind: areaFactor.kind, count })
    .from(areaFactor)
    .where(factorsIn)
    .groupBy(areaFactor.area, areaFactor.kind)
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

/** The statements about one area, in the order recorded. */
export async function findStatementsOn(
  reader: Reader,
  investigationId: string,
  area: CodeOf<'needsArea'>,
): Promise<AreaStatement[]> {
  return statementsOn(reader).execute({ investigationId, area });
}

/** The factors in one area, in the order recorded. */
export async function findFactorsOn(
  reader: Reader,
  investigationId: string,
  area: CodeOf<'needsArea'>,
): Promise<AreaFactor[]> {
  return factorsOn(reader).execute({ investigationId, area });
}

/** How many statements there are on each area that has any. */
export async function countStatements(reader: Reader, investigationId: string): Promise<StatementCount[]> {
  const rows = await statementCounts(reader).execute({ investigationId });
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

/** How many factors of each kind there are in each area that has any. */
export async function countFactors(reader: Reader, investigationId: string): Promise<FactorCount[]> {
  const rows = await factorCounts(reader).execute({ investigationId });
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

export async function insertStatement(tx: Tx, row: AreaStatement): Promise<void> {
  await tx.insert(areaStatement).values(row);
}

export async function insertFactor(tx: Tx, row: AreaFactor): Promise<void> {
  await tx.insert(areaFactor).values(row);
}
