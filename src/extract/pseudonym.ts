import { createHmac, randomBytes } from 'node:crypto';

const LENGTH = 16;

/**
 * Makes the keys (löpnycklar) of one extract: the same child gets the same key, and nobody can tell which child it is
 * or find it again in another extract, since the secret is made here and kept nowhere. A key begins with a letter, so
 * that no spreadsheet takes it for a formula or a number.
 */
export function newPseudonyms(): (childId: string) => string {
  const secret = randomBytes(32);
  return (childId) => {
    const digest = createHmac('sha256', secret).update(childId).digest('base64url');
    const start = digest.search(/[A-Za-z]/);
    return digest.slice(start, start + LENGTH);
  };
}
