import { type Caller, ROLES, type Role } from './caller.ts';

/** Everything that a route can ask for. Each route names exactly one, or `public`. */
export const PERMISSIONS = [
  'report:register',
  'report:read',
  'intake:read',
  'intake:work',
  'intake:assign',
  'intake:decide',
  'investigation:read',
  'investigation:work',
  'investigation:assign',
  'investigation:decide',
  'intervention:read',
  'intervention:work',
  'intervention:decide',
  'person:read',
  'person:write',
  'person:name',
  'person:protect',
  'file:read',
  'document:read',
  'break-glass:open',
  'deadline:read',
  'knowledge:read',
  'variable:read',
  'extract:use',
  'audit:read',
] as const;

export type Permission = (typeof PERMISSIONS)[number];

const CASEWORK = [
  'report:read',
  'intake:read',
  'person:read',
  'file:read',
  'deadline:read',
  'knowledge:read',
] as const;

/** Which role may call what. Which cases it may call it on is another question: see reach.ts. */
const GRANTED: Readonly<Record<Exclude<Role, 'integration'>, readonly Permission[]>> = {
  reception: [...CASEWORK, 'report:register', 'intake:work', 'person:write', 'person:name'],
  'social-worker': [
    ...CASEWORK,
    'report:register',
    'intake:work',
    'investigation:read',
    'document:read',
    'investigation:work',
    'intervention:read',
    'intervention:work',
    'person:write',
    'person:name',
    'break-glass:open',
    'variable:read',
  ],
  'team-leader': [
    ...CASEWORK,
    'report:register',
    'intake:work',
    'intake:assign',
    'intake:decide',
    'investigation:read',
    'document:read',
    'investigation:work',
    'investigation:assign',
    'investigation:decide',
    'intervention:read',
    'intervention:work',
    'intervention:decide',
    'person:write',
    'person:name',
    'person:protect',
    'break-glass:open',
    'variable:read',
  ],
  'decision-maker': [
    'report:read',
    'intake:read',
    'investigation:read',
    'document:read',
    'investigation:decide',
    'intervention:read',
    'person:read',
    'file:read',
    'deadline:read',
    'knowledge:read',
  ],
  controller: ['knowledge:read', 'variable:read', 'extract:use'],
  auditor: ['knowledge:read', 'audit:read'],
  administrator: ['knowledge:read', 'variable:read'],
};

const gives = (role: Role, permission: Permission, { scopes }: Caller): boolean =>
  role === 'integration' ? scopes.includes(permission) : GRANTED[role].includes(permission);

/** True when one of the caller's roles, or for an `integration` one of its scopes, gives the permission. */
export function holds(caller: Caller, permission: Permission): boolean {
  return caller.roles.some((role) => gives(role, permission, caller));
}

/**
 * In what role a caller who holds the permission acts: of theirs that give it, the most particular one. A machine is
 * thereby shown as one. For what is signed.
 * @throws RangeError when none does.
 */
export function roleWith(caller: Caller, permission: Permission): Role {
  const found = (Object.keys(ROLES) as Role[]).findLast(
    (role) => caller.roles.includes(role) && gives(role, permission, caller),
  );
  if (found === undefined) throw new RangeError(`The caller does not hold ${permission}.`);
  return found;
}
