import type { Element, Root } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { getDocumentProxy } from 'unpdf';
import type { PrintedDocument } from '../../src/document/model.ts';
import { day } from '../../src/kernel/day.ts';

/** Documents read back as a reader gets them: PDF by pdf.js, HTML by a browser's parser. */

/** A finished document with nothing in it, and what a test says of it. */
export const aDocument = (more: Partial<PrintedDocument> = {}): PrintedDocument => ({
  title: 'Beslutsunderlag',
  fileName: 'beslutsunderlag',
  caseNumber: '2026-00042',
  board: 'Socialnämnden i Exempelkommun',
  lang: 'sv',
  draft: null,
  made: day('2026-12-01'),
  blocks: [],
  ...more,
});

export const aDraft = { mark: 'UTKAST – inte undertecknad', why: 'Analysen är inte undertecknad.' };

interface StructNode {
  readonly role?: string;
  readonly type?: string;
  readonly id?: string;
  readonly children?: readonly StructNode[];
}

/** A tag with its text on one page. */
export interface Tagged {
  readonly role: string;
  readonly text: string;
}

export interface ReadPage {
  /** Everything on the page, header and footer too. */
  readonly text: string;
  /** What a screen reader reads: the tags of the page that hold text, in its order. */
  readonly tags: readonly Tagged[];
}

export interface ReadPdf {
  readonly pages: readonly ReadPage[];
  readonly title: string;
  readonly language: string;
  readonly marked: boolean;
  /** Titles of bookmarks, each with its level. */
  readonly outline: readonly (readonly [level: number, title: string])[];
  /** All that is tagged, without any blanks: lines are broken where the page wants. */
  readonly content: string;
}

export const squeezed = (text: string): string => text.replaceAll(/\s+/g, '');

interface Bookmark {
  readonly title: string;
  readonly items: readonly Bookmark[];
}
const levels = (items: readonly Bookmark[], level = 1): (readonly [number, string])[] =>
  items.flatMap((item) => [[level, item.title] as const, ...levels(item.items, level + 1)]);

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const pages: ReadPage[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    const parts = new Map<string, string>();
    const open: (string | null)[] = [];
    let text = '';
    for (const item of items) {
      if ('str' in item) {
        const piece = item.str + (item.hasEOL ? '\n' : '');
        text += piece;
        const id = open.at(-1);
        if (id) parts.set(id, (parts.get(id) ?? '') + piece);
      } else if (item.type === 'endMarkedContent') {
        text += '\n';
        open.pop();
      } else {
        open.push((item as { id?: string | null }).id ?? null);
      }
    }
    const tags = (node: StructNode): Tagged[] => {
      const own = (node.children ?? [])
        .filter((child) => child.type === 'content')
        .map((child) => parts.get(child.id!) ?? '')
        .join('');
      const role = node.role ?? '';
      return [...(own.trim() ? [{ role, text: own.trim() }] : []), ...(node.children ?? []).flatMap(tags)];
    };
    pages.push({ text, tags: tags((await page.getStructTree()) as StructNode) });
  }
  const { info } = (await pdf.getMetadata()) as unknown as { info: { Title: string; Language: string } };
  const marks = (await pdf.getMarkInfo()) as { Marked: boolean } | null;
  return {
    pages,
    title: info.Title,
    language: info.Language,
    marked: marks?.Marked === true,
    outline: levels((await pdf.getOutline()) as readonly Bookmark[]),
    content: squeezed(pages.flatMap((page) => page.tags.map(({ text }) => text)).join('')),
  };
}

export interface ReadHtml {
  readonly tree: Root;
  all(tagName: string): Element[];
  textOf(element: Element | Root): string;
  readonly text: string;
}

export function readHtml(html: string): ReadHtml {
  const tree = fromHtml(html);
  const elements: Element[] = [];
  const walk = (node: Root | Element) => {
    for (const child of node.children) {
      if (child.type !== 'element') continue;
      elements.push(child);
      walk(child);
    }
  };
  walk(tree);
  const textOf = (element: Element | Root): string =>
    element.children
      .map((child) => (child.type === 'text' ? child.value : child.type === 'element' ? textOf(child) : ''))
      .join('');
  return {
    tree,
    all: (tagName) => elements.filter((element) => element.tagName === tagName),
    textOf,
    text: textOf(elements.find((element) => element.tagName === 'body')!),
  };
}
