import { z } from 'zod';
import { DayField, Id } from '../kernel/fields.ts';
import { codeSchema } from '../knowledge/codebooks.ts';
import { Person } from '../person/schema.ts';

/**
 * Reads across the steps of a case: the family in one read, and what deadlines and variables are computed from.
 * The record slice owns nothing: every fact in it belongs to another slice.
 * It never shows more than the one predicate lets the caller see.
 */

/** One member of a child's family, as the family read shows it. */
export const FamilyMember = z.object({
  person: Person,
  relation: codeSchema('relationType').describe(
    'What the member is to the person, or the other way round for a child',
  ),
  basis: z
    .enum(['recorded', 'shared-guardian'])
    .describe('recorded, or seen from a guardian or parent whom both have'),
  livesTogether: z.boolean().nullable().describe('Bor tillsammans; null = not recorded'),
  validFrom: DayField.nullable(),
  validTo: DayField.nullable(),
  running: z
    .object({ intake: z.boolean(), investigation: z.boolean() })
    .describe('Pågående: only what the caller may know of; false may also mean not to be known'),
});
export type FamilyMember = z.infer<typeof FamilyMember>;

const alva = (Person.meta()!.examples as Person[])[0]!;
const melker: Person = {
  ...alva,
  id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a14',
  personalNumber: null,
  temporaryNumber: 'T000001',
  givenName: 'Melker',
  birthDate: '2017-05-03' as Person['birthDate'],
  legalSex: 'pojke',
};

/** The family of a child in one read (familjen). */
export const Family = z
  .object({
    personId: Id,
    guardians: z.array(FamilyMember).describe('Vårdnadshavare'),
    parents: z.array(FamilyMember).describe('Föräldrar som inte är vårdnadshavare, och styvföräldrar'),
    siblings: z.array(FamilyMember).describe('Syskon och halvsyskon'),
    children: z.array(FamilyMember).describe('Barn, where the person is a guardian or parent'),
    others: z.array(FamilyMember).describe('Andra närstående'),
  })
  .meta({
    id: 'Family',
    examples: [
      {
        personId: alva.id,
        guardians: [],
        parents: [],
        siblings: [
          {
            person: melker,
            relation: 'syskon',
            basis: 'recorded',
            livesTogether: true,
            validFrom: null,
            validTo: null,
            running: { intake: true, investigation: false },
          },
        ],
        children: [],
        others: [],
      },
    ],
  });
export type Family = z.infer<typeof Family>;
