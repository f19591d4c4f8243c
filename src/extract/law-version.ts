import { createHash } from 'node:crypto';
import { LEGAL_RULES } from '../knowledge/legal-rules.ts';
import { LOCAL_RULES } from '../knowledge/local-rules.ts';

let known: string | undefined;

/** A mark of the time limits that values rest on: another as soon as anything in them is another. */
export function lawVersion(): string {
  known ??= createHash('sha256')
    .update(JSON.stringify([LEGAL_RULES, LOCAL_RULES]))
    .digest('hex')
    .slice(0, 16);
  return known;
}
