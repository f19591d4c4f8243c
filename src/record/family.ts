import type { Caller } from '../access/caller.ts';
import { type Reach, reachOf } from '../access/reach.ts';
import type { Reader } from '../database/handle.ts';
import { findChildrenWithOpenIntake } from '../intake/store.ts';
import { findChildrenUnderInvestigation } from '../investigation/store.ts';
import type { Day } from '../kernel/day.ts';
import { NotFound } from '../kernel/outcome.ts';
import { showPersons } from '../person/actions.ts';
import { findSurroundings } from '../person/relations.ts';
import { holdsOn, siblingsOf } from '../person/rules.ts';
import { findKnownPerson } from '../person/store.ts';
import type { RelationRow } from '../person/tables.ts';
import type { Family, FamilyMember } from './schema.ts';

type Tie = Pick<FamilyMember, 'relation' | 'basis' | 'livesTogether' | 'validFrom' | 'validTo'>;
type Place = Exclude<keyof Family, 'personId'>;

/** Where a relation puts the one who is something to the other, seen from that other. */
const PLACE = {
  vardnadshavare: 'guardians',
  foralder: 'parents',
  styvforalder: 'parents',
  familjehemsforalder: 'parents',
  syskon: 'siblings',
  halvsyskon: 'siblings',
  'mor-eller-farforalder': 'others',
  'annan-narstaende': 'others',
} as const satisfies Record<RelationRow['type'], Place>;

/** The other end: a guardian's ward is a child of the family; a sibling is a sibling both ways. */
const placeFromOtherEnd = (type: RelationRow['type']): Place =>
  PLACE[type] === 'guardians' || PLACE[type] === 'parents' ? 'children' : PLACE[type];

const tieOf = (row: RelationRow): Tie => ({
  relation: row.type,
  basis: 'recorded',
  livesTogether: row.livesTogether,
  validFrom: row.validFrom,
  validTo: row.validTo,
});

/** Who is what to a person, from the relations of that person and of whoever raises it: pure. */
export function familyTies(
  personId: string,
  relations: readonly RelationRow[],
  today: Day,
): Map<string, { place: Place; tie: Tie }> {
  const ties = new Map<string, { place: Place; tie: Tie }>();
  // Those that hold today come first, and a guardian before the same person as a parent.
  const own = relations
    .filter((row) => row.fromPersonId === personId || row.toPersonId === personId)
    .sort(
      (a, b) =>
        Number(holdsOn(b, today)) - Number(holdsOn(a, today)) ||
        Number(b.type === 'vardnadshavare') - Number(a.type === 'vardnadshavare'),
    );
  for (const row of own) {
    const towards = row.toPersonId === personId;
    const other = towards ? row.fromPersonId : row.toPersonId;
    if (!ties.has(other))
      ties.set(other, { place: towards ? PLACE[row.type] : placeFromOtherEnd(row.type), tie: tieOf(row) });
  }
  for (const sibling of siblingsOf(personId, relations, today)) {
    const recorded = ties.get(sibling);
    if (recorded && holdsOn(recorded.tie, today)) continue;
    ties.set(sibling, {
      place: 'siblings',
      tie: {
        relation: 'syskon',
        basis: 'shared-guardian',
        livesTogether: null,
        validFrom: null,
        validTo: null,
      },
    });
  }
  return ties;
}

/**
 * The family in one read: six queries, whatever its size, and a seventh where someone in it is the duplicate of
 * another. People whom the caller may not know of are left out, nothing is inferred through them, and what is running
 * is marked only where the caller sees the case.
 * @throws NotFound when the person is not there or not to be known.
 */
export async function readFamily(
  reader: Reader,
  personId: string,
  caller: Caller,
  now: string,
  today: Day,
): Promise<Family> {
  const reach: Reach = reachOf(caller, 'intake');
  if (!(await findKnownPerson(reader, personId, reach))) throw new NotFound();
  const { relations, known } = await findSurroundings(reader, personId, reach);
  const ties = familyTies(personId, relations, today);
  const persons = known.filter(({ id }) => ties.has(id));
  const ids = persons.map((person) => person.id);
  const withIntake = await findChildrenWithOpenIntake(reader, ids, reach, now);
  const underInvestigation = await findChildrenUnderInvestigation(
    reader,
    ids,
    reachOf(caller, 'investigation'),
    now,
  );
  const family: Family = { personId, guardians: [], parents: [], siblings: [], children: [], others: [] };
  for (const person of await showPersons(reader, persons, caller)) {
    const { place, tie } = ties.get(person.id)!;
    family[place].push({
      person,
      ...tie,
      running: { intake: withIntake.has(person.id), investigation: underInvestigation.has(person.id) },
    });
  }
  return family;
}
