import { Stale } from '../kernel/outcome.ts';
import { HttpProblem } from './problem.ts';

/** The ETag of a version. */
export const etagOf = (version: number): string => `"${version}"`;

/**
 * The version that the caller's change is based on.
 * @throws HttpProblem 428 when If-Match is missing or is `*`, which would allow a lost update.
 * @throws Stale when it is an ETag that this API never gave for a current version.
 */
export function versionFrom(header: string | undefined): number {
  if (header === undefined || header.trim() === '*') {
    throw new HttpProblem('precondition-required', {
      sv: 'Skicka If-Match med den ETag som du fick när du läste. Då kan ingen ändring gå förlorad.',
      en: 'Send If-Match with the ETag you got when you read. Then no change can be lost.',
    });
  }
  const match = /^"(\d{1,9})"$/.exec(header.trim());
  if (!match) throw new Stale();
  return Number(match[1]);
}
