import { eq, sql } from 'drizzle-orm';
import { prepared, type Reader, type Tx } from '../database/handle.ts';
import type { Same } from '../kernel/same.ts';
import type { Report } from './schema.ts';
import { report, reportedChild } from './tables.ts';

// The table keeps just what the schema shows.
true satisfies Same<typeof report.$inferSelect, Report>;

const { placeholder } = sql;

const insert = prepared((tx: Tx) =>
  tx
    .insert(report)
    .values({
      id: placeholder('id'),
      type: placeholder('type'),
      channel: placeholder('channel'),
      reporter: placeholder('reporter'),
      text: placeholder('text'),
      receivedAt: placeholder('receivedAt'),
      registeredAt: placeholder('registeredAt'),
      registeredBy: placeholder('registeredBy'),
      unit: placeholder('unit'),
      reporterName: placeholder('reporterName'),
      reporterContact: placeholder('reporterContact'),
      nameWithheld: placeholder('nameWithheld'),
      feedbackRequested: placeholder('feedbackRequested'),
      interpreter: placeholder('interpreter'),
    })
    .prepare(),
);
const insertChild = prepared((tx: Tx) =>
  tx
    .insert(reportedChild)
    .values({
      reportId: placeholder('reportId'),
      childId: placeholder('childId'),
      told: placeholder('told'),
    })
    .prepare(),
);
const byId = prepared((reader: Reader) =>
  reader
    .select()
    .from(report)
    .where(eq(report.id, placeholder('id')))
    .prepare(),
);

const childrenOf = prepared((reader: Reader) =>
  reader
    .select({ childId: reportedChild.childId, told: reportedChild.told })
    .from(reportedChild)
    .where(eq(reportedChild.reportId, placeholder('reportId')))
    .prepare(),
);

export async function insertReport(tx: Tx, row: Report): Promise<void> {
  await insert(tx).execute({ ...row });
}

/** Keeps what a report told of a child. */
export async function insertReportedChild(tx: Tx, row: typeof reportedChild.$inferSelect): Promise<void> {
  await insertChild(tx).execute({ ...row });
}

/** Every child on a report, whoever asks, with what the report told of it. */
export async function findReportedChildren(reader: Reader, reportId: string) {
  return childrenOf(reader).execute({ reportId });
}

/** A report, whoever asks: who may see it follows from its intakes. */
export async function findReport(reader: Reader, id: string): Promise<Report | undefined> {
  return (await byId(reader).execute({ id }))[0];
}
