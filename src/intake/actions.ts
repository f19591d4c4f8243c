import { reachOf } from '../access/reach.ts';
import type { Work } from '../access/work.ts';
import type { Reader } from '../database/handle.ts';
import { nextNumber } from '../database/running-number.ts';
import { parseInstant } from '../kernel/clock.ts';
import { type Day, dayOf } from '../kernel/day.ts';
import { newId } from '../kernel/id.ts';
import { NotFound, permit, Stale, valid } from '../kernel/outcome.ts';
import { entryOf } from '../knowledge/codebooks.ts';
import { codesNotInForce } from '../knowledge/validity.ts';
import { firstHandler, getSubject, nameHandler } from '../person/actions.ts';
import type { PersonRow } from '../person/tables.ts';
import { getReport } from '../report/actions.ts';
import { unitExists } from '../report/rules.ts';
import type { Report, ReportedChild } from '../report/schema.ts';
import * as rules from './rules.ts';
import type * as schema from './schema.ts';
import * as store from './store.ts';

/**
 * What the steps after an intake do for it; the investigation slice provides them (see process.ts). An earlier step
 * does not know a later one.
 */
export interface Next {
  /** The running investigation of a child, if any. */
  findRunning(work: Work, childId: string): Promise<{ id: string } | undefined>;
  /** Opens an investigation and gives its id. */
  openInvestigation(
    work: Work,
    opening: { intake: store.IntakeRow; openedOn: Day; unit: string; handlerId: string },
  ): Promise<string>;
}

/** A whole intake as the caller sees it. */
export async function loadIntake(reader: Reader, row: store.IntakeRow): Promise<schema.Intake> {
  const parts = await store.findIntakeParts(reader, row.id);
  return {
    ...summarise(row),
    decidedBy: row.decidedBy,
    decisionReasons: row.decisionReasons,
    protectionAssessments: parts.protectionAssessments,
    preliminaryAssessment: row.preliminaryAssessment,
    extensions: parts.extensions.map(({ intakeId: _, ...extension }) => extension),
    feedback: {
      requested: row.feedbackRequested || row.feedbackRequestedOn !== null,
      requestedOn: row.feedbackRequestedOn,
      givenOn: row.feedbackGivenOn,
      unsuitable: row.feedbackUnsuitable,
    },
    assignments: parts.assignments.map(({ handlerId, unit, from, by }) => ({ handlerId, unit, from, by })),
  };
}

export function summarise(row: store.IntakeRow): schema.IntakeSummary {
  const { id, reportId, childId, caseNumber, type, receivedAt, unit, handlerId, mainCause, otherCauses } =
    row;
  const { outcome, decidedOn, investigationId, version } = row;
  return {
    id,
    reportId,
    childId,
    caseNumber,
    type,
    receivedAt,
    unit,
    handlerId,
    mainCause,
    otherCauses,
    outcome,
    decidedOn,
    investigationId,
    version,
  };
}

/** @throws NotFound when the intake is not there or not to be known. */
async function getIntake(work: Work, intakeId: string): Promise<store.IntakeRow> {
  const row = await store.findIntake(work.tx, intakeId, reachOf(work.caller, 'intake'), work.now);
  if (!row) throw new NotFound();
  return row;
}

/** The intake that a change is based on. @throws NotFound. @throws Stale. */
async function getCurrent(
  work: Work,
  intakeId: string,
  basedOn: number,
): Promise<schema.Intake & { row: store.IntakeRow }> {
  const row = await getIntake(work, intakeId);
  if (row.version !== basedOn) throw new Stale();
  return { ...(await loadIntake(work.tx, row)), row };
}

/** Keeps a change of the intake with its place in the access log, and gives the intake as it now is. */
async function save(
  work: Work,
  action: string,
  before: store.IntakeRow,
  change: Partial<store.IntakeRow>,
  detail?: unknown,
): Promise<schema.Intake> {
  const row = { ...before, ...change, version: before.version + 1 };
  await store.updateIntake(work.tx, before.id, { ...change, version: row.version });
  work.audit({
    action: `intake.${action}`,
    resource: 'intake',
    resourceIds: [before.id],
    personIds: [before.childId],
    before,
    after: detail === undefined ? row : { ...row, detail },
  });
  return loadIntake(work.tx, row);
}

/**
 * Opens the intake of one child on a report, with a case number of its own. An ansökan goes straight on: it opens an
 * investigation at once, or joins the one that is running; an unborn child's waits for the birth.
 */
export async function openIntake(
  work: Work,
  report: Report,
  child: PersonRow,
  causes: Pick<schema.IntakePatch, 'mainCause' | 'otherCauses'>,
  next: Next,
): Promise<ReportedChild> {
  const year = work.today.slice(0, 4);
  const number = await nextNumber(work.tx, `case-number-${year}`);
  const handlerId = await firstHandler(work, child);
  const row = {
    id: newId(),
    reportId: report.id,
    childId: child.id,
    caseNumber: `${year}-${String(number).padStart(5, '0')}`,
    type: report.type,
    receivedAt: report.receivedAt,
    unit: report.unit,
    handlerId,
    mainCause: causes.mainCause ?? null,
    otherCauses: causes.otherCauses ?? [],
    feedbackRequested: report.feedbackRequested,
    version: 1,
  };
  await store.insertIntake(work.tx, row);
  await store.insertAssignment(work.tx, {
    id: newId(),
    intakeId: row.id,
    handlerId,
    unit: report.unit,
    from: work.now,
    by: work.caller.id,
  });
  work.audit({
    action: 'intake.open',
    resource: 'intake',
    resourceIds: [row.id],
    personIds: [child.id],
    after: row,
  });
  const investigationId =
    report.type === 'ansokan' && !isUnborn(child)
      ? await openAtOnce(work, row as store.IntakeRow, next)
      : null;
  return { intakeId: row.id, caseNumber: row.caseNumber, childId: child.id, investigationId };
}

const isUnborn = (child: PersonRow) => child.birthDate === null && child.expectedBirthDate !== null;

async function openAtOnce(work: Work, intake: store.IntakeRow, next: Next): Promise<string> {
  const running = await next.findRunning(work, intake.childId);
  const decidedOn = dayOf(intake.receivedAt);
  const investigationId =
    running?.id ??
    (await next.openInvestigation(work, {
      intake,
      openedOn: decidedOn,
      unit: intake.unit,
      handlerId: intake.handlerId,
    }));
  await save(work, 'open-at-once', intake, {
    outcome: running ? 'pafors-pagaende-utredning' : 'utredning-inleds',
    decidedOn,
    decidedBy: work.caller.id,
    investigationId,
  });
  return investigationId;
}

/** Records the immediate protection assessment (omedelbar skyddsbedömning) of the child. */
export async function assessProtection(
  work: Work,
  intakeId: string,
  input: schema.ProtectionAssessmentInput,
): Promise<schema.ProtectionAssessment> {
  const row = await getIntake(work, intakeId);
  const intake = await loadIntake(work.tx, row);
  const assessedAt = input.assessedAt ? parseInstant(input.assessedAt)! : work.now;
  if (assessedAt > work.now || assessedAt < row.receivedAt) {
    valid([
      {
        field: 'assessedAt',
        text: {
          sv: 'Ska ligga mellan då anmälan kom in och nu.',
          en: 'Must lie between the time the report came in and now.',
        },
      },
    ]);
  }
  valid(codesNotInForce(dayOf(assessedAt), [['need', 'protectionNeed', input.need]]));
  permit(rules.hindered(intake, 'assess-protection', work.today));
  const assessment = {
    id: newId(),
    intakeId,
    assessedAt,
    assessedBy: work.caller.id,
    need: input.need,
    grounds: input.grounds,
    measures: input.measures ?? null,
    recordedAt: work.now,
  };
  await store.insertProtectionAssessment(work.tx, assessment);
  await save(work, 'assess-protection', row, {}, assessment);
  return assessment;
}

/** Saves the preliminary assessment (förhandsbedömning) as far as it has come. */
export async function savePreliminaryAssessment(
  work: Work,
  intakeId: string,
  input: schema.PreliminaryAssessmentInput,
  basedOn: number,
): Promise<schema.Intake> {
  const intake = await getCurrent(work, intakeId, basedOn);
  permit(rules.hindered(intake, 'work', work.today));
  valid(
    (input.contacts ?? []).flatMap((contact, at) =>
      rules
        .impossibleDecisionDay(contact.on, dayOf(intake.receivedAt), work.today)
        .map(({ text }) => ({ field: `contacts.${at}.on`, text })),
    ),
    codesNotInForce(work.today, [['notHeardReason', 'notHeardReason', input.notHeardReason]]),
  );
  return save(work, 'work', intake.row, {
    preliminaryAssessment: {
      contacts: input.contacts ?? [],
      childHeard: input.childHeard ?? null,
      notHeardReason: input.notHeardReason ?? null,
      meetingOffered: input.meetingOffered ?? null,
      assessment: input.assessment ?? null,
    },
  });
}

/** Corrects the causes (orsaker). */
export async function correctIntake(
  work: Work,
  intakeId: string,
  patch: schema.IntakePatch,
  basedOn: number,
) {
  const intake = await getCurrent(work, intakeId, basedOn);
  permit(rules.hindered(intake, 'correct', work.today));
  valid(
    codesNotInForce(dayOf(intake.receivedAt), [
      ['mainCause', 'cause', patch.mainCause],
      ...(patch.otherCauses ?? []).map((code, at) => [`otherCauses.${at}`, 'cause', code] as const),
    ]),
  );
  return save(work, 'correct', intake.row, patch);
}

/** Extends the 14 days, on synnerliga skäl. */
export async function extendIntake(
  work: Work,
  intakeId: string,
  input: schema.ExtensionInput,
  basedOn: number,
) {
  const intake = await getCurrent(work, intakeId, basedOn);
  const decidedOn = input.decidedOn ?? work.today;
  valid(rules.impossibleDecisionDay(decidedOn, dayOf(intake.receivedAt), work.today));
  permit(rules.hindered(intake, 'extend', decidedOn));
  const limit = rules.preliminaryLimit(intake);
  if (!limit) permit([rules.nothingToExtend(decidedOn)]);
  permit(rules.extensionRefused('forhandsbedomning', limit!, input, decidedOn));
  const extension = {
    id: newId(),
    ground: input.ground,
    reasons: input.reasons,
    newEndDay: input.newEndDay,
    decidedOn,
    decidedBy: work.caller.id,
  };
  await store.insertExtension(work.tx, { ...extension, intakeId });
  const after = await save(work, 'extend', intake.row, {}, extension);
  return { extension, version: after.version };
}

/** Decides the intake: an investigation is opened, not opened, or the report joins the running one. */
export async function decideIntake(
  work: Work,
  intakeId: string,
  input: schema.IntakeDecisionInput,
  basedOn: number,
  next: Next,
): Promise<schema.Intake> {
  const intake = await getCurrent(work, intakeId, basedOn);
  const decidedOn = input.decidedOn ?? work.today;
  valid(
    rules.impossibleDecisionDay(decidedOn, dayOf(intake.receivedAt), work.today),
    codesNotInForce(decidedOn, [['outcome', 'intakeOutcome', input.outcome]]),
    input.unit ? unitExists('unit', input.unit, work.board.units) : [],
  );
  const child = await getSubject(work, intake.childId);
  const running = await next.findRunning(work, intake.childId);
  permit(
    rules.hindered(intake, 'decide', decidedOn),
    intake.outcome !== null
      ? []
      : rules.decisionRefused(intake, input.outcome, {
          unborn: isUnborn(child),
          running: running !== undefined,
          on: decidedOn,
        }),
  );
  const decision = {
    outcome: input.outcome,
    decidedOn,
    decidedBy: work.caller.id,
    decisionReasons: input.reasons,
  };
  const follow: Record<schema.IntakeDecisionInput['outcome'], () => Promise<string | null>> = {
    'utredning-inleds': () =>
      next.openInvestigation(work, {
        intake: intake.row,
        openedOn: decidedOn,
        unit: input.unit ?? intake.unit,
        handlerId: input.handlerId ?? intake.handlerId,
      }),
    'utredning-inleds-inte': async () => null,
    'pafors-pagaende-utredning': async () => running!.id,
  };
  return save(work, 'decide', intake.row, { ...decision, investigationId: await follow[input.outcome]() });
}

/** Records that a mandatory reporter was told of the decision (återkoppling), or why that is unsuitable. */
export async function giveFeedback(
  work: Work,
  intakeId: string,
  input: schema.FeedbackInput,
  basedOn: number,
) {
  const intake = await getCurrent(work, intakeId, basedOn);
  permit(rules.hindered(intake, 'give-feedback', work.today));
  const report = await getReport(work, intake.reportId);
  const { mandatory } = entryOf('reporter', report.reporter);
  const asked = intake.feedback.requested || input.requestedOn !== undefined;
  permit(rules.feedbackRefused({ reporterMandatory: mandatory, asked }, work.today));
  const days = [
    ['requestedOn', input.requestedOn, dayOf(intake.receivedAt)],
    ['givenOn', input.givenOn, intake.decidedOn!],
  ] as const;
  valid(
    days.flatMap(([field, on, earliest]) =>
      on === undefined
        ? []
        : rules.impossibleDecisionDay(on, earliest, work.today).map(({ text }) => ({ field, text })),
    ),
  );
  return save(work, 'give-feedback', intake.row, {
    feedbackRequestedOn: input.requestedOn ?? intake.row.feedbackRequestedOn,
    feedbackGivenOn: input.givenOn ?? null,
    feedbackUnsuitable: input.unsuitable ?? null,
  });
}

/** Hands the intake to another handler, who is thereby named for the child. */
export async function assignIntake(
  work: Work,
  intakeId: string,
  input: schema.AssignmentInput,
  basedOn: number,
) {
  const intake = await getCurrent(work, intakeId, basedOn);
  permit(rules.hindered(intake, 'assign', work.today));
  const unit = input.unit ?? intake.unit;
  valid(unitExists('unit', unit, work.board.units));
  await store.insertAssignment(work.tx, {
    id: newId(),
    intakeId,
    handlerId: input.handlerId,
    unit,
    from: work.now,
    by: work.caller.id,
  });
  await nameHandler(work, intake.childId, input.handlerId);
  return save(work, 'assign', intake.row, { handlerId: input.handlerId, unit });
}
