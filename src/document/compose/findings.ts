import type { AreaFactor, AreaStatement } from '../../investigation/area/schema.ts';
import type { Consultation } from '../../investigation/consultation/schema.ts';
import type { Conversation } from '../../investigation/conversation/schema.ts';
import { choiceOf } from '../../investigation/plan/rules.ts';
import type { Plan } from '../../investigation/plan/schema.ts';
import { type CodeOf, entryOf } from '../../knowledge/codebooks.ts';
import { type Block, type Fact, fact, facts, heading, paragraph, quote, table } from '../model.ts';
import * as words from './wording.ts';

type AreaCode = CodeOf<'needsArea'>;

/** What the findings of an investigation rest on. */
export interface Findings {
  readonly plan: Plan;
  /** In the order recorded, those that were taken back too. */
  readonly statements: readonly AreaStatement[];
  readonly factors: readonly AreaFactor[];
  /** What the findings in an area mean for the child, and the need, where that is written. */
  readonly meanings?: readonly AreaMeaning[];
  readonly conversations: readonly Conversation[];
  readonly consultations: readonly Consultation[];
}

export interface AreaMeaning {
  readonly area: AreaCode;
  readonly meaning: string | null;
  readonly need: string | null;
}

const counts = ({ retractedAt }: Pick<AreaStatement, 'retractedAt'>) => retractedAt === null;

/** Areas that are investigated, and any other of which something is known: nothing known is left out. */
function isShown({ plan, statements, factors, meanings = [] }: Findings, area: AreaCode): boolean {
  return (
    choiceOf(plan, area)?.decision === 'utreds' ||
    [...statements.filter(counts), ...factors.filter(counts), ...meanings].some((one) => one.area === area)
  );
}

/** What has come forward, side by side and area by area: the facts and their sources, and no assessment. */
export function findingsOf(findings: Findings): Block[] {
  const sides = words.TRIANGLE.flatMap(({ name, areas }): Block[] => {
    const shown = areas.filter((area) => isShown(findings, area));
    if (shown.length === 0) return [];
    return [
      heading(2, name),
      ...shown.flatMap((area) => [heading(3, words.areaName(area)), ...areaOf(findings, area)]),
    ];
  });
  return sides.length > 0 ? sides : [heading(2, 'Delområden'), paragraph('Inget har kommit fram ännu.')];
}

function areaOf(findings: Findings, area: AreaCode): Block[] {
  const statements = findings.statements.filter((one) => counts(one) && one.area === area);
  const factors = findings.factors.filter((one) => counts(one) && one.area === area);
  const written = findings.meanings?.find((one) => one.area === area);
  const told = [
    ...factorsOf('Riskfaktorer', factors, 'risk'),
    ...factorsOf('Skyddsfaktorer', factors, 'skydd'),
    ...(written?.meaning ? [fact('Vad det betyder för barnet', written.meaning)] : []),
    ...(written?.need ? [fact('Barnets behov', written.need)] : []),
  ];
  return [
    ...statements.map((statement) => quote(statement.text, `Källa: ${sourceOf(findings, statement)}`)),
    ...(told.length > 0 ? [facts(told)] : []),
    ...(statements.length + told.length === 0 ? [paragraph('Inget har kommit fram ännu.')] : []),
  ];
}

function factorsOf(term: string, factors: readonly AreaFactor[], kind: AreaFactor['kind']): Fact[] {
  const texts = factors
    .filter((factor) => factor.kind === kind)
    .map(({ code, ownWords, meaning }) => {
      const name = code === null ? ownWords! : entryOf('factor', code).sv;
      return meaning === null ? name : `${name}\nBetydelse: ${meaning}`;
    });
  return texts.length > 0 ? [fact(term, ...texts)] : [];
}

/** Who said it, and where. */
function sourceOf({ conversations, consultations }: Findings, statement: AreaStatement): string {
  const who = entryOf('informationSource', statement.source).sv;
  const talk = conversations.find(({ id }) => id === statement.conversationId);
  if (talk)
    return `${who}, ${entryOf('conversationForm', talk.form).sv.toLowerCase()} ${words.inWords(talk.heldOn)}`;
  const asked = consultations.find(({ id }) => id === statement.consultationId);
  if (asked) {
    const answered = asked.answeredOn ? ` ${words.inWords(asked.answeredOn)}` : '';
    return `${who}, svar från ${words.counterpartOf(asked)}${answered}`;
  }
  const where = statement.noteId === null ? 'antecknat' : 'journalanteckning';
  return `${who}, ${where} ${words.dayInWords(statement.statedAt)}`;
}

/** What the investigation is limited from, with the reasons. */
export function leftOutOf(findings: Findings): Block[] {
  const rows = findings.plan.areas
    .filter(({ area }) => !isShown(findings, area))
    .map(({ area, reason }) => [words.areaName(area), reason ?? 'Skäl saknas']);
  if (rows.length === 0) return [];
  return [heading(3, 'Delområden som inte har utretts'), table(['Delområde', 'Skäl'], rows)];
}

const childIn = ({ childAlone, childTookPart }: Conversation) =>
  childAlone ? 'Ensamt med handläggaren' : childTookPart ? 'Deltog' : 'Deltog inte';

export const conversationsOf = ({ conversations }: Findings): Block =>
  conversations.length === 0
    ? paragraph('Inga samtal är antecknade.')
    : table(
        ['Dag', 'Form', 'Barnet', 'Övriga deltagare', 'Tolk'],
        conversations.map((held) => [
          held.heldOn,
          entryOf('conversationForm', held.form).sv +
            (held.withoutConsent ? '\nUtan vårdnadshavarens samtycke eller närvaro' : ''),
          childIn(held),
          held.otherParticipants.join('\n'),
          held.interpreter ?? '',
        ]),
      );

const resultOf = ({ status, answeredOn, closedOn, answerDay }: Consultation) => {
  const on = answeredOn ?? closedOn;
  const label = entryOf('consultationStatus', status).sv;
  return on === null ? `Svar väntas senast ${answerDay}` : `${label.replace(/ \(.*/, '')} ${on}`;
};

/** What was sent: a question that is still a draft has been put to nobody. */
export function consultationsOf({ consultations }: Findings): Block {
  const sent = consultations.filter(({ sentOn }) => sentOn !== null);
  return sent.length === 0
    ? paragraph('Inga konsultationer är skickade.')
    : table(
        ['Vem', 'Skickad', 'Resultat'],
        sent.map((one) => [words.counterpartOf(one), one.sentOn!, resultOf(one)]),
      );
}
