import type { Caller } from '../../access/caller.ts';
import type { Work } from '../../access/work.ts';
import type { Reader } from '../../database/handle.ts';
import { impossibleDay } from '../../intake/rules.ts';
import { type Day, dayOf } from '../../kernel/day.ts';
import { Forbidden, NotFound, permit, valid } from '../../kernel/outcome.ts';
import { legalBasisOn } from '../../knowledge/decisions.ts';
import { codesNotInForce } from '../../knowledge/validity.ts';
import { findGuardians, getSubject, knownOf } from '../../person/actions.ts';
import { getForWork, loadExtensions, saveFrame } from '../actions.ts';
import { loadAnalysisOn } from '../analysis/actions.ts';
import { loadStatements } from '../area/actions.ts';
import { loadCommunications } from '../communication/actions.ts';
import * as communicationRules from '../communication/rules.ts';
import { loadConsents } from '../consent/actions.ts';
import * as consentRules from '../consent/rules.ts';
import { loadConsultations, loadStepsOn } from '../consultation/actions.ts';
import { asOn } from '../consultation/rules.ts';
import { loadConversations } from '../conversation/actions.ts';
import { loadInformations } from '../information/actions.ts';
import { loadNotesOn } from '../note/actions.ts';
import { partiesOn } from '../parties.ts';
import { loadPlanOn } from '../plan/actions.ts';
import type { InvestigationRow } from '../tables.ts';
import {
  advisedAfterClosing,
  advisedForClosing,
  type ClosingFacts,
  type Intended,
  missingForClosing,
  notJudgedForClosing,
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
 * Everything that closing on a day is judged by, the same whoever asks: as it stood at the end of that day. What helps
 * had to be recorded by then; what hinders counts by the day on which it happened. The reports are those of today,
 * since a decision closes the case for one that joined it later too; and so is what has happened in the case, which no
 * decision can be dated before, and what hinders nothing. Whom the caller may know of decides what is said of it, never
 * what is missing.
 */
export async function loadClosingFacts(
  reader: Reader,
  { id, childId, openedOn, notHeardReason, notHeardRecordedAt }: InvestigationRow,
  { caller, on, today }: { readonly caller: Caller; readonly on: Day; readonly today: Day },
) {
  const child = await getSubject(reader, childId);
  const guardians = await findGuardians(reader, childId, on);
  const statements = await loadStatements(reader, id);
  const conversations = await loadConversations(reader, id);
  const consultations = await loadConsultations(reader, id);
  const analysis = await loadAnalysisOn(reader, id, on);
  const communications = await loadCommunications(reader, id);
  const consents = await loadConsents(reader, id);
  const notes = await loadNotesOn(reader, id, on);
  const notesToday = on === today ? notes : await loadNotesOn(reader, id, today);
  const recordedLater = notHeardRecordedAt !== null && dayOf(notHeardRecordedAt) > on;
  return {
    investigationId: id,
    openedOn,
    child,
    guardians,
    parties: partiesOn(child, guardians, on),
    notHeardReason: recordedLater ? null : notHeardReason,
    reportTypes: await store.findReportTypes(reader, id),
    plan: await loadPlanOn(reader, id, on),
    statements,
    conversations: conversations.filter(({ heldOn }) => heldOn <= on),
    consultations: consultations.map((one) => asOn(one, on)),
    steps: await loadStepsOn(reader, id, consultations, on),
    analysis,
    communications: communicationRules.standingOn(communications, on),
    known: await knownOf(
      reader,
      caller,
      communications.flatMap(({ partyId }) => partyId ?? []),
    ),
    consents: consentRules.standingOn(consents, on),
    notes,
    informations: (await loadInformations(reader, id)).filter(({ recordedAt }) => dayOf(recordedAt) <= on),
    happenedOn: [
      ...conversations.map(({ heldOn }) => heldOn),
      ...consents.map((answer) => answer.on),
      ...(await loadExtensions(reader, { id, openedOn })).map(({ decidedOn }) => decidedOn),
      ...communications.flatMap(({ sentOn }) => sentOn ?? []),
      ...notesToday.map(({ happenedOn }) => happenedOn),
      ...consultations.flatMap(({ answeredOn }) => answeredOn ?? []),
    ],
    materialOn: [
      ...statements.map(({ statedAt }) => dayOf(statedAt)),
      ...conversations.map(({ recordedAt }) => dayOf(recordedAt)),
      ...consultations.flatMap(({ answeredOn }) => answeredOn ?? []),
      ...(analysis.savedAt === null ? [] : [dayOf(analysis.savedAt)]),
    ],
  } satisfies ClosingFacts;
}

const shown = ({ rule, law, text, remedy, mendAt }: Wanting): MissingItem => ({
  rule,
  law: law || null,
  message: text,
  remedy,
  mendAt,
});

/** What closing on a day still needs, and what is advised before it, as it is shown. */
export const wantingFor = (
  facts: ClosingFacts,
  intended: Intended,
  on: Day,
): Pick<Completeness, 'missing' | 'advised'> => ({
  missing: missingForClosing(facts, intended, on).map(shown),
  advised: advisedForClosing(facts, intended, on).map(shown),
});

/** What is owed once it is closed: nothing is missing any more. */
export async function wantingAfterClosing(
  reader: Reader,
  { id: investigationId, childId }: InvestigationRow,
  today: Day,
): Promise<Pick<Completeness, 'missing' | 'advised'>> {
  const informations = await loadInformations(reader, investigationId);
  const advised = advisedAfterClosing({ investigationId, childId, informations }, today);
  return { missing: [], advised: advised.map(shown) };
}

const granted = (told: NonNullable<DecisionInput['interventions']>): consentRules.Intervention[] =>
  told.map(({ type, placementForm }) => ({ type, placementForm: placementForm ?? null }));

/** The decision that closed an investigation, or while it runs the one that is asked about. */
async function intendedFor(
  reader: Reader,
  row: InvestigationRow,
  query: CompletenessQuery,
): Promise<Intended> {
  const decided = row.closedOn === null ? undefined : await store.findDecision(reader, row.id);
  return (
    decided ?? {
      outcome: query.outcome ?? null,
      interventions: rules.askedAbout(query),
      legalBasis: query.legalBasis ?? null,
      suitableWithoutGuardian: query.suitableWithoutGuardian ?? false,
    }
  );
}

/**
 * What closing an investigation that the caller sees still needs today, for a decision or for any, and what is advised
 * before it. A closed one needs nothing, and the child is owed to be told how it ended.
 * @throws Invalid for what does not fit the outcome or the child.
 */
export async function loadCompleteness(
  reader: Reader,
  row: InvestigationRow,
  query: CompletenessQuery,
  { caller, today }: { readonly caller: Caller; readonly today: Day },
): Promise<Completeness> {
  valid(rules.unfitQuestion(query));
  const intended = await intendedFor(reader, row, query);
  const { outcome, interventions } = intended;
  const authority = outcome && rules.authorityFor(rules.decisionsOf(outcome, interventions));
  if (row.closedOn !== null) {
    return { complete: true, outcome, authority, ...(await wantingAfterClosing(reader, row, today)) };
  }
  const facts = await loadClosingFacts(reader, row, { caller, on: today, today });
  valid(rules.unsuitable(query, facts.child, today));
  const wanting = wantingFor(facts, intended, today);
  return {
    complete: wanting.missing.length === 0 && notJudgedForClosing(facts, intended, today).length === 0,
    outcome,
    authority,
    ...wanting,
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
  const facts = await loadClosingFacts(work.tx, row, {
    caller: work.caller,
    on: decidedOn,
    today: work.today,
  });
  valid(
    impossibleDay('decidedOn', decidedOn, row.openedOn, work.today),
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
    rules.beforeBirth(decidedOn, facts.child),
    rules.unsuitable(input, facts.child, decidedOn),
  );
  const { suitableWithoutGuardian = false } = input;
  const intended = {
    outcome,
    interventions: granted(input.interventions ?? []),
    legalBasis: legalBasis ?? null,
    suitableWithoutGuardian,
  };
  const decisions = rules.decisionsOf(outcome, intended.interventions);
  const authority = rules.authorityOf(work.caller);
  const unauthorised = rules.authorityRefused(decisions, authority, decidedOn);
  if (unauthorised) throw new Forbidden(unauthorised);
  permit(missingForClosing(facts, intended, decidedOn));
  const decision: InvestigationDecision = {
    investigationId,
    ...intended,
    reasons,
    legalBasisCitation: legalBasisOn(decisions, intended.legalBasis, decidedOn) || null,
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
