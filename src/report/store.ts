import { eq, sql } from 'drizzle-orm';
import { prepared, type Reader, type Tx } from '../database/handle.ts';
import type { Same } from '../kernel/same.ts';
import type { Report } from './schema.ts';
import { report } from './tables.ts';

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
const byId = prepared((reader: Reader) =>
  reader
    .select()
    .from(report)
    .where(eq(report.id, placeholder('id')))
    .prepare(),
);

export async function insertReport(tx: Tx, row: Report): Promise<void> {
  await insert(tx).execute({ ...row });
}

/** A report, whoever asks: who may see it follows from its intakes. */
export async function findReport(reader: Reader, id: string): Promise<Report | undefined> {
  return (await byId(reader).execute({ id }))[0];
}
