import type { Work } from '../../access/work.ts';
import type { Reader } from '../../database/handle.ts';
import { impossibleDecisionDay } from '../../intake/rules.ts';
import type { Instant } from '../../kernel/clock.ts';
import { type Day, dayOf } from '../../kernel/day.ts';
import { Forbidden, NotFound, permit, valid } from '../../kernel/outcome.ts';
import { legalBasisOn } from '../../knowledge/decisions.ts';
import { codesNotInForce } from '../../knowledge/validity.ts';
import { findGuardians } from '../../person/actions.ts';
import { getForWork, saveFrame } from '../actions.ts';
import { loadAnalysisOn } from '../analysis/actions.ts';
import { countStatements } from '../area/actions.ts';
import { loadCommunications } from '../communication/actions.ts';
import { loadConsents } from '../consent/actions.ts';
import type { Intervention } from '../consent/rules.ts';
import { loadStepsOn } from '../consultation/actions.ts';
import { loadConversations } from '../conversation/actions.ts';
import { loadInformations } from '../information/actions.ts';
import { loadNotesOn } from '../note/actions.ts';
import { partiesOn } from '../parties.ts';
import { loadPlanOn } from '../plan/actions.ts';
import type { InvestigationRow } from '../tables.ts';
import {
  advisedForClosing,
  type ClosingFacts,
  type Intended,
  missingForClosing,
  type Wanting,
} from './completeness.ts';
import * as rules from './rules.ts';
import type {
  Completeness,
  CompletenessQuery,
  DecisionInput,
  InvestigationDecision,
  MissingItem,
} from './schema.ts';
import * as store from './store.ts';

/**
 * Everything that closing on a day is judged by, whoever asks: as it stood at the end of that day. The reports alone
 * are those of today, since a decision closes the case for one that joined it later too; and so are the statements,
 * which hinder nothing.
 */
async function loadClosingFacts(
  reader: Reader,
  { id, childId, openedOn, notHeardReason }: InvestigationRow,
  on: Day,
): Promise<ClosingFacts> {
  const child = { id: childId, birthDate: await store.findBirthDate(reader, childId) };
  const guardians = await findGuardians(reader, childId, on);
  const recordedByThen = ({ recordedAt }: { recordedAt: Instant }) => dayOf(recordedAt) <= on;
  return {
    investigationId: id,
    openedOn,
    child,
    guardians,
    parties: partiesOn(child, guardians, on),
    notHeardReason,
    reportTypes: await store.findReportTypes(reader, id),
    plan: await loadPlanOn(reader, id, on),
    statements: await countStatements(reader, id),
    conversations: (await loadConversations(reader, id)).filter(({ heldOn }) => heldOn <= on),
    steps: await loadStepsOn(reader, id, on),
    analysis: await loadAnalysisOn(reader, id, on),
    communications: (await loadCommunications(reader, id)).filter(recordedByThen),
    consents: (await loadConsents(reader, id)).filter(recordedByThen),
    notes: await loadNotesOn(reader, id, on),
    informations: (await loadInformations(reader, id)).filter(recordedByThen),
  };
}

const shown = ({ rule, law, text, remedy, mendAt }: Wanting): MissingItem => ({
  rule,
  law: law || null,
  message: text,
  remedy,
  mendAt,
});

const granted = (told: NonNullable<DecisionInput['interventions']>): Intervention[] =>
  told.map(({ type, placementForm }) => ({ type, placementForm: placementForm ?? null }));

/** The decision that closed an investigation, or while it runs the one that is asked about. */
async function intendedFor(
  reader: Reader,
  row: InvestigationRow,
  { outcome, intervention: type, placementForm, suitableWithoutGuardian }: CompletenessQuery,
): Promise<Intended> {
  const decided = row.closedOn === null ? undefined : await store.findDecision(reader, row.id);
  return (
    decided ?? {
      outcome: outcome ?? null,
      interventions: type === undefined ? [] : granted([{ type, placementForm }]),
      suitableWithoutGuardian: suitableWithoutGuardian ?? false,
    }
  );
}

/**
 * What closing an investigation that the caller sees still needs today, for a decision or for any, and what is advised
 * before it. A closed one needs nothing.
 * @throws Invalid for an intervention that does not fit the outcome.
 */
export async function loadCompleteness(
  reader: Reader,
  row: InvestigationRow,
  query: CompletenessQuery,
  today: Day,
): Promise<Completeness> {
  valid(rules.unfitQuestion(query));
  const intended = await intendedFor(reader, row, query);
  const { outcome, interventions } = intended;
  const facts = row.closedOn === null ? await loadClosingFacts(reader, row, today) : null;
  const missing = facts === null ? [] : missingForClosing(facts, intended, today);
  return {
    complete: missing.length === 0,
    outcome,
    authority: outcome && rules.authorityFor(rules.decisionsOf(outcome, interventions)),
    missing: missing.map(shown),
    advised: facts === null ? [] : advisedForClosing(facts, intended, today).map(shown),
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
      ...(input.interventions ?? []).flatMap(
        ({ type, placementForm }, at) =>
          [
            [`interventions.${at}.type`, 'interventionType', type],
            [`interventions.${at}.placementForm`, 'placementForm', placementForm],
          ] as const,
      ),
    ]),
    rules.unfitForOutcome(input),
  );
  const { suitableWithoutGuardian = false } = input;
  const intended = { outcome, interventions: granted(input.interventions ?? []), suitableWithoutGuardian };
  const decisions = rules.decisionsOf(outcome, intended.interventions);
  const authority = rules.authorityOf(work.caller);
  const unauthorised = rules.authorityRefused(decisions, authority, decidedOn);
  if (unauthorised) throw new Forbidden(unauthorised);
  permit(missingForClosing(await loadClosingFacts(work.tx, row, decidedOn), intended, decidedOn));
  const decision: InvestigationDecision = {
    investigationId,
    ...intended,
    reasons,
    legalBasis: legalBasis ?? null,
    legalBasisCitation: legalBasisOn(decisions, legalBasis ?? null, decidedOn) || null,
    appealable: rules.isAppealable(decisions),
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
