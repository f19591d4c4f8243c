import { z } from 'zod';
import { DayField, HandlerId, Id, InstantOut, saying, UnitCode } from '../kernel/fields.ts';
import { ManifestQuality } from '../quality/schema.ts';
import { PackName, UnitOfCountName, VariableId } from '../variables/schema.ts';
import type { UNITS_OF_COUNT } from '../variables/variable.ts';
import { FORM_NAMES, type Form } from './forms.ts';

/**
 * Extracts (uttag): what the variables say of each case of a period, to be taken elsewhere. This slice owns every
 * extract that was asked for and every file that was made, byte for byte.
 * It never gives out a person, a case or a word of free text, and never half a file.
 */

/**
 * What an extract counts by: the day the report was received, the investigation closed or opened; of an intervention
 * that it was followed up or ended, however often, or that it ended, or started. The first where nobody says.
 */
export const COUNTED_ON = {
  intake: ['received'],
  investigation: ['closed', 'opened'],
  intervention: ['followed-up', 'ended', 'started'],
} as const satisfies Record<(typeof UNITS_OF_COUNT)[number], readonly string[]>;
export type CountedOn = (typeof COUNTED_ON)[keyof typeof COUNTED_ON][number];

const WAYS = [...COUNTED_ON.intake, ...COUNTED_ON.investigation, ...COUNTED_ON.intervention] as const;

export const STATES = ['waiting', 'running', 'done', 'cancelled', 'failed'] as const;
export type ExtractState = (typeof STATES)[number];

export const DIALECTS = ['swedish', 'rfc4180'] as const;
export type Dialect = (typeof DIALECTS)[number];

/** Why an extract has failed; the codes are those of refusals. */
export const FAILURES = ['extract.population-small', 'extract.broken'] as const;
export type Failure = (typeof FAILURES)[number];

export const FormName = z.enum(FORM_NAMES as [Form, ...Form[]]).describe('Filformat');
export const DialectName = z
  .enum(DIALECTS)
  .describe(
    'CSV-dialekt: swedish = a byte order mark, semicolons and decimal commas, as Swedish Excel opens it; rfc4180 = no mark, commas and decimal points',
  );

/** What to extract (uttag). */
export const ExtractInput = z
  .strictObject({
    unitOfCount: UnitOfCountName,
    from: DayField.describe('First day of the period'),
    to: DayField.describe('Last day of the period, itself included'),
    on: z
      .enum(WAYS)
      .optional()
      .describe(
        'What falls in the period. Of investigations: closed (when left out) or opened. Of interventions: followed-up ' +
          '(when left out), which is a follow-up held or the end, each intervention once; ended; or started',
      ),
    unit: UnitCode.optional().describe('Only the cases of this unit; all of the board when left out'),
    asOf: DayField.optional().describe(
      'Per den: what was known at the end of this day, whatever was recorded or changed later; what is known when it is ' +
        'made, when left out and for today',
    ),
    pack: PackName.optional().describe(
      'The variables of a pack; bbic when neither this nor variables is given',
    ),
    variables: z.array(VariableId).min(1).max(200).optional().describe('Or these, as columns in this order'),
    formats: z
      .array(FormName)
      .min(1)
      .max(FORM_NAMES.length)
      .refine((forms) => new Set(forms).size === forms.length, saying('Varje format en gång.', 'Each once.'))
      .optional()
      .describe(
        'The files to make; all when left out. A large extract is made sooner with the one that is needed',
      ),
    dialect: DialectName.optional().describe('How the CSV is written; swedish when left out'),
  })
  .refine(
    ({ pack, variables }) => pack === undefined || variables === undefined,
    saying('Ange pack eller variables, inte båda.', 'Give pack or variables, not both.'),
  )
  .meta({
    id: 'ExtractInput',
    examples: [
      { unitOfCount: 'investigation', from: '2026-01-01', to: '2026-06-30', pack: 'egenkontroll' },
      {
        unitOfCount: 'intake',
        from: '2026-01-01',
        to: '2026-12-31',
        unit: 'mottagning',
        variables: ['intake.receivedOn', 'intake.mainCause', 'intake.preliminaryDays'],
        formats: ['csv'],
        dialect: 'rfc4180',
        asOf: '2027-01-31',
      },
      { unitOfCount: 'intervention', from: '2026-01-01', to: '2026-12-31', pack: 'webbkollen' },
    ],
  });
export type ExtractInput = z.infer<typeof ExtractInput>;

/** How often a variable said nothing, and why. */
export const Gaps = z.object({
  variable: VariableId,
  unknown: z.int().min(0).describe('Okänt: should exist, and is not recorded or cannot be told yet'),
  notApplicable: z.int().min(0).describe('Ej tillämpligt: has no meaning for the case'),
  withheld: z.int().min(0).describe('Skyddat: held back because the population is small'),
});
export type Gaps = z.infer<typeof Gaps>;

export const Protection = z.object({
  below: z.int().min(1).describe('The board’s limit: fewer children than this is a small population'),
  handling: z.enum(['refuse', 'generalise', 'withhold']).describe('What the board does with a small one'),
  applied: z.boolean().describe('The population was small, and this was done'),
});
export type Protection = z.infer<typeof Protection>;

/** A file as it was made. */
export const ExtractFile = z.object({
  format: FormName,
  mediaType: z.string(),
  bytes: z.int().min(0).nullable().describe('Size; null where it was made before sizes were kept'),
  sha256: z.string().describe('Of the file as it is fetched, in hexadecimal'),
});

/** The manifest (följesedel): what the files hold, of whom, as of when, and how to check them. */
export const Manifest = z.object({
  catalogueVersion: z.string(),
  lawVersion: z
    .string()
    .nullable()
    .describe('A mark of the time limits that the values rest on: the same where /legal-rules says the same'),
  asOf: InstantOut.describe('Of when the record is; a file holds nothing that was recorded later'),
  madeAt: InstantOut.describe('When it was read: the same, unless an earlier day was asked for'),
  rows: z.int().min(0).describe('0 where nothing fell in the period; the data then is the line of headings'),
  gaps: z
    .array(Gaps)
    .describe('In the order of the variables; empty where it was made before they were counted'),
  suppressedCells: z.int().min(0).describe('Cells withheld or given coarser because the population is small'),
  smallPopulation: Protection.nullable(),
  quality: ManifestQuality.nullable().describe(
    'Datakvalitet: what the rules of /quality-rules find in the counted cases; null where it was made before that',
  ),
  files: z.array(ExtractFile),
  finishedAt: InstantOut,
});
export type Manifest = z.infer<typeof Manifest>;

const text = z.object({ sv: z.string(), en: z.string() });

/** An extract: what was asked for, how far it has come, and when it is done its manifest. */
export const Extract = z
  .object({
    id: Id,
    state: z
      .enum(STATES)
      .describe(
        'waiting = väntar, running = pågår, done = klart, cancelled = avbrutet, failed = misslyckades',
      ),
    unitOfCount: UnitOfCountName,
    period: z.object({ from: DayField, to: DayField }),
    filter: z.object({
      on: z.enum(WAYS).describe('What falls in the period'),
      unit: UnitCode.nullable(),
      pack: PackName.nullable().describe('Null where the variables were chosen one by one'),
    }),
    asOf: DayField.nullable().describe(
      'Per den: the day that was asked for; null for what is known when it is made',
    ),
    variables: z.array(VariableId).describe('The columns after key and unit'),
    formats: z.array(FormName),
    dialect: DialectName,
    progress: z.object({
      rows: z
        .int()
        .min(0)
        .describe('Rows worked out so far, in this try; the files are written when all are'),
      of: z.int().min(0).nullable().describe('Rows there will be; null until they are counted'),
    }),
    failure: z
      .object({ rule: z.enum(FAILURES), text, remedy: text.describe('What to do') })
      .nullable()
      .describe('Why it failed, where it did'),
    manifest: Manifest.nullable().describe('When it is done'),
    createdAt: InstantOut,
    createdBy: HandlerId,
  })
  .meta({
    id: 'Extract',
    examples: [
      {
        id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a91',
        state: 'done',
        unitOfCount: 'investigation',
        period: { from: '2026-01-01', to: '2026-06-30' },
        filter: { on: 'closed', unit: null, pack: 'kolada' },
        asOf: null,
        variables: ['investigation.durationDays', 'investigation.returnedWithin12Months'],
        formats: ['csv'],
        dialect: 'swedish',
        progress: { rows: 118, of: 118 },
        failure: null,
        manifest: {
          catalogueVersion: '2.0',
          lawVersion: '5f0c1d2e9a7b4c63',
          asOf: '2026-11-20T08:30:00.000Z',
          madeAt: '2026-11-20T08:30:00.000Z',
          rows: 118,
          gaps: [
            { variable: 'investigation.durationDays', unknown: 0, notApplicable: 0, withheld: 0 },
            { variable: 'investigation.returnedWithin12Months', unknown: 97, notApplicable: 0, withheld: 0 },
          ],
          suppressedCells: 0,
          smallPopulation: { below: 5, handling: 'refuse', applied: false },
          quality: {
            version: '1.1',
            items: [{ rule: 'Q001', severity: 'error', findings: 0, cases: 0, ended: 7 }],
          },
          files: [
            {
              format: 'csv',
              mediaType: 'text/csv',
              bytes: 5210,
              sha256: 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9',
            },
          ],
          finishedAt: '2026-11-20T08:30:02.000Z',
        },
        createdAt: '2026-11-20T08:30:00.000Z',
        createdBy: 'eva.sund',
      },
    ],
  });
export type Extract = z.infer<typeof Extract>;

export const DataQuery = z.object({
  format: FormName.optional().describe('Rather than what Accept says'),
});

/** The data of an extract. */
export const ExtractData = z
  .string()
  .describe('The file as it was made: CSV, JSON lines, XLSX or Parquet')
  .meta({
    id: 'ExtractData',
    examples: [
      'key;unit;investigation.durationDays;investigation.returnedWithin12Months\r\n' +
        'fQ0c3x_Zk81tWm-b;barn-och-familj;96;okänt\r\n',
    ],
  });
