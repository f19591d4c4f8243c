import type { Work } from '../../access/work.ts';
import type { Reader } from '../../database/handle.ts';
import { impossibleDecisionDay } from '../../intake/rules.ts';
import { type Day, dayOf } from '../../kernel/day.ts';
import { Forbidden, NotFound, permit, valid } from '../../kernel/outcome.ts';
import { codesNotInForce } from '../../knowledge/validity.ts';
import { findParties, getForWork, saveFrame } from '../actions.ts';
import { loadAnalysisOn } from '../analysis/actions.ts';
import { loadCommunications } from '../communication/actions.ts';
import { loadStepsOn } from '../consultation/actions.ts';
import { loadConversations } from '../conversation/actions.ts';
import { loadPlanOn } from '../plan/actions.ts';
import type { InvestigationRow } from '../tables.ts';
import * as rules from './rules.ts';
import type { Completeness, DecisionInput, InvestigationDecision } from './schema.ts';
import * as store from './store.ts';

/**
 * Everything that closing on a day is judged by, whoever asks: as it stood at the end of that day. The reports alone
 * are those of today, since a decision closes the case for one that joined it later too.
 */
async function loadClosingFacts(
  reader: Reader,
  { id, childId, openedOn, notHeardReason }: InvestigationRow,
  on: Day,
): Promise<rules.ClosingFacts> {
  const child = { id: childId, birthDate: await store.findBirthDate(reader, childId) };
  return {
    investigationId: id,
    openedOn,
    notHeardReason,
    reportTypes: await store.findReportTypes(reader, id),
    plan: await loadPlanOn(reader, id, on),
    conversations: (await loadConversations(reader, id)).filter(({ heldOn }) => heldOn <= on),
    steps: await loadStepsOn(reader, id, on),
    analysis: await loadAnalysisOn(reader, id, on),
    communications: (await loadCommunications(reader, id)).filter(
      ({ recordedAt }) => dayOf(recordedAt) <= on,
    ),
    parties: await findParties(reader, child, on),
  };
}

/** What closing an investigation that the caller sees still needs today, for an outcome or for any. */
export async function loadCompleteness(
  reader: Reader,
  row: InvestigationRow,
  asked: DecisionInput['outcome'] | null,
  today: Day,
): Promise<Completeness> {
  const outcome = row.outcome ?? asked;
  const missing =
    row.closedOn === null
      ? rules.missingForClosing(await loadClosingFacts(reader, row, today), outcome, today)
      : [];
  return {
    complete: missing.length === 0,
    outcome,
    authority: outcome && rules.authorityFor(outcome),
    missing: missing.map(({ rule, law, text, remedy, mendAt }) => ({
      rule,
      law: law || null,
      message: text,
      remedy,
      mendAt,
    })),
  };
}

/** @throws NotFound while the investigation runs. */
export async function getDecision(reader: Reader, investigationId: string): Promise<InvestigationDecision> {
  const found = await store.findDecision(reader, investigationId);
  if (!found) throw new NotFound();
  return found;
}

/**
 * Decides the investigation and closes it, in one (beslut och avslut).
 * @throws NotFound. @throws Stale. @throws Invalid. @throws Forbidden `decision.authority`.
 * @throws Refused `investigation.closed`, or with everything that is missing.
 */
export async function decideInvestigation(
  work: Work,
  investigationId: string,
  input: DecisionInput,
  basedOn: number,
): Promise<{ decision: InvestigationDecision; version: number }> {
  const row = await getForWork(work, investigationId, 'decide', basedOn);
  const { outcome, reasons, legalBasis, declinedBy, decidedOn = work.today } = input;
  valid(
    impossibleDecisionDay(decidedOn, row.openedOn, work.today),
    codesNotInForce(decidedOn, [
      ['outcome', 'investigationOutcome', outcome],
      ['legalBasis', 'legalBasis', legalBasis],
      ['declinedBy', 'declinedBy', declinedBy],
    ]),
    rules.unfitForOutcome(input),
  );
  const authority = rules.authorityOf(work.caller);
  const unauthorised = rules.authorityRefused(outcome, authority, decidedOn);
  if (unauthorised) throw new Forbidden(unauthorised);
  permit(rules.missingForClosing(await loadClosingFacts(work.tx, row, decidedOn), outcome, decidedOn));
  const decision: InvestigationDecision = {
    investigationId,
    outcome,
    reasons,
    legalBasis: legalBasis ?? null,
    declinedBy: declinedBy ?? null,
    decidedOn,
    decidedBy: work.caller.id,
    decidedAt: work.now,
    authority,
  };
  await store.insertDecision(work.tx, decision);
  const { version } = await saveFrame(work, 'decide', row, { closedOn: decidedOn, outcome }, decision);
  return { decision, version };
}
