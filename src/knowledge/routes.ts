import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { serves } from '../http/route.ts';
import type { Codebook } from '../kernel/codebook.ts';
import type { Day } from '../kernel/day.ts';
import { isValidOn } from '../kernel/day.ts';
import { DayField } from '../kernel/fields.ts';
import { citationsOn, type LegalRule, periodIn } from '../kernel/law.ts';
import { NotFound } from '../kernel/outcome.ts';
import { CODEBOOKS } from './codebooks.ts';
import { agreementFor } from './consultations.ts';
import { INSTRUMENTS, NORM_SETS } from './instruments.ts';
import { LEGAL_RULES } from './legal-rules.ts';
import { lengthOn } from './limits.ts';
import { LOCAL_RULES } from './local-rules.ts';
import { type LocalTerms, limitsSetFor, type RuleId } from './local-terms.ts';
import {
  CodebookList,
  CodebookShown,
  ConsultationAgreementList,
  InstrumentList,
  LegalRuleList,
  LegalRuleShown,
} from './schema.ts';

const tag = 'Knowledge';
const OnDay = z.object({
  on: DayField.optional().describe(
    'What applied on this day. Left out: today; for a code list all its codes, of whatever day',
  ),
});
const books: readonly Codebook[] = Object.values(CODEBOOKS);
const instruments = InstrumentList.parse({ items: INSTRUMENTS, normSets: NORM_SETS });

const limitsFor = (rule: LegalRule, terms: LocalTerms) =>
  limitsSetFor(rule.id as RuleId, terms).map(({ days, name = null, validFrom, validTo }) => ({
    days,
    name,
    validFrom,
    validTo,
  }));

/** The rules that apply on a board: those of the law, and of its own those that it has given days. */
const rulesOf = (terms: LocalTerms): readonly LegalRule[] => [
  ...LEGAL_RULES,
  ...LOCAL_RULES.filter((rule) => limitsFor(rule, terms).length > 0),
];

function withLawOf(rule: LegalRule, on: Day, terms: LocalTerms) {
  const length = lengthOn(rule.id as RuleId, on, terms);
  return {
    ...rule,
    periods: [...rule.periods],
    citations: [...rule.citations],
    boardLimits: limitsFor(rule, terms),
    inForce: {
      on,
      law: citationsOn(rule.citations, on),
      period: periodIn(rule, on),
      applied: length && { period: length.period, origin: length.origin },
    },
  };
}

/** Code lists, instruments, and law as dated data, with their provenance. They concern no person. */
export async function knowledgeRoutes(app: FastifyInstance): Promise<void> {
  serves(app, {
    url: '/codebooks',
    operation: 'codebook.list',
    permission: 'knowledge:read',
    tag,
    sv: 'Lista kodverken',
    summary: 'List the code lists (kodverk)',
    response: CodebookList,
    handle: async () => ({ items: books.map(({ codes: _, ...book }) => book) }),
  });

  serves(app, {
    url: '/codebooks/:name',
    operation: 'codebook.read',
    permission: 'knowledge:read',
    tag,
    sv: 'Läs ett kodverk med benämningar, ursprung och giltighet',
    summary: 'Read a code list with labels, provenance and validity',
    params: z.object({
      name: z
        .string()
        .max(60)
        .meta({ examples: ['needsArea'] }),
    }),
    query: OnDay,
    response: CodebookShown,
    async handle({ params: { name }, query: { on } }) {
      const book = books.find((candidate) => candidate.name === name);
      if (!book) throw new NotFound();
      const codes = on ? book.codes.filter((code) => isValidOn(book, on) && isValidOn(code, on)) : book.codes;
      return { ...book, codes: codes.map((code) => ({ ...code })) };
    },
  });

  serves(app, {
    url: '/legal-rules',
    operation: 'legal-rule.list',
    permission: 'knowledge:read',
    tag,
    sv: 'Lista tidsgränserna som daterad lag',
    summary: 'List the time limits as dated law (tidsgränser)',
    description:
      'Last, with force `local`, the limits that no act knows and this board has set for itself. `inForce.applied` is ' +
      'the time that what begins on the day gets here: the number of the act, else of the board, else ours.',
    query: OnDay,
    response: LegalRuleList,
    handle: async ({ query: { on }, today, board }) => ({
      items: rulesOf(board).map((rule) => withLawOf(rule, on ?? today, board)),
    }),
  });

  serves(app, {
    url: '/legal-rules/:ruleId',
    operation: 'legal-rule.read',
    permission: 'knowledge:read',
    tag,
    sv: 'Läs en tidsgräns',
    summary: 'Read a time limit',
    params: z.object({
      ruleId: z
        .string()
        .max(60)
        .meta({ examples: ['forhandsbedomning'] }),
    }),
    query: OnDay,
    response: LegalRuleShown,
    async handle({ params: { ruleId }, query: { on }, today, board }) {
      const rule = rulesOf(board).find((candidate) => candidate.id === ruleId);
      if (!rule) throw new NotFound();
      return withLawOf(rule, on ?? today, board);
    },
  });

  serves(app, {
    url: '/instruments',
    operation: 'instrument.list',
    permission: 'knowledge:read',
    tag,
    sv: 'Lista bedömningsinstrumenten med skalor, åldrar och normer',
    summary: 'List the assessment instruments with scales, ages and norms (bedömningsinstrument)',
    description:
      'Those whose scales are published. An instrument of the code list `instrument` that is not here can be ' +
      'recorded without scores. The wording of the instruments is under copyright and is not here.',
    response: InstrumentList,
    handle: async () => instruments,
  });

  serves(app, {
    url: '/consultation-agreements',
    operation: 'consultation-agreement.list',
    permission: 'knowledge:read',
    tag,
    sv: 'Lista svarstiderna för konsultationer hos nämnden',
    summary: 'List how long each counterpart has to answer a consultation of this board (svarstid)',
    description:
      'What the board has agreed on with the counterpart, else what its region has made public, else what the board ' +
      'counts with for all, else fourteen days. A consultation that is sent without an answer day on the day gets this one.',
    query: OnDay,
    response: ConsultationAgreementList,
    handle: async ({ board, query: { on }, today }) => ({
      items: CODEBOOKS.consultationCounterpart.codes.map(({ code: counterpart }) => ({
        counterpart,
        ...agreementFor(counterpart, on ?? today, board),
      })),
    }),
  });
}
