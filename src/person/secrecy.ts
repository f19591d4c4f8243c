import { type Column, type SQL, sql } from 'drizzle-orm';
import { inJsonList } from '../database/columns.ts';
import { breakGlass, namedHandler, person } from './tables.ts';

/**
 * The one predicate (sekretess): what a caller may know of. Get, list, search, count and every derived view ask
 * it, in SQL, with the caller's Reach and `now` as placeholders; there is no other way to the rows.
 * The query must join `person` as the child (or be about `person` itself).
 */

const { placeholder } = sql;

/** A person with protected identity is there for the named handlers only. */
export const knowsPerson: SQL = sql`(${person.protectedIdentity} = 'ingen' or exists (
  select 1 from ${namedHandler}
  where ${namedHandler.personId} = ${person.id} and ${namedHandler.handlerId} = ${placeholder('named')}
    and ${namedHandler.endedAt} is null))`;

/**
 * What is told of someone who may be protected goes with that person; what names nobody is there for all. The query
 * joins `person` as the one who is named.
 */
export const knowsWhom = (personId: Column): SQL => sql`(${personId} is null or ${knowsPerson})`;

/** The same where `person` is already joined as the child: the one who is named is looked up beside it. */
export const knowsAlsoWhom = (personId: Column): SQL => sql`(${personId} is null or exists (
  select 1 from ${person} where ${person.id} = ${personId} and ${knowsPerson}))`;

/**
 * A case is seen by its handler, by its unit, and by whoever has opened the child's cases by break-glass; and
 * never, whatever the way, when the child's identity is protected from the caller. What an investigation rests on is
 * seen by its handler and its unit as well: `investigation` holds who they are. The named handlers of a protected
 * child see all its cases: there is nobody else who could.
 */
export const seesCase = (
  of: { childId: Column; unit: Column; handlerId: Column },
  investigation?: { unit: Column; handlerId: Column },
): SQL => sql`(${knowsPerson} and (
  ${of.handlerId} = ${placeholder('own')}
  or (${person.protectedIdentity} <> 'ingen' and ${placeholder('own')} <> '')
  or ${inJsonList(of.unit, placeholder('units'))}
  ${investigation ? seenWithInvestigation(investigation) : sql.empty()}
  or exists (
    select 1 from ${breakGlass}
    where ${breakGlass.handlerId} = ${placeholder('breakGlass')} and ${breakGlass.personId} = ${of.childId}
      and ${breakGlass.validUntil} > ${placeholder('now')})))`;

const seenWithInvestigation = (investigation: { unit: Column; handlerId: Column }): SQL => sql`
  or ${investigation.handlerId} = ${placeholder('ownInvestigation')}
  or (${person.protectedIdentity} <> 'ingen' and ${investigation.unit} is not null and ${placeholder('ownInvestigation')} <> '')
  or ${inJsonList(investigation.unit, placeholder('investigationUnits'))}`;
