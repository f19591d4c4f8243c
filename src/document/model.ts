import type { Day } from '../kernel/day.ts';

/** A document for people (handling) before it has a form: what it says, in the order that it is read. */
export interface PrintedDocument {
  /** Also the only heading of level 1. Our own words, never what someone has written. */
  readonly title: string;
  /** First part of the name of the file, e.g. `utredningsplan`. */
  readonly fileName: string;
  readonly caseNumber: string;
  readonly board: string;
  readonly lang: 'sv';
  /** Null when it is finished. */
  readonly draft: Draft | null;
  readonly made: Day;
  readonly blocks: readonly Block[];
}

/** That a document is not finished (utkast). */
export interface Draft {
  /** Stands on every page. */
  readonly mark: string;
  /** Stands once, at the top. */
  readonly why: string;
}

export type Block =
  | { readonly kind: 'heading'; readonly level: 2 | 3; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  /** What must not be overlooked. */
  | { readonly kind: 'notice'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'facts'; readonly pairs: readonly Fact[] }
  | { readonly kind: 'table'; readonly header: readonly string[]; readonly rows: readonly TableRow[] }
  /** Someone's own words, and whose. */
  | { readonly kind: 'quote'; readonly text: string; readonly source: string };

/** A term and what is said of it, one text or several. */
export interface Fact {
  readonly term: string;
  readonly descriptions: readonly string[];
}

/** A cell for each of the header. */
export type TableRow = readonly string[];

export const heading = (level: 2 | 3, text: string): Block => ({ kind: 'heading', level, text });
export const paragraph = (text: string): Block => ({ kind: 'paragraph', text });
export const notice = (text: string): Block => ({ kind: 'notice', text });
export const list = (items: readonly string[]): Block => ({ kind: 'list', items });
export const facts = (pairs: readonly Fact[]): Block => ({ kind: 'facts', pairs });
export const fact = (term: string, ...descriptions: readonly string[]): Fact => ({ term, descriptions });
export const table = (header: readonly string[], rows: readonly TableRow[]): Block => ({
  kind: 'table',
  header,
  rows,
});
export const quote = (text: string, source: string): Block => ({ kind: 'quote', text, source });
