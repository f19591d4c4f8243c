import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { tellPermissions } from '../../docs/permissions.ts';

test('the table of permissions is that of the code: run `npm run permissions` after changing who may what', () => {
  expect(readFileSync(new URL('../../docs/permissions.md', import.meta.url), 'utf8')).toBe(tellPermissions());
});
