import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PACK_NAMES, pageOf, tellPack } from '../../docs/packs.ts';
import { variablesWrong } from '../../src/extract/rules.ts';
import { ExtractInput } from '../../src/extract/schema.ts';

describe('the pages of the packs', () => {
  it('are one for each pack, and no others', () => {
    const pages = readdirSync(new URL('.', pageOf('bbic'))).map((file) => file.replace('.md', ''));
    expect(pages.toSorted()).toEqual([...PACK_NAMES].toSorted());
  });

  it.each(PACK_NAMES)('%s: its variables are those of the catalogue, else run `npm run packs`', (pack) => {
    const page = readFileSync(pageOf(pack), 'utf8');
    expect(page).toBe(tellPack(page, pack));
  });

  it.each(PACK_NAMES)('%s: what it asks for can be asked for', (pack) => {
    const asked = [...readFileSync(pageOf(pack), 'utf8').matchAll(/-d '(\{.*\})'/g)].map(([, body]) =>
      ExtractInput.parse(JSON.parse(body!)),
    );
    expect(asked.map((input) => input.pack)).toEqual([pack]);
    expect(asked.flatMap(variablesWrong)).toEqual([]);
  });
});
