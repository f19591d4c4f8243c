import type { Intake } from '../../intake/schema.ts';
import type { Analysis } from '../../investigation/analysis/schema.ts';
import type { Communication } from '../../investigation/communication/schema.ts';
import { latestAnswers, nameOfIntervention } from '../../investigation/consent/rules.ts';
import type { Consent } from '../../investigation/consent/schema.ts';
import type { MissingItem } from '../../investigation/decision/schema.ts';
import type { Investigation } from '../../investigation/schema.ts';
import { areasOn, nameOfArea } from '../../knowledge/areas.ts';
import { type CodeOf, entryOf } from '../../knowledge/codebooks.ts';
import {
  type Block,
  type Draft,
  fact,
  facts,
  heading,
  list,
  type PrintedDocument,
  paragraph,
  quote,
  table,
} from '../model.ts';
import { findingsOf } from './findings.ts';
import { type Method, methodOf } from './method.ts';
import * as words from './wording.ts';

/** Everything that a decision basis (beslutsunderlag) says; of people, those whom the caller may know of. */
export interface DecisionBasisFacts extends Method {
  readonly frame: words.Frame;
  /** Ids of the parties. */
  readonly parties: readonly string[];
  /** The child's own: the one that opened the investigation, then those that joined it. */
  readonly intakes: readonly Intake[];
  readonly notHeard: Pick<Investigation, 'notHeardReason' | 'notHeardExplanation'>;
  readonly analysis: Analysis;
  readonly consents: readonly Consent[];
  readonly communications: readonly Communication[];
  readonly remaining: readonly MissingItem[];
}

/** What the board is to decide on (beslutsunderlag): facts, analysis and assessment, each apart from the others. */
export function composeDecisionBasis(told: DecisionBasisFacts): PrintedDocument {
  const { frame, analysis } = told;
  return {
    ...words.framed(frame),
    title: 'Beslutsunderlag',
    fileName: 'beslutsunderlag',
    draft: draftOf(analysis),
    blocks: [
      ...words.care(frame.child),
      heading(2, 'Barnet och parterna'),
      facts([...words.identityOf(frame.child), ...partiesIn(told), ...words.caseFacts(frame)]),
      heading(2, 'Anledning till utredningen'),
      ...(told.intakes.length > 0 ? told.intakes.flatMap(reasonOf) : [paragraph(words.MISSING)]),
      heading(2, 'Så har utredningen gjorts'),
      ...methodOf(told),
      ...findingsOf(told, areasOn(frame.openedOn)),
      heading(2, 'Barnets egen syn'),
      ...childViewOf(told),
      heading(2, 'Analys'),
      ...partsOf([
        ...areasOn(frame.openedOn).map(({ name }, at) => [name, analysis.analysis[SIDES[at]!]] as const),
        ['Sammanvägning av risk och skydd', analysis.analysis.together],
        ['Vad det betyder för barnet, nu och framöver', analysis.analysis.meaningForChild],
      ]),
      signatureOf(analysis, 'analysis'),
      heading(2, 'Bedömning'),
      ...assessmentOf(analysis.assessment),
      heading(2, 'Inställning och samtycke'),
      ...attitudesOf(told),
      heading(2, 'Parternas yttranden'),
      ...commentsOf(told),
      heading(2, 'Förslag till beslut'),
      words.textOr(analysis.assessment.proposal, words.NOT_YET),
      signatureOf(analysis, 'assessment'),
      ...remainingOf(told),
      heading(2, 'Bilagor'),
      words.listOr(appendicesOf(told), 'Inga bilagor.'),
    ],
  };
}

/** What is signed, each by itself. */
const PARTS = { analysis: 'Analysen', assessment: 'Bedömningen' } as const;
type Part = keyof typeof PARTS;

/** A draft until both are signed as they stand; the mark says what is not. */
function draftOf({ signing }: Analysis): Draft | null {
  const unsigned = (['analysis', 'assessment'] as const).filter((part) => !signing[part].signed);
  if (unsigned.length === 0) return null;
  const names = unsigned.map((part) => PARTS[part].toLowerCase()).join(' och ');
  return {
    mark: `UTKAST – ${names} är inte ${unsigned.length === 1 ? 'undertecknad' : 'undertecknade'}`,
    why: 'Texten kan ändras tills båda delarna är undertecknade.',
  };
}

/** Who stands for a part, since when and in which role; the assessment goes as far as the proposal. */
function signatureOf({ signing }: Analysis, part: Part): Block {
  const { signed, signature } = signing[part];
  if (signature === null) return paragraph(`${PARTS[part]} är inte undertecknad.`);
  const by = words.inRole(signature.signedBy, signature.role);
  const on = words.dayInWords(signature.signedAt);
  return paragraph(
    signed
      ? `${PARTS[part]} är undertecknad av ${by} ${on}.`
      : `${PARTS[part]} är inte undertecknad. Den har ändrats sedan ${by} undertecknade den ${on}.`,
  );
}

/** The parts of the analysis in the order of the triangle's sides. */
const SIDES = ['childDevelopment', 'parentalCapacity', 'familyAndEnvironment'] as const;

const partsOf = (parts: readonly (readonly [title: string, text: string | null])[]): Block[] =>
  parts.flatMap(([title, text]) => [heading(3, title), words.textOr(text, words.NOT_YET)]);

function partiesIn(told: DecisionBasisFacts) {
  const childId = told.frame.child.id;
  const guardians = told.parties.filter((id) => id !== childId).flatMap((id) => words.knownName(told, id));
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
  ...(needs.length > 0 ? [paragraph('Barnet har behov inom:'), list(needs.map(nameOfArea))] : []),
  words.textOr(needsText, words.NOT_YET),
  heading(3, 'Barnets bästa'),
  words.textOr(bestInterests, words.NOT_YET),
];

function attitudesOf(told: DecisionBasisFacts): Block[] {
  const { childAttitude, guardianAttitude, guardianView } = told.analysis.assessment;
  return [
    facts([
      fact('Barnets inställning', attitude(childAttitude)),
      fact('Vårdnadshavarnas inställning', attitude(guardianAttitude)),
    ]),
    ...(guardianView === null ? [] : [paragraph(guardianView)]),
    ...consentsOf(told),
  ];
}

/** What each answered last about each intervention. */
function consentsOf(told: DecisionBasisFacts): Block[] {
  const answers = latestAnswers(told.consents);
  if (answers.length === 0) return [paragraph('Inga svar om samtycke till en insats är antecknade.')];
  return [
    table(
      ['Vem', 'Insats', 'Svar', 'Dag'],
      answers.map((one) => [
        words.partyOf(told, one.personId),
        nameOfIntervention({ type: one.intervention, placementForm: one.placementForm }),
        words.lines(words.withoutRemark(entryOf('consentAnswer', one.answer).sv), one.note),
        one.on,
      ]),
    ),
  ];
}

/** To whom the material went, and what came back: of those whom the caller may know of. */
function commentsOf(told: DecisionBasisFacts): Block[] {
  const partyOf = ({ partyId }: Communication) => words.partyOf(told, partyId);
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

function appendicesOf({ plan, notes, consultations, communications }: DecisionBasisFacts): string[] {
  const comments = communications.filter(({ commentReceivedOn }) => commentReceivedOn !== null);
  const signedNotes = notes.filter(({ status }) => status === 'signerad').length;
  return [
    ...(plan.savedAt === null
      ? []
      : [`Utredningsplan, version ${plan.version}, ${words.dayInWords(plan.savedAt)}`]),
    ...(signedNotes === 0 ? [] : [`Journal, antal signerade anteckningar: ${signedNotes}`]),
    ...consultations
      .filter(({ answeredOn }) => answeredOn !== null)
      .map((one) => `Svar från ${words.counterpartOf(one)}, ${words.inWords(one.answeredOn!)}`),
    ...comments.map(({ commentReceivedOn }) => `Yttrande, ${words.inWords(commentReceivedOn!)}`),
  ];
}
