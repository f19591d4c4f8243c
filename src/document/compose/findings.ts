import type { AreaFactor, AreaMeaning, AreaStatement } from '../../investigation/area/schema.ts';
import type { Consultation } from '../../investigation/consultation/schema.ts';
import type { Conversation } from '../../investigation/conversation/schema.ts';
import type { Note } from '../../investigation/note/schema.ts';
import { choiceOf } from '../../investigation/plan/rules.ts';
import type { Plan } from '../../investigation/plan/schema.ts';
import { type AreaCode, nameOfArea, type Side } from '../../knowledge/areas.ts';
import { entryOf } from '../../knowledge/codebooks.ts';
import { type Block, type Fact, fact, facts, heading, paragraph, quote, table } from '../model.ts';
import * as words from './wording.ts';

/** What the findings of an investigation rest on. */
export interface Findings {
  readonly plan: Plan;
  /** In the order recorded, those that were taken back too. */
  readonly statements: readonly AreaStatement[];
  readonly factors: readonly AreaFactor[];
  /** What the findings in an area mean for the child, and the need, where that is written. */
  readonly meanings: readonly Meaning[];
  readonly conversations: readonly Conversation[];
  readonly consultations: readonly Consultation[];
  /** Not printed: where a statement comes from. */
  readonly notes: readonly Pick<Note, 'id' | 'happenedOn' | 'status'>[];
}

type Meaning = Pick<AreaMeaning, 'area' | 'meaning' | 'need' | 'needText'>;

const counts = ({ retractedAt }: Pick<AreaStatement, 'retractedAt'>) => retractedAt === null;

const isWritten = ({ meaning, need, needText }: Meaning) =>
  meaning !== null || need !== null || needText !== null;

/** Areas that are investigated, and any other of which something is known: nothing known is left out. */
function isShown({ plan, statements, factors, meanings }: Findings, area: AreaCode): boolean {
  return (
    choiceOf(plan, area)?.decision === 'utreds' ||
    [...statements.filter(counts), ...factors.filter(counts), ...meanings.filter(isWritten)].some(
      (one) => one.area === area,
    )
  );
}

/** What has come forward, side by side and area by area: the facts and their sources, then what they mean there. */
export function findingsOf(findings: Findings, triangle: readonly Side[]): Block[] {
  const sides = triangle.flatMap(({ name: side, areas }): Block[] => {
    const shown = areas.filter(({ area }) => isShown(findings, area));
    if (shown.length === 0) return [];
    return [
      heading(2, side),
      ...shown.flatMap(({ area, name }) => [heading(3, name), ...areaOf(findings, area)]),
    ];
  });
  return sides.length > 0 ? sides : [heading(2, 'Delområden'), paragraph('Inget har kommit fram ännu.')];
}

function areaOf(findings: Findings, area: AreaCode): Block[] {
  const statements = findings.statements.filter((one) => counts(one) && one.area === area);
  const factors = findings.factors.filter((one) => counts(one) && one.area === area);
  const written = findings.meanings.find((one) => one.area === area);
  const told = [
    ...factorsOf('Riskfaktorer', factors, 'risk'),
    ...factorsOf('Skyddsfaktorer', factors, 'skydd'),
    ...(written?.meaning ? [fact('Vad det betyder för barnet', written.meaning)] : []),
    ...(written ? needIn(written) : []),
  ];
  return [
    ...statements.map((statement) => quote(statement.text, `Källa: ${sourceOf(findings, statement)}`)),
    ...(told.length > 0 ? [facts(told)] : []),
    ...(statements.length + told.length === 0 ? [paragraph('Inget har kommit fram ännu.')] : []),
  ];
}

function needIn({ need, needText }: Meaning): Fact[] {
  const told = [
    ...(need === null ? [] : [entryOf('needAssessment', need).sv]),
    ...(needText === null ? [] : [needText]),
  ];
  return told.length > 0 ? [fact('Bedömt behov', ...told)] : [];
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
function sourceOf({ conversations, consultations, notes }: Findings, statement: AreaStatement): string {
  const who = entryOf('informationSource', statement.source).sv;
  const talk = conversations.find(({ id }) => id === statement.conversationId);
  if (talk)
    return `${who}, ${entryOf('conversationForm', talk.form).sv.toLowerCase()} ${words.inWords(talk.heldOn)}`;
  const asked = consultations.find(({ id }) => id === statement.consultationId);
  if (asked) {
    const answered = asked.answeredOn ? ` ${words.inWords(asked.answeredOn)}` : '';
    return `${who}, svar från ${words.counterpartOf(asked)}${answered}`;
  }
  const note = notes.find(({ id }) => id === statement.noteId);
  if (note) return `${who}, journalanteckning ${words.inWords(note.happenedOn)}`;
  return `${who}, antecknat ${words.dayInWords(statement.statedAt)}`;
}

/** What the investigation is limited from, with the reasons. */
export function leftOutOf(findings: Findings): Block[] {
  const rows = findings.plan.areas
    .filter(({ area }) => !isShown(findings, area))
    .map(({ area, reason }) => [nameOfArea(area), reason ?? 'Skäl saknas']);
  if (rows.length === 0) return [];
  return [heading(3, 'Delområden som inte har utretts'), table(['Delområde', 'Skäl'], rows)];
}
