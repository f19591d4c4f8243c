import type { Reading, Seen } from '../http/route.ts';
import { loadSeenIntakes } from '../intake/load.ts';
import { findParties, getForReading, loadInvestigation } from '../investigation/actions.ts';
import { loadAnalysis } from '../investigation/analysis/actions.ts';
import { loadAreas, loadMeanings } from '../investigation/area/actions.ts';
import { listCommunications } from '../investigation/communication/actions.ts';
import { listConsents } from '../investigation/consent/actions.ts';
import { getConsultation, loadConsultations, loadSteps } from '../investigation/consultation/actions.ts';
import { loadConversations } from '../investigation/conversation/actions.ts';
import { loadCompleteness } from '../investigation/decision/actions.ts';
import { listInformations } from '../investigation/information/actions.ts';
import { loadInstrumentUses } from '../investigation/instrument/actions.ts';
import { listNotes } from '../investigation/note/actions.ts';
import { loadPlan } from '../investigation/plan/actions.ts';
import { investigationLimit } from '../investigation/rules.ts';
import type { Investigation } from '../investigation/schema.ts';
import type { Instant } from '../kernel/clock.ts';
import { findKnownPersons } from '../person/actions.ts';
import { composeConsultationRequest } from './compose/consultation-request.ts';
import { composeDecisionBasis } from './compose/decision-basis.ts';
import { composePlan } from './compose/plan.ts';
import type { Frame } from './compose/wording.ts';
import type { PrintedDocument } from './model.ts';

/** The parts of a request's reading that a document is made from. */
type Asked = Pick<Reading, 'reader' | 'board' | 'caller' | 'now' | 'today'>;

/** What all documents begin with; whoever sees the investigation may know its child. */
async function loadFrame(
  { reader, board, caller, today }: Asked,
  investigation: Investigation,
): Promise<Frame> {
  const { caseNumber, handlerId, openedOn, closedOn, unit, childId } = investigation;
  const [child] = await findKnownPersons(reader, [childId], caller);
  return {
    caseNumber,
    board: board.name,
    unit: board.units.find(({ code }) => code === unit)?.name ?? unit,
    handlerId,
    openedOn,
    closedOn,
    endDay: investigationLimit(investigation).endDay,
    child: child!,
    today,
  };
}

/** The plan (utredningsplan) as a document. @throws NotFound. */
export async function printPlan(asked: Asked, investigationId: string): Promise<Seen<PrintedDocument>> {
  const { reader, caller, now } = asked;
  const row = await getForReading(reader, investigationId, caller, now);
  const frame = await loadFrame(asked, await loadInvestigation(reader, row));
  const value = composePlan({ frame, plan: await loadPlan(reader, row.id) });
  return { value, persons: [row.childId], ids: [row.id] };
}

/** What goes to the counterpart of a consultation. @throws NotFound. */
export async function printConsultationRequest(
  asked: Asked,
  consultationId: string,
): Promise<Seen<PrintedDocument>> {
  const { reader, caller, now } = asked;
  const { consultation, investigation: row } = await getConsultation(reader, consultationId, caller, now);
  const frame = await loadFrame(asked, await loadInvestigation(reader, row));
  const value = composeConsultationRequest({ frame, consultation });
  return { value, persons: [row.childId], ids: [consultation.id, row.id] };
}

/** What was taken back counts no more, and is not printed. */
const standing = <T extends { readonly retractedAt: Instant | null }>(told: readonly T[]): T[] =>
  told.filter(({ retractedAt }) => retractedAt === null);

/**
 * The decision basis (beslutsunderlag). Of people, and what is tied to them, it holds those whom the caller may know of.
 * @throws NotFound.
 */
export async function printDecisionBasis(
  asked: Asked,
  investigationId: string,
): Promise<Seen<PrintedDocument>> {
  const { reader, caller, now, today } = asked;
  const row = await getForReading(reader, investigationId, caller, now);
  const investigation = await loadInvestigation(reader, row);
  const frame = await loadFrame(asked, investigation);
  const communications = standing(await listCommunications(reader, row.id, caller));
  const parties = await findParties(reader, frame.child, row.closedOn ?? today);
  const informations = await listInformations(reader, row.id, caller);
  const consents = standing(await listConsents(reader, row.id, caller));
  const named = new Set([
    ...parties,
    ...communications.flatMap(({ partyId }) => partyId ?? []),
    ...informations.flatMap(({ personId }) => personId ?? []),
    ...consents.map(({ personId }) => personId),
  ]);
  const persons = await findKnownPersons(reader, [...named], caller);
  const value = composeDecisionBasis({
    frame,
    parties,
    persons,
    intakes: await loadSeenIntakes(reader, [row.intakeId, ...investigation.joinedIntakes], caller, now),
    plan: await loadPlan(reader, row.id),
    conversations: await loadConversations(reader, row.id),
    consultations: await loadConsultations(reader, row.id),
    steps: await loadSteps(reader, row.id),
    instruments: await loadInstrumentUses(reader, row.id),
    notes: await listNotes(reader, row.id, caller),
    ...(await loadAreas(reader, row.id)),
    meanings: await loadMeanings(reader, row.id),
    notHeard: investigation,
    analysis: await loadAnalysis(reader, row.id),
    informations,
    consents,
    communications,
    remaining: (await loadCompleteness(reader, row, {}, asked)).missing,
  });
  const shown = new Set([row.childId, ...persons.map(({ id }) => id)]);
  return { value, persons: [...shown], ids: [row.id] };
}
