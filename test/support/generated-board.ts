import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { Tx } from '../../src/database/handle.ts';
import type { BoardDatabase } from '../../src/database/open.ts';
import { intake, protectionAssessment } from '../../src/intake/tables.ts';
import { interventionEnd } from '../../src/intervention/ending/tables.ts';
import { interventionFollowUp } from '../../src/intervention/follow-up/tables.ts';
import { interventionGoal, interventionGoalVersion } from '../../src/intervention/goal/tables.ts';
import { intervention } from '../../src/intervention/tables.ts';
import { consultation } from '../../src/investigation/consultation/tables.ts';
import { conversation } from '../../src/investigation/conversation/tables.ts';
import { investigation, investigationAssignment } from '../../src/investigation/tables.ts';
import { type Instant, parseInstant } from '../../src/kernel/clock.ts';
import { addPeriod, type Day, day, daysAfter } from '../../src/kernel/day.ts';
import type { CodeOf } from '../../src/knowledge/codebooks.ts';
import { person } from '../../src/person/tables.ts';
import { report } from '../../src/report/tables.ts';

/**
 * A board of many made-up children whose cases go in every way, put straight into the tables and the same each time. No
 * case stands for anyone, and not every one of them could have come about over HTTP.
 */

/** Numbers that are the same in every run: mulberry32. */
function numbersFrom(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  return {
    upTo: (most: number) => Math.floor(next() * (most + 1)),
    happens: (part: number) => next() < part,
    of: <T>(list: readonly T[]) => list[Math.floor(next() * list.length)]!,
  };
}

/** Some days after, and never after the 28th: what a month later is, is then the same in every calendar. */
function later(from: Day, days: number): Day {
  const on = addPeriod(from, { days });
  return Number(on.slice(8)) > 28 ? addPeriod(on, { days: 4 }) : on;
}

const noon = (on: Day): Instant => parseInstant(`${on}T10:00:00Z`)!;

const UNITS = ['mottagning', 'barn-och-familj', 'ungdom'] as const;
const HANDLERS = [
  'karin.ek',
  'omar.lind',
  'lena.berg',
  'per.holm',
  'mia.dahl',
  'ida.nord',
  'ola.sjo',
] as const;
const COUNTERPARTS = ['skola', 'forskola', 'elevhalsa', 'bvc', 'bup', 'tandvard', 'polis'] as const;
const STATUSES = ['besvarad', 'besvarad', 'skickad', 'avslutad-utan-svar', 'utkast'] as const;
const GOAL_STATUSES = ['uppnatt', 'uppnatt', 'delvis-uppnatt', 'inte-uppnatt', 'ej-bedombart'] as const;

type Rows = Map<SQLiteTable, Record<string, unknown>[]>;

/** Fills a board. `today`: nothing happens after it. */
export async function generateBoard(
  { writer }: Pick<BoardDatabase, 'writer'>,
  { children, today, seed }: { readonly children: number; readonly today: string; readonly seed: number },
): Promise<void> {
  const rows: Rows = new Map();
  const chance = numbersFrom(seed);
  let ids = 0;
  const making: Making = {
    chance,
    today: day(today),
    newId() {
      ids += 1;
      return `0000${String(ids % 10_000).padStart(4, '0')}-0000-7000-8000-${String(ids).padStart(12, '0')}`;
    },
    add(table, row) {
      const known = rows.get(table as SQLiteTable);
      if (known) known.push(row);
      else rows.set(table as SQLiteTable, [row]);
    },
  };
  for (let made = 0; made < children; made += 1) addChild(making);
  await writer.write(async (tx: Tx) => {
    for (const [table, all] of rows) {
      for (let at = 0; at < all.length; at += 100) {
        await tx.insert(table).values(all.slice(at, at + 100) as never);
      }
    }
  });
}

interface Making {
  readonly chance: ReturnType<typeof numbersFrom>;
  readonly today: Day;
  newId(): string;
  add<T extends SQLiteTable>(table: T, row: T['$inferInsert']): void;
}

function addChild(making: Making): void {
  const { chance, today, newId, add } = making;
  const id = newId();
  const birthDate = later(day('2003-01-01'), chance.upTo(8_300));
  add(person, {
    id,
    nameKey: `exempelsson ${id}`,
    givenNameKey: 'alva',
    givenName: 'Alva',
    familyName: 'Exempelsson',
    birthDate: chance.happens(0.96) ? birthDate : null,
    legalSex: chance.happens(0.95) ? chance.of(['flicka', 'pojke'] as const) : null,
    protectedIdentity: 'ingen',
    registeredAt: noon(day('2024-01-01')),
    registeredBy: 'mia.dahl',
    version: 1,
  });
  let from = later(day('2024-01-02'), chance.upTo(900));
  const lines = 1 + chance.upTo(3);
  for (let line = 0; line < lines && from < today; line += 1) {
    const ended = addLine(making, id, from);
    if (ended === null) return;
    from = later(ended, 1 + chance.upTo(500));
  }
}

/** A report and what came of it; the day on which it was over, or null where it is not. */
function addLine(making: Making, childId: string, receivedOn: Day): Day | null {
  const { chance, today, newId, add } = making;
  const type = chance.of(['anmalan', 'anmalan', 'anmalan', 'ansokan', 'information-pa-annat-satt'] as const);
  const reportId = newId();
  add(report, {
    id: reportId,
    type,
    channel: 'telefon',
    reporter: 'skola',
    text: 'Påhittad.',
    receivedAt: noon(receivedOn),
    registeredAt: noon(receivedOn),
    registeredBy: 'mia.dahl',
    unit: 'mottagning',
    nameWithheld: false,
    feedbackRequested: false,
  });
  const decided = later(receivedOn, chance.upTo(22));
  const outcome = chance.of([
    'utredning-inleds',
    'utredning-inleds',
    'utredning-inleds',
    'utredning-inleds-inte',
    'pafors-pagaende-utredning',
    null,
  ] as const);
  const decidedOn = outcome === null || decided > today ? null : decided;
  const intakeId = newId();
  const unit = chance.of(UNITS);
  const opens = decidedOn !== null && outcome === 'utredning-inleds';
  const investigationId = opens ? newId() : null;
  add(intake, {
    id: intakeId,
    reportId,
    childId,
    caseNumber: `2024-${intakeId.slice(-6)}`,
    type,
    receivedAt: noon(receivedOn),
    unit,
    handlerId: chance.of(HANDLERS),
    mainCause: chance.of([
      'brist-i-omsorg',
      'bevittnat-vald',
      'brist-i-omsorg',
      'bevittnat-vald',
      'ensamkommande',
      null,
    ] as const),
    otherCauses: chance.happens(0.05) ? ['ensamkommande'] : [],
    outcome: decidedOn === null ? null : outcome,
    decidedOn,
    investigationId,
    feedbackRequested: false,
    version: 1,
  });
  for (let count = chance.upTo(2); count > 0; count -= 1) {
    add(protectionAssessment, {
      id: newId(),
      intakeId,
      assessedAt: noon(addPeriod(receivedOn, { days: chance.upTo(2) })),
      assessedBy: 'mia.dahl',
      need: 'inget-behov',
      grounds: 'Påhittade.',
      recordedAt: noon(receivedOn),
    });
  }
  return investigationId === null
    ? receivedOn
    : addInvestigation(making, { id: investigationId, childId, intakeId, unit, openedOn: decidedOn! });
}

function addInvestigation(
  making: Making,
  told: { id: string; childId: string; intakeId: string; unit: string; openedOn: Day },
): Day | null {
  const { chance, today, newId, add } = making;
  const { id, childId, openedOn, unit } = told;
  const closed = later(openedOn, 10 + chance.upTo(200));
  const closedOn = closed <= today && chance.happens(0.9) ? closed : null;
  const handlers = Array.from({ length: 1 + chance.upTo(2) }, () => chance.of(HANDLERS));
  add(investigation, {
    ...told,
    caseNumber: `2024-${id.slice(-6)}`,
    handlerId: handlers.at(-1)!,
    openedBy: 'lena.berg',
    closedOn,
    outcome: closedOn === null ? null : 'insats-sol',
    version: 1,
  });
  for (const [at, handlerId] of handlers.entries()) {
    const from = noon(addPeriod(openedOn, { days: at * 20 }));
    add(investigationAssignment, {
      id: newId(),
      investigationId: id,
      handlerId,
      unit,
      from,
      by: 'lena.berg',
    });
  }
  for (let count = chance.upTo(2); count > 0; count -= 1) {
    add(conversation, {
      id: newId(),
      investigationId: id,
      heldOn: addPeriod(openedOn, { days: count }),
      form: 'enskilt-barnsamtal',
      childTookPart: true,
      childAlone: chance.happens(0.4),
      otherParticipants: [],
      withoutConsent: false,
      recordedAt: noon(openedOn),
      recordedBy: 'karin.ek',
      version: 1,
    });
  }
  for (let count = chance.upTo(3); count > 0; count -= 1) addConsultation(making, id, openedOn);
  if (closedOn === null) return null;
  return chance.happens(0.6)
    ? addIntervention(making, { childId, investigationId: id, unit, closedOn })
    : closedOn;
}

function addConsultation({ chance, newId, add }: Making, investigationId: string, openedOn: Day): void {
  const status: CodeOf<'consultationStatus'> = chance.of(STATUSES);
  add(consultation, {
    id: newId(),
    investigationId,
    counterpart: chance.of(COUNTERPARTS),
    questions: [],
    status,
    sentOn: status === 'utkast' ? null : openedOn,
    remindedOn: [],
    answeredOn: status === 'besvarad' ? openedOn : null,
    version: 1,
    createdAt: noon(openedOn),
    createdBy: 'karin.ek',
  });
}

/** An insats that follows from an investigation; the day it ended, or null. */
function addIntervention(
  { chance, today, newId, add }: Making,
  told: { childId: string; investigationId: string; unit: string; closedOn: Day },
): Day | null {
  const { childId, investigationId, closedOn } = told;
  const id = newId();
  const decidedOn = chance.happens(0.8) ? closedOn : null;
  const startedOn = later(closedOn, chance.upTo(20));
  if (startedOn > today) return closedOn;
  const end = later(startedOn, 30 + chance.upTo(250));
  const endedOn = end <= today && chance.happens(0.8) ? end : null;
  const unit = chance.happens(0.7) ? told.unit : chance.of(UNITS);
  add(intervention, {
    id,
    caseNumber: `2025-${id.slice(-6)}`,
    childId,
    investigationId,
    decidedAs: 0,
    basis: decidedOn === null ? 'utan-behovsprovning' : 'beslut',
    type: 'familjebehandling',
    legalBasis: 'sol',
    decidedOn,
    startedOn,
    unit,
    handlerId: chance.of(HANDLERS),
    endedOn,
    givenAt: noon(startedOn),
    givenBy: 'lena.berg',
    version: 1,
  });
  const goalIds = Array.from({ length: chance.upTo(2) }, newId);
  for (const [at, goalId] of goalIds.entries()) {
    const givenUp = chance.happens(0.1);
    add(interventionGoal, {
      id: goalId,
      interventionId: id,
      number: at + 1,
      firstSetOn: startedOn,
      endedOn: givenUp ? startedOn : null,
      version: 1,
    });
    add(interventionGoalVersion, {
      goalId,
      version: 1,
      area: 'utbildning',
      description: 'Påhittat.',
      setOn: startedOn,
      savedAt: noon(startedOn),
      savedBy: 'karin.ek',
    });
  }
  const judged = () =>
    goalIds
      .filter(() => chance.happens(0.8))
      .map((goalId) => ({ goalId, status: chance.of(GOAL_STATUSES), change: null, comment: null }));
  for (let count = 1; count <= chance.upTo(4); count += 1) {
    const heldOn = daysAfter(startedOn, count * 25);
    if (heldOn > (endedOn ?? today)) break;
    add(interventionFollowUp, {
      id: newId(),
      interventionId: id,
      heldOn,
      goals: judged(),
      recordedAt: noon(heldOn),
      recordedBy: 'karin.ek',
      retractedAt: chance.happens(0.15) ? noon(heldOn) : null,
    });
  }
  if (endedOn === null) return null;
  add(interventionEnd, {
    interventionId: id,
    endedOn,
    reason: 'malet-uppnatt',
    planned: true,
    initiative: 'gemensamt',
    goals: judged(),
    recordedAt: noon(endedOn),
    recordedBy: 'karin.ek',
  });
  return endedOn;
}
