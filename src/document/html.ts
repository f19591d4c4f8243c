import { createHash } from 'node:crypto';
import type { Element, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import type { Block, PrintedDocument } from './model.ts';

/**
 * The one style sheet. On paper the running header is a table header group, which every page repeats with room of its
 * own, so that it never lies over the text.
 */
const STYLE = `
body { font: 1rem/1.5 system-ui, sans-serif; color: #111; background: #fff; margin: 0 auto; padding: 1rem; max-width: 46rem; }
h1, h2, h3 { line-height: 1.25; break-after: avoid; }
p, dd, td, li { white-space: pre-line; overflow-wrap: anywhere; }
.running { border-bottom: 1px solid #555; }
.running p { margin: 0; }
.draft, .notice { font-weight: bold; }
.draft { font-size: 1.2rem; }
.notice { border: 2px solid #111; padding: .5rem; }
dt { font-weight: bold; break-after: avoid; }
dd { margin: 0 0 .5rem 1.5rem; }
table { border-collapse: collapse; width: 100%; }
th, td { border: 1px solid #555; padding: .3rem .5rem; text-align: left; vertical-align: top; }
figure { margin: 1rem 0 1rem 1.5rem; }
blockquote { margin: 0; }
figcaption { color: #444; }
@page { size: A4; margin: 20mm 20mm 22mm; @bottom-right { content: "Sida " counter(page) " av " counter(pages); font: 9pt sans-serif; } }
@media print {
  body { display: table; font-size: 10.5pt; max-width: none; width: 100%; padding: 0; }
  .running { display: table-header-group; }
  .running p:last-child { padding-bottom: 6mm; }
  main { display: table-row-group; }
  thead { display: table-header-group; }
  p, dd, li, blockquote { orphans: 3; widows: 3; }
}
`;

/** Nothing but the style sheet above may take effect or be fetched. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A document as one HTML page that needs nothing else. Whatever stands in it is text and never markup. */
export function renderHtml(document: PrintedDocument): string {
  const { title, caseNumber, board, draft } = document;
  const page: Root = {
    type: 'root',
    children: [
      { type: 'doctype' },
      h('html', { lang: document.lang }, [
        h('head', [
          h('meta', { charSet: 'utf-8' }),
          h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
          h('meta', { name: 'robots', content: 'noindex' }),
          h('title', `${title}, ärende ${caseNumber}`),
          h('style', STYLE),
        ]),
        h('body', [
          h('header.running', [
            draft && h('p.draft', draft.mark),
            h('p', board),
            h('p', `Ärende ${caseNumber}. Handlingen framtagen ${document.made}.`),
          ]),
          h('main', [h('h1', title), draft && h('p.notice', draft.why), ...document.blocks.map(elementOf)]),
        ]),
      ]),
    ],
  };
  return toHtml(page);
}

function elementOf(block: Block): Element {
  switch (block.kind) {
    case 'heading':
      return h(`h${block.level}`, block.text);
    case 'paragraph':
      return h('p', block.text);
    case 'notice':
      return h('p.notice', block.text);
    case 'list':
      return h(
        'ul',
        block.items.map((item) => h('li', item)),
      );
    case 'facts':
      return h(
        'dl',
        block.pairs.flatMap(({ term, descriptions }) => [
          h('dt', term),
          ...descriptions.map((description) => h('dd', description)),
        ]),
      );
    case 'table':
      return h('table', [
        h(
          'thead',
          h(
            'tr',
            block.header.map((name) => h('th', { scope: 'col' }, name)),
          ),
        ),
        h(
          'tbody',
          block.rows.map((row) =>
            h(
              'tr',
              row.map((cell, at) => (at === 0 ? h('th', { scope: 'row' }, cell) : h('td', cell))),
            ),
          ),
        ),
      ]);
    case 'quote':
      return h('figure', [h('blockquote', h('p', block.text)), h('figcaption', block.source)]);
  }
}
