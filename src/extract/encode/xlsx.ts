import { Writable } from 'node:stream';
import { WorkbookWriter } from '@cj-tech-master/excelts';
import type { SmallPopulation } from '../../access/boards.ts';
import { toldOf } from '../../quality/tally.ts';
import type { Variable } from '../../variables/variable.ts';
import type { CountedOn } from '../schema.ts';
import { WORDS } from './csv.ts';
import {
  type Cell,
  type Counted,
  type Described,
  type Encoder,
  type Fact,
  factsOf,
  type Sheet,
} from './encoder.ts';

/**
 * A workbook (XLSX) of three sheets: the data with typed cells, what each column means, and the manifest with what is
 * missing per column. Words stand where there is no value, as in CSV; not applicable is an empty cell.
 */

const DAY_FORMAT = 'yyyy-mm-dd';
const NOTHING = new Uint8Array();

export function openXlsx({ variables, described, out }: Sheet): Encoder {
  const workbook = new WorkbookWriter({
    stream: new Writable({
      write(chunk: Uint8Array, _encoding, done) {
        out(chunk);
        done();
      },
    }),
    useStyles: true,
    creator: 'Barnakt',
    lastModifiedBy: 'Barnakt',
    created: new Date(described.asOf),
  });
  const caughtUp = followPacking(workbook.zip);
  const sheetOf = (name: string, headings: readonly string[], widths: readonly number[]) => {
    const sheet = workbook.addWorksheet(name, { views: [{ state: 'frozen', ySplit: 1 }] });
    sheet.columns = headings.map((_, at) => ({ width: widths[Math.min(at, widths.length - 1)]! }));
    sheet.addRow([...headings]).commit();
    return sheet;
  };
  const write = (sheet: ReturnType<typeof sheetOf>, lines: readonly (readonly unknown[])[]) => {
    for (const line of lines) sheet.addRow([...line]).commit();
    sheet.commit();
  };

  const data = sheetOf('Data', ['key', 'unit', ...variables.map(({ id }) => id)], [18, 18, 16]);
  for (const [at, { type }] of variables.entries()) {
    if (type === 'date') data.getColumn(at + 3).numFmt = DAY_FORMAT;
  }
  return {
    async rows(page) {
      for (const { key, unit, cells } of page) {
        data.addRow([key, unit, ...cells.map((cell, at) => contentOf(cell, variables[at]!))]).commit();
      }
      await caughtUp();
    },
    async end(counted) {
      data.commit();
      write(sheetOf('Variabler', DICTIONARY, [34, 34, 60, 14]), variables.map(entryOf));
      const manifest = sheetOf(
        'Följesedel',
        ['Uppgift', 'Värde', 'Okänt', 'Ej tillämpligt', 'Skyddat'],
        [38, 40, 14],
      );
      write(manifest, [
        ...factsInSwedish(described, counted),
        ...qualityOf(counted),
        ...counted.gaps.map((gap) => [gap.variable, null, gap.unknown, gap.notApplicable, gap.withheld]),
      ]);
      await workbook.commit();
    },
  };
}

/** What the rules of data quality found: how many hold, in how many cases, and how many ended; not of few children. */
const qualityOf = ({ quality, smallPopulation }: Counted): (readonly (string | number)[])[] =>
  quality === undefined
    ? []
    : [
        ['Kvalitetsreglernas version', quality.version],
        ...toldOf(quality, smallPopulation.below).items.map(({ rule, severity, findings, cases, ended }) => [
          `${rule} (${SEVERITY[severity]})`,
          findings === null && ended === null
            ? WORDS.withheld
            : `${found(findings, cases)}, ${ended ?? WORDS.withheld} upphörda`,
        ]),
      ];

const found = (findings: number | null, cases: number | null) =>
  findings === null ? `${WORDS.withheld} brister` : `${findings} brister i ${cases} ärenden`;

const SEVERITY = {
  error: 'fel',
  warning: 'varning',
  information: 'upplysning',
} as const satisfies Record<NonNullable<Counted['quality']>['items'][number]['severity'], string>;

/** The sheet is read by people, in Swedish; the names of the API are in the other forms. */
const FACTS: Readonly<Record<Fact, string>> = {
  extract: 'Uttag',
  unitOfCount: 'Räkneenhet',
  from: 'Från och med',
  to: 'Till och med',
  on: 'Räknat efter',
  unit: 'Enhet',
  pack: 'Paket',
  catalogueVersion: 'Variabelkatalogens version',
  lawVersion: 'Lagregisterversion',
  asOf: 'Per den',
  madeAt: 'Framställt',
  rows: 'Rader',
  smallPopulation: 'Små populationer',
  suppressedCells: 'Skyddade celler',
};
const UNITS_OF_COUNT: Readonly<Record<string, string>> = {
  intake: 'aktualisering',
  investigation: 'utredning',
  intervention: 'insats',
};
const WAYS: Readonly<Record<CountedOn, string>> = {
  received: 'inkom',
  closed: 'avslutades',
  opened: 'inleddes',
  'followed-up': 'följdes upp eller avslutades',
  ended: 'avslutades',
  started: 'påbörjades',
};
const HANDLING = {
  refuse: 'uttaget görs inte',
  generalise: 'det som pekar ut någon lämnas grövre',
  withhold: 'det som pekar ut någon lämnas inte ut',
} as const satisfies Record<SmallPopulation['handling'], string>;

function factsInSwedish(described: Described, counted: Counted): (readonly [string, string | number])[] {
  const { below, handling, applied } = counted.smallPopulation;
  const worded: Partial<Record<Fact, string | undefined>> = {
    unitOfCount: UNITS_OF_COUNT[described.unitOfCount],
    on: WAYS[described.on as CountedOn],
    smallPopulation: `färre än ${below} barn: ${HANDLING[handling]} (${applied ? 'tillämpat' : 'inte tillämpat'})`,
  };
  return factsOf(described, counted).map(([fact, value]) => [FACTS[fact], worded[fact] ?? value]);
}

const DICTIONARY = ['id', 'Etikett', 'Härledning', 'Typ', 'Kodlista', 'Proveniens', 'Gäller från'];

const entryOf = ({ id, label, derivation, type, codebook, provenance, validFrom }: Variable) => [
  id,
  label.sv,
  derivation.sv,
  type,
  codebook ?? null,
  provenance,
  validFrom ?? null,
];

function contentOf(cell: Cell, { type }: Variable): string | number | boolean | Date | null {
  if (cell.kind !== 'value') return WORDS[cell.kind] || null;
  const { value } = cell;
  if (typeof value === 'object') return value.length === 0 ? WORDS.none : value.join('|');
  return type === 'date' ? new Date(`${value}T00:00:00Z`) : value;
}

interface Packed {
  push(bytes: Uint8Array, final?: boolean): Promise<void>;
}

/**
 * Rows are packed in another thread, and nothing in the library tells when it has caught up: what waits there would
 * grow as long as rows come. An empty piece, put last in the line, tells.
 */
function followPacking(zip: unknown): () => Promise<void> {
  const packer = zip as { add(file: Packed): void };
  const add = packer.add.bind(packer);
  let last: Packed | undefined;
  packer.add = (file) => {
    last = file;
    add(file);
  };
  return async () => last?.push(NOTHING);
}
