import { z } from 'zod';

/**
 * Who is calling: the verified content of a bearer token, and what each role may do.
 * Owned by access/. A caller is never looked up again during a request.
 */

/** Roles (roller) of the API, from the least to the most particular. Labels are for documents and lists. */
export const ROLES = {
  reception: { sv: 'Mottagning', en: 'Reception' },
  'social-worker': { sv: 'Socialsekreterare', en: 'Social worker' },
  'team-leader': { sv: 'Arbetsledare', en: 'Team leader' },
  'decision-maker': { sv: 'Beslutsfattare (utskott, ordförande)', en: 'Political decision-maker' },
  controller: { sv: 'Controller', en: 'Controller' },
  auditor: { sv: 'Loggranskare', en: 'Auditor' },
  administrator: { sv: 'Systemförvaltare', en: 'Administrator' },
  integration: { sv: 'Integration', en: 'Integration' },
} as const;

export type Role = keyof typeof ROLES;

/** A role in a request or an answer. */
export const RoleField = z.enum(Object.keys(ROLES) as [Role, ...Role[]]);

/** A verified caller (den som anropar). */
export interface Caller {
  /** Stable id from the issuer (`sub`), shown as handler id. Opaque, at most 200 characters. */
  readonly id: string;
  readonly roles: readonly Role[];
  /** Units (enheter) that the caller works in, by code. */
  readonly units: readonly string[];
  /** Boards (nämnder) that the token covers, by boardId. */
  readonly boards: readonly string[];
  /** OAuth scopes; they decide what an `integration` may do, and nothing for anyone else. */
  readonly scopes: readonly string[];
}
