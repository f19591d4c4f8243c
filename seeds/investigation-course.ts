import { addPeriod, type Day } from '../src/kernel/day.ts';
import { CODEBOOKS, type CodeOf } from '../src/knowledge/codebooks.ts';
import { daysAfter } from './calendar.ts';
import type { Told } from './events.ts';
import { followUpCourse } from './follow-up-course.ts';
import { type Line, type Move, move } from './line.ts';

type Counterpart = CodeOf<'consultationCounterpart'>;

/** Who is asked of a child: the school step and the health step, by age; nobody where there is no such contact. */
function counterparts(age: number): { school: Counterpart | null; health: Counterpart } {
  if (age < 1) return { school: null, health: 'bvc' };
  if (age < 6) return { school: 'forskola', health: 'bvc' };
  if (age < 13) return { school: 'skola', health: 'vardcentral' };
  return { school: age < 18 ? 'skola' : null, health: 'bup' };
}

/** What beside the outcome itself each decision says. */
const DECISION: Readonly<
  Record<CodeOf<'investigationOutcome'>, Pick<Told['close'], 'legalBasis' | 'declinedBy' | 'reasons'>>
> = {
  'insats-sol': { legalBasis: 'sol', reasons: 'Barnet behöver stöd, och familjen vill ha det.' },
  'vard-lvu': { legalBasis: 'lvu-2', reasons: 'Barnet behöver vård, och samtycke finns inte.' },
  'ingen-insats-inget-behov': { reasons: 'Utredningen visar inget behov av insats.' },
  'ingen-insats-avbojd': { declinedBy: 'bada', reasons: 'Stöd har erbjudits. Familjen tackar nej.' },
  'ingen-insats-hanvisad': { reasons: 'Familjen får hjälp av barn- och ungdomspsykiatrin.' },
  flyttat: { reasons: 'Familjen har flyttat. Den nya kommunen har tagit över.' },
  'ansokan-avslagen': {
    reasons: 'Behovet är tillgodosett genom det stöd som familjen redan har.',
    legalBasis: 'sol',
  },
  'ansokan-atertagen': { reasons: 'Föräldrarna har tagit tillbaka sin ansökan.' },
};

/** The ordinary course of an investigation that is opened on a day, from its plan to the decision. */
export function investigationCourse(line: Line, openedOn: Day): Move[] {
  const { child, path, parties, theme, isProtected, team } = line;
  const { worker, leader } = team;
  const { pace = 1, outcome = 'insats-sol' } = path;
  const at = (days: number) => Math.round(days * pace);
  // Who is not named for a protected guardian does not know of her: the leader registered the family.
  const postman = isProtected ? leader : worker;
  const lastDay = addPeriod(openedOn, { months: 4 });
  const concerned = [...new Set([...parties, child])];
  return [
    ...concerned.map((party) =>
      move('planned', 1, (informedOn) => ({
        by: postman,
        does: 'inform',
        child,
        stage: 'inledning',
        party,
        informedOn,
        manner: party === child ? 'samtal' : 'telefon',
      })),
    ),
    move('planned', 4, () => ({ by: worker, does: 'plan', child, ...planOf(line) })),
    move('planned', 4, () => ({
      by: worker,
      does: 'record-circumstances',
      child,
      livingSituation: ['annat', 'en-foralder', 'bada-foraldrar'][line.guardians.length] as 'annat',
      knownDisability: false,
    })),
    ...consultations(line),
    ...metMeanwhile(line),
    ...(path.extendedBy
      ? [
          move('answered', 105, () => ({
            by: leader,
            does: 'extend',
            child,
            ground: 'sarskilda-skal',
            reasons: 'En förundersökning pågår och ett utlåtande väntas.',
            newEndDay: daysAfter(lastDay, path.extendedBy!),
          })),
        ]
      : []),
    ...assessment(line, at),
    ...parties.map((party) =>
      move('communicated', at(75), () => ({ by: postman, does: 'communicate', child, party })),
    ),
    ...parties.slice(0, 1).map((party) =>
      move('communicated', at(75) + 7, (receivedOn) => ({
        by: postman,
        does: 'comment',
        child,
        party,
        receivedOn,
        comment: 'Det stämmer i stort.',
      })),
    ),
    ...(parties.length === 0
      ? [
          move('communicated', at(75), () => ({
            by: postman,
            does: 'communicate',
            child,
            exception: 'God man är ännu inte förordnad.',
          })),
        ]
      : []),
    ...(outcome === 'insats-sol'
      ? parties.flatMap((party) =>
          theme.interventions.map((intervention) =>
            move('closed', at(75) + 14, (on) => ({
              by: postman,
              does: 'consent',
              child,
              party,
              intervention,
              answer: 'samtycker',
              on,
            })),
          ),
        )
      : []),
    move('closed', at(75) + 25, () => ({
      by: outcome === 'vard-lvu' ? 'decisionMaker' : leader,
      does: 'close',
      child,
      outcome,
      ...(outcome === 'insats-sol' && { interventions: theme.interventions.map((type) => ({ type })) }),
      ...DECISION[outcome],
    })),
    move('closed', at(75) + 27, (informedOn) => ({
      by: postman,
      does: 'inform',
      child,
      stage: 'avslut',
      party: child,
      informedOn,
      manner: 'samtal',
    })),
    ...parties.map((party) =>
      move('closed', at(75) + 28, (notifiedOn) => ({
        by: postman,
        does: 'notify',
        child,
        party,
        notifiedOn,
        manner: 'brev',
        appealInstructions: true,
      })),
    ),
    ...followUpCourse(line, at(75) + 30),
  ];
}

function planOf({ theme }: Line): Told['plan'] {
  const areas: Told['plan']['areas'] = CODEBOOKS.needsArea.codes.map(({ code: area }) =>
    theme.areas.includes(area)
      ? { area, decision: 'utreds' }
      : { area, decision: 'utreds-inte', reason: 'Inget i det som har anmälts rör detta.' },
  );
  return {
    purpose: theme.purpose,
    questions: [...theme.questions],
    areas,
    plannedConversations: ['Barnet, enskilt', 'Vårdnadshavarna'],
    plannedConsultations: ['Förskola eller skola', 'Hälso- och sjukvård'],
  };
}

/** Both steps are asked for; the child and the home are met meanwhile; answers come, school's after a reminder. */
function consultations({ child, age, path, theme, team }: Line): Move[] {
  const { worker: by } = team;
  const { school, health } = counterparts(age ?? 0);
  const ask = (counterpart: Counterpart) =>
    move('consulted', 6, () => ({
      by,
      does: 'consult',
      child,
      counterpart,
      basis: 'uppgiftsskyldighet',
      questions: [{ area: null, text: 'Vad känner ni till om barnets situation?' }],
    }));
  const young = (age ?? 0) < 4;
  return [
    school === null
      ? move('consulted', 6, () => ({
          by,
          does: 'waive-step',
          child,
          step: 'skola',
          reason: 'barnet-saknar-kontakt',
          explanation: 'Går varken i förskola eller skola.',
        }))
      : ask(school),
    ask(health),
    young
      ? move('heard', 15, () => ({
          by,
          does: 'record-circumstances',
          child,
          notHeardReason: 'alder-mognad',
          notHeardExplanation: 'Barnet är för litet för ett samtal. Det observeras vid hembesök.',
        }))
      : move('heard', 15, (heldOn) => ({
          by,
          does: 'converse',
          child,
          heldOn,
          form: 'enskilt-barnsamtal',
          content: 'Samtal om vardagen.',
          childView: theme.childTells,
        })),
    move('answered', 17, () => ({
      by,
      does: 'answer',
      child,
      counterpart: health,
      answer: 'Inget avvikande.',
    })),
    move('heard', 20, (heldOn) => ({
      by,
      does: 'converse',
      child,
      heldOn,
      form: 'hembesok',
      childTookPart: true,
      content: 'Hemmet är i ordning. Barnet visade sitt rum.',
    })),
    ...(school === null
      ? []
      : [
          move('heard', 23, (on) => ({
            by,
            does: 'remind',
            child,
            counterpart: school,
            answerDay: daysAfter(on, 10),
          })),
        ]),
    ...(school === null || path.schoolSilent
      ? []
      : [
          move('answered', 30, () => ({
            by,
            does: 'answer',
            child,
            counterpart: school,
            statements: [{ area: theme.areas[0]!, text: theme.schoolTells }],
          })),
          move('answered', 30, () => ({
            by,
            does: 'take-answer',
            child,
            counterpart: school,
            parts: [1],
          })),
        ]),
  ];
}

/** What is seen and measured when the family is met; what holds for all of the family is written once. */
function metMeanwhile({ child, age, factsFrom, team }: Line): Move[] {
  const { worker: by } = team;
  const area = 'nuvarande-familjesituation';
  return [
    move('heard', 20, (happenedOn) => ({
      by,
      does: 'write-note',
      child,
      happenedOn,
      heading: 'Hembesök',
      text: 'Familjen visade hemmet. En släkting som hjälper till varje vecka var på plats.',
    })),
    ...(factsFrom === child
      ? [
          move('heard', 20, () => ({
            by,
            does: 'state',
            child,
            area,
            text: 'En släkting hjälper familjen varje vecka.',
            source: 'egen-iakttagelse',
            familyWide: true,
          })),
        ]
      : []),
    // A week later, so that no holiday brings the two together on one day.
    ...(factsFrom !== null && factsFrom !== child
      ? [move('heard', 27, () => ({ by, does: 'use-family-statement', child, from: factsFrom, area }))]
      : []),
    ...((age ?? 0) >= 6
      ? [
          move('heard', 22, (usedOn) => ({
            by,
            does: 'score',
            child,
            instrument: age! < 13 ? 'cors' : 'ors',
            usedOn,
            respondent: 'barnet',
            scores: [{ scale: 'total', value: 21.5 }],
            normSet: 'miller-common',
          })),
        ]
      : []),
  ];
}

/** What was found, what it means, and what is proposed. */
function assessment({ child, age, path, theme, team }: Line, at: (days: number) => number): Move[] {
  const { worker: by } = team;
  const declined = path.outcome === 'ingen-insats-avbojd';
  const attitude = declined ? 'negativ' : 'positiv';
  const needless = path.outcome === 'ingen-insats-inget-behov';
  return [
    move('answered', 33, () => ({ by, does: 'add-factor', child, kind: 'risk', ...theme.risk })),
    move('answered', 33, () => ({ by, does: 'add-factor', child, kind: 'skydd', ...theme.protection })),
    move('analysed', at(60), () => ({
      by,
      does: 'save-meaning',
      child,
      area: theme.need,
      meaning: theme.meaning,
      need: needless ? 'inget-behov' : 'behov-finns',
    })),
    move('analysed', at(60), () => ({
      by,
      does: 'analyse',
      child,
      analysis: { together: theme.together, meaningForChild: theme.meaning },
    })),
    move('analysed', at(68), () => ({
      by,
      does: 'analyse',
      child,
      assessment: {
        needs: needless ? [] : [theme.need],
        bestInterests: theme.bestInterests,
        childAttitude: (age ?? 0) < 4 ? 'ej-tillfragad' : attitude,
        guardianAttitude: attitude,
        proposal: needless ? 'Utredningen avslutas utan insats.' : theme.proposal,
      },
    })),
    move('analysed', at(68), () => ({ by, does: 'sign-analysis', child, part: 'analys' })),
    move('analysed', at(68), () => ({ by, does: 'sign-analysis', child, part: 'bedomning' })),
  ];
}
