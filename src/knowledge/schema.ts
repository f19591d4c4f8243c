import { z } from 'zod';
import { DayField } from '../kernel/fields.ts';
import { codeSchema } from './codebooks.ts';

/** How code lists and law are shown to callers. */

const both = z.object({ sv: z.string(), en: z.string() });
const validity = { validFrom: DayField.optional(), validTo: DayField.optional() };
const Provenance = z
  .enum(['verified', 'provisional'])
  .describe(
    'verified = read in a public official source; provisional = a starting list of ours, to be shown as such',
  );

/** A code list (kodverk) with its codes. */
export const CodebookShown = z
  .object({
    name: z.string(),
    sv: z.string(),
    en: z.string(),
    provenance: Provenance,
    source: z.string().optional(),
    version: z.string().optional(),
    note: both.optional(),
    ...validity,
    codes: z.array(
      z.looseObject({
        code: z.string(),
        sv: z.string().describe('The only label that is shown'),
        ...validity,
      }),
    ),
  })
  .meta({
    id: 'Codebook',
    examples: [
      {
        name: 'protectionNeed',
        sv: 'Behov av omedelbart skydd',
        en: 'Need of immediate protection',
        provenance: 'provisional',
        codes: [{ code: 'inget-behov', sv: 'Inget behov av omedelbart skydd' }],
      },
    ],
  });

export const CodebookList = z.object({ items: z.array(CodebookShown.omit({ codes: true })) }).meta({
  id: 'CodebookList',
  examples: [
    {
      items: [
        { name: 'needsArea', sv: 'Delområde', en: 'Needs area', provenance: 'verified', version: '2015' },
      ],
    },
  ],
});

const Period = z.object({
  days: z.int().optional(),
  weeks: z.int().optional(),
  months: z.int().optional(),
  years: z.int().optional(),
});

/** A time limit as dated law (tidsgräns). */
export const LegalRuleShown = z
  .object({
    id: z.string(),
    label: both,
    rule: both.describe('The rule in words'),
    starts: both,
    periods: z.array(
      z.object({ period: Period.nullable().describe('Null where the law names no time'), ...validity }),
    ),
    thenEvery: Period.optional(),
    localPeriod: Period.optional().describe('Local default where the law names no time'),
    extension: both.nullable(),
    metBy: both,
    force: z.string(),
    citations: z.array(z.object({ ref: z.string(), about: both.optional(), ...validity })),
    verified: z.boolean(),
    phase: z.int(),
    notes: both.optional(),
    inForce: z
      .object({ on: DayField, law: z.string(), period: Period.nullable() })
      .describe('What applied on the day that was asked for; today when none was'),
  })
  .meta({
    id: 'LegalRule',
    examples: [
      {
        id: 'forhandsbedomning',
        label: { sv: 'Förhandsbedömning', en: 'Preliminary assessment' },
        rule: { sv: 'Beslut inom 14 dagar.', en: 'Decide within 14 days.' },
        starts: { sv: 'Anmälan kom in', en: 'The report came in' },
        periods: [{ period: { days: 14 } }],
        extension: { sv: 'Synnerliga skäl', en: 'Synnerliga skäl' },
        metBy: { sv: 'Beslut', en: 'Decision' },
        force: 'statutory',
        citations: [{ ref: 'SoL (2025:400) 20 kap. 2 §', validFrom: '2025-07-01' }],
        verified: true,
        phase: 1,
        inForce: { on: '2026-11-20', law: 'SoL (2025:400) 20 kap. 2 §', period: { days: 14 } },
      },
    ],
  });
export const LegalRuleList = z.object({ items: z.array(LegalRuleShown) }).meta({
  id: 'LegalRuleList',
  examples: [{ items: (LegalRuleShown.meta()!.examples as unknown[]).slice(0, 1) }],
});

/** When an answer is expected of a counterpart on this board (svarstid), and where that comes from. */
export const ConsultationAgreementShown = z
  .object({
    counterpart: codeSchema('consultationCounterpart'),
    answerDays: z.int().describe('Svarstid: days from the sending to the answer day that is proposed'),
    origin: z
      .enum(['board', 'region', 'default'])
      .describe('board = agreed by this board; region = made public by its region; default = ours'),
    name: z.string().nullable().describe('What the board calls its agreement'),
    provenance: Provenance.nullable().describe('Null for what the board has agreed on itself'),
    source: z.string().nullable(),
  })
  .meta({
    id: 'ConsultationAgreement',
    examples: [
      {
        counterpart: 'skola',
        answerDays: 14,
        origin: 'default',
        name: null,
        provenance: 'provisional',
        source: null,
      },
    ],
  });
export const ConsultationAgreementList = z.object({ items: z.array(ConsultationAgreementShown) }).meta({
  id: 'ConsultationAgreementList',
  examples: [{ items: (ConsultationAgreementShown.meta()!.examples as unknown[]).slice(0, 1) }],
});
