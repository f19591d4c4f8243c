import { and, eq, sql } from 'drizzle-orm';
import type { Reach } from '../access/reach.ts';
import { prepared, type Reader } from '../database/handle.ts';
import { seesIntake } from '../intake/secrecy.ts';
import { intake } from '../intake/tables.ts';
import { person } from '../person/tables.ts';

const { placeholder } = sql;

const seenIntake = prepared((reader: Reader) =>
  reader
    .select({ id: intake.id, childId: intake.childId })
    .from(intake)
    .innerJoin(person, eq(person.id, intake.childId))
    .where(and(eq(intake.id, placeholder('id')), seesIntake))
    .prepare(),
);

/** An intake that the caller sees. */
export async function findSeenIntake(
  reader: Reader,
  id: string,
  reach: Reach,
  now: string,
): Promise<{ readonly id: string; readonly childId: string } | undefined> {
  return (await seenIntake(reader).execute({ id, ...reach, now }))[0];
}
