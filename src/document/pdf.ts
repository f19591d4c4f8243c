import { createRequire } from 'node:module';
import { buffer } from 'node:stream/consumers';
import { type Block, type Fact, fact, facts, notice, type PrintedDocument, type TableRow } from './model.ts';
import { type CellShape, LINE, Sheets, SIZE } from './sheets.ts';

/**
 * A document as tagged PDF: a screen reader finds its headings, lists and tables, and none of what is repeated on each
 * page. Nothing is cut: what does not fit on a page goes on to the next. Slow, see printer.ts.
 */

const fonts = createRequire(import.meta.url);
/** Both hold every Latin, Greek, Cyrillic, Armenian and Georgian letter. */
const FONT = {
  text: fonts.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'),
  bold: fonts.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf'),
};

const BULLET_WIDTH = 14;
const QUOTE_INDENT = 18;
const GUTTER = 10;
const TERM_SHARE = 0.32;

export async function renderPdf(document: PrintedDocument): Promise<Uint8Array> {
  const sheets = new Sheets(FONT, {
    Title: `${document.title}, ärende ${document.caseNumber}`,
    Creator: 'Barnakt',
    CreationDate: new Date(document.made),
  });
  const blocks = [...opening(document), ...document.blocks];
  sheets.heading(1, document.title);
  for (const [at, block] of blocks.entries()) {
    if (block.kind === 'heading') sheets.room(leastHeight(sheets, blocks, at));
    draw(sheets, block);
  }
  sheets.finish((page, pages) => {
    sheets.atTop(document.draft?.mark ?? '', document.board);
    sheets.atBottom(`Ärende ${document.caseNumber}`, `Sida ${page} av ${pages}`);
  });
  return buffer(sheets);
}

/** What HTML has in its header stands here, where it is read once. */
const opening = ({ draft, board, caseNumber, made }: PrintedDocument): Block[] => [
  ...(draft ? [notice(`${draft.mark}. ${draft.why}`)] : []),
  facts([fact('Nämnd', board), fact('Ärende', caseNumber), fact('Handlingen framtagen', made)]),
];

/** What must stand on the same page as a heading: those right after it, and the beginning of what they are about. */
function leastHeight(sheets: Sheets, blocks: readonly Block[], at: number): number {
  const block = blocks[at];
  if (block?.kind === 'heading') {
    return sheets.heightOfHeading(block.level, block.text) + leastHeight(sheets, blocks, at + 1);
  }
  return (block?.kind === 'table' ? 4 : 2) * LINE;
}

function draw(sheets: Sheets, block: Block): void {
  switch (block.kind) {
    case 'heading':
      sheets.heading(block.level, block.text);
      break;
    case 'paragraph':
      sheets.paragraph(block.text);
      break;
    case 'notice':
      sheets.paragraph(block.text, { font: 'bold' });
      break;
    case 'list':
      drawPairs(
        sheets,
        BULLET_WIDTH,
        block.items.map((item) => fact('•', item)),
      );
      break;
    case 'facts':
      drawPairs(sheets, sheets.textWidth * TERM_SHARE, block.pairs);
      break;
    case 'table':
      drawTable(sheets, block.header, block.rows);
      break;
    case 'quote':
      sheets.within('BlockQuote', () => {
        sheets.paragraph(block.text, { indent: QUOTE_INDENT });
        sheets.paragraph(block.source, { indent: QUOTE_INDENT, size: SIZE.small });
      });
      break;
  }
}

/** Labels with what belongs to them beside: bullets with items, terms with descriptions. */
function drawPairs(sheets: Sheets, labelWidth: number, pairs: readonly Fact[]): void {
  sheets.within('L', () => {
    for (const { term, descriptions } of pairs) {
      sheets.row('LI', [
        { tag: 'Lbl', font: 'bold', texts: [term], x: 0, width: labelWidth - GUTTER / 2 },
        {
          tag: 'LBody',
          font: 'text',
          texts: descriptions,
          x: labelWidth,
          width: sheets.textWidth - labelWidth,
        },
      ]);
    }
  });
}

function drawTable(sheets: Sheets, header: readonly string[], rows: readonly TableRow[]): void {
  const columns = columnsFor(sheets, [header, ...rows]);
  const cellsOf = (row: TableRow, isHeader: boolean): CellShape[] =>
    row.map((text, at) => {
      const named = isHeader || at === 0;
      const scope = isHeader ? 'Column' : 'Row';
      return {
        tag: named ? 'TH' : 'TD',
        scope: named ? scope : undefined,
        font: isHeader ? 'bold' : 'text',
        texts: [text],
        ...columns[at]!,
      };
    });
  sheets.within('Table', () => {
    const head = cellsOf(header, true);
    sheets.row('TR', head);
    sheets.line();
    sheets.repeatOnNewPages(head);
    for (const row of rows) {
      sheets.row('TR', cellsOf(row, false));
      sheets.line();
    }
    sheets.repeatOnNewPages(null);
  });
}

/**
 * Columns that hold their longest word unbroken where that is possible, and otherwise are as wide as their longest
 * text asks for.
 */
function columnsFor(sheets: Sheets, rows: readonly TableRow[]): { x: number; width: number }[] {
  const widest = sheets.textWidth * 0.4;
  const columns = rows[0]!.map((_, at) => {
    const texts = rows.map((row) => row[at]!);
    const words = texts.flatMap((text) => text.split(/\s+/));
    const longest = words.reduce((long, word) => (word.length > long.length ? word : long), '');
    return {
      least: Math.min(widest, sheets.widthOf(longest.slice(0, 60)) + GUTTER),
      asked: Math.min(60, Math.max(...texts.map((text) => text.length))),
    };
  });
  const sum = (of: 'least' | 'asked') => columns.reduce((total, column) => total + column[of], 0);
  const scale = Math.min(1, sheets.textWidth / sum('least'));
  const spare = sheets.textWidth - sum('least') * scale;
  let x = 0;
  return columns.map(({ least, asked }) => {
    const column = { x, width: least * scale + (spare * asked) / sum('asked') - GUTTER };
    x += column.width + GUTTER;
    return column;
  });
}
