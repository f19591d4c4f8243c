import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { CONTENT_SECURITY_POLICY, renderHtml } from '../../../src/document/html.ts';
import { fact, facts, heading, list, notice, paragraph, quote, table } from '../../../src/document/model.ts';
import { aDocument, aDraft, readHtml } from '../../support/documents.ts';

const HOSTILE = `</p></main></style><script>alert('x')</script><img src=x onerror=alert(1)> & "citat" 'apostrof'`;

test('whatever someone has written is text, wherever it stands, and never markup', () => {
  const html = renderHtml(
    aDocument({
      board: HOSTILE,
      caseNumber: HOSTILE,
      title: HOSTILE,
      draft: { mark: HOSTILE, why: HOSTILE },
      blocks: [
        heading(2, HOSTILE),
        paragraph(HOSTILE),
        notice(HOSTILE),
        list([HOSTILE]),
        facts([fact(HOSTILE, HOSTILE)]),
        table([HOSTILE], [[HOSTILE]]),
        quote(HOSTILE, HOSTILE),
      ],
    }),
  );
  const read = readHtml(html);
  expect(read.all('script')).toEqual([]);
  expect(read.all('img')).toEqual([]);
  expect(read.all('style')).toHaveLength(1);
  // The mark, board and case number; title, why; and the ten of the blocks.
  expect(read.text.split(HOSTILE)).toHaveLength(3 + 2 + 10 + 1);
});

test('the page says its language and title, and nothing is fetched or run', () => {
  const html = renderHtml(aDocument({ blocks: [paragraph('Text.')] }));
  const read = readHtml(html);
  expect(html).toMatch(/^<!doctype html>/);
  expect(read.all('html')[0]!.properties.lang).toBe('sv');
  expect(read.textOf(read.all('title')[0]!)).toBe('Beslutsunderlag, ärende 2026-00042');
  expect(read.all('main')).toHaveLength(1);
  for (const tag of ['script', 'link', 'img', 'iframe', 'a', 'form', 'object'])
    expect(read.all(tag)).toEqual([]);
  expect(html).not.toMatch(/https?:|url\(|@import|\son\w+=/);
});

test('the policy lets just the style sheet of the page through', () => {
  const read = readHtml(renderHtml(aDocument()));
  const style = read.textOf(read.all('style')[0]!);
  const hash = createHash('sha256').update(style).digest('base64');
  expect(CONTENT_SECURITY_POLICY).toContain("default-src 'none'");
  expect(CONTENT_SECURITY_POLICY).toContain(`style-src 'sha256-${hash}'`);
  expect(CONTENT_SECURITY_POLICY).not.toMatch(/unsafe|script-src|\*/);
  expect(style).toContain('counter(page)');
});

test('there is one heading of the first level, and none below it skips one', () => {
  const read = readHtml(
    renderHtml(aDocument({ blocks: [heading(2, 'Syfte'), heading(2, 'Delområden'), heading(3, 'Hälsa')] })),
  );
  const headings = ['h1', 'h2', 'h3'].map((tag) => read.all(tag).map((one) => read.textOf(one)));
  expect(headings).toEqual([['Beslutsunderlag'], ['Syfte', 'Delområden'], ['Hälsa']]);
});

test('a table names its columns and rows to a screen reader', () => {
  const read = readHtml(
    renderHtml(aDocument({ blocks: [table(['Dag', 'Form'], [['2026-12-01', 'Hembesök']])] })),
  );
  expect(read.all('th').map((cell) => [cell.properties.scope, read.textOf(cell)])).toEqual([
    ['col', 'Dag'],
    ['col', 'Form'],
    ['row', '2026-12-01'],
  ]);
  expect(read.all('td').map(read.textOf)).toEqual(['Hembesök']);
});

test('a quote says whose words it is, and terms stand with what is said of them', () => {
  const read = readHtml(
    renderHtml(
      aDocument({ blocks: [quote('Vill bo kvar.', 'Barnet'), facts([fact('Orsak', 'Ett', 'Två')])] }),
    ),
  );
  expect(read.all('blockquote').map(read.textOf)).toEqual(['Vill bo kvar.']);
  expect(read.all('figcaption').map(read.textOf)).toEqual(['Barnet']);
  expect(read.all('dt').map(read.textOf)).toEqual(['Orsak']);
  expect(read.all('dd').map(read.textOf)).toEqual(['Ett', 'Två']);
});

test('a draft says so in what each printed page repeats, and a finished document nowhere', () => {
  const draft = readHtml(renderHtml(aDocument({ draft: aDraft })));
  const [running] = draft.all('header');
  expect(draft.textOf(running!)).toContain(aDraft.mark);
  expect(draft.text).toContain(aDraft.why);
  const style = draft.textOf(draft.all('style')[0]!);
  expect(style.replaceAll(/\s+/g, ' ')).toMatch(
    /@media print \{.*\.running \{ display: table-header-group; \}/,
  );
  expect(readHtml(renderHtml(aDocument())).text).not.toContain('UTKAST');
});
