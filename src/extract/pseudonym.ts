import { randomBytes } from 'node:crypto';

const BYTES = 12;
const STARTS_WITH_LETTER = /^[A-Za-z]/;

/**
 * A key (löpnummer) for one child in one extract: sixteen characters that are drawn, so that nobody can tell from it which
 * child it is, or find it again in another extract; two alike are as good as impossible. It begins with a letter, so that
 * no spreadsheet takes it for a formula or a number.
 */
export function newKey(): string {
  for (;;) {
    const key = randomBytes(BYTES).toString('base64url');
    if (STARTS_WITH_LETTER.test(key)) return key;
  }
}
