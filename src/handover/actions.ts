import { type Asking, deadlinesOfSeen, listOpenCases } from '../deadlines/actions.ts';
import { isOpen } from '../deadlines/evaluate.ts';
import { getForReading, loadInvestigation } from '../investigation/actions.ts';
import { loadTriangle } from '../investigation/area/actions.ts';
import { loadTakenParts } from '../investigation/area/taking/actions.ts';
import { listCommunications } from '../investigation/communication/actions.ts';
import { loadClosingFacts, wantingAfterClosing, wantingFor } from '../investigation/decision/actions.ts';
import { ANY_DECISION } from '../investigation/decision/completeness.ts';
import { assignmentHistory } from '../investigation/rules.ts';
import { readPerson } from '../person/actions.ts';
import { readEntriesOf } from '../record/file.ts';
import { lastWithChild, placeOf, runningIn } from './rules.ts';
import type { Handover, HandoverCase } from './schema.ts';

/**
 * All that a hand-over shows of an investigation, each piece as its own read gives it: a fixed number of queries,
 * whatever stands in the case, many of them those that closing is judged by. What concerns a party whom the caller
 * may not know of is left out.
 * @throws NotFound when it is not there or not to be known.
 */
export async function readHandover(asking: Asking, investigationId: string): Promise<Handover> {
  const { reader, caller, now, today } = asking;
  const row = await getForReading(reader, investigationId, caller, now);
  const { assignments, ...investigation } = await loadInvestigation(reader, row);
  const running = row.closedOn === null;
  const communications = running ? await listCommunications(reader, row.id, caller) : [];
  const taken = await loadTakenParts(reader, row.id);
  const deadlines = (await deadlinesOfSeen(asking, row)).filter(isOpen);
  const facts = await loadClosingFacts(reader, row, { caller, on: today, today });
  const { plan, analysis } = facts;
  const consultations = running ? facts.consultations : [];
  // There is always one: that the investigation was opened.
  const { text: _, ...latest } = (await readEntriesOf(asking, row.id)).at(-1)!.entry;
  return {
    investigation,
    child: await readPerson(reader, row.childId, caller),
    assignments: assignmentHistory(assignments),
    running: runningIn({ consultations, communications, notes: facts.notes, taken }),
    // A closed case asks for nothing more; the reporter of what it rests on may still wait to be told.
    deadlines: running ? deadlines : deadlines.filter((deadline) => deadline.case.kind === 'intake'),
    ...(running ? wantingFor(facts, ANY_DECISION, today) : await wantingAfterClosing(reader, row, today)),
    plan: {
      version: plan.version,
      questions: plan.questions,
      savedAt: plan.savedAt,
      savedBy: plan.savedBy,
      areas: plan.areas.flatMap(({ area, decision }) => (decision === 'utreds' ? [area] : [])),
    },
    analysis: { version: analysis.version, savedAt: analysis.savedAt, savedBy: analysis.savedBy },
    lastWithChild: lastWithChild(facts.conversations),
    triangle: (await loadTriangle(reader, row, plan)).sides,
    latest,
  };
}

/** The open cases of a handler that the caller sees, by what is due first in each. */
export async function listHandover(asking: Asking, handlerId: string): Promise<HandoverCase[]> {
  const cases = await listOpenCases(asking, handlerId);
  return cases
    .map(({ kind, id, caseNumber, childId, unit, openedOn, next }) => ({
      kind,
      id,
      caseNumber,
      childId,
      unit,
      openedOn,
      next: next && {
        id: next.id,
        rule: next.rule,
        label: next.label,
        partyId: next.partyId,
        endDay: next.endDay,
        lastLawfulDay: next.lastLawfulDay,
        state: next.state,
      },
    }))
    .sort((a, b) => (placeOf(a).join() < placeOf(b).join() ? -1 : 1));
}
