import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { drawModules } from '../../docs/picture.ts';

test('the picture of the modules is that of the code: run `npm run picture` after moving something', async () => {
  expect(readFileSync(new URL('../../docs/modules.md', import.meta.url), 'utf8')).toBe(await drawModules());
});
