import { type Day, isValidOn, type Validity } from './day.ts';
import type { Text } from './text.ts';

/** Whether values were read in a public official source (verified) or are a starting list of ours (provisional). */
export type Provenance = 'verified' | 'provisional';

/** One value of a code list (kod). `code` is its identity in API and exports, `sv` its only label. */
export interface Code extends Validity {
  readonly code: string;
  readonly sv: string;
  /** Only where it differs from that of the list. */
  readonly provenance?: Provenance;
}

/** A closed code list (kodverk). Its validity bounds that of every code in it. */
export interface Codebook<C extends Code = Code> extends Validity {
  readonly name: string;
  readonly sv: string;
  readonly en: string;
  readonly provenance: Provenance;
  readonly source?: string;
  readonly version?: string;
  readonly note?: Text;
  readonly codes: readonly C[];
}

/** The codes of a list as a type. */
export type CodeIn<Book extends Codebook> = Book['codes'][number]['code'];

/** The entry of a code with its attributes, or undefined where the list has no such code. */
export function findCode<C extends Code>(book: Codebook<C>, code: string): C | undefined {
  return book.codes.find((entry) => entry.code === code);
}

/** Whether a code is in the list and both are valid on a day. */
export function codeOn(book: Codebook, code: string, on: Day): boolean {
  const entry = findCode(book, code);
  return entry !== undefined && isValidOn(book, on) && isValidOn(entry, on);
}
