import { z } from 'zod';
import { DayField, HandlerId, Id, InstantOut, saying, UnitCode } from '../kernel/fields.ts';
import { CODEBOOKS, type CodebookName } from '../knowledge/codebooks.ts';
import { PACKS, type Pack } from './catalogue/packs.ts';
import { UNITS_OF_COUNT, type VariableType } from './variable.ts';

/**
 * Follow-up (systematisk uppföljning): the catalogue of variables that are derived from the record, and extracts of
 * them for a period. This slice owns the catalogue and every extract that was made, byte for byte.
 * It never registers a fact of its own, and never gives out a person, a case or a word of free text.
 */

const names = <T extends string>(table: Readonly<Record<T, unknown>>) => Object.keys(table) as [T, ...T[]];
const TYPES = ['code', 'codes', 'integer', 'boolean', 'date'] as const satisfies readonly VariableType[];

export const PackName = z.enum(names<Pack>(PACKS)).describe('Variabelpaket');
export const UnitOfCountName = z.enum(UNITS_OF_COUNT).describe('Räkneenhet: what a row is about');
export const VariableId = z
  .string()
  .max(80)
  .meta({ examples: ['investigation.durationDays'] });

/** A variable as the catalogue shows it (variabel). */
export const CatalogueEntry = z
  .object({
    id: VariableId,
    label: z.object({ sv: z.string(), en: z.string() }),
    unitsOfCount: z.array(UnitOfCountName),
    type: z.enum(TYPES).describe('codes = a list of codes; an empty one says that there is none'),
    codebook: z
      .enum(names<CodebookName>(CODEBOOKS))
      .nullable()
      .describe('The code list of the values, see /codebooks; null where the values are no codes'),
    derivation: z
      .object({ sv: z.string(), en: z.string() })
      .describe('How the value comes out of the record, in words'),
    validFrom: DayField.nullable().describe('The first day that the variable has a meaning for'),
    provenance: z
      .enum(['verified', 'provisional'])
      .describe('verified = named in a public official source; provisional = our proposal'),
    packs: z.array(PackName),
    quasiIdentifier: z.boolean().describe('Can point a person out together with others of its kind'),
  })
  .meta({
    id: 'Variable',
    examples: [
      {
        id: 'investigation.durationDays',
        label: { sv: 'Utredningstid i dagar', en: 'Duration in days' },
        unitsOfCount: ['investigation'],
        type: 'integer',
        codebook: null,
        derivation: {
          sv: 'Dagar från inledd till avslutad. Ej tillämpligt medan utredningen pågår.',
          en: 'Days from opened to closed. Not applicable while it runs.',
        },
        validFrom: null,
        provenance: 'verified',
        packs: ['bbic', 'egenkontroll', 'kolada'],
        quasiIdentifier: false,
      },
    ],
  });
export type CatalogueEntry = z.infer<typeof CatalogueEntry>;

/** The catalogue, or a part of it, in the order of the case. */
export const Catalogue = z
  .object({
    catalogueVersion: z
      .string()
      .describe('1.x: raised by what is new. A raised first number: something changed'),
    items: z.array(CatalogueEntry),
  })
  .meta({
    id: 'Catalogue',
    examples: [{ catalogueVersion: '1.0', items: CatalogueEntry.meta()!.examples as CatalogueEntry[] }],
  });

export const CatalogueFilter = z.strictObject({
  pack: PackName.optional(),
  unitOfCount: UnitOfCountName.optional(),
});

/** What an extract counts by: the day the report was received, the investigation opened or closed. */
export const COUNTED_ON = {
  intake: ['received'],
  investigation: ['closed', 'opened'],
} as const satisfies Record<(typeof UNITS_OF_COUNT)[number], readonly string[]>;
export type CountedOn = (typeof COUNTED_ON)[keyof typeof COUNTED_ON][number];

/** What to extract (uttag). */
export const ExtractInput = z
  .strictObject({
    unitOfCount: UnitOfCountName,
    from: DayField.describe('First day of the period'),
    to: DayField.describe('Last day of the period, itself included'),
    on: z
      .enum(COUNTED_ON.investigation)
      .optional()
      .describe('For investigations: opened or closed in the period; closed when left out'),
    unit: UnitCode.optional().describe('Only the cases of this unit; all of the board when left out'),
    pack: PackName.optional().describe(
      'The variables of a pack; bbic when neither this nor variables is given',
    ),
    variables: z.array(VariableId).min(1).max(200).optional().describe('Or these, as columns in this order'),
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
      },
    ],
  });
export type ExtractInput = z.infer<typeof ExtractInput>;

/** The manifest of an extract (följesedel): what it holds, of whom, as of when, and how to check it. */
export const Extract = z
  .object({
    id: Id,
    unitOfCount: UnitOfCountName,
    period: z.object({ from: DayField, to: DayField }),
    filter: z.object({
      on: z.enum([...COUNTED_ON.intake, ...COUNTED_ON.investigation]).describe('What falls in the period'),
      unit: UnitCode.nullable(),
      pack: PackName.nullable().describe('Null where the variables were chosen one by one'),
    }),
    variables: z.array(VariableId).describe('The columns after key and unit'),
    catalogueVersion: z.string(),
    asOf: InstantOut.describe('When the record was read'),
    rows: z
      .int()
      .min(0)
      .describe('0 where nothing fell in the period; the data then is the line of headings'),
    sha256: z.string().describe('Of the data as it is fetched, in hexadecimal'),
    createdAt: InstantOut,
    createdBy: HandlerId,
  })
  .meta({
    id: 'Extract',
    examples: [
      {
        id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a91',
        unitOfCount: 'investigation',
        period: { from: '2026-01-01', to: '2026-06-30' },
        filter: { on: 'closed', unit: null, pack: 'kolada' },
        variables: ['investigation.durationDays', 'investigation.returnedWithin12Months'],
        catalogueVersion: '1.0',
        asOf: '2026-11-20T08:30:00.000Z',
        rows: 118,
        sha256: 'b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9',
        createdAt: '2026-11-20T08:30:01.000Z',
        createdBy: 'eva.sund',
      },
    ],
  });
export type Extract = z.infer<typeof Extract>;

/** The data of an extract. */
export const ExtractData = z
  .string()
  .describe('CSV in UTF-8 with a byte order mark, semicolons and CRLF, as Swedish Excel opens it')
  .meta({
    id: 'ExtractData',
    examples: [
      'key;unit;investigation.durationDays;investigation.returnedWithin12Months\r\n' +
        'fQ0c3x_Zk81tWm-b;barn-och-familj;96;okänt\r\n',
    ],
  });
