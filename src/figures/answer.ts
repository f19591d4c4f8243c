import type { Reader } from '../database/handle.ts';
import { lawVersion } from '../extract/law-version.ts';
import { CATALOGUE_VERSION } from '../variables/catalogue.ts';
import type { Question } from './counting/question.ts';
import { answerIndicators } from './indicator/answer.ts';
import { INDICATORS_VERSION } from './indicator/catalogue.ts';
import { describeIndicators } from './indicator/rules.ts';
import type { IndicatorAnswer } from './indicator/schema.ts';
import { answerTable } from './table/answer.ts';
import { describeTable } from './table/rules.ts';
import type { TableAnswer } from './table/schema.ts';

export type Answer = IndicatorAnswer | TableAnswer;

/** The answer to a question, whole: it goes out as it is. */
export async function answerTo(reader: Reader, question: Question): Promise<Answer> {
  const of = {
    catalogueVersion: CATALOGUE_VERSION,
    indicatorsVersion: INDICATORS_VERSION,
    lawVersion: lawVersion(),
    asOf: question.asOf,
    unit: question.unit,
    below: question.below,
  };
  return question.kind === 'indicators'
    ? { ...of, by: question.by, items: describeIndicators(await answerIndicators(reader, question)) }
    : { ...of, ...describeTable(question, await answerTable(reader, question)) };
}
