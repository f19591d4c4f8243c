/**
 * Who sees what, told a second time in plain TypeScript and independently of the program: what the property test
 * compares the API with. `Seen` is all that matters of a board; who may see is worked out from it alone.
 */

export interface Person {
  readonly id: string;
  readonly number: string;
  readonly familyName: string;
  isProtected: boolean;
  /** Named handlers, in the order named. */
  named: string[];
}

export interface Case {
  readonly id: string;
  readonly child: Person;
  readonly caseNumber: string;
  unit: string;
  handlerId: string;
  open: boolean;
  /** Of an intake: the investigation that it opened or joined. */
  investigation?: Case;
}

export interface Board {
  readonly persons: Person[];
  readonly intakes: Case[];
  readonly investigations: Case[];
  /** Each without a needs test: a case of its own. */
  readonly interventions: Case[];
  readonly grants: { readonly handlerId: string; readonly personId: string; readonly until: number }[];
  now: number;
}

export type Role =
  | 'reception'
  | 'social-worker'
  | 'team-leader'
  | 'decision-maker'
  | 'controller'
  | 'auditor'
  | 'administrator';

export interface Who {
  readonly sub: string;
  readonly roles: readonly Role[];
  readonly units: readonly string[];
}

const has = (who: Who, ...roles: Role[]) => who.roles.some((role) => roles.includes(role));

/** Whether a caller may ask for intakes, investigations, interventions or people at all; otherwise 403. */
export const mayAsk = {
  intakes: (who: Who) => has(who, 'reception', 'social-worker', 'team-leader', 'decision-maker'),
  investigations: (who: Who) => has(who, 'social-worker', 'team-leader', 'decision-maker'),
  interventions: (who: Who) => has(who, 'social-worker', 'team-leader', 'decision-maker'),
  persons: (who: Who) => has(who, 'reception', 'social-worker', 'team-leader', 'decision-maker'),
};

export const knows = (who: Who, person: Person): boolean =>
  !person.isProtected || person.named.includes(who.sub);

const opened = (board: Board, who: Who, of: Case) =>
  has(who, 'social-worker', 'team-leader') &&
  board.grants.some(
    (grant) => grant.handlerId === who.sub && grant.personId === of.child.id && grant.until > board.now,
  );

/** Its handler, its unit, or a named handler of a protected child. */
const near = (who: Who, of: Case) =>
  of.handlerId === who.sub || who.units.includes(of.unit) || of.child.isProtected;

/** A political decision-maker sees no intakes but those that an investigation rests on. */
export function seesIntake(board: Board, who: Who, of: Case): boolean {
  if (!knows(who, of.child)) return false;
  if (has(who, 'reception', 'social-worker', 'team-leader') && near(who, of)) return true;
  if (of.investigation && seesInvestigation(board, who, of.investigation)) return true;
  return opened(board, who, of);
}

export function seesInvestigation(board: Board, who: Who, of: Case): boolean {
  if (!knows(who, of.child)) return false;
  return (mayAsk.investigations(who) && near(who, of)) || opened(board, who, of);
}

/** Whoever may see an investigation of that unit and handler sees an intervention of them. */
export const seesIntervention = seesInvestigation;

/** Whom a search by case number finds: the child of a case that the caller sees. */
export function foundByCaseNumber(board: Board, who: Who, caseNumber: string): string[] {
  const found = [
    ...board.intakes.filter((of) => seesIntake(board, who, of)),
    ...board.investigations.filter((of) => seesInvestigation(board, who, of)),
    ...board.interventions.filter((of) => seesIntervention(board, who, of)),
  ].filter((of) => of.caseNumber === caseNumber);
  return [...new Set(found.map((of) => of.child.id))];
}
