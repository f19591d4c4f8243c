import { expect, test } from 'vitest';
import {
  type Block,
  fact,
  facts,
  heading,
  list,
  notice,
  paragraph,
  quote,
  table,
} from '../../../src/document/model.ts';
import { renderPdf } from '../../../src/document/pdf.ts';
import { aDocument, aDraft, readPdf, squeezed } from '../../support/documents.ts';

const print = async (...blocks: Block[]) => readPdf(await renderPdf(aDocument({ blocks })));

/** Words that are all different, so that a lost one is missed and a doubled one seen. */
const words = (count: number, prefix = 'ord') =>
  Array.from({ length: count }, (_, at) => `${prefix}${at}`).join(' ');

/** The words that begin so, as they come: what stands beside them on a page comes in between. */
const columnOf = (content: string, prefix: string) =>
  (content.match(new RegExp(`${prefix}\\d+`, 'g')) ?? []).join(' ');

const everyKind = (name: string): Block[] => [
  heading(2, `Rubrik ${name}`),
  paragraph(`Stycke ${name}`),
  notice(`Varning ${name}`),
  heading(3, `Underrubrik ${name}`),
  list([`Punkt ${name}`]),
  facts([fact(`Term ${name}`, `Ena ${name}`, `Andra ${name}`)]),
  table([`Kolumn ${name}`, `Skäl ${name}`], [[`Rad ${name}`, `Cell ${name}`]]),
  quote(`Citat ${name}`, `Källa ${name}`),
];

test('each kind of block has its tag, in the order that it is read', async () => {
  const { pages } = await print(...everyKind('A'));
  const opening = [
    'Nämnd',
    'Socialnämnden i Exempelkommun',
    'Ärende',
    '2026-00042',
    'Handlingen framtagen',
    '2026-12-01',
  ];
  expect(pages).toHaveLength(1);
  expect(pages[0]!.tags.map(({ role, text }) => [role, text])).toEqual([
    ['H1', 'Beslutsunderlag'],
    ...opening.map((text, at) => [at % 2 ? 'LBody' : 'Lbl', text]),
    ['H2', 'Rubrik A'],
    ['P', 'Stycke A'],
    ['P', 'Varning A'],
    ['H3', 'Underrubrik A'],
    ['Lbl', '•'],
    ['LBody', 'Punkt A'],
    ['Lbl', 'Term A'],
    ['P', 'Ena A'],
    ['P', 'Andra A'],
    ['TH', 'Kolumn A'],
    ['TH', 'Skäl A'],
    ['TH', 'Rad A'],
    ['TD', 'Cell A'],
    ['P', 'Citat A'],
    ['P', 'Källa A'],
  ]);
});

test('the table headers say what they head', async () => {
  const bytes = Buffer.from(
    await renderPdf(aDocument({ blocks: [table(['Dag', 'Form'], [['I dag', 'Möte']])] })),
  );
  const scopes = [...bytes.toString('latin1').matchAll(/\/Scope \/(\w+)/g)].map(([, scope]) => scope);
  expect(scopes).toEqual(['Column', 'Column', 'Row']);
});

test('language, title and bookmarks are there for whoever does not see the page', async () => {
  const { language, title, marked, outline } = await print(
    heading(2, 'Delområden'),
    heading(3, 'Hälsa'),
    heading(3, 'Utbildning'),
    heading(2, 'Analys'),
  );
  expect([language, title, marked]).toEqual(['sv', 'Beslutsunderlag, ärende 2026-00042', true]);
  expect(outline).toEqual([
    [1, 'Beslutsunderlag'],
    [2, 'Delområden'],
    [3, 'Hälsa'],
    [3, 'Utbildning'],
    [2, 'Analys'],
  ]);
});

test('names in the scripts of Europe come back as they were written', async () => {
  const names = [
    'Łukasz Wiśniewski',
    'Žofie Šťastná',
    'Жанна Ёлкина',
    'Ελένη Παπαδοπούλου',
    'Þórður Ægisson',
  ];
  const more = [
    'Đorđe Ćirić',
    'Ğülşen Işık',
    'Andriņa Ķēniņa',
    'Szőke Győző',
    'Գայանե',
    'ნინო',
    'Ïñtêrnâtiônàl',
  ];
  const { content } = await print(
    paragraph([...names, ...more].join('\n')),
    facts([fact(names[0]!, names[2]!)]),
  );
  for (const name of [...names, ...more]) expect(content).toContain(squeezed(name));
  // Decomposed letters are the same letters.
  expect((await print(paragraph('Žofie'.normalize('NFD')))).content).toContain('Žofie');
});

test('a character that the font lacks is shown by its number, not lost', async () => {
  const { content } = await print(paragraph('Ritade en 🐘 och skrev 子.'), heading(2, '子'));
  expect(content).toContain('Ritadeen[U+1F418]ochskrev[U+5B50].');
  expect(content.endsWith('[U+5B50]')).toBe(true);
});

test('letters that are drawn together are still two letters', async () => {
  expect((await print(paragraph('finns flicka affär'))).content).toContain('finnsflickaaffär');
});

test('a text of 20 000 characters flows over the pages without loss, in every kind of block', async () => {
  const text = words(2_600);
  expect(text.length).toBeGreaterThan(19_500);
  const blocks = [
    paragraph(text),
    quote(text, 'Källan'),
    list([text, 'sist i listan']),
    facts([fact('Term', text, 'sist i fakta')]),
    table(
      ['Kort', 'Lång', 'Kort'],
      [
        ['ett', text, 'två'],
        ['tre', 'sist i tabellen', 'fyra'],
      ],
    ),
  ];
  for (const block of blocks) {
    const { pages, content } = await print(heading(2, 'Före'), block, heading(2, 'Efter'));
    expect(pages.length, block.kind).toBeGreaterThan(4);
    expect(columnOf(content, 'ord') === text, block.kind).toBe(true);
    expect(content.endsWith('Efter'), block.kind).toBe(true);
  }
});

test('a long cell beside a long cell: both go on over the same pages, and the next row comes after both', async () => {
  const left = words(900, 'v');
  const right = words(1_400, 'h');
  const rows = [
    [left, right],
    ['nästa', 'rad'],
  ];
  const { pages, content } = await print(table(['Vänster', 'Höger'], rows));
  expect(columnOf(content, 'v') === left).toBe(true);
  expect(columnOf(content, 'h') === right).toBe(true);
  expect(content.endsWith('nästarad')).toBe(true);
  expect(pages.length).toBeLessThan(10);
});

test('a word that is longer than a line is broken and not cut', async () => {
  const [one, other] = ['ж'.repeat(3_000), 'ф'.repeat(3_000)];
  const blocks = [
    paragraph(one + other),
    heading(2, one + other),
    list([one, other]),
    table(['A', 'B'], [[one, other]]),
    facts([fact(one, other)]),
  ];
  for (const block of blocks) {
    const { content } = await print(block);
    expect(content.replaceAll(/[^жф]/g, '').length, block.kind).toBe(6_000);
    expect(content.replaceAll(/[^ж]/g, '').length, block.kind).toBe(3_000);
  }
});

test('line breaks and blanks of a text are kept apart, and tabs do no harm', async () => {
  const { pages } = await print(paragraph('Första raden\r\nAndra raden\n\nTredje\traden  \n'));
  const lines = pages[0]!.tags
    .at(-1)!
    .text.split('\n')
    .filter((line) => line.trim());
  expect(lines).toEqual(['Första raden', 'Andra raden', expect.stringMatching(/^Tredje +raden$/)]);
});

test('every page says which it is, of how many, and of which case; none of it is read aloud', async () => {
  const { pages } = await print(...Array.from({ length: 12 }, (_, at) => everyKind(`nummer ${at}`)).flat());
  expect(pages.length).toBeGreaterThan(3);
  for (const [at, page] of pages.entries()) {
    expect(page.text).toContain(`Sida ${at + 1} av ${pages.length}`);
    expect(page.text).toContain('Ärende 2026-00042');
    expect(page.text).toContain('Socialnämnden i Exempelkommun');
    const aloud = page.tags.map(({ text }) => text).join(' ');
    expect(aloud).not.toContain('Sida');
    // What the margins say of the case is read once, where the document begins.
    expect(aloud.includes('Socialnämnden i Exempelkommun')).toBe(at === 0);
    expect(aloud.includes('2026-00042')).toBe(at === 0);
  }
});

test('a draft says so on each page, and a finished document on none', async () => {
  const blocks = Array.from({ length: 12 }, (_, at) => everyKind(`${at}`)).flat();
  const draft = await readPdf(await renderPdf(aDocument({ draft: aDraft, blocks })));
  expect(draft.pages.length).toBeGreaterThan(3);
  for (const page of draft.pages) expect(page.text).toContain('UTKAST – inte undertecknad');
  expect(draft.pages[0]!.tags[1]).toEqual({ role: 'P', text: `${aDraft.mark}. ${aDraft.why}` });
  const finished = await readPdf(await renderPdf(aDocument({ blocks })));
  for (const page of finished.pages) expect(page.text).not.toContain('UTKAST');
});

test('a page never ends with a heading, whatever stands above it', async () => {
  for (let lines = 20; lines < 60; lines += 1) {
    const filling = Array.from({ length: lines }, () => 'rad').join('\n');
    for (const block of [
      paragraph('text'),
      table(['A'], [['b']]),
      list(['punkt']),
      facts([fact('a', 'b')]),
    ]) {
      const { pages } = await print(paragraph(filling), heading(2, 'Över'), heading(3, 'Under'), block);
      for (const page of pages) {
        expect(page.tags.at(-1)!.role, `${lines} lines, ${block.kind}`).not.toMatch(/^H\d/);
      }
    }
  }
}, 120_000);

test('a table that goes on shows its header on each page and reads it once', async () => {
  const rows = Array.from({ length: 120 }, (_, at) => [`dag ${at}`, `händelse ${at}`]);
  const { pages } = await print(table(['Kolumn ett', 'Kolumn två'], rows), paragraph('Efter tabellen.'));
  expect(pages.length).toBeGreaterThan(3);
  for (const page of pages) expect(page.text).toContain('Kolumn ett');
  const read = pages.flatMap((page) => page.tags).filter(({ text }) => text === 'Kolumn ett');
  expect(read).toEqual([{ role: 'TH', text: 'Kolumn ett' }]);
  const cells = pages.flatMap((page) => page.tags).filter(({ role }) => role === 'TD');
  expect(cells.map(({ text }) => text)).toEqual(rows.map(([, happening]) => happening));
  expect(pages.at(-1)!.text).toContain('Efter tabellen.');
});

test('sixty pages: all words are there, in order, and every page is numbered', async () => {
  const chapters = Array.from({ length: 75 }, (_, at) => [
    heading(2, `Kapitel ${at}`),
    paragraph(words(300, `k${at}x`)),
    table(['Dag', 'Vad'], [[`d${at}`, words(40, `c${at}x`)]]),
  ]).flat();
  const { pages, content, outline } = await print(...chapters);
  expect(pages.length).toBeGreaterThanOrEqual(60);
  expect(pages.at(-1)!.text).toContain(`Sida ${pages.length} av ${pages.length}`);
  let from = 0;
  for (let at = 0; at < 75; at += 1) {
    const chapter = squeezed(`Kapitel ${at}${words(300, `k${at}x`)}DagVadd${at}${words(40, `c${at}x`)}`);
    const found = content.indexOf(chapter, from);
    expect(found, `chapter ${at}`).toBeGreaterThanOrEqual(from);
    from = found + chapter.length;
  }
  expect(outline).toHaveLength(76);
});

test('the same document gives the same bytes', async () => {
  const document = aDocument({ blocks: everyKind('A') });
  expect(await renderPdf(document)).toEqual(await renderPdf(document));
});
