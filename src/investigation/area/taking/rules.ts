import type { Day } from '../../../kernel/day.ts';
import type { Refusal, Violation } from '../../../kernel/outcome.ts';
import type { AreaCode } from '../../../knowledge/areas.ts';
import type { CodeOf } from '../../../knowledge/codebooks.ts';
import { citationOn } from '../../../knowledge/law.ts';
import type { Consultation } from '../../consultation/schema.ts';
import type { AreaStatement } from '../schema.ts';
import type { TakingInput } from './schema.ts';

/** What each counterpart counts as when its answer becomes statements. Elevhälsan is the school's. */
export const SOURCE_OF = {
  forskola: 'forskola-skola',
  skola: 'forskola-skola',
  elevhalsa: 'forskola-skola',
  bvc: 'halso-och-sjukvard',
  vardcentral: 'halso-och-sjukvard',
  barnmottagning: 'halso-och-sjukvard',
  bup: 'halso-och-sjukvard',
  habilitering: 'halso-och-sjukvard',
  tandvard: 'tandvard',
  polis: 'annan-myndighet',
  annan: 'annan-myndighet',
} as const satisfies Record<CodeOf<'consultationCounterpart'>, CodeOf<'informationSource'>>;

/** A statement of an answer and the area that it is taken into; null where neither answer nor handler says which. */
export interface Choice {
  readonly part: number;
  readonly area: AreaCode | null;
  /** Undefined where the answer has no such part. */
  readonly text: string | undefined;
}

/** What the handler has chosen of an answer: the area of the choice goes before that of the answer. */
export function choicesOf({ parts }: TakingInput, answer: Consultation['answerStatements']): Choice[] {
  return parts.map((chosen) => {
    const { part, area } = typeof chosen === 'number' ? { part: chosen } : chosen;
    const told = answer.find((statement) => statement.part === part);
    return { part, area: area ?? told?.area ?? null, text: told?.text };
  });
}

/** A choice of what there is, each once, and of where it goes. */
export function impossibleChoices(choices: readonly Choice[]): Violation[] {
  return choices.flatMap(({ part, area, text }, at): Violation[] => {
    if (text === undefined) {
      return [
        {
          field: `parts.${at}`,
          text: { sv: 'Svaret har ingen uppgift med det numret.', en: 'The answer has no such statement.' },
        },
      ];
    }
    if (choices.findIndex((other) => other.part === part) !== at) {
      return [
        {
          field: `parts.${at}`,
          text: { sv: 'Uppgiften är redan vald. Ange den en gång.', en: 'Chosen already. Give it once.' },
        },
      ];
    }
    if (area !== null) return [];
    return [
      {
        field: `parts.${at}.area`,
        text: {
          sv: 'Uppgiften rör inget delområde i svaret. Ange part och area.',
          en: 'The answer gives no area for the statement. Give part and area.',
        },
      },
    ];
  });
}

/** Only an answer can be taken from. */
export function notAnswered({ status }: Pick<Consultation, 'status'>, on: Day): Refusal[] {
  if (status === 'besvarad') return [];
  return [
    {
      rule: 'consultation.not-answered',
      law: citationOn('konsultation-svar', on),
      text: { sv: 'Konsultationen är inte besvarad.', en: 'The consultation is not answered.' },
      remedy: {
        sv: 'Registrera svaret med POST …/answer först.',
        en: 'Record the answer with POST …/answer first.',
      },
    },
  ];
}

/** A statement of an answer stands in one place: it is taken once, until it is taken back. */
export function partsTaken(
  choices: readonly Choice[],
  taken: readonly Pick<AreaStatement, 'answerPart' | 'retractedAt'>[],
): Refusal[] {
  const parts = choices
    .map(({ part }) => part)
    .filter((part) =>
      taken.some(({ answerPart, retractedAt }) => answerPart === part && retractedAt === null),
    );
  if (parts.length === 0) return [];
  return [
    {
      rule: 'area.answer-part-taken',
      text: {
        sv: `Redan hämtat ur svaret: ${parts.join(', ')}.`,
        en: `Taken from the answer already: ${parts.join(', ')}.`,
      },
      remedy: {
        sv: 'Läs med GET …/taken-statements var det står, och hämta bara det som återstår.',
        en: 'Read with GET …/taken-statements where it stands, and take only what is left.',
      },
    },
  ];
}

/** A statement of an answer that stands in an area. */
export interface TakenPart {
  readonly consultationId: string | null;
  readonly part: number | null;
}

/** The numbers of the statements of an answer that are not taken into any area. */
export const untakenOf = (
  { id, answerStatements }: Pick<Consultation, 'id' | 'answerStatements'>,
  taken: readonly TakenPart[],
): number[] =>
  answerStatements
    .map(({ part }) => part)
    .filter((part) => !taken.some((one) => one.consultationId === id && one.part === part));
