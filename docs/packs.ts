import { readFileSync, writeFileSync } from 'node:fs';
import { CODEBOOKS } from '../src/knowledge/codebooks.ts';
import { PACKS, type Pack } from '../src/variables/catalogue/packs.ts';
import { CATALOGUE_VERSION, selectVariables } from '../src/variables/catalogue.ts';
import type { Variable } from '../src/variables/variable.ts';

/**
 * The pages of the packs (docs/packs/): what each follows is written by hand, and what is in it comes from the catalogue,
 * between two marks.
 */

export const PACK_NAMES = Object.keys(PACKS) as readonly Pack[];
const BEGINS = '<!-- from the catalogue, by `npm run packs` -->';
const ENDS = '<!-- end -->';

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

const codesOf = ({ codebook }: Variable) =>
  codebook ? `\`${codebook}\` (${CODEBOOKS[codebook].provenance})` : '';

/** How many are of a provenance, e.g. `3 verified`. */
const counted = (variables: readonly Variable[], provenance: Variable['provenance']) =>
  `${variables.filter((variable) => variable.provenance === provenance).length} ${provenance}`;

/** The variables of a pack, as Markdown. */
function tellVariables(pack: Pack): string {
  const variables = selectVariables({ pack });
  return [
    `Catalogue ${CATALOGUE_VERSION}: ${variables.length} variables, ${counted(variables, 'verified')} and ${counted(variables, 'provisional')}.`,
    '',
    row(['Variable', 'På svenska', 'Counted per', 'Type', 'Codes', 'Provenance']),
    row(Array.from({ length: 6 }, () => '---')),
    ...variables.map((variable) => {
      const { id, label, unitsOfCount, type, provenance } = variable;
      return row([`\`${id}\``, label.sv, unitsOfCount.join(', '), type, codesOf(variable), provenance]);
    }),
  ].join('\n');
}

/** A page with what is in its pack told anew. */
export function tellPack(page: string, pack: Pack): string {
  const [before, after] = [page.indexOf(BEGINS), page.indexOf(ENDS)];
  if (before === -1 || after === -1) throw new Error(`docs/packs/${pack}.md has lost its marks.`);
  return `${page.slice(0, before)}${BEGINS}\n\n${tellVariables(pack)}\n\n${page.slice(after)}`;
}

export const pageOf = (pack: Pack) => new URL(`packs/${pack}.md`, import.meta.url);

if (import.meta.main) {
  for (const pack of PACK_NAMES) {
    writeFileSync(pageOf(pack), tellPack(readFileSync(pageOf(pack), 'utf8'), pack));
  }
}
