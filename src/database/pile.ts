import Sqlite from 'better-sqlite3';

/** Rows of text that are put down in any order and taken up sorted, however many. */
export interface Pile {
  put(row: readonly string[]): void;
  /** By the first column, byte by byte; those that have it in common as they were put. Nothing is put meanwhile. */
  sorted(): IterableIterator<readonly string[]>;
  close(): void;
}

/** What stays in memory of a pile; sorting takes as much again. The default is 16 MiB. */
const CACHE_KIBIBYTES = 2_000;

/**
 * A pile whose rows have so many columns. What does not fit into a few MiB goes to a temporary file without a name, which
 * nobody else can open, and which is gone with the pile and with the process.
 */
export function openPile(columns: number): Pile {
  const base = new Sqlite('');
  const names = Array.from({ length: columns }, (_, at) => `c${at}`);
  base.exec(`pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -${CACHE_KIBIBYTES}; begin;
    create table pile (${names.map((name) => `${name} text not null`).join()})`);
  const insert = base.prepare(`insert into pile values (${names.map(() => '?').join()})`);
  const select = base.prepare<[], string[]>(`select ${names.join()} from pile order by c0, rowid`).raw();
  return {
    put: (row) => void insert.run(...row),
    sorted: () => select.iterate(),
    close: () => void base.close(),
  };
}

/** So many at a time, the last ones fewer. */
export function* inPages<T>(all: Iterable<T>, length: number): Generator<readonly T[]> {
  let page: T[] = [];
  for (const one of all) {
    page.push(one);
    if (page.length < length) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}
