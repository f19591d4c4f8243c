import { and, asc, eq, gte, isNull, ne, sql } from 'drizzle-orm';
import { changeAndKeep, type Moment } from '../../database/earlier-versions.ts';
import { prepared, type Reader, type Tx } from '../../database/handle.ts';
import type { Day } from '../../kernel/day.ts';
import type { Same } from '../../kernel/same.ts';
import { type InvestigationRow, investigation } from '../tables.ts';
import type { FollowUpContact, FollowUpInformation, KeptFollowUp } from './schema.ts';
import { followUp, followUpContact, followUpInformation } from './tables.ts';

// The tables keep just what the schema shows.
true satisfies Same<typeof followUp.$inferSelect, KeptFollowUp>;
true satisfies Same<typeof followUpInformation.$inferSelect, FollowUpInformation>;
true satisfies Same<typeof followUpContact.$inferSelect, FollowUpContact>;

const { placeholder } = sql;

const one = prepared((reader: Reader) =>
  reader
    .select()
    .from(followUp)
    .where(eq(followUp.investigationId, placeholder('investigationId')))
    .prepare(),
);
const informations = prepared((reader: Reader) =>
  reader
    .select()
    .from(followUpInformation)
    .where(eq(followUpInformation.investigationId, placeholder('investigationId')))
    .orderBy(asc(followUpInformation.recordedAt), asc(followUpInformation.id))
    .prepare(),
);
const contacts = prepared((reader: Reader) =>
  reader
    .select()
    .from(followUpContact)
    .where(eq(followUpContact.investigationId, placeholder('investigationId')))
    .orderBy(asc(followUpContact.on), asc(followUpContact.recordedAt), asc(followUpContact.id))
    .prepare(),
);
const runningOf = prepared((reader: Reader) =>
  reader
    .select({ investigation, followUp })
    .from(followUp)
    .innerJoin(investigation, eq(investigation.id, followUp.investigationId))
    .where(and(eq(investigation.childId, placeholder('childId')), isNull(followUp.endedOn)))
    .prepare(),
);
const openedSince = prepared((reader: Reader) =>
  reader
    .select({ openedOn: investigation.openedOn })
    .from(investigation)
    .where(
      and(
        eq(investigation.childId, placeholder('childId')),
        gte(investigation.openedOn, placeholder('since')),
        ne(investigation.id, placeholder('investigationId')),
      ),
    )
    .orderBy(asc(investigation.openedOn))
    .limit(1)
    .prepare(),
);

/** The follow-up of an investigation. */
export async function findFollowUp(
  reader: Reader,
  investigationId: string,
): Promise<KeptFollowUp | undefined> {
  return (await one(reader).execute({ investigationId }))[0];
}

/** All who were told of it, whoever asks: for rules, never as such for an answer. */
export async function findInformations(
  reader: Reader,
  investigationId: string,
): Promise<FollowUpInformation[]> {
  return informations(reader).execute({ investigationId });
}

/** The contacts made in it, in the order that they were made. */
export async function findContacts(reader: Reader, investigationId: string): Promise<FollowUpContact[]> {
  return contacts(reader).execute({ investigationId });
}

/** The follow-ups of a child that run, each with the investigation that it follows, whoever asks. */
export async function findRunning(
  reader: Reader,
  childId: string,
): Promise<{ investigation: InvestigationRow; followUp: KeptFollowUp }[]> {
  return runningOf(reader).execute({ childId });
}

/** The day on which the first other investigation of the child was opened since one was closed, whoever asks. */
export async function findOpenedSince(
  reader: Reader,
  { id, childId }: Pick<InvestigationRow, 'id' | 'childId'>,
  since: Day,
): Promise<Day | null> {
  const rows = await openedSince(reader).execute({ childId, since, investigationId: id });
  return rows[0]?.openedOn ?? null;
}

export async function insertFollowUp(tx: Tx, row: KeptFollowUp): Promise<void> {
  await tx.insert(followUp).values(row);
}

export async function updateFollowUp(
  at: Moment,
  investigationId: string,
  change: Partial<KeptFollowUp>,
): Promise<void> {
  await changeAndKeep(at, followUp, { investigationId }, change);
}

export async function insertInformation(tx: Tx, row: FollowUpInformation): Promise<void> {
  await tx.insert(followUpInformation).values(row);
}

export async function updateInformation(at: Moment, row: FollowUpInformation): Promise<void> {
  await changeAndKeep(at, followUpInformation, { id: row.id }, row);
}

export async function insertContact(tx: Tx, row: FollowUpContact): Promise<void> {
  await tx.insert(followUpContact).values(row);
}

export async function updateContact(at: Moment, row: FollowUpContact): Promise<void> {
  await changeAndKeep(at, followUpContact, { id: row.id }, row);
}
