import { z } from 'zod';
import { DayField, Period } from '../kernel/fields.ts';
import { codeSchema } from './codebooks.ts';

/** How code lists, law and instruments are shown to callers. */

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
    localPeriodAfterHours: Period.optional().describe(
      'The same for what came in after office hours (kontorstid)',
    ),
    extension: both.nullable(),
    metBy: both,
    force: z.string(),
    citations: z.array(z.object({ ref: z.string(), about: both.optional(), ...validity })),
    verified: z.boolean(),
    phase: z.int(),
    notes: both.optional(),
    boardLimits: z
      .array(
        z.object({
          days: z.int(),
          name: z.string().nullable().describe('What the board calls its decision'),
          ...validity,
        }),
      )
      .describe('Nämndens egna gränser: what this board has set, for times that begin on these days'),
    inForce: z
      .object({
        on: DayField,
        law: z.string().describe('Empty where no act was in force, and for a limit of the board’s own'),
        period: Period.nullable().describe('What the act named; null where it named no time'),
        applied: z
          .object({ period: Period, origin: z.enum(['act', 'board', 'default']) })
          .nullable()
          .describe('What a time that begins on the day gets on this board, and by whom'),
      })
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
        boardLimits: [],
        inForce: {
          on: '2026-11-20',
          law: 'SoL (2025:400) 20 kap. 2 §',
          period: { days: 14 },
          applied: { period: { days: 14 }, origin: 'act' },
        },
      },
    ],
  });
export const LegalRuleList = z.object({ items: z.array(LegalRuleShown) }).meta({
  id: 'LegalRuleList',
  examples: [{ items: (LegalRuleShown.meta()!.examples as unknown[]).slice(0, 1) }],
});

const ages = {
  fromAge: z.int().optional().describe('Från ålder, in whole years'),
  toAge: z.int().optional().describe('Till och med ålder, in whole years'),
};

/** An assessment instrument (bedömningsinstrument): what scores it can give, and for what ages it is made. */
export const InstrumentShown = z
  .object({
    code: codeSchema('instrument'),
    name: z.string().describe('What it calls itself; not translated'),
    ...ages,
    scales: z
      .array(
        z.object({
          id: z.string(),
          min: z.number(),
          max: z.number(),
          step: z.number().describe('A score is min, min + step and so on up to max'),
          sumOf: z.array(z.string()).optional().describe('Härledd: the sum of these scales'),
        }),
      )
      .describe('Skalor'),
    provenance: Provenance,
  })
  .meta({
    id: 'Instrument',
    examples: [
      {
        code: 'cors',
        name: 'Child Outcome Rating Scale',
        fromAge: 6,
        toAge: 12,
        scales: [{ id: 'total', min: 0, max: 40, step: 0.1 }],
        provenance: 'verified',
      },
    ],
  });

/** Norms (normer) from one source: values to read scores by. */
export const NormSetShown = z
  .object({
    id: z.string(),
    about: both,
    provenance: Provenance,
    values: z.array(
      z.object({
        measure: z
          .enum(['reliable-change', 'clinical-cutoff'])
          .describe(
            'Tillförlitlig förändring, the least difference between two uses that is more than chance; or ' +
              'kliniskt gränsvärde, the score that parts those who seek care from others',
          ),
        instrument: codeSchema('instrument'),
        scale: z.string(),
        value: z.number(),
        ...ages,
      }),
    ),
  })
  .meta({
    id: 'NormSet',
    examples: [
      {
        id: 'cyp-iapt-2015',
        about: {
          sv: 'Tillförlitlig förändring, ur det engelska programmet för barns psykiska hälsa',
          en: 'Reliable change, English child mental health programme',
        },
        provenance: 'verified',
        values: [{ measure: 'reliable-change', instrument: 'cors', scale: 'total', value: 10 }],
      },
    ],
  });

export const InstrumentList = z
  .object({ items: z.array(InstrumentShown), normSets: z.array(NormSetShown) })
  .meta({
    id: 'InstrumentList',
    examples: [
      {
        items: InstrumentShown.meta()!.examples as z.input<typeof InstrumentShown>[],
        normSets: NormSetShown.meta()!.examples as z.input<typeof NormSetShown>[],
      },
    ],
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
