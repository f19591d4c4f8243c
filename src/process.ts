import type { Follow } from './access/boards.ts';
import type { Work } from './access/work.ts';
import { projectDeadlines } from './deadlines/projection/actions.ts';
import { type Next, openIntake } from './intake/actions.ts';
import { findUnclosedOn, joinInvestigation, openInvestigation } from './investigation/actions.ts';
import { registerReport } from './report/actions.ts';
import type { ReportInput } from './report/schema.ts';

/**
 * What follows what, across the steps of a case. An earlier step never imports a later one: where it has a
 * consequence further on, it says what it needs, and this table says who does it.
 *
 *   report ─ registered ─▶ intake (one per child)
 *   intake ─ utredning-inleds, or an ansökan ─▶ investigation
 *   intake ─ pafors-pagaende-utredning ─▶ the running investigation
 *   whatever is written of someone ─▶ that person's deadlines, as lists find them
 */
export const afterIntake: Next = { findUnclosedOn, joinInvestigation, openInvestigation };

export const register = (work: Work, input: ReportInput) =>
  registerReport(work, input, (w, report, child, causes) =>
    openIntake(w, report, child, causes, afterIntake),
  );

export const follow: Follow = (written) => projectDeadlines(written, written.concerned());
