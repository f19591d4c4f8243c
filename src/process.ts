import type { Follow } from './access/boards.ts';
import type { Work } from './access/work.ts';
import { projectDeadlines } from './deadlines/projection/actions.ts';
import { type Next, openIntake } from './intake/actions.ts';
import { findUnclosedOn, joinInvestigation, openInvestigation } from './investigation/actions.ts';
import { endFollowUpsOf } from './investigation/follow-up/actions.ts';
import { projectFindings } from './quality/projection/actions.ts';
import { loadCaseRecords } from './record/load.ts';
import { registerReport } from './report/actions.ts';
import type { ReportInput } from './report/schema.ts';

/**
 * What follows what, across the steps of a case. An earlier step never imports a later one: where it has a
 * consequence further on, it says what it needs, and this table says who does it.
 *
 *   report ─ registered ─▶ intake (one per child)
 *   intake ─ utredning-inleds, or an ansökan ─▶ investigation
 *   intake ─ pafors-pagaende-utredning ─▶ the running investigation
 *   investigation ─ opened ─▶ the end of what is being followed up after an earlier one
 *   whatever is written of someone ─▶ that person's deadlines and findings of data quality, as lists find them
 */
export const afterIntake: Next = {
  findUnclosedOn,
  joinInvestigation,
  async openInvestigation(work, opening) {
    const id = await openInvestigation(work, opening);
    await endFollowUpsOf(work, opening.intake.childId, opening.openedOn);
    return id;
  },
};

export const register = (work: Work, input: ReportInput) =>
  registerReport(work, input, (w, report, child, causes) =>
    openIntake(w, report, child, causes, afterIntake),
  );

export const follow: Follow = async (written) => {
  const records = await loadCaseRecords(written.tx, written.concerned());
  await projectDeadlines(written, records);
  await projectFindings(written, records);
};
