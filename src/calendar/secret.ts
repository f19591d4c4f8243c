import { createHash, hkdfSync, randomBytes } from 'node:crypto';
import type { Board } from '../access/boards.ts';

/**
 * What opens a calendar address: 256 bits, derived (HKDF, RFC 5869) from the board's key, which is not in the
 * database, and a random seed, which is. So a repeated request can be given the first answer again although the
 * secret lies nowhere: neither in the row, nor in the answer that is kept for repeats, nor in the access log. Whoever
 * has only a copy of the database can open no calendar; and whoever has an address cannot try out keys against it,
 * since the seed never leaves.
 */
export function secretOf(
  { id: boardId, auditKey }: Pick<Board, 'id' | 'auditKey'>,
  { id, seed }: { readonly id: string; readonly seed: string },
): string {
  const purpose = `barnakt calendar-address ${boardId} ${id}`;
  return Buffer.from(hkdfSync('sha256', auditKey, Buffer.from(seed, 'base64url'), purpose, 32)).toString(
    'base64url',
  );
}

export const newSeed = (): string => randomBytes(32).toString('base64url');

/** By which an address is found: how long the search takes says nothing of the secret. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('base64url');
