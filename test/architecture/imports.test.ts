import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { forbidden, options } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs');

async function cruised(baseDir: string): Promise<ICruiseResult['summary']> {
  const { output } = await cruise(['src'], { ...options, baseDir, validate: true, ruleSet: { forbidden } });
  return (output as ICruiseResult).summary;
}

test('every import goes down the house, and rules reach nothing that does I/O', async () => {
  const { violations, totalCruised } = await cruised(root);
  expect(violations.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
  expect(totalCruised).toBeGreaterThan(100);
});

test('an import that goes up is found', async () => {
  const { violations } = await cruised(fileURLToPath(new URL('wrong', import.meta.url)));
  expect(violations.map(({ rule }) => rule.name)).toContain('floor-0-looks-up');
});

const files = ['src', 'seeds', 'test', 'bench', 'db', 'openapi'].flatMap((folder) =>
  readdirSync(`${root}${folder}`, { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name}`)
    .filter((name) => statSync(`${root}${name}`).isFile()),
);

test('no file is longer than a reader can hold, and none is a drawer for odds and ends', () => {
  const long = files
    .filter((name) => name.endsWith('.ts'))
    .filter((name) => readFileSync(`${root}${name}`, 'utf8').split('\n').length > 401);
  expect(long).toEqual([]);
  expect(files.filter((name) => /(^|\/)(utils?|helpers?|common|index)(\.ts|\/)/.test(name))).toEqual([]);
});

test('nothing can be deleted from the record', () => {
  const deleting = files
    .filter((name) => name.startsWith('src/') && name.endsWith('.ts'))
    .filter((name) =>
      /\.delete\(\w*[tT]able|tx\.delete\(|delete from/i.test(readFileSync(`${root}${name}`, 'utf8')),
    );
  expect(deleting).toEqual([]);
});
