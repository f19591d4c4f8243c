import type { Provenance } from '../kernel/codebook.ts';
import type { Day } from '../kernel/day.ts';
import type { Text } from '../kernel/text.ts';
import { CODEBOOKS, type CodebookName, type CodeOf } from '../knowledge/codebooks.ts';
import type { ChildRecord, IntakeRecord, InterventionRecord, InvestigationRecord } from '../record/record.ts';
import type { Pack } from './catalogue/packs.ts';
import type { Value } from './value.ts';

/** What a row is about (räkneenhet). Several brothers and sisters are several rows. */
export const UNITS_OF_COUNT = ['intake', 'investigation', 'intervention'] as const;
export type UnitOfCount = (typeof UNITS_OF_COUNT)[number];

interface Counted {
  readonly record: ChildRecord;
  /** The day that the unit starts: the report was received, the investigation opened, the intervention began. */
  readonly startsOn: Day;
  /** The day on which the record is read; what lies after it cannot be known. */
  readonly asOf: Day;
}
export interface IntakeUnit extends Counted {
  readonly kind: 'intake';
  readonly intake: IntakeRecord;
}
export interface InvestigationUnit extends Counted {
  readonly kind: 'investigation';
  readonly investigation: InvestigationRecord;
}
export interface InterventionUnit extends Counted {
  readonly kind: 'intervention';
  readonly intervention: InterventionRecord;
  /** The investigation whose decision it follows from; null for one without a needs test. */
  readonly investigation: InvestigationRecord | null;
}
/** One thing that is counted, with the whole record around it. */
export type Unit = IntakeUnit | InvestigationUnit | InterventionUnit;
type UnitOf<K extends UnitOfCount> = Extract<Unit, { kind: K }>;

interface Described {
  readonly label: Text;
  /** Who is counted: for all others it is not applicable. Every unit of count when left out. */
  readonly population?: Text;
  /** How the value comes out of the record, in words. */
  readonly derivation: Text;
  readonly packs: readonly Pack[];
  /** verified: named in a public official source; provisional: our best proposal. */
  readonly provenance: Provenance;
  /** The first day that the variable has a meaning for. */
  readonly validFrom?: Day;
  /** Can point a person out together with a few others of its kind. */
  readonly quasiIdentifier?: true;
}

interface OfCode<U, Book extends CodebookName> {
  readonly type: 'code';
  readonly codebook: Book;
  derive(unit: U): Value<CodeOf<Book>>;
}
interface OfCodes<U, Book extends CodebookName> {
  readonly type: 'codes';
  readonly codebook: Book;
  derive(unit: U): Value<readonly CodeOf<Book>[]>;
}
interface Of<U, Type extends string, T extends number | boolean | Day> {
  readonly type: Type;
  readonly codebook?: never;
  derive(unit: U): Value<T>;
}
/** The type and what is derived belong together: the compiler refuses a code that is not in the list. */
type Derived<U> =
  | Of<U, 'integer', number>
  /** With decimals, and no more than six. */
  | Of<U, 'number', number>
  | Of<U, 'boolean', boolean>
  | Of<U, 'date', Day>
  | { [Book in CodebookName]: OfCode<U, Book> | OfCodes<U, Book> }[CodebookName];

type Entry<U> = Described & Derived<U>;

/** An entry of the catalogue. `derive` is only ever given a unit of `unitsOfCount`. */
export type Variable = Entry<Unit> & {
  readonly id: string;
  readonly unitsOfCount: readonly UnitOfCount[];
  readonly population: Text;
};
export type VariableType = Variable['type'];

/** A table of variables, keyed by id, that are counted per the same kinds of unit. */
export function inUnits<K extends UnitOfCount>(
  unitsOfCount: readonly K[],
  table: Readonly<Record<string, Entry<UnitOf<K>>>>,
): readonly Variable[] {
  const population = every(unitsOfCount);
  return Object.entries(table).map(([id, entry]) => ({ id, unitsOfCount, population, ...entry }) as Variable);
}

const NAMES = {
  intake: { sv: 'aktualiseringar', en: 'intakes' },
  investigation: { sv: 'utredningar', en: 'investigations' },
  intervention: { sv: 'insatser', en: 'interventions' },
} as const satisfies Record<UnitOfCount, Text>;

/** The population of what narrows none, e.g. `Alla aktualiseringar och utredningar.` */
function every(unitsOfCount: readonly UnitOfCount[]): Text {
  const listed = (language: keyof Text) =>
    new Intl.ListFormat(language).format(unitsOfCount.map((unit) => NAMES[unit][language]));
  return { sv: `Alla ${listed('sv')}.`, en: `All ${listed('en')}.` };
}

/** Codes each once and in the order of their list, so that the order of registration changes nothing. */
export function listed<Book extends CodebookName>(
  book: Book,
  codes: readonly CodeOf<Book>[],
): readonly CodeOf<Book>[] {
  const given = new Set<string>(codes);
  return CODEBOOKS[book].codes.map(({ code }) => code as CodeOf<Book>).filter((code) => given.has(code));
}
