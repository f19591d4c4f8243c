import type { Reader } from '../database/handle.ts';
import { canBeAppealed } from '../investigation/decision/rules.ts';
import type { Day } from '../kernel/day.ts';
import { areaOfToday, underAreasOfToday } from '../knowledge/areas.ts';
import { type Bond, raisersOf } from '../person/rules.ts';
import { type Given, given, grouped, idsOf } from './grouped.ts';
import * as beginnings from './intake-store.ts';
import * as store from './investigation-store.ts';
import { loadInterventions } from './load-interventions.ts';
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

/** Reads whole records, however many children, in a fixed number of queries. All that a derived figure rests on. */

const CHUNK = 500;

/**
 * The whole records of children, in the order of the ids; who is not there is left out. Nobody's right to see is
 * asked: that is for whoever shows anything of them. The number of queries grows with every 500 children.
 */
export function loadRecords(reader: Reader, ids: readonly string[]): Promise<ChildRecord[]> {
  return inChunks(ids, async (children) => {
    const casesOf = await loadCases(reader, children);
    const siblingInvestigationsOf = await loadSiblingInvestigations(reader, children);
    return (id): ChildRecord | undefined => {
      const cases = casesOf(id);
      return cases && { ...cases, siblingInvestigations: siblingInvestigationsOf(id) };
    };
  });
}

/** The same without what is known of siblings. Of whom nothing is investigated, in few queries. */
export function loadCaseRecords(reader: Reader, ids: readonly string[]): Promise<CaseRecord[]> {
  return inChunks(ids, (children) => loadCases(reader, children));
}

/** The same as far as times rest on it (and little more), in half as many queries. */
export function loadTimedRecords(reader: Reader, ids: readonly string[]): Promise<TimedRecord[]> {
  return inChunks(ids, async (children) => {
    const beginningOf = await loadBeginnings(reader, children);
    const { investigationsOf } = await loadInvestigations(reader, children);
    return (id): TimedRecord | undefined => {
      const beginning = beginningOf(id);
      return beginning && { ...beginning, investigations: investigationsOf(id) };
    };
  });
}

/** What is loaded for so many children at a time, each once. */
async function inChunks<R>(
  ids: readonly string[],
  load: (children: Given) => Promise<(id: string) => R | undefined>,
): Promise<R[]> {
  const wanted = [...new Set(ids)];
  const records: R[] = [];
  for (let at = 0; at < wanted.length; at += CHUNK) {
    const chunk = wanted.slice(at, at + CHUNK);
    const recordOf = await load(given(chunk));
    records.push(...chunk.map(recordOf).filter((record) => record !== undefined));
  }
  return records;
}

async function loadCases(reader: Reader, children: Given) {
  const beginningOf = await loadBeginnings(reader, children);
  const { investigationsOf, these } = await loadInvestigations(reader, children);
  const restOf = these === undefined ? ofNone : await loadRest(reader, these);
  const interventionsOf = await loadInterventions(reader, children);
  return (id: string): CaseRecord | undefined => {
    const beginning = beginningOf(id);
    return (
      beginning && {
        ...beginning,
        investigations: investigationsOf(id).map((one) => ({ ...one, ...restOf(one.id) })),
        interventions: interventionsOf(id),
      }
    );
  };
}

/** When a child's siblings were under investigation and were its siblings, in the order opened. */
async function loadSiblingInvestigations(reader: Reader, children: Given) {
  const bonds: readonly Bond[] = await siblings.bonds(reader).execute(children);
  if (bonds.length === 0) return () => [];
  const bondsOf = grouped(
    bonds.flatMap((bond) => [
      { of: bond.fromPersonId, row: bond },
      { of: bond.toPersonId, row: bond },
    ]),
  );
  const ends = bonds.flatMap(({ fromPersonId, toPersonId }) => [fromPersonId, toPersonId]);
  const times = await siblings.investigationTimes(reader).execute(given([...new Set(ends)]));
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

/** The children themselves, with how their cases began. */
async function loadBeginnings(reader: Reader, children: Given) {
  const people = await beginnings.children(reader).execute(children);
  const byId = new Map(people.map((child) => [child.id, child]));
  const intakesOf = await loadIntakes(reader, children);
  return (id: string) => {
    const child = byId.get(id);
    return child && { child, intakes: intakesOf(id) };
  };
}

async function loadIntakes(
  reader: Reader,
  children: Given,
): Promise<(childId: string) => readonly IntakeRecord[]> {
  const rows = await beginnings.intakes(reader).execute(children);
  if (rows.length === 0) return () => [];
  const these = idsOf(rows);
  const assessmentsOf = grouped(await beginnings.protectionAssessments(reader).execute(these));
  const extensionsOf = grouped(await beginnings.intakeExtensions(reader).execute(these));
  return grouped(
    rows.map(({ of, askedWithReport, askedOn, givenOn, unsuitable, ...row }) => ({
      of,
      row: {
        ...row,
        protectionAssessments: assessmentsOf(row.id),
        extensions: extensionsOf(row.id),
        feedback: {
          requested: askedWithReport || askedOn !== null,
          requestedOn: askedOn,
          givenOn,
          unsuitable,
        },
      },
    })),
  );
}

/** The investigations as far as times rest on them, and which they are where there are any. */
async function loadInvestigations(reader: Reader, children: Given) {
  const rows = await store.investigations(reader).execute(children);
  if (rows.length === 0) return { investigationsOf: () => [], these: undefined };
  const these = idsOf(rows);
  const guardiansOf = grouped(await store.guardiansAtOpening(reader).execute(children));
  const informationsOf = grouped(await store.informations(reader).execute(these));
  const extensionsOf = grouped(await store.investigationExtensions(reader).execute(these));
  const consultationsOf = grouped(await store.consultations(reader).execute(these));
  const communicationsOf = grouped(await store.communications(reader).execute(these));
  const notificationsOf = grouped(await store.notifications(reader).execute(these));
  const investigationsOf = grouped(
    rows.map(({ of, decision, ...row }) => ({
      of,
      row: {
        ...row,
        appealable: decision && canBeAppealed(decision),
        guardiansAtOpening: guardiansOf(row.id).map(({ guardianId }) => guardianId),
        informations: informationsOf(row.id),
        extensions: extensionsOf(row.id),
        consultations: consultationsOf(row.id),
        communications: communicationsOf(row.id),
        notifications: notificationsOf(row.id),
      },
    })),
  );
  return { investigationsOf, these };
}

type Rest = Omit<
  InvestigationRecord,
  keyof TimedInvestigation | 'intakeId' | 'declinedBy' | 'livingSituation' | 'knownDisability'
>;

/** Where there is no investigation, nobody asks for the rest of one. */
function ofNone(): Rest {
  throw new Error('There is no investigation.');
}

/** What else there is of each investigation. */
async function loadRest(reader: Reader, these: Given): Promise<(id: string) => Rest> {
  const assignmentsOf = grouped(await store.assignments(reader).execute(these));
  const plansOf = grouped(await store.plans(reader).execute(these));
  const statementsOf = grouped(await store.statements(reader).execute(these));
  const factorsOf = grouped(await store.factors(reader).execute(these));
  const conversationsOf = grouped(await store.conversations(reader).execute(these));
  const instrumentsOf = grouped(await store.instrumentUses(reader).execute(these));
  const waiversOf = grouped(await store.waivers(reader).execute(these));
  const analysesOf = grouped(await store.analyses(reader).execute(these));
  const analysisOf = (id: string): InvestigationRecord['analysis'] => {
    const [latest] = analysesOf(id);
    if (!latest) return null;
    return { ...latest, needs: latest.needs.flatMap((area) => areaOfToday(area) ?? []) };
  };
  return (id) => ({
    assignments: assignmentsOf(id),
    plans: plansOf(id).map(({ savedAt, reports, areas }) => ({
      savedAt,
      reports,
      areas: underAreasOfToday(areas).map(({ area, decision }) => ({ area, decision })),
    })),
    statements: underAreasOfToday(statementsOf(id)),
    factors: underAreasOfToday(factorsOf(id)),
    conversations: conversationsOf(id),
    instruments: instrumentsOf(id),
    waivers: waiversOf(id),
    analysis: analysisOf(id),
  });
}
