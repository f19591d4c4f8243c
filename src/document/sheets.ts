import PDFDocument from 'pdfkit';

/** The sheets that a document is written on: pages, tags, and text that flows from one page to the next. */

declare global {
  namespace PDFKit {
    // What the library has and its types leave out.
    interface PDFDocument {
      readonly _font: { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } };
    }
  }
}

export type FontName = 'text' | 'bold';

/** In points. */
export const SIZE = { text: 10.5, small: 9, 1: 20, 2: 14, 3: 11.5 } as const;
const MARGINS = { top: 76, bottom: 68, left: 64, right: 64 };
const GAP = { text: 6, beforeHeading: 10, row: 4 };
const FOOTER_Y = 800;
/** Of a page: what is higher begins where it is, and goes on over the page. */
const MOVED_AT_MOST = 1 / 3;

/** Height of a line of running text, near enough to judge what fits. */
export const LINE = SIZE.text * 1.4;

/** A cell of a row, of whatever kind: its place and what stands in it. */
export interface CellShape {
  readonly tag: 'Lbl' | 'LBody' | 'TH' | 'TD';
  readonly scope?: 'Row' | 'Column';
  readonly font: FontName;
  readonly texts: readonly string[];
  /** From the left margin. */
  readonly x: number;
  readonly width: number;
}

interface Place {
  readonly page: number;
  readonly y: number;
}

export class Sheets extends PDFDocument {
  readonly textWidth: number;
  #inside: PDFKit.PDFStructureElement;
  #at = 0;
  /** Where text begins on each page: lower where a table's header is repeated. */
  readonly #tops: number[] = [];
  #repeated: readonly CellShape[] | null = null;
  readonly #bookmarks: PDFKit.PDFOutline[];

  constructor(fonts: Readonly<Record<FontName, string>>, info: PDFKit.DocumentInfo) {
    super({
      size: 'A4',
      margins: MARGINS,
      bufferPages: true,
      autoFirstPage: false,
      pdfVersion: '1.7',
      tagged: true,
      lang: 'sv',
      displayTitle: true,
      info,
      // None of the library's own: a default font that is also registered would be read anew at each use.
      font: '',
    });
    for (const name of ['text', 'bold'] as const) this.registerFont(name, fonts[name]);
    this.lineGap(2);
    this.addPage();
    this.#tops[0] = this.y;
    this.textWidth = this.page.width - MARGINS.left - MARGINS.right;
    this.#inside = this.struct('Document');
    this.addStructure(this.#inside);
    this.#bookmarks = [this.outline];
  }

  /** The library calls this where a text does not fit: a cell beside a longer one goes on where that one went. */
  override continueOnNewPage(): this {
    const open = this.endPageMarkings(this.page);
    if (this.#at + 1 < this.bufferedPageRange().count) {
      this.#at += 1;
      this.switchToPage(this.#at);
    } else {
      this.addPage();
      this.#at += 1;
      this.#repeatHeader();
      this.#tops[this.#at] = this.y;
    }
    this.y = this.#tops[this.#at]!;
    this.initPageMarkings(open);
    return this;
  }

  /** Makes sure of a height on this page; where it is not there, the next page begins. */
  room(height: number): void {
    if (this.y + height > this.page.maxY() && this.y > this.#tops[this.#at]!) this.continueOnNewPage();
  }

  heading(level: 1 | 2 | 3, text: string): void {
    if (this.y > this.#tops[this.#at]!) this.y += GAP.beforeHeading;
    this.#bookmarks.splice(level);
    this.#bookmarks.push(this.#bookmarks.at(-1)!.addItem(text, { expanded: level === 1 }));
    this.#write(this.#inside, `H${level}`, { font: 'bold', size: SIZE[level], texts: [text] });
    this.y += GAP.text;
  }

  /** The width of a text on one line, in the wider of the two fonts. */
  widthOf(text: string): number {
    return this.font('bold', SIZE.text).widthOfString(this.#shown(text));
  }

  heightOfHeading(level: 2 | 3, text: string): number {
    return (
      GAP.beforeHeading +
      this.#heightOf({ font: 'bold', size: SIZE[level], texts: [text], width: this.textWidth }) +
      GAP.text
    );
  }

  paragraph(text: string, { font = 'text', size = SIZE.text, indent = 0 }: ParagraphShape = {}): void {
    this.room(LINE);
    this.#write(this.#inside, 'P', { font, size, texts: [text], x: indent, width: this.textWidth - indent });
    this.y += GAP.text;
  }

  /** What is written meanwhile belongs to an element of its own. */
  within(tag: string, write: () => void): void {
    const outer = this.#inside;
    this.#inside = this.struct(tag);
    outer.add(this.#inside);
    write();
    this.#inside.end();
    this.#inside = outer;
    this.y += GAP.text;
  }

  /**
   * Cells side by side, each flowing over as many pages as it needs. A row that would be broken moves to the next page
   * unless it takes too much of one.
   */
  row(tag: string, cells: readonly CellShape[]): void {
    const height = Math.max(...cells.map((cell) => this.#heightOf({ ...cell, size: SIZE.text })));
    this.room(height < this.page.height * MOVED_AT_MOST ? height : LINE);
    const start: Place = { page: this.#at, y: this.y };
    let end = start;
    this.within(tag, () => {
      for (const { tag: cellTag, scope, ...cell } of cells) {
        this.#goTo(start);
        this.#write(this.#inside, cellTag, { ...cell, size: SIZE.text, scope });
        if (this.#at > end.page || (this.#at === end.page && this.y > end.y)) {
          end = { page: this.#at, y: this.y };
        }
      }
    });
    this.#goTo(end);
    this.y += GAP.row;
  }

  /** Ends the table's rows with a line, which is no content. */
  line(): void {
    this.markContent('Artifact', { type: 'Layout' });
    this.lineWidth(0.5)
      .moveTo(MARGINS.left, this.y - 2)
      .lineTo(MARGINS.left + this.textWidth, this.y - 2)
      .stroke('#777');
    this.fillColor('black');
    this.endMarkedContent();
    this.y += GAP.row - 2;
  }

  /** What stands again at the top of each new page, until told otherwise; to a screen reader it stands once. */
  repeatOnNewPages(cells: readonly CellShape[] | null): void {
    this.#repeated = cells;
  }

  #repeatHeader(): void {
    if (!this.#repeated) return;
    const top = this.y;
    let bottom = top;
    this.markContent('Artifact', { type: 'Pagination' });
    for (const cell of this.#repeated) {
      this.y = top;
      this.#print({ ...cell, size: SIZE.text });
      bottom = Math.max(bottom, this.y);
    }
    this.endMarkedContent();
    this.y = bottom + GAP.row;
    this.line();
    // The text that was interrupted goes on in its own.
    this.font('text', SIZE.text);
  }

  /** Header and footer of each page, once it is known how many there are. */
  finish(write: (page: number, pages: number) => void): void {
    const { count } = this.bufferedPageRange();
    for (let page = 0; page < count; page += 1) {
      this.#goTo({ page, y: 0 });
      this.markContent('Artifact', { type: 'Pagination' });
      write(page + 1, count);
      this.endMarkedContent();
    }
    this.#inside.end();
    this.end();
  }

  atTop(mark: string, board: string): void {
    this.#margin('bold', SIZE.text, mark, MARGINS.left, 30);
    this.#margin('text', SIZE.small, board, MARGINS.left, 46);
  }

  atBottom(left: string, right: string): void {
    this.#margin('text', SIZE.small, left, MARGINS.left, FOOTER_Y);
    const x = MARGINS.left + this.textWidth - this.widthOfString(right);
    this.#margin('text', SIZE.small, right, x, FOOTER_Y);
  }

  #margin(font: FontName, size: number, text: string, x: number, y: number): void {
    this.font(font, size).text(this.#shown(text), x, y, { lineBreak: false });
  }

  #goTo({ page, y }: Place): void {
    this.switchToPage(page);
    this.#at = page;
    this.y = y;
  }

  #write(
    parent: PDFKit.PDFStructureElement,
    tag: string,
    { scope, texts, ...shape }: TextShape & { scope?: CellShape['scope'] },
  ): void {
    const element = this.struct(tag, scope && ({ scope } as object));
    parent.add(element);
    if (texts.length === 1) element.add(() => this.#print({ ...shape, texts }));
    else for (const text of texts) this.#write(element, 'P', { ...shape, texts: [text] });
    element.end();
  }

  #print({ font, size, texts, x = 0, width = this.textWidth }: TextShape): void {
    this.font(font, size);
    for (const text of texts) this.text(this.#shown(text), MARGINS.left + x, this.y, { width });
  }

  #heightOf({ font, size, texts, width = this.textWidth }: TextShape): number {
    this.font(font, size);
    return texts.reduce((sum, text) => sum + this.heightOfString(this.#shown(text), { width }), 0);
  }

  /**
   * A text as the font can show it. Characters without end and without a blank get places to break, since the library
   * takes seconds to find its own. A character that the font lacks stands as its number, so that it is seen that
   * something stands there, and what.
   */
  #shown(text: string): string {
    const plain = text
      .normalize('NFC')
      .replaceAll(/\r\n?/g, '\n')
      .replaceAll('\t', '    ')
      .replaceAll(/\S{200}(?=\S)/gu, '$&\u200b')
      .trimEnd();
    const { font } = this._font;
    return plain.replaceAll(/[^\n\u0020-\u024f]/gu, (character) => {
      const codePoint = character.codePointAt(0)!;
      if (font.hasGlyphForCodePoint(codePoint)) return character;
      return `[U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}]`;
    });
  }
}

interface TextShape {
  readonly font: FontName;
  readonly size: number;
  readonly texts: readonly string[];
  readonly x?: number;
  readonly width?: number;
}

interface ParagraphShape {
  readonly font?: FontName;
  readonly size?: number;
  readonly indent?: number;
}
