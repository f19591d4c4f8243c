import type { Day } from '../../kernel/day.ts';
import type { Refusal } from '../../kernel/outcome.ts';
import type { CodeOf } from '../../knowledge/codebooks.ts';
import { citationOn } from '../../knowledge/law.ts';
import { analysisMissing } from '../analysis/rules.ts';
import type { Analysis } from '../analysis/schema.ts';
import { nothingKnown, silentAreas } from '../area/rules.ts';
import type { AreaStatement } from '../area/schema.ts';
import { communicationMissing, materialSince, type Sending } from '../communication/rules.ts';
import { type Answer, type Child, consentMissing, type Intervention } from '../consent/rules.ts';
import { stepsMissing } from '../consultation/rules.ts';
import type { Consultation, ConsultationStep } from '../consultation/schema.ts';
import { consultationsUnanswered } from '../consultation/unanswered.ts';
import { childNotHeard } from '../conversation/rules.ts';
import type { Conversation } from '../conversation/schema.ts';
import { type InformationFacts, partiesUntold } from '../information/rules.ts';
import { notesUnsigned } from '../note/rules.ts';
import type { Note } from '../note/schema.ts';
import { planMissing } from '../plan/rules.ts';
import type { Plan } from '../plan/schema.ts';
import { beforeLaterFacts, careNotJudged, tooOldForCare } from './hindrances.ts';

type Outcome = CodeOf<'investigationOutcome'>;

/** The decision that is made or thought of. Without an outcome it is any that is carried through. */
export interface Intended {
  readonly outcome: Outcome | null;
  readonly interventions: readonly Intervention[];
  readonly legalBasis: CodeOf<'legalBasis'> | null;
  readonly suitableWithoutGuardian: boolean;
}

/** No decision is thought of yet: what any that is carried through needs. */
export const ANY_DECISION: Intended = {
  outcome: null,
  legalBasis: null,
  interventions: [],
  suitableWithoutGuardian: false,
};

/** How far a step has come, and by which consultations. */
interface StepFacts extends Pick<ConsultationStep, 'step' | 'status' | 'pending'> {
  readonly consultations: readonly { readonly id: string }[];
}

/** Everything that closing is judged by, as it stood at the end of the day of closing. */
export interface ClosingFacts {
  readonly investigationId: string;
  readonly openedOn: Day;
  readonly child: Child;
  /** Ids of the guardians on the day of closing. */
  readonly guardians: readonly string[];
  /** Ids of the parties on the day of closing. */
  readonly parties: readonly string[];
  readonly notHeardReason: CodeOf<'notHeardReason'> | null;
  /** The kinds of the reports that opened the investigation or joined it. */
  readonly reportTypes: readonly CodeOf<'reportType'>[];
  readonly plan: Plan;
  readonly statements: readonly Pick<AreaStatement, 'area'>[];
  readonly conversations: readonly Pick<Conversation, 'childTookPart'>[];
  readonly consultations: readonly Pick<Consultation, 'id' | 'status'>[];
  readonly steps: readonly StepFacts[];
  readonly analysis: Pick<Analysis, 'analysis' | 'assessment' | 'signing'>;
  readonly communications: readonly Sending[];
  /** Ids of those whom communications went to and whom the caller may know of. */
  readonly known: readonly string[];
  readonly consents: readonly Answer[];
  readonly notes: readonly Pick<Note, 'happenedOn' | 'signedAt'>[];
  readonly informations: readonly InformationFacts[];
  /** The days on which something happened in the case, also after that of closing. */
  readonly happenedOn: readonly Day[];
  /** The days on which material for the decision came into the file. */
  readonly materialOn: readonly Day[];
}

/** One thing that is found wanting, and the path under the board where it is mended. */
export interface Wanting extends Refusal {
  readonly mendAt: string;
}

/**
 * How an investigation ends. One that is carried through is asked about everything, whatever it leads to.
 *
 * One that ends on the way is not: the child has moved and the new municipality has the case, or the application
 * is withdrawn. Then the board decides nothing in substance: no material is held against a party, so there is
 * nothing to communicate; and to question the child, the school or health care only to fill the file would make the
 * investigation wider than justified (SoL 20 kap. 5 § second paragraph). What holds is the duty to document the
 * decision with its reasons (SoL 14 kap. 3 §, förvaltningslagen 31-32 §§), which every decision carries. And only an
 * application can be withdrawn by the family: what a report of concern has started is carried through. To refuse what
 * the family has applied for (avslag) is to carry the investigation through, and takes an application.
 */
const COURSE = {
  'insats-sol': 'carried-through',
  'vard-lvu': 'carried-through',
  'ingen-insats-inget-behov': 'carried-through',
  'ingen-insats-avbojd': 'carried-through',
  'ingen-insats-hanvisad': 'carried-through',
  flyttat: 'moved',
  'ansokan-avslagen': 'refused',
  'ansokan-atertagen': 'withdrawn',
} as const satisfies Record<Outcome, 'carried-through' | 'refused' | 'moved' | 'withdrawn'>;

type Course = (typeof COURSE)[Outcome];

/** Whether an investigation with this outcome was carried through, and so is asked for everything. */
export const isCarriedThrough = (outcome: Outcome): boolean => CARRIED_THROUGH.includes(COURSE[outcome]);

/** Whether what is found wanting hinders closing, is worth a look before it, or leaves it open whether something does. */
type Weight = 'missing' | 'advised' | 'not-judged';

interface Question {
  /** Asked of an investigation that ends in one of these ways. */
  readonly of: readonly Course[];
  readonly weight: Weight;
  readonly mendAt: string | ((facts: ClosingFacts) => string);
  readonly wanting: (facts: ClosingFacts, on: Day, intended: Intended) => readonly Refusal[];
}

const CARRIED_THROUGH: readonly Course[] = ['carried-through', 'refused'];
/** What is in the file when it is closed stays as it is, however it ends. */
const ANY_COURSE: readonly Course[] = [...CARRIED_THROUGH, 'moved', 'withdrawn'];

/** What is asked before closing, each by the rule of its own slice, in the order of the work. */
const ASKED: readonly Question[] = [
  {
    of: ANY_COURSE,
    weight: 'missing',
    mendAt: '/decision',
    wanting: ({ happenedOn }, on) => beforeLaterFacts(happenedOn, on),
  },
  {
    of: CARRIED_THROUGH,
    weight: 'missing',
    mendAt: '/decision',
    wanting: ({ child }, on, { outcome, legalBasis }) =>
      outcome === 'vard-lvu' ? tooOldForCare(child.birthDate, legalBasis, on) : [],
  },
  {
    of: ['refused'],
    weight: 'missing',
    mendAt: '/decision',
    wanting: ({ reportTypes }, on) => nothingAppliedFor(reportTypes, on),
  },
  {
    of: ['withdrawn'],
    weight: 'missing',
    mendAt: '/decision',
    wanting: ({ reportTypes }, on) => notByApplication(reportTypes, on),
  },
  {
    of: CARRIED_THROUGH,
    weight: 'missing',
    mendAt: '/plan',
    wanting: ({ plan, openedOn }, on) => planMissing(plan, { openedOn, on }),
  },
  {
    of: CARRIED_THROUGH,
    weight: 'advised',
    mendAt: '/party-information',
    wanting: ({ informations, parties, child }, on) =>
      partiesUntold({ informations, parties, child: child.id, stage: 'inledning', on }),
  },
  {
    of: CARRIED_THROUGH,
    weight: 'advised',
    mendAt: ({ plan, statements }) => `/areas/${silentAreas(plan, statements)[0]}`,
    wanting: ({ plan, statements }, on) => nothingKnown(plan, statements, on),
  },
  {
    of: CARRIED_THROUGH,
    weight: 'missing',
    mendAt: '/conversations',
    wanting: ({ conversations, notHeardReason }, on) => childNotHeard(conversations, notHeardReason, on),
  },
  {
    of: CARRIED_THROUGH,
    weight: 'missing',
    mendAt: '/consultation-steps',
    wanting: ({ steps }, on) => stepsMissing(steps, on),
  },
  {
    of: CARRIED_THROUGH,
    weight: 'advised',
    mendAt: '/consultations',
    wanting: ({ consultations, steps }, on) => consultationsUnanswered(consultations, steps, on),
  },
  {
    of: ANY_COURSE,
    weight: 'missing',
    mendAt: '/notes',
    wanting: ({ notes }, on) => notesUnsigned(notes, on),
  },
  {
    of: CARRIED_THROUGH,
    weight: 'missing',
    mendAt: '/analysis',
    wanting: ({ analysis }, on) => analysisMissing(analysis, on),
  },
  {
    of: CARRIED_THROUGH,
    weight: 'missing',
    mendAt: '/communications',
    wanting: ({ communications, parties, known }, on) =>
      communicationMissing({ communications, parties, known, on }),
  },
  {
    of: CARRIED_THROUGH,
    weight: 'advised',
    mendAt: '/communications',
    wanting: ({ communications, parties, materialOn }, on) =>
      materialSince({ communications, parties, materialOn, on }),
  },
  {
    of: CARRIED_THROUGH,
    weight: 'missing',
    mendAt: '/consents',
    wanting: (facts, on, intended) => consentsMissing(facts, on, intended),
  },
  {
    of: CARRIED_THROUGH,
    weight: 'not-judged',
    mendAt: '/completeness',
    wanting: (_, on, intended) => consentNotJudged(on, intended),
  },
  {
    of: CARRIED_THROUGH,
    weight: 'not-judged',
    mendAt: '/completeness',
    wanting: ({ child }, on, { outcome, legalBasis }) =>
      outcome === 'vard-lvu' ? careNotJudged(child.birthDate, legalBasis, on) : [],
  },
];

function askedBy(weights: readonly Weight[], facts: ClosingFacts, intended: Intended, on: Day): Wanting[] {
  const course: Course = intended.outcome === null ? 'carried-through' : COURSE[intended.outcome];
  return ASKED.filter(
    (question) => question.of.includes(course) && weights.includes(question.weight),
  ).flatMap(({ mendAt, wanting }) =>
    wanting(facts, on, intended).map((refusal) => ({
      ...refusal,
      mendAt: `/investigations/${facts.investigationId}${typeof mendAt === 'string' ? mendAt : mendAt(facts)}`,
    })),
  );
}

/** Everything that closing on a day still needs. What came after the day of the decision is none for it. */
export const missingForClosing = (facts: ClosingFacts, intended: Intended, on: Day): Wanting[] =>
  askedBy(['missing'], facts, intended, on);

/** What may be missing still, since the question did not say enough to judge it. */
export const notJudgedForClosing = (facts: ClosingFacts, intended: Intended, on: Day): Wanting[] =>
  askedBy(['not-judged'], facts, intended, on);

/** What law or practice asks for before closing and leaves to judgement, and what was not judged: it hinders nothing. */
export const advisedForClosing = (facts: ClosingFacts, intended: Intended, on: Day): Wanting[] =>
  askedBy(['advised', 'not-judged'], facts, intended, on);

/** What is owed after closing: the child is told how it ended. */
export const advisedAfterClosing = (
  facts: Pick<ClosingFacts, 'investigationId' | 'informations'> & { readonly childId: string },
  on: Day,
): Wanting[] =>
  partiesUntold({
    informations: facts.informations,
    parties: [],
    child: facts.childId,
    stage: 'avslut',
    on,
  }).map((refusal) => ({ ...refusal, mendAt: `/investigations/${facts.investigationId}/party-information` }));

/**
 * The board opens an investigation of what has come to its knowledge by application, report or otherwise (SoL 14 kap.
 * 2 §). The family can withdraw its application, and with it the investigation, where that is all it rests on.
 */
function notByApplication(reportTypes: ClosingFacts['reportTypes'], on: Day): Refusal[] {
  if (reportTypes.every((type) => type === 'ansokan')) return [];
  return [
    {
      rule: 'decision.not-by-application-alone',
      law: citationOn('inleda-utredning', on),
      text: {
        sv: 'Utredningen gäller inte bara en ansökan, utan också en anmälan eller annan information.',
        en: 'The investigation concerns not only an application, but also a report or other information.',
      },
      remedy: {
        sv: 'Genomför utredningen och besluta om ett annat resultat.',
        en: 'Carry the investigation through and decide another outcome.',
      },
    },
  ];
}

/** What can be refused, and the refusal appealed (SoL 11 kap. 1 §), is what someone has applied for. */
function nothingAppliedFor(reportTypes: ClosingFacts['reportTypes'], on: Day): Refusal[] {
  if (reportTypes.includes('ansokan')) return [];
  return [
    {
      rule: 'decision.nothing-applied-for',
      law: citationOn('ratt-till-insats', on),
      text: {
        sv: 'Ingen har ansökt om något i utredningen, och då finns inget att avslå.',
        en: 'Nobody has applied for anything in the investigation, so there is nothing to refuse.',
      },
      remedy: {
        sv: 'Besluta om ett annat resultat, eller registrera ansökan som en aktualisering.',
        en: 'Decide another outcome, or register the application as a report.',
      },
    },
  ];
}

/**
 * What is granted by consent needs the consent (SoL 21 kap. 1-2 §§). Care under LVU is for where there is none, and
 * the other outcomes grant nothing.
 */
function consentsMissing(
  { child, guardians, consents }: ClosingFacts,
  on: Day,
  { outcome, interventions, suitableWithoutGuardian: suitable }: Intended,
): Refusal[] {
  if (outcome !== 'insats-sol') return [];
  return interventions.flatMap((intervention) =>
    consentMissing({ intervention, child, guardians, consents, suitable, on }),
  );
}

/** Whose consent is needed follows from the intervention: who asks beforehand without one is not told all. */
function consentNotJudged(on: Day, { outcome, interventions }: Intended): Refusal[] {
  if (outcome !== 'insats-sol' || interventions.length > 0) return [];
  return [
    {
      rule: 'consent.not-judged',
      law: citationOn('samtycke-till-insats', on),
      text: {
        sv: 'Samtycket är inte prövat: frågan säger inte vilken insats det gäller.',
        en: 'Consent has not been judged: the question does not say which intervention it is about.',
      },
      remedy: {
        sv: 'Fråga med intervention, och för en placering placementForm.',
        en: 'Ask with intervention, and for a placement placementForm.',
      },
    },
  ];
}
