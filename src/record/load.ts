import type { Reader } from '../database/handle.ts';
import { canBeAppealed } from '../investigation/decision/rules.ts';
import type { Day } from '../kernel/day.ts';
import { areaOfToday, underAreasOfToday } from '../knowledge/areas.ts';
import { type Bond, raisersOf } from '../person/rules.ts';
import { grouped, yes } from './grouped.ts';
import { loadInterventions } from './load-interventions.ts';
import { children } from './person-store.ts';
import type {
  CaseRecord,
  ChildRecord,
  IntakeRecord,
  InvestigationRecord,
  TimedInvestigation,
  TimedRecord,
} from './record.ts';
import { wereSiblings } from './rules.ts';
import * as siblings from './sibling-store.ts';
import * as store from './store.ts';

/** Reads whole records, however many children, in a fixed number of queries. All that a derived figure rests on. */

const CHUNK = 500;

/**
 * The whole records of children, in the order of the ids; who is not there is left out. Nobody's right to see is
 * asked: that is for whoever shows anything of them. The number of queries grows with every 500 children.
 */
export function loadRecords(reader: Reader, ids: readonly string[]): Promise<ChildRecord[]> {
  return inChunks(ids, async (given) => {
    const casesOf = await loadCases(reader, given);
    const siblingInvestigationsOf = await loadSiblingInvestigations(reader, given);
    return (id): ChildRecord | undefined => {
      const cases = casesOf(id);
      return cases && { ...cases, siblingInvestigations: siblingInvestigationsOf(id) };
    };
  });
}

/** The same without what is known of siblings. Of whom nothing is investigated, in few queries. */
export function loadCaseRecords(reader: Reader, ids: readonly string[]): Promise<CaseRecord[]> {
  return inChunks(ids, (given) => loadCases(reader, given));
}

/** The same as far as times rest on it, in half as many queries. */
export function loadTimedRecords(reader: Reader, ids: readonly string[]): Promise<TimedRecord[]> {
  return inChunks(ids, (given) => loadTimed(reader, given));
}

/** What is loaded for so many children at a time, each once. */
async function inChunks<R>(
  ids: readonly string[],
  load: (given: Given) => Promise<(id: string) => R | undefined>,
): Promise<R[]> {
  const wanted = [...new Set(ids)];
  const records: R[] = [];
  for (let at = 0; at < wanted.length; at += CHUNK) {
    const chunk = wanted.slice(at, at + CHUNK);
    const recordOf = await load({ childIds: JSON.stringify(chunk) });
    records.push(...chunk.map(recordOf).filter((record) => record !== undefined));
  }
  return records;
}

async function loadCases(reader: Reader, given: Given) {
  const timedOf = await loadTimed(reader, given);
  const restOf = await loadRest(reader, given);
  const interventionsOf = await loadInterventions(reader, given);
  return (id: string): CaseRecord | undefined => {
    const timed = timedOf(id);
    return (
      timed && {
        ...timed,
        investigations: timed.investigations.map((one) => ({ ...one, ...restOf(one.id) })),
        interventions: interventionsOf(id),
      }
    );
  };
}

async function loadTimed(reader: Reader, given: Given) {
  const people = await children(reader).execute(given);
  const byId = new Map(people.map((child) => [child.id, child]));
  const intakesOf = await loadIntakes(reader, given);
  const investigationsOf = await loadInvestigations(reader, given);
  return (id: string): TimedRecord | undefined => {
    const child = byId.get(id);
    return child && { child, intakes: intakesOf(id), investigations: investigationsOf(id) };
  };
}

type Given = { readonly childIds: string };

/** When a child's siblings were under investigation and were its siblings, in the order opened. */
async function loadSiblingInvestigations(reader: Reader, given: Given) {
  const bonds: readonly Bond[] = await siblings.bonds(reader).execute(given);
  const bondsOf = grouped(
    bonds.flatMap((bond) => [
      { ...bond, of: bond.fromPersonId },
      { ...bond, of: bond.toPersonId },
    ]),
  );
  const ends = bonds.flatMap(({ fromPersonId, toPersonId }) => [fromPersonId, toPersonId]);
  const times = await siblings
    .investigationTimes(reader)
    .execute({ childIds: JSON.stringify([...new Set(ends)]) });
  const timesOf = grouped(times);
  return (childId: string) => {
    const own = bondsOf(childId);
    const around = [...own, ...raisersOf(childId, own).flatMap((raiser) => bondsOf(raiser))];
    const others = new Set(around.flatMap(({ fromPersonId, toPersonId }) => [fromPersonId, toPersonId]));
    return [...others]
      .flatMap((other) =>
        timesOf(other).filter(({ openedOn, closedOn }) =>
          wereSiblings(childId, other, around, { from: openedOn, to: closedOn }),
        ),
      )
      .sort((a, b) => (timeOf(a) < timeOf(b) ? -1 : timeOf(a) > timeOf(b) ? 1 : 0));
  };
}

/** The same order each time, also where two were opened on one day. */
const timeOf = ({ openedOn, closedOn }: { openedOn: Day; closedOn: Day | null }) =>
  `${openedOn} ${closedOn ?? 'open'}`;

async function loadIntakes(reader: Reader, given: Given) {
  const rows = await store.intakes(reader).execute(given);
  if (rows.length === 0) return () => [];
  const assessmentsOf = grouped(await store.protectionAssessments(reader).execute(given));
  const extensionsOf = grouped(await store.intakeExtensions(reader).execute(given));
  return grouped(
    rows.map(({ intake: row, reporter, recordedAt }): IntakeRecord & { of: string } => ({
      of: row.childId,
      id: row.id,
      caseNumber: row.caseNumber,
      unit: row.unit,
      handlerId: row.handlerId,
      type: row.type,
      reporter,
      receivedAt: row.receivedAt,
      recordedAt,
      mainCause: row.mainCause,
      otherCauses: row.otherCauses,
      protectionAssessments: assessmentsOf(row.id),
      childHeard: row.preliminaryAssessment?.childHeard ?? null,
      extensions: extensionsOf(row.id),
      outcome: row.outcome,
      decidedOn: row.decidedOn,
      investigationId: row.investigationId,
      feedback: {
        requested: row.feedbackRequested || row.feedbackRequestedOn !== null,
        requestedOn: row.feedbackRequestedOn,
        givenOn: row.feedbackGivenOn,
        unsuitable: row.feedbackUnsuitable !== null,
      },
    })),
  );
}

async function loadInvestigations(reader: Reader, given: Given) {
  const rows = await store.investigations(reader).execute(given);
  if (rows.length === 0) return () => [];
  const guardiansOf = grouped(await store.guardiansAtOpening(reader).execute(given));
  const informationsOf = grouped(await store.informations(reader).execute(given));
  const extensionsOf = grouped(await store.investigationExtensions(reader).execute(given));
  const consultationsOf = grouped(await store.consultations(reader).execute(given));
  const communicationsOf = grouped(await store.communications(reader).execute(given));
  const notificationsOf = grouped(await store.notifications(reader).execute(given));
  return grouped(
    rows.map(({ decision, ...row }): TimedInvestigation & { of: string } => ({
      ...row,
      appealable: decision && canBeAppealed(decision),
      guardiansAtOpening: guardiansOf(row.id).map(({ guardianId }) => guardianId),
      informations: informationsOf(row.id),
      extensions: extensionsOf(row.id),
      consultations: consultationsOf(row.id),
      communications: communicationsOf(row.id).map(({ exceptionThere, ...sending }) => ({
        ...sending,
        exception: yes(exceptionThere),
      })),
      notifications: notificationsOf(row.id),
    })),
  );
}

type Rest = Omit<InvestigationRecord, keyof TimedInvestigation>;

/** Where there is no investigation, nobody asks for the rest of one. */
function ofNone(): Rest {
  throw new Error('There is no investigation.');
}

/** What else there is of each investigation. */
async function loadRest(reader: Reader, given: Given): Promise<(id: string) => Rest> {
  const circumstances = await store.circumstances(reader).execute(given);
  if (circumstances.length === 0) return ofNone;
  const circumstancesOf = grouped(circumstances);
  const assignmentsOf = grouped(await store.assignments(reader).execute(given));
  const plansOf = grouped(await store.plans(reader).execute(given));
  const statementsOf = grouped(await store.statements(reader).execute(given));
  const factorsOf = grouped(await store.factors(reader).execute(given));
  const conversationsOf = grouped(await store.conversations(reader).execute(given));
  const instrumentsOf = grouped(await store.instrumentUses(reader).execute(given));
  const waiversOf = grouped(await store.waivers(reader).execute(given));
  const analysesOf = grouped(await store.analyses(reader).execute(given));
  const analysisOf = (id: string): InvestigationRecord['analysis'] => {
    const [latest] = analysesOf(id);
    if (!latest) return null;
    const { needs, childAttitude, guardianAttitude, childView, bestInterests, proposal } = latest.assessment;
    return {
      analysed: yes(latest.analysisThere),
      assessed: bestInterests !== null && proposal !== null,
      needs: needs.flatMap((area) => areaOfToday(area) ?? []),
      childAttitude,
      guardianAttitude,
      childViewRecorded: childView !== null,
    };
  };
  return (id) => ({
    ...circumstancesOf(id)[0]!,
    assignments: assignmentsOf(id),
    plans: plansOf(id).map(({ savedAt, reports, areas }) => ({
      savedAt,
      reports,
      areas: underAreasOfToday(areas).map(({ area, decision }) => ({ area, decision })),
    })),
    statements: underAreasOfToday(statementsOf(id)),
    factors: underAreasOfToday(factorsOf(id)),
    conversations: conversationsOf(id).map(({ viewThere, ...held }) => ({
      ...held,
      childViewRecorded: yes(viewThere),
    })),
    instruments: instrumentsOf(id),
    waivers: waiversOf(id),
    analysis: analysisOf(id),
  });
}
