import type { Intake } from '../../intake/schema.ts';
import type { Analysis } from '../../investigation/analysis/schema.ts';
import type { Communication } from '../../investigation/communication/schema.ts';
import type { ConsultationStep } from '../../investigation/consultation/schema.ts';
import type { MissingItem } from '../../investigation/decision/schema.ts';
import type { Investigation } from '../../investigation/schema.ts';
import { type CodeOf, entryOf } from '../../knowledge/codebooks.ts';
import {
  type Block,
  fact,
  facts,
  heading,
  list,
  type PrintedDocument,
  paragraph,
  quote,
  table,
} from '../model.ts';
import * as findings from './findings.ts';
import * as words from './wording.ts';

/** Everything that a decision basis (beslutsunderlag) says; of people, those whom the caller may know of. */
export interface DecisionBasisFacts extends findings.Findings {
  readonly frame: words.Frame;
  /** Ids of the parties. */
  readonly parties: readonly string[];
  /** Everyone named by id here. */
  readonly persons: readonly words.Subject[];
  /** The child's own: the one that opened the investigation, then those that joined it. */
  readonly intakes: readonly Intake[];
  readonly steps: readonly ConsultationStep[];
  readonly notHeard: Pick<Investigation, 'notHeardReason' | 'notHeardExplanation'>;
  readonly analysis: Analysis;
  readonly communications: readonly Communication[];
  readonly remaining: readonly MissingItem[];
  /** Analysis and assessment are. */
  readonly signed: boolean;
}

const NOT_YET = 'Inte skrivet ännu.';

/** What the board is to decide on (beslutsunderlag): facts, analysis and assessment, each apart from the others. */
export function composeDecisionBasis(told: DecisionBasisFacts): PrintedDocument {
  const { frame, analysis } = told;
  return {
    ...words.framed(frame),
    title: 'Beslutsunderlag',
    fileName: 'beslutsunderlag',
    draft: told.signed
      ? null
      : { mark: words.UNSIGNED, why: 'Analysen och bedömningen är inte undertecknade.' },
    blocks: [
      ...words.care(frame.child),
      heading(2, 'Barnet och parterna'),
      facts([...words.identityOf(frame.child), ...partiesIn(told), ...words.caseFacts(frame)]),
      heading(2, 'Anledning till utredningen'),
      ...(told.intakes.length > 0 ? told.intakes.flatMap(reasonOf) : [paragraph(words.MISSING)]),
      heading(2, 'Så har utredningen gjorts'),
      ...methodOf(told),
      ...findings.findingsOf(told),
      heading(2, 'Barnets egen syn'),
      ...childViewOf(told),
      heading(2, 'Analys'),
      ...partsOf([
        ...words.TRIANGLE.map(({ name }, at) => [name, analysis.analysis[SIDES[at]!]] as const),
        ['Sammanvägning av risk och skydd', analysis.analysis.together],
        ['Vad det betyder för barnet, nu och framöver', analysis.analysis.meaningForChild],
      ]),
      heading(2, 'Bedömning'),
      ...assessmentOf(analysis.assessment),
      heading(2, 'Inställning och samtycke'),
      ...attitudesOf(analysis.assessment),
      heading(2, 'Parternas yttranden'),
      ...commentsOf(told),
      heading(2, 'Förslag till beslut'),
      words.textOr(analysis.assessment.proposal, NOT_YET),
      ...remainingOf(told),
      heading(2, 'Bilagor'),
      words.listOr(appendicesOf(told), 'Inga bilagor.'),
    ],
  };
}

/** The parts of the analysis in the order of the triangle's sides. */
const SIDES = ['childDevelopment', 'parentalCapacity', 'familyAndEnvironment'] as const;

const partsOf = (parts: readonly (readonly [title: string, text: string | null])[]): Block[] =>
  parts.flatMap(([title, text]) => [heading(3, title), words.textOr(text, NOT_YET)]);

function nameIn({ persons }: DecisionBasisFacts, personId: string): string[] {
  const known = persons.find(({ id }) => id === personId);
  return known ? [words.nameWithCare(known)] : [];
}

function partiesIn(told: DecisionBasisFacts) {
  const childId = told.frame.child.id;
  const guardians = told.parties.filter((id) => id !== childId).flatMap((id) => nameIn(told, id));
  return [
    ...(guardians.length > 0 ? [fact('Vårdnadshavare', ...guardians)] : []),
    ...(told.parties.includes(childId) ? [fact('Part', 'Barnet är part och för sin egen talan')] : []),
  ];
}

function reasonOf({
  type,
  receivedAt,
  mainCause,
  otherCauses,
  outcome,
  decidedOn,
  decisionReasons,
}: Intake): Block[] {
  const causes = mainCause === null ? otherCauses : [mainCause, ...otherCauses];
  return [
    facts([
      fact(entryOf('reportType', type).sv, `Kom in ${words.dayInWords(receivedAt)}`),
      ...(causes.length > 0 ? [fact('Orsak', ...causes.map((code) => entryOf('cause', code).sv))] : []),
      ...(outcome && decidedOn
        ? [fact('Beslut', `${entryOf('intakeOutcome', outcome).sv} ${words.inWords(decidedOn)}`)]
        : []),
    ]),
    ...(decisionReasons === null ? [] : [paragraph(decisionReasons)]),
  ];
}

function methodOf(told: DecisionBasisFacts): Block[] {
  const { plan, steps } = told;
  const waived = steps.flatMap(({ step, waiver }) =>
    waiver
      ? [
          `${entryOf('consultationStep', step).sv} har inte tillfrågats. ` +
            `${entryOf('stepWaiver', waiver.reason).sv}: ${waiver.explanation}`,
        ]
      : [],
  );
  return [
    heading(3, 'Syfte och frågeställningar'),
    words.textOr(plan.purpose, NOT_YET),
    ...(plan.questions.length > 0 ? [list(plan.questions)] : []),
    heading(3, 'Samtal'),
    findings.conversationsOf(told),
    heading(3, 'Konsultationer'),
    findings.consultationsOf(told),
    ...(waived.length > 0 ? [list(waived)] : []),
    ...findings.leftOutOf(told),
  ];
}

const attitude = (code: CodeOf<'attitude'> | null) =>
  code === null ? 'Inte antecknad' : entryOf('attitude', code).sv;

/** The child's own words come first, as the child put them. */
function childViewOf({ conversations, analysis, notHeard }: DecisionBasisFacts): Block[] {
  const views = conversations
    .filter(({ childView }) => childView !== null)
    .map(({ childView, form, heldOn }) =>
      quote(
        childView!,
        `Barnet, ${entryOf('conversationForm', form).sv.toLowerCase()} ${words.inWords(heldOn)}`,
      ),
    );
  const { childView } = analysis.assessment;
  const { notHeardReason, notHeardExplanation } = notHeard;
  const said = [
    ...views,
    ...(childView === null ? [] : [paragraph(childView)]),
    ...(notHeardReason === null
      ? []
      : [
          paragraph(
            `Inget samtal har hållits med barnet. ${entryOf('notHeardReason', notHeardReason).sv}.` +
              (notHeardExplanation === null ? '' : `\n${notHeardExplanation}`),
          ),
        ]),
  ];
  return said.length > 0 ? said : [paragraph('Inget är antecknat om vad barnet tycker.')];
}

const assessmentOf = ({ needs, needsText, bestInterests }: Analysis['assessment']): Block[] => [
  heading(3, 'Barnets behov'),
  ...(needs.length > 0 ? [paragraph('Barnet har behov inom:'), list(needs.map(words.areaName))] : []),
  words.textOr(needsText, NOT_YET),
  heading(3, 'Barnets bästa'),
  words.textOr(bestInterests, NOT_YET),
];

const attitudesOf = ({ childAttitude, guardianAttitude, guardianView }: Analysis['assessment']): Block[] => [
  facts([
    fact('Barnets inställning', attitude(childAttitude)),
    fact('Vårdnadshavarnas inställning', attitude(guardianAttitude)),
  ]),
  ...(guardianView === null ? [] : [paragraph(guardianView)]),
];

/** To whom the material went, and what came back: of those whom the caller may know of. */
function commentsOf(told: DecisionBasisFacts): Block[] {
  const partyOf = ({ partyId }: Communication) =>
    partyId === null ? 'Alla parter' : (nameIn(told, partyId)[0] ?? 'Part');
  const sendings = told.communications.filter(({ exception }) => exception === null);
  const exceptions = told.communications.filter(({ exception }) => exception !== null);
  const comments = sendings.filter(({ comment }) => comment !== null);
  if (told.communications.length === 0) return [paragraph('Materialet är inte skickat till parterna ännu.')];
  return [
    ...(sendings.length > 0
      ? [
          table(
            ['Part', 'Skickat', 'Yttrande senast', 'Yttrande kom in'],
            sendings.map((sending) => [
              partyOf(sending),
              sending.sentOn!,
              sending.commentBy!,
              sending.commentReceivedOn ?? 'Inget ännu',
            ]),
          ),
        ]
      : []),
    ...comments.map((sending) => quote(sending.comment!, `Källa: ${partyOf(sending)}`)),
    ...(exceptions.length > 0
      ? [list(exceptions.map((one) => `${partyOf(one)}: skickas inte. ${one.exception}`))]
      : []),
  ];
}

/** Only while the investigation runs: it is not closed before nothing remains. */
function remainingOf({ frame, remaining }: DecisionBasisFacts): Block[] {
  if (frame.closedOn !== null) return [];
  return [
    heading(2, 'Det som återstår'),
    words.listOr(
      remaining.map(({ message, law }) => `${message.sv}${words.cited(law ?? '')}`),
      'Inget återstår innan utredningen kan avslutas.',
    ),
  ];
}

function appendicesOf({ plan, consultations, communications }: DecisionBasisFacts): string[] {
  const comments = communications.filter(({ commentReceivedOn }) => commentReceivedOn !== null);
  return [
    ...(plan.savedAt === null
      ? []
      : [`Utredningsplan, version ${plan.version}, ${words.dayInWords(plan.savedAt)}`]),
    ...consultations
      .filter(({ answeredOn }) => answeredOn !== null)
      .map((one) => `Svar från ${words.counterpartOf(one)}, ${words.inWords(one.answeredOn!)}`),
    ...comments.map(({ commentReceivedOn }) => `Yttrande, ${words.inWords(commentReceivedOn!)}`),
  ];
}
