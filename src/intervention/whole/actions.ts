import type { Reader } from '../../database/handle.ts';
import { loadAssignments, summarise } from '../actions.ts';
import { findEnd, loadLaterFollowUps } from '../ending/actions.ts';
import { loadFollowUps } from '../follow-up/actions.ts';
import { loadGoals } from '../goal/actions.ts';
import { loadScores } from '../score/actions.ts';
import { loadSips } from '../sip/actions.ts';
import type { InterventionRow } from '../tables.ts';
import type { Intervention } from './schema.ts';

/** An intervention that the caller sees, with all that is recorded of it: one query per part. */
export async function loadWhole(reader: Reader, row: InterventionRow): Promise<Intervention> {
  const { items: scores, changes: scoreChanges } = await loadScores(reader, row.id);
  return {
    ...summarise(row),
    legalBasisCitation: row.legalBasisCitation,
    givenAt: row.givenAt,
    givenBy: row.givenBy,
    assignments: await loadAssignments(reader, row.id),
    goals: await loadGoals(reader, row.id),
    followUps: await loadFollowUps(reader, row.id),
    scores,
    scoreChanges,
    sip: await loadSips(reader, row.id),
    end: (await findEnd(reader, row.id)) ?? null,
    laterFollowUps: await loadLaterFollowUps(reader, row.id),
  };
}
