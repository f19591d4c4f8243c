import { z } from 'zod';
import { DayField } from '../kernel/fields.ts';
import { CODEBOOKS, type CodebookName } from '../knowledge/codebooks.ts';
import { PACKS, type Pack } from './catalogue/packs.ts';
import { UNITS_OF_COUNT, type VariableType } from './variable.ts';

/**
 * Follow-up (systematisk uppföljning): the catalogue of variables that are derived from the record. This slice owns
 * the catalogue and what each variable says. It never registers a fact of its own, and never gives out a person, a
 * case or a word of free text.
 */

const names = <T extends string>(table: Readonly<Record<T, unknown>>) => Object.keys(table) as [T, ...T[]];
const TYPES = [
  'code',
  'codes',
  'integer',
  'number',
  'boolean',
  'date',
] as const satisfies readonly VariableType[];

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
    population: z
      .object({ sv: z.string(), en: z.string() })
      .describe('Population: who is counted; for every other unit of count it is not applicable'),
    type: z
      .enum(TYPES)
      .describe('codes = a list of codes, an empty one says that there is none; number = with decimals'),
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
        population: { sv: 'Avslutade utredningar.', en: 'Investigations that were closed.' },
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
      .describe('Second number: raised by what is new. First number: something says otherwise than it did'),
    items: z.array(CatalogueEntry),
  })
  .meta({
    id: 'Catalogue',
    examples: [{ catalogueVersion: '2.0', items: CatalogueEntry.meta()!.examples as CatalogueEntry[] }],
  });

export const CatalogueFilter = z.strictObject({
  pack: PackName.optional(),
  unitOfCount: UnitOfCountName.optional(),
});
