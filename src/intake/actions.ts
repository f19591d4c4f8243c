import type { Work } from '../access/work.ts';
import { nextNumber } from '../database/running-number.ts';
import { parseInstant } from '../kernel/clock.ts';
import { type Day, dayOf } from '../kernel/day.ts';
import { newId } from '../kernel/id.ts';
import { permit, valid } from '../kernel/outcome.ts';
import { entryOf } from '../knowledge/codebooks.ts';
import { codesNotInForce } from '../knowledge/validity.ts';
import { firstHandler, getSubject, nameHandler } from '../person/actions.ts';
import type { PersonRow } from '../person/tables.ts';
import { getReport } from '../report/actions.ts';
import { unitExists } from '../report/rules.ts';
import type { Report, ReportedChild } from '../report/schema.ts';
import { getCurrent, getIntake, getToDispose, loadIntake } from './load.ts';
import * as rules from './rules.ts';
import type * as schema from './schema.ts';
import * as store from './store.ts';

/** An investigation that an intake opens or joins: who has it, and when it ran. */
export interface Followed extends rules.Run {
  readonly id: string;
  readonly unit: string;
  readonly handlerId: string;
}

/**
 * What the steps after an intake do for it; the investigation slice provides them (see process.ts). An earlier step
 * does not know a later one.
 */
export interface Next {
  /** The investigations of a child that were not closed by a day, in the order opened. */
  findUnclosedOn(work: Work, childId: string, on: Day): Promise<readonly Followed[]>;
  /** Adds the report of an intake to a running investigation, which is thereby changed. */
  joinInvestigation(work: Work, joining: { intake: store.IntakeRow; investigationId: string }): Promise<void>;
  /** Opens an investigation and gives its id. */
  openInvestigation(
    work: Work,
    opening: { intake: store.IntakeRow; openedOn: Day; unit: string; handlerId: string },
  ): Promise<string>;
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
  await store.updateIntake(work, before.id, { ...change, version: row.version });
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
      ? await openAtOnce(work, row as store.IntakeRow, child, next)
      : null;
  return { intakeId: row.id, caseNumber: row.caseNumber, childId: child.id, investigationId };
}

const isUnborn = (child: PersonRow) => child.birthDate === null && child.expectedBirthDate !== null;

async function openAtOnce(
  work: Work,
  intake: store.IntakeRow,
  { birthDate }: PersonRow,
  next: Next,
): Promise<string> {
  const runs = await next.findUnclosedOn(work, intake.childId, dayOf(intake.receivedAt));
  const decidedOn = rules.openingDay(intake.receivedAt, birthDate, runs);
  const running = rules.joinableOn(runs, decidedOn);
  const followed = running
    ? await join(work, intake, running, next)
    : await open(work, intake, { openedOn: decidedOn, unit: intake.unit, handlerId: intake.handlerId }, next);
  await save(work, 'open-at-once', intake, {
    outcome: running ? 'pafors-pagaende-utredning' : 'utredning-inleds',
    decidedOn,
    decidedBy: work.caller.id,
    decidedAt: work.now,
    ...followed,
  });
  return followed.investigationId;
}

async function open(
  work: Work,
  intake: store.IntakeRow,
  opening: { openedOn: Day; unit: string; handlerId: string },
  next: Next,
) {
  const investigationId = await next.openInvestigation(work, { intake, ...opening });
  return { investigationId, investigationUnit: opening.unit, investigationHandlerId: opening.handlerId };
}

async function join(work: Work, intake: store.IntakeRow, { id, unit, handlerId }: Followed, next: Next) {
  await next.joinInvestigation(work, { intake, investigationId: id });
  return { investigationId: id, investigationUnit: unit, investigationHandlerId: handlerId };
}

/** Lets the intakes that opened or joined an investigation be seen by its present unit and handler. */
export function followInvestigation(
  work: Work,
  investigationId: string,
  holder: { unit: string; handlerId: string },
): Promise<void> {
  return store.followInvestigation(work, investigationId, holder);
}

/** Records the immediate protection assessment (omedelbar skyddsbedömning) of the child. */
export async function assessProtection(
  work: Work,
  intakeId: string,
  input: schema.ProtectionAssessmentInput,
): Promise<{ assessment: schema.ProtectionAssessment; version: number }> {
  const row = await getIntake(work, intakeId);
  permit(rules.hindered(await loadIntake(work.tx, row), 'assess-protection', work.today));
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
  const { version } = await save(work, 'assess-protection', row, {}, assessment);
  return { assessment, version };
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
      rules.impossibleDay(`contacts.${at}.on`, contact.on, dayOf(intake.receivedAt), work.today),
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
    preliminarySavedAt: work.now,
    preliminarySavedBy: work.caller.id,
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

/** Extends the 14 days, on synnerliga skäl; a decision that came when they were over is kept as late. */
export async function extendIntake(
  work: Work,
  intakeId: string,
  input: schema.ExtensionInput,
  basedOn: number,
) {
  const intake = await getToDispose(work, intakeId, basedOn);
  permit(rules.hindered(intake, 'extend', work.today));
  const decidedOn = input.decidedOn ?? work.today;
  valid(
    rules.impossibleDay('decidedOn', decidedOn, dayOf(intake.receivedAt), work.today),
    rules.impossibleEndDay(input.newEndDay, decidedOn),
    codesNotInForce(decidedOn, [['ground', 'extensionGround', input.ground]]),
  );
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
    recordedAt: work.now,
  };
  await store.insertExtension(work.tx, { ...extension, intakeId });
  const { extensions, version } = await save(work, 'extend', intake.row, {}, extension);
  return { extension: extensions.find(({ id }) => id === extension.id)!, version };
}

/** Decides the intake: an investigation is opened, not opened, or the report joins the running one. */
export async function decideIntake(
  work: Work,
  intakeId: string,
  input: schema.IntakeDecisionInput,
  basedOn: number,
  next: Next,
): Promise<schema.Intake> {
  const intake = await getToDispose(work, intakeId, basedOn);
  if (intake.outcome !== null) permit(rules.hindered(intake, 'decide', work.today));
  const child = await getSubject(work.tx, intake.childId);
  const decidedOn = input.decidedOn ?? work.today;
  valid(
    rules.impossibleDay(
      'decidedOn',
      decidedOn,
      rules.earliestDecisionDay(intake, input.outcome, child.birthDate),
      work.today,
    ),
    codesNotInForce(decidedOn, [['outcome', 'intakeOutcome', input.outcome]]),
    input.unit ? unitExists('unit', input.unit, work.board.units) : [],
  );
  const runs = await next.findUnclosedOn(work, intake.childId, decidedOn);
  permit(
    rules.hindered(intake, 'decide', decidedOn),
    rules.decisionRefused(intake, input.outcome, { unborn: isUnborn(child), runs, on: decidedOn }),
  );
  await nameHandler(work, intake.childId, work.caller.id);
  const decision = {
    outcome: input.outcome,
    decidedOn,
    decidedBy: work.caller.id,
    decidedAt: work.now,
    decisionReasons: input.reasons,
  };
  const follow: Record<schema.IntakeDecisionInput['outcome'], () => Promise<Partial<store.IntakeRow>>> = {
    'utredning-inleds': () =>
      open(
        work,
        intake.row,
        {
          openedOn: decidedOn,
          unit: input.unit ?? intake.unit,
          handlerId: input.handlerId ?? intake.handlerId,
        },
        next,
      ),
    'utredning-inleds-inte': async () => ({}),
    'pafors-pagaende-utredning': () => join(work, intake.row, rules.joinableOn(runs, decidedOn)!, next),
  };
  return save(work, 'decide', intake.row, { ...decision, ...(await follow[input.outcome]()) });
}

/**
 * Records that a mandatory reporter has asked to be told of the decision (återkoppling), was told, or why that is
 * unsuitable. A request alone leaves what was told before as it is.
 */
export async function giveFeedback(
  work: Work,
  intakeId: string,
  input: schema.FeedbackInput,
  basedOn: number,
) {
  const intake = await getCurrent(work, intakeId, basedOn);
  const asksOnly = input.givenOn === undefined && input.unsuitable === undefined;
  permit(rules.hindered(intake, asksOnly ? 'request-feedback' : 'give-feedback', work.today));
  const report = await getReport(work, intake.reportId);
  const { mandatory } = entryOf('reporter', report.reporter);
  const asked = intake.feedback.requested || input.requestedOn !== undefined;
  permit(rules.feedbackRefused({ reporterMandatory: mandatory, asked }, work.today));
  const days = [
    ['requestedOn', input.requestedOn, dayOf(intake.receivedAt)],
    ['givenOn', input.givenOn, intake.decidedOn ?? work.today],
  ] as const;
  valid(
    days.flatMap(([field, on, earliest]) =>
      on === undefined ? [] : rules.impossibleDay(field, on, earliest, work.today),
    ),
  );
  if (asksOnly) {
    return save(work, 'request-feedback', intake.row, { feedbackRequestedOn: input.requestedOn });
  }
  return save(work, 'give-feedback', intake.row, {
    feedbackRequestedOn: input.requestedOn ?? intake.row.feedbackRequestedOn,
    feedbackGivenOn: input.givenOn ?? null,
    feedbackUnsuitable: input.unsuitable ?? null,
    feedbackRecordedAt: work.now,
    feedbackRecordedBy: work.caller.id,
  });
}

/** Hands the intake to another handler, who is thereby named for the child. */
export async function assignIntake(
  work: Work,
  intakeId: string,
  input: schema.AssignmentInput,
  basedOn: number,
) {
  const intake = await getToDispose(work, intakeId, basedOn);
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
  await nameHandler(work, intake.childId, work.caller.id);
  return save(work, 'assign', intake.row, { handlerId: input.handlerId, unit });
}
