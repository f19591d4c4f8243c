import { writeFileSync } from 'node:fs';
import { type Caller, ROLES, type Role } from '../src/access/caller.ts';
import { holds, PERMISSION_TEXTS, PERMISSIONS } from '../src/access/permissions.ts';

/** What a machine may is in its scopes and not in its role. */
const PEOPLE = (Object.keys(ROLES) as Role[]).filter((role) => role !== 'integration');

const someone = (role: Role): Caller => ({ id: '', roles: [role], units: [], boards: [], scopes: [] });

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;

/** Which role may what, as Markdown. */
export function tellPermissions(): string {
  return [
    '# Who may what',
    '',
    'Written from `src/access/permissions.ts` by `npm run permissions`; a test compares. Every route names one permission,',
    'which the API document gives as `x-permission`. A permission is not yet a case: which ones its holder reaches follows',
    'from unit, handler and secrecy (`src/access/reach.ts`, `src/person/secrecy.ts`). Several roles give together what each',
    'gives. An `integration` is a machine: its token’s scopes name its permissions, and they give nothing to anyone else.',
    '',
    '## By role',
    '',
    row(['', ...PEOPLE.map((role) => `${ROLES[role].en} (\`${role}\`)`)]),
    row(['---', ...PEOPLE.map(() => ':-:')]),
    ...PERMISSIONS.map((permission) =>
      row([`\`${permission}\``, ...PEOPLE.map((role) => (holds(someone(role), permission) ? '●' : ''))]),
    ),
    '',
    '## What each lets you do',
    '',
    row(['', 'På svenska', 'In English']),
    row(['---', '---', '---']),
    ...PERMISSIONS.map((permission) => {
      const { sv, en } = PERMISSION_TEXTS[permission];
      return row([`\`${permission}\``, sv, en]);
    }),
    '',
  ].join('\n');
}

if (import.meta.main) writeFileSync(new URL('permissions.md', import.meta.url), tellPermissions());
