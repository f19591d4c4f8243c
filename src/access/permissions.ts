import type { Text } from '../kernel/text.ts';
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
  'workload:read',
  'calendar:end',
  'calendar:oversee',
  'knowledge:read',
  'quality:read',
  'quality:summary',
  'variable:read',
  'extract:use',
  'figure:read',
  'audit:read',
  'webhook:manage',
] as const;

export type Permission = (typeof PERMISSIONS)[number];

/** What each lets its holder do, in the cases that the holder reaches. docs/permissions.md is written from it. */
export const PERMISSION_TEXTS: Readonly<Record<Permission, Text>> = {
  'report:register': {
    sv: 'Registrera en anmälan, ansökan eller annan information',
    en: 'Register a report, an application or other information',
  },
  'report:read': { sv: 'Läsa vad som kom in', en: 'Read what came in' },
  'intake:read': { sv: 'Lista och läsa aktualiseringar', en: 'List and read intakes' },
  'intake:work': {
    sv: 'Handlägga en aktualisering: skyddsbedömning, förhandsbedömning, återkoppling',
    en: 'Work on an intake: protection, preliminary assessment, feedback',
  },
  'intake:assign': {
    sv: 'Tilldela en aktualisering en annan handläggare',
    en: 'Hand an intake to another handler',
  },
  'intake:decide': {
    sv: 'Besluta om utredning ska inledas, och förlänga förhandsbedömningen',
    en: 'Decide whether to open an investigation, and extend the preliminary assessment',
  },
  'investigation:read': {
    sv: 'Lista och läsa utredningar med allt som hör till',
    en: 'List and read investigations with all that belongs to them',
  },
  'investigation:work': {
    sv: 'Handlägga en utredning: plan, uppgifter, samtal, konsultationer, analys, kommunicering',
    en: 'Work on an investigation: plan, facts, conversations, consultations, analysis, communication',
  },
  'investigation:assign': {
    sv: 'Tilldela en utredning en annan handläggare',
    en: 'Hand an investigation to another handler',
  },
  'investigation:decide': {
    sv: 'Besluta och därmed avsluta en utredning, och förlänga utredningstiden',
    en: 'Decide and so close an investigation, and extend its time',
  },
  'intervention:read': { sv: 'Lista och läsa insatser', en: 'List and read insatser' },
  'intervention:work': {
    sv: 'Ge, följa och avsluta insatser: mål, uppföljning, skattningar, SIP, avslut',
    en: 'Give, follow and end insatser: goals, follow-ups, scores, SIP, how they ended',
  },
  'intervention:decide': {
    sv: 'Tilldela en insats en annan handläggare',
    en: 'Hand an insats to another handler',
  },
  'person:read': { sv: 'Söka och läsa personer och familjer', en: 'Search and read people and families' },
  'person:write': {
    sv: 'Registrera och rätta personer och relationer',
    en: 'Register and correct people and relations',
  },
  'person:name': {
    sv: 'Läsa vilka som får känna till en person med skyddad identitet, och namnge fler',
    en: 'Read who may know of a person with protected identity, and name more',
  },
  'person:protect': {
    sv: 'Avsluta en namngivning, och häva eller sänka en persons skydd',
    en: 'End a naming, and lift or lower the protection of a person',
  },
  'file:read': {
    sv: 'Läsa ett barns personakt i en läsning, och underlaget för en överlämning',
    en: 'Read the file of a child in one read, and what a hand-over needs',
  },
  'document:read': {
    sv: 'Ta ut en utredning som dokument',
    en: 'Get an investigation as documents',
  },
  'break-glass:open': {
    sv: 'Öppna ett barns ärenden utanför sin enhet för en tid, med angivet skäl',
    en: 'Open the cases of a child outside the own unit for a while, for a stated reason',
  },
  'deadline:read': {
    sv: 'Läsa tidsfrister, och en handläggares öppna ärenden',
    en: 'Read deadlines, and the open cases of a handler',
  },
  'workload:read': {
    sv: 'Läsa enhetens arbetsbelastning: arbetsledare per handläggare, andra bara sin egen rad',
    en: 'Read the workload of the unit: team leaders by handler, others only their own row',
  },
  'calendar:end': {
    sv: 'Lista och avsluta sina egna kalenderadresser',
    en: 'List and end one’s own calendar addresses',
  },
  'calendar:oversee': {
    sv: 'Lista och avsluta andras kalenderadresser, när någon har slutat',
    en: 'List and end the calendar addresses of others, when somebody has left',
  },
  'knowledge:read': {
    sv: 'Läsa kodverk, lagrum, instrument, enheter och vem man själv är',
    en: 'Read code lists, law, instruments, units and who oneself is',
  },
  'quality:read': {
    sv: 'Läsa vad som fattas eller inte stämmer i ärenden, och var det åtgärdas',
    en: 'Read what cases lack or contradict, and where it is put right',
  },
  'quality:summary': {
    sv: 'Läsa hur många kvalitetsbrister det finns, utan ärenden',
    en: 'Read how many findings of data quality there are, without cases',
  },
  'variable:read': {
    sv: 'Läsa katalogen över uppföljningsvariabler',
    en: 'Read the catalogue of follow-up variables',
  },
  'extract:use': {
    sv: 'Göra, läsa och hämta uttag utan namn och nummer',
    en: 'Make, read and fetch extracts without names and numbers',
  },
  'figure:read': {
    sv: 'Läsa indikatorer och tabeller, för de egna enheterna eller hela nämnden',
    en: 'Read indicators and tables, of the own units or of the whole board',
  },
  'webhook:manage': {
    sv: 'Bestämma vart händelser skickas, och se hur det gick',
    en: 'Say where events are sent, and see how that went',
  },
  'audit:read': {
    sv: 'Läsa åtkomstloggen och kontrollera att den är hel',
    en: 'Read the access log and verify that it is whole',
  },
};

const CASEWORK = [
  'report:read',
  'intake:read',
  'person:read',
  'file:read',
  'deadline:read',
  'calendar:end',
  'knowledge:read',
] as const;

/** Which role may call what. Which cases it may call it on is another question: see reach.ts. */
const GRANTED: Readonly<Record<Exclude<Role, 'integration'>, readonly Permission[]>> = {
  reception: [...CASEWORK, 'report:register', 'intake:work', 'person:write', 'person:name', 'quality:read'],
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
    'workload:read',
    'quality:read',
    'variable:read',
    'figure:read',
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
    'calendar:oversee',
    'break-glass:open',
    'workload:read',
    'quality:read',
    'quality:summary',
    'variable:read',
    'figure:read',
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
    'calendar:end',
    'knowledge:read',
  ],
  controller: ['knowledge:read', 'quality:summary', 'variable:read', 'extract:use', 'figure:read'],
  auditor: ['knowledge:read', 'audit:read'],
  administrator: ['calendar:end', 'calendar:oversee', 'knowledge:read', 'variable:read', 'webhook:manage'],
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
