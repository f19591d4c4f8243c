import type { Work } from '../access/work.ts';
import { parseInstant } from '../kernel/clock.ts';
import { type Day, dayOf } from '../kernel/day.ts';
import { newId } from '../kernel/id.ts';
import { permit, valid } from '../kernel/outcome.ts';
import { codesNotInForce } from '../knowledge/validity.ts';
import { findKnownPerson, getSubject, matchOrRegister } from '../person/actions.ts';
import { tooOldToBeSubject } from '../person/rules.ts';
import type { PersonRow } from '../person/tables.ts';
import { receivedBeforeBirth, receivedInFuture, receivingUnit } from './rules.ts';
import type { Receipt, Report, ReportedChild, ReportInput } from './schema.ts';
import { findReport, insertReport, insertReportedChild } from './store.ts';

type ChildOnReport = ReportInput['children'][number];

/** What happens to each child on a report; the intake slice does it (see process.ts). */
export type OpenIntake = (
  work: Work,
  report: Report,
  child: PersonRow,
  causes: Pick<ChildOnReport, 'mainCause' | 'otherCauses'>,
) => Promise<ReportedChild>;

/**
 * Registers a report (aktualisering) and opens an intake for each child on it, all or nothing.
 * Age is judged on the day the report came in.
 * @throws Invalid for a day that cannot be, a code not in force, a child given twice or not to be found.
 * @throws Refused `report.subject-21-or-over`. @throws Forbidden `report.other-unit`.
 */
export async function registerReport(
  work: Work,
  input: ReportInput,
  openIntake: OpenIntake,
): Promise<Receipt> {
  const receivedAt = parseInstant(input.receivedAt)!;
  const receivedOn = dayOf(receivedAt);
  const unit = receivingUnit(input.unit, work.caller, work.board.units);
  valid(
    receivedInFuture(receivedAt, work.now),
    typeof unit === 'string' ? [] : unit,
    codesGiven(input, receivedOn),
  );

  const children: { person: PersonRow; told: ChildOnReport }[] = [];
  for (const [at, told] of input.children.entries()) {
    const person = await subjectOf(work, told, at);
    if (children.some((other) => other.person.id === person.id)) {
      valid([
        {
          field: `children.${at}`,
          text: { sv: 'Samma barn står två gånger.', en: 'The same child stands twice.' },
        },
      ]);
    }
    children.push({ person, told });
  }
  valid(...children.map(({ person }) => receivedBeforeBirth(receivedOn, person.birthDate)));
  permit(...children.map(({ person }) => tooOldToBeSubject(person.birthDate, receivedOn)));

  const report: Report = {
    id: newId(),
    type: input.type,
    channel: input.channel,
    reporter: input.reporter,
    text: input.text,
    receivedAt,
    registeredAt: work.now,
    registeredBy: work.caller.id,
    unit: unit as string,
    reporterName: input.reporterName ?? null,
    reporterContact: input.reporterContact ?? null,
    nameWithheld: input.nameWithheld ?? false,
    feedbackRequested: input.feedbackRequested ?? false,
    interpreter: input.interpreter ?? null,
  };
  await insertReport(work.tx, report);
  const reported = children.map(({ person, told }) => ({
    reportId: report.id,
    childId: person.id,
    told: told.person ?? null,
  }));
  for (const row of reported) await insertReportedChild(work.tx, row);
  work.audit({
    action: 'report.register',
    resource: 'report',
    resourceIds: [report.id],
    personIds: children.map(({ person }) => person.id),
    after: { ...report, children: reported.map(({ childId, told }) => ({ childId, told })) },
  });

  const opened: ReportedChild[] = [];
  for (const { person, told } of children) {
    const known =
      person.protectedIdentity === 'ingen' || (await findKnownPerson(work, person.id)) !== undefined;
    const intake = await openIntake(work, report, person, told);
    // The receipt tells nothing of a child that was hidden before: neither who it is nor that something is running.
    opened.push(known ? intake : { ...intake, childId: null, investigationId: null });
  }
  return { reportId: report.id, registeredAt: work.now, children: opened };
}

const codesGiven = (input: ReportInput, on: Day) =>
  codesNotInForce(on, [
    ['type', 'reportType', input.type],
    ['channel', 'channel', input.channel],
    ['reporter', 'reporter', input.reporter],
    ...input.children.flatMap((child, at) => [
      [`children.${at}.mainCause`, 'cause', child.mainCause] as const,
      ...(child.otherCauses ?? []).map(
        (code, n) => [`children.${at}.otherCauses.${n}`, 'cause', code] as const,
      ),
    ]),
  ]);

async function subjectOf(work: Work, told: ChildOnReport, at: number): Promise<PersonRow> {
  if (told.person) return matchOrRegister(work, told.person, `children.${at}.person.`);
  const found = await findKnownPerson(work, told.personId!);
  if (!found) {
    valid([
      {
        field: `children.${at}.personId`,
        text: {
          sv: 'Personen finns inte. Ange person i stället, så matchas numret.',
          en: 'There is no such person. Give person instead, and the number is matched.',
        },
      },
    ]);
  }
  // What is told of someone whom another may not know belongs to the one whom the number belongs to.
  return found!.duplicateOf ? getSubject(work.tx, found!.duplicateOf) : found!;
}

/** The report of an intake that the caller sees. */
export async function getReport(work: Work, reportId: string): Promise<Report> {
  return (await findReport(work.tx, reportId))!;
}
