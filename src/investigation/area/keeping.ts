import type { Work } from '../../access/work.ts';
import { newId } from '../../kernel/id.ts';
import { auditIn } from '../actions.ts';
import { NOT_RETRACTED } from '../retraction.ts';
import type { InvestigationRow } from '../tables.ts';
import type { AreaStatement } from './schema.ts';
import { insertStatement } from './store.ts';

/** Where a statement may come from; most come from none of them. */
const FROM_NOWHERE = {
  conversationId: null,
  consultationId: null,
  answerPart: null,
  noteId: null,
  familyWide: false,
  sharedFromId: null,
};

type Told = Pick<AreaStatement, 'area' | 'text' | 'source'>;

/**
 * Keeps a new statement (uppgift) with its place in the access log, under the child's name and those of the others it
 * concerns: the one way into the areas, wherever a statement comes from.
 */
export async function keepStatement(
  work: Work,
  investigation: InvestigationRow,
  told: Told & Partial<Pick<AreaStatement, keyof typeof FROM_NOWHERE>>,
  logged: { readonly action: string; readonly others?: readonly string[] },
): Promise<AreaStatement> {
  const statement: AreaStatement = {
    ...FROM_NOWHERE,
    ...told,
    id: newId(),
    investigationId: investigation.id,
    statedAt: work.now,
    statedBy: work.caller.id,
    ...NOT_RETRACTED,
  };
  await insertStatement(work.tx, statement);
  auditIn(work, investigation, { ...logged, id: statement.id, after: statement });
  return statement;
}
