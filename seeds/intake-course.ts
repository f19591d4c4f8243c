import { daysAfter } from './calendar.ts';
import { type Line, type Move, move } from './line.ts';

/** How long after the report the decision comes; an extended preliminary assessment takes longer. */
export const daysToDecision = ({ path }: Line): number => (path.intakeExtended ? 24 : 9);

/** The ordinary course from a report to the decision and the feedback. An ansökan has none: it opens at once. */
export function intakeCourse(line: Line): Move[] {
  const { child, age, guardians, path, team, isApplication, isProtected, feedback } = line;
  if (isApplication) return [];
  const by = isProtected ? 'teamLeader' : 'socialWorker';
  const decided = daysToDecision(line);
  const opens = (path.intake ?? 'utredning-inleds') === 'utredning-inleds';
  return [
    move('assessed', 0, () => ({
      by,
      does: 'assess-protection',
      child,
      need: path.measures ? 'behov' : 'inget-behov',
      grounds: path.measures
        ? 'Uppgifterna är allvarliga och barnet kan utsättas igen.'
        : 'Barnet är tryggt i dag enligt den som anmäler.',
      measures: path.measures,
    })),
    move('contacted', 4, (on) => ({
      by,
      does: 'save-preliminary',
      child,
      contacts:
        guardians.length > 0
          ? [{ on, with: 'vardnadshavare', content: 'Samtal per telefon om det som har anmälts.' }]
          : [],
      childHeard: age === null ? null : age >= 4,
      notHeardReason: age !== null && age < 4 ? 'alder-mognad' : null,
      meetingOffered: guardians.length > 0,
      assessment: 'Uppgifterna är delvis bekräftade.',
    })),
    ...(path.intakeExtended
      ? [
          move('contacted', 12, (on) => ({
            by: 'teamLeader',
            does: 'extend-intake',
            child,
            ground: 'synnerliga-skal',
            reasons: 'Familjen är utomlands och nås först om två veckor.',
            newEndDay: daysAfter(on, 16),
          })),
        ]
      : []),
    move('decided', decided, () => ({
      by: 'teamLeader',
      does: 'decide-intake',
      child,
      outcome: path.intake ?? 'utredning-inleds',
      reasons: opens
        ? 'Det finns skäl att utreda vad barnet behöver.'
        : 'Uppgifterna är kända eller ger inte skäl.',
      ...(opens && { unit: team.unit, handlerId: team.handlerId }),
    })),
    ...(feedback === 'given'
      ? [move('decided', decided + 3, (givenOn) => ({ by, does: 'give-feedback', child, givenOn }))]
      : []),
    ...(feedback === 'unsuitable'
      ? [
          move('decided', decided + 3, () => ({
            by,
            does: 'give-feedback',
            child,
            unsuitable: 'Den unga har bett att skolan inte får veta mer.',
          })),
        ]
      : []),
  ];
}
