/**
 * What others are asked in a consultation (konsultation), and when an answer is expected. The questions are proposals
 * of ours per counterpart and needs area, to prefill from and change; no form of Socialstyrelsen is reproduced.
 */
import type { Provenance } from '../kernel/codebook.ts';
import { type Day, isValidOn } from '../kernel/day.ts';
import type { Text } from '../kernel/text.ts';
import type { CodeOf } from './codebooks.ts';
import { type LocalTerms, limitSetFor } from './local-terms.ts';
import type { Region } from './regions.ts';

type Counterpart = CodeOf<'consultationCounterpart'>;
type NeedsArea = CodeOf<'needsArea'>;

/** A time to answer (svarstid) in days that the health care of a region has made public. */
export interface RegionalAgreement {
  readonly counterpart: Counterpart;
  readonly region: Region;
  readonly answerDays: number;
  readonly provenance: Provenance;
  readonly source: string;
}

/** The time to answer that applies to a counterpart, and where it comes from. */
export interface AppliedAgreement {
  readonly answerDays: number;
  readonly origin: 'board' | 'region' | 'default';
  readonly name: string | null;
  /** Null for what the board has agreed on itself: only it can vouch for that. */
  readonly provenance: Provenance | null;
  readonly source: string | null;
}

/** Questions to one counterpart about one needs area (delområde). */
export interface QuestionSet {
  readonly counterpart: Counterpart;
  readonly area: NeedsArea;
  readonly questions: readonly Text[];
}

/** Used where no agreement says otherwise. */
const DEFAULT_AGREEMENT: AppliedAgreement = {
  answerDays: 14,
  origin: 'default',
  name: null,
  provenance: 'provisional',
  source: null,
};

const REGIONAL_AGREEMENTS: readonly RegionalAgreement[] = [
  {
    counterpart: 'barnmottagning',
    region: 'Skåne',
    answerDays: 28,
    provenance: 'verified',
    source: 'Region Skåne, vårdgivare: hälsoundersökning erbjuds inom fyra veckor från begäran',
  },
];

/** Why the answer day matters, told to the counterpart when a consultation is sent. */
export const WHY_ANSWER_DAY: Text = {
  sv: 'Socialnämndens utredning ska vara slutförd inom fyra månader från det att den inleddes. Svaret behövs i tid för att kunna vägas in.',
  en: 'The investigation of the board is to be finished within four months from when it was opened. The answer is needed in time to be weighed in.',
};

/** Told to the counterpart where the suspicion concerns violence or sexual abuse. */
export const DO_NOT_INFORM_PARENTS: Text = {
  sv: 'Informera inte föräldrarna om denna förfrågan.',
  en: 'Do not inform the parents of this request.',
};

/** The proposed questions of every counterpart. */
export const QUESTION_SETS: readonly QuestionSet[] = [
  {
    counterpart: 'forskola',
    area: 'utbildning',
    questions: [
      { sv: 'Hur länge har ni känt barnet?', en: 'How long have you known the child?' },
      { sv: 'Hur ser närvaron ut?', en: 'What is attendance like?' },
      { sv: 'Hur utvecklas språk, lek och lärande?', en: 'How are language, play and learning developing?' },
      {
        sv: 'Vilket stöd får barnet, och räcker det?',
        en: 'What support does the child get, and is it enough?',
      },
    ],
  },
  {
    counterpart: 'forskola',
    area: 'sociala-relationer',
    questions: [
      {
        sv: 'Hur fungerar barnet med andra barn och med vuxna?',
        en: 'How does the child get on with other children and with adults?',
      },
    ],
  },
  {
    counterpart: 'forskola',
    area: 'kanslor-och-beteende',
    questions: [
      {
        sv: 'Hur mår barnet, och hur visar det känslor?',
        en: 'How is the child feeling, and how does the child show feelings?',
      },
    ],
  },
  {
    counterpart: 'forskola',
    area: 'grundlaggande-omsorg',
    questions: [
      {
        sv: 'Är barnet mätt, utvilat, rent och rätt klätt?',
        en: 'Is the child fed, rested, clean and properly dressed?',
      },
      { sv: 'Hur fungerar lämning och hämtning?', en: 'How do drop-off and pick-up work?' },
    ],
  },
  {
    counterpart: 'skola',
    area: 'utbildning',
    questions: [
      {
        sv: 'Hur är närvaron, och finns ogiltig frånvaro?',
        en: 'What is attendance like, and is there unauthorised absence?',
      },
      {
        sv: 'Vilka är styrkorna, och når eleven målen?',
        en: 'What are the strengths, and does the pupil reach the goals?',
      },
      {
        sv: 'Finns särskilt stöd eller åtgärdsprogram, och hjälper det?',
        en: 'Is there special support or an action programme, and does it help?',
      },
      { sv: 'Har eleven bytt skola ofta?', en: 'Has the pupil changed school often?' },
    ],
  },
  {
    counterpart: 'skola',
    area: 'sociala-relationer',
    questions: [
      {
        sv: 'Har eleven vänner, och förekommer kränkningar?',
        en: 'Does the pupil have friends, and is there any abuse?',
      },
    ],
  },
  {
    counterpart: 'skola',
    area: 'kanslor-och-beteende',
    questions: [
      {
        sv: 'Hur mår eleven, och hur är beteendet i skolan?',
        en: 'How is the pupil feeling, and what is the behaviour at school like?',
      },
    ],
  },
  {
    counterpart: 'skola',
    area: 'stimulans-och-vagledning',
    questions: [
      {
        sv: 'Hur fungerar samarbetet med vårdnadshavarna?',
        en: 'How does the cooperation with the guardians work?',
      },
    ],
  },
  {
    counterpart: 'elevhalsa',
    area: 'halsa',
    questions: [
      { sv: 'Tillväxt, syn, hörsel och vaccinationer?', en: 'Growth, sight, hearing and vaccinations?' },
      { sv: 'Besök och uteblivna besök?', en: 'Visits and missed visits?' },
      { sv: 'Behov av vidare utredning eller remiss?', en: 'Need of further examination or referral?' },
    ],
  },
  {
    counterpart: 'bvc',
    area: 'halsa',
    questions: [
      { sv: 'Tillväxt och utveckling?', en: 'Growth and development?' },
      { sv: 'Vaccinationer, besök och uteblivna besök?', en: 'Vaccinations, visits and missed visits?' },
      { sv: 'Behov av vidare utredning eller remiss?', en: 'Need of further examination or referral?' },
    ],
  },
  {
    counterpart: 'bvc',
    area: 'grundlaggande-omsorg',
    questions: [
      {
        sv: 'Hur är omsorgen om barnet, och samspelet med föräldern?',
        en: 'What is the care of the child like, and the interplay with the parent?',
      },
    ],
  },
  {
    counterpart: 'vardcentral',
    area: 'halsa',
    questions: [
      {
        sv: 'Aktuella sjukdomar, behandlingar och läkemedel?',
        en: 'Current illnesses, treatments and medicines?',
      },
      { sv: 'Uteblivna besök?', en: 'Missed visits?' },
    ],
  },
  {
    counterpart: 'barnmottagning',
    area: 'halsa',
    questions: [
      { sv: 'Pågående kontakt, diagnoser och behandling?', en: 'Ongoing contact, diagnoses and treatment?' },
      {
        sv: 'Önskas hälsoundersökning: resultat och behov?',
        en: 'Where a health examination is wanted: results and needs?',
      },
    ],
  },
  {
    counterpart: 'bup',
    area: 'kanslor-och-beteende',
    questions: [
      { sv: 'Pågående kontakt, bedömning och behandling?', en: 'Ongoing contact, assessment and treatment?' },
      { sv: 'Risk för självskada eller suicid?', en: 'Risk of self-harm or suicide?' },
    ],
  },
  {
    counterpart: 'habilitering',
    area: 'halsa',
    questions: [{ sv: 'Funktionsnedsättning, stöd och behov?', en: 'Disability, support and needs?' }],
  },
  {
    counterpart: 'tandvard',
    area: 'halsa',
    questions: [
      { sv: 'Munhälsa, karies och uteblivna besök?', en: 'Oral health, caries and missed visits?' },
    ],
  },
];

/**
 * The agreement that gives the time to answer what is sent on a day. What is agreed for the counterpart goes before
 * what the board counts with for all, and what the board has agreed on itself before what its region has made public.
 */
export function agreementFor(counterpart: Counterpart, on: Day, terms: LocalTerms = {}): AppliedAgreement {
  const { region, agreements = [] } = terms;
  const own = (answerDays: number, name: string | null = null): AppliedAgreement => {
    return { answerDays, origin: 'board', name, provenance: null, source: null };
  };
  const ofBoard = agreements
    .filter((agreement) => agreement.counterpart === counterpart && isValidOn(agreement, on))
    .map(({ answerDays, name }) => own(answerDays, name));
  const set = limitSetFor('konsultation-svar', on, terms);
  const ofRegion = REGIONAL_AGREEMENTS.filter(
    (agreement) => agreement.counterpart === counterpart && agreement.region === region,
  ).map(({ answerDays, provenance, source }): AppliedAgreement => {
    return { answerDays, origin: 'region', name: null, provenance, source };
  });
  const forAll = set ? [own(set.days, set.name)] : [];
  return [...ofBoard, ...ofRegion, ...forAll, DEFAULT_AGREEMENT][0]!;
}

/** The questions to prefill for a counterpart about the chosen areas, in the order of the list above. */
export function questionsFor(counterpart: Counterpart, areas: readonly NeedsArea[]): readonly QuestionSet[] {
  return QUESTION_SETS.filter((set) => set.counterpart === counterpart && areas.includes(set.area));
}
