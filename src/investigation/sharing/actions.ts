import type { Caller } from '../../access/caller.ts';
import { reachOf } from '../../access/reach.ts';
import type { Work } from '../../access/work.ts';
import type { Reader } from '../../database/handle.ts';
import type { Day } from '../../kernel/day.ts';
import { NotFound, permit, valid } from '../../kernel/outcome.ts';
import { areaListOn } from '../../knowledge/areas.ts';
import { codesNotInForce } from '../../knowledge/validity.ts';
import { findSiblings } from '../../person/relations.ts';
import { getForReading } from '../actions.ts';
import { notOfChildsOwn } from '../area/family-wide.ts';
import { keepStatement } from '../area/keeping.ts';
import { withWarnings } from '../area/rules.ts';
import type { RecordedStatement } from '../area/schema.ts';
import { loadPlan } from '../plan/actions.ts';
import { hindered } from '../rules.ts';
import type { InvestigationRow } from '../tables.ts';
import { ELSEWHERE, usedAlready } from './rules.ts';
import type { FamilyStatements, UseInput } from './schema.ts';
import * as store from './store.ts';

interface Asking {
  readonly caller: Caller;
  readonly now: string;
  readonly today: Day;
}

/** What the family's files offer an investigation that the caller sees, and what has been made of it. */
export async function loadFamilyStatements(
  reader: Reader,
  { id, childId }: Pick<InvestigationRow, 'id' | 'childId'>,
  { caller, now, today }: Asking,
): Promise<FamilyStatements> {
  const reach = reachOf(caller, 'investigation');
  const siblingIds = await findSiblings(reader, childId, caller, today);
  const uses = await store.findUses(reader, id);
  return {
    offered: (await store.findOffers(reader, siblingIds, reach, now)).map(({ statement, childId: of }) => ({
      id: statement.id,
      investigationId: statement.investigationId,
      area: statement.area,
      text: statement.text,
      source: statement.source,
      statedAt: statement.statedAt,
      statedBy: statement.statedBy,
      childId: of,
      usedAs: uses.find((use) => use.statement.sharedFromId === statement.id)?.statement.id ?? null,
    })),
    used: uses.map(({ statement, originRetractedAt, originAlone }) => ({
      ...statement,
      originRetracted: originRetractedAt !== null,
      originWithdrawn: originAlone === true,
    })),
    usedElsewhere: await store.findUsesElsewhere(reader, id, reach, now),
  };
}

/**
 * Uses what a sibling's file offers: a statement of this investigation, with the same words and the same source. The
 * log names both children.
 * @throws NotFound when the investigation is not to be known, or the statement is not on offer to the caller.
 * @throws Refused `investigation.closed`, `sharing.used-already`, `sharing.childs-own-area`. @throws Invalid for an area that was not
 * in force.
 */
export async function useFamilyStatement(
  work: Work,
  investigationId: string,
  input: UseInput,
): Promise<RecordedStatement> {
  const investigation = await getForReading(work.tx, investigationId, work.caller, work.now);
  const { offered } = await loadFamilyStatements(work.tx, investigation, work);
  const offer = offered.find(({ id }) => id === input.statementId);
  if (!offer) throw new NotFound();
  permit(hindered(investigation, 'state', work.today));
  permit(usedAlready(offer));
  const area = input.area ?? offer.area;
  valid(codesNotInForce(investigation.openedOn, [['area', areaListOn(investigation.openedOn), area]]));
  permit(notOfChildsOwn(area, investigation.openedOn, ELSEWHERE));
  const statement = await keepStatement(
    work,
    investigation,
    { area, text: offer.text, source: offer.source, sharedFromId: offer.id },
    { action: 'family-statement.use', others: [offer.childId] },
  );
  return withWarnings(await loadPlan(work.tx, investigationId), statement);
}
