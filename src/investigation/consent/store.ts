import { and, asc, eq, sql } from 'drizzle-orm';
import type { Reach } from '../../access/reach.ts';
import { changeAndKeep, type Moment } from '../../database/earlier-versions.ts';
import { prepared, type Reader, type Tx } from '../../database/handle.ts';
import type { Same } from '../../kernel/same.ts';
import { knowsWhom } from '../../person/secrecy.ts';
import { person } from '../../person/tables.ts';
import type { Consent } from './schema.ts';
import { consent } from './tables.ts';

// The table keeps just what the schema shows.
true satisfies Same<typeof consent.$inferSelect, Consent>;

const { placeholder } = sql;

const ofInvestigation = eq(consent.investigationId, placeholder('investigationId'));
const inOrder = [asc(consent.on), asc(consent.recordedAt), asc(consent.id)];

const all = prepared((reader: Reader) =>
  reader
    .select()
    .from(consent)
    .where(ofInvestigation)
    .orderBy(...inOrder)
    .prepare(),
);
const known = prepared((reader: Reader) =>
  reader
    .select({ consent })
    .from(consent)
    .innerJoin(person, eq(person.id, consent.personId))
    .where(and(ofInvestigation, knowsWhom(consent.personId)))
    .orderBy(...inOrder)
    .prepare(),
);

/** Every answer of an investigation, in the order given, whoever asks: for rules, never for an answer. */
export async function findConsents(reader: Reader, investigationId: string): Promise<Consent[]> {
  return all(reader).execute({ investigationId });
}

/** Those of an investigation that the caller sees, given by people whom the caller may know of. */
export async function findKnownConsents(
  reader: Reader,
  investigationId: string,
  reach: Reach,
): Promise<Consent[]> {
  const rows = await known(reader).execute({ investigationId, ...reach });
  return rows.map((row) => row.consent);
}

export async function insertConsent(tx: Tx, row: Consent): Promise<void> {
  await tx.insert(consent).values(row);
}

export async function retractConsent(
  at: Moment,
  id: string,
  retraction: Pick<Consent, 'retractedAt' | 'retractedBy' | 'retractionReason'>,
): Promise<void> {
  await changeAndKeep(at, consent, { id }, retraction);
}
