import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/**
 * The files that the page is made of: our own as they stand in browser/, and the chart library as it came. They are read
 * when somebody first opens the page, not at the start. All lie under one name that follows from their contents, so
 * that a browser can keep them for good and still never mixes old with new.
 */

const pack = promisify(gzip);

const OWN = new URL('./browser/', import.meta.url);
const CHART_LIBRARY = new URL('../dist/d3.min.js', import.meta.resolve('d3'));

const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
};

export interface PageFile {
  readonly type: string;
  readonly content: Buffer;
  readonly packed: Buffer;
}

export interface PageFiles {
  readonly version: string;
  readonly byName: ReadonlyMap<string, PageFile>;
}

const typeOf = (name: string): string | undefined => TYPES[name.slice(name.lastIndexOf('.') + 1)];

async function readFiles(): Promise<PageFiles> {
  const own = (await readdir(OWN)).filter((name) => typeOf(name) !== undefined).sort();
  const places: [string, URL][] = [
    ...own.map((name): [string, URL] => [name, new URL(name, OWN)]),
    ['d3.js', CHART_LIBRARY],
  ];
  const digest = createHash('sha256');
  const byName = new Map<string, PageFile>();
  for (const [name, place] of places) {
    const content = await readFile(place);
    digest.update(`${name} ${content.length}\n`).update(content);
    byName.set(name, { type: typeOf(name)!, content, packed: await pack(content) });
  }
  return { version: digest.digest('base64url').slice(0, 16), byName };
}

let read: Promise<PageFiles> | undefined;

export function pageFiles(): Promise<PageFiles> {
  read ??= readFiles();
  return read;
}
