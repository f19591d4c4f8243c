import type { Instant } from '../src/kernel/clock.ts';
import { ageOn, type Day, day, dayOf } from '../src/kernel/day.ts';
import { type EntryOf, entryOf } from '../src/knowledge/codebooks.ts';
import { bornBefore, daysAfter, daysBefore, workday } from './calendar.ts';
import { type Alias, type Bond, type Event, type Individual, instantOf, type Scenario } from './events.ts';
import type { Case, Family, Member } from './families/family.ts';
import { THEMES } from './families/themes.ts';
import { daysToDecision, intakeCourse } from './intake-course.ts';
import { interventionCourse } from './intervention-course.ts';
import { investigationCourse } from './investigation-course.ts';
import { dated, type Line, TEAMS } from './line.ts';

/**
 * The history of a family up to now: what its table says, with the ordinary steps in between. What lies ahead has not
 * happened, so that a case has come as far as the time since the report allows.
 */
export function historyOf(family: Family, now: Instant): Scenario {
  const today = dayOf(now);
  const people = peopleOf(family, today);
  const events = family.cases
    .flatMap((one) => eventsOf(one, family, people, today))
    .filter(({ at }) => instantOf(at) <= now)
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return { title: family.name, people, relations: relationsOf(family), events };
}

/** Everyone in a family has a serial of their own, so that no two numbers are the same on one birthday. */
function peopleOf({ name, children, adults }: Family, today: Day): Record<Alias, Individual> {
  const individual = ([alias, member]: [Alias, Member], position: number): [Alias, Individual] => {
    const { years, female, dueInDays, numberless, ...told } = member;
    if (years === undefined) {
      return [alias, { familyName: name, expectedBirthDate: daysAfter(today, dueInDays!), ...told }];
    }
    const serial = numberless ? undefined : 980 + 2 * position + (female ? 0 : 1);
    return [
      alias,
      { givenName: alias, familyName: name, birthDate: bornBefore(today, years), serial, ...told },
    ];
  };
  return Object.fromEntries(Object.entries({ ...children, ...adults }).map(individual));
}

function relationsOf({ children, adults, relations }: Family): readonly Bond[] {
  const names = Object.keys(children);
  return (
    relations ?? [
      ...Object.keys(adults).map(
        (who): Bond => ({ who, is: 'vardnadshavare', of: names, livesTogether: true }),
      ),
      ...names.slice(0, -1).map((who, at): Bond => ({ who, is: 'syskon', of: names.slice(at + 1) })),
    ]
  );
}

/** The report, and each child's line from it. What is reported today came in during the night. */
function eventsOf(one: Case, family: Family, people: Record<Alias, Individual>, today: Day): Event[] {
  const about = one.about ?? Object.keys(family.children);
  const received = daysBefore(today, one.daysAgo);
  const alone = about.map((child) => lineOf(one, child, family, people, received));
  const lines = alone.map((line) => ({ ...line, factsFrom: factsFrom(line, alone) }));
  const { isApplication, isProtected, team } = lines[0]!;
  const report: Event = {
    at: `${received} ${one.daysAgo === 0 ? '00:05' : '07:30'}`,
    by: isApplication ? team.worker : isProtected ? 'teamLeader' : 'reception',
    does: 'report',
    type: one.type ?? 'anmalan',
    channel: isApplication ? 'besok' : 'telefon',
    reporter: one.reporter,
    unit: isApplication ? team.unit : 'mottagning',
    feedbackRequested: one.feedback !== undefined,
    interpreter: one.interpreter,
    text: one.text,
    children: about.map((child) => ({
      child,
      mainCause: one.cause,
      otherCauses: [...(one.otherCauses ?? [])],
    })),
  };
  return [report, ...lines.flatMap((line) => eventsOfLine(line, received))];
}

const opens = ({ path }: Line) => (path.intake ?? 'utredning-inleds') === 'utredning-inleds';

/** The first of those on the report who are investigated together by the same team, where there are several. */
function factsFrom(line: Line, lines: readonly Line[]): Alias | null {
  const together = lines.filter(
    (other) =>
      opens(other) &&
      !other.isProtected &&
      other.team === line.team &&
      other.path.until === line.path.until &&
      other.path.intakeExtended === line.path.intakeExtended &&
      other.guardians.some((guardian) => line.guardians.includes(guardian)),
  );
  return together.length > 1 && together.includes(line) ? together[0]!.child : null;
}

function eventsOfLine(line: Line, received: Day): Event[] {
  const { isApplication } = line;
  const intake = intakeCourse(line);
  const opened = isApplication ? received : workday(daysAfter(received, daysToDecision(line)), received);
  const investigation = opens(line)
    ? dated(investigationCourse(line, opened), opened, line, intake.length)
    : [];
  const decision = investigation.find(({ does }) => does === 'close');
  return [
    ...dated(intake, received, line),
    ...investigation,
    ...(decision && line.path.intervention
      ? dated(interventionCourse(line), day(decision.at.slice(0, 10)), line)
      : []),
  ];
}

function lineOf(
  one: Case,
  child: Alias,
  family: Family,
  people: Record<Alias, Individual>,
  received: Day,
): Line {
  const { but, ...ordinary } = one;
  const path = { ...ordinary, ...but?.[child] };
  const { birthDate, protectedIdentity } = people[child]!;
  const age = birthDate === undefined ? null : ageOn(birthDate as Day, received);
  const guardians = relationsOf(family).flatMap(({ who, is, of }) =>
    is === 'vardnadshavare' && [of].flat().includes(child) ? [who] : [],
  );
  const cause: EntryOf<'cause'> = entryOf('cause', one.cause);
  return {
    child,
    path,
    theme: THEMES[cause.group],
    age,
    guardians,
    parties: age !== null && age >= 15 ? [...guardians, child] : guardians,
    isApplication: one.type === 'ansokan',
    feedback: one.feedback,
    isProtected: protectedIdentity !== undefined,
    team: TEAMS[path.team ?? 'family'],
    factsFrom: null,
  };
}
