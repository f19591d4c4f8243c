import type { Caller, Role } from './caller.ts';

/**
 * The two kinds of case by which a caller's reach differs: a child's intake, and a child's investigation. An intervention
 * (insats) is a case of its own, with its own unit and handler, and is reached as an investigation is.
 */
export type CaseKind = 'intake' | 'investigation';

/**
 * How far a caller's eyes reach among cases of one kind (räckvidd): the parameters of the one predicate in
 * person/secrecy.ts. An empty string reaches nobody.
 */
export interface Reach extends Record<string, string> {
  /** Sees what is assigned to this handler. */
  readonly own: string;
  /** Sees the cases of these units: a JSON list of unit codes. */
  readonly units: string;
  /** Sees the intakes that opened or joined an investigation which is assigned to this handler. */
  readonly ownInvestigation: string;
  /** Sees the intakes that opened or joined an investigation of these units. */
  readonly investigationUnits: string;
  /** Sees the cases of children whom this handler has opened by break-glass. */
  readonly breakGlass: string;
  /** Sees children with protected identity who have named this handler. */
  readonly named: string;
}

type Ways = Readonly<Record<'own' | 'units' | 'breakGlass', boolean>>;

const NOTHING: Ways = { own: false, units: false, breakGlass: false };
const UNIT: Ways = { own: true, units: true, breakGlass: false };
const UNIT_AND_MORE: Ways = { own: true, units: true, breakGlass: true };

const WAYS: Readonly<Record<Role, Readonly<Record<CaseKind, Ways>>>> = {
  reception: { intake: UNIT, investigation: NOTHING },
  'social-worker': { intake: UNIT_AND_MORE, investigation: UNIT_AND_MORE },
  'team-leader': { intake: UNIT_AND_MORE, investigation: UNIT_AND_MORE },
  'decision-maker': { intake: NOTHING, investigation: UNIT },
  controller: { intake: NOTHING, investigation: NOTHING },
  auditor: { intake: NOTHING, investigation: NOTHING },
  administrator: { intake: NOTHING, investigation: NOTHING },
  integration: { intake: UNIT, investigation: UNIT },
};

/** The same without what break-glass has opened: how far the caller reaches for good. */
export const lasting = (reach: Reach): Reach => ({ ...reach, breakGlass: '' });

/**
 * How far a handler reaches who shows no token and thereby no role: to own cases, and to protected children who have
 * named that handler.
 */
export const reachOfOwn = (handlerId: string): Reach => ({
  own: handlerId,
  units: '[]',
  ownInvestigation: '',
  investigationUnits: '[]',
  breakGlass: '',
  named: handlerId,
});

/** The reach that the caller's roles give together. */
export function reachOf(caller: Caller, kind: CaseKind): Reach {
  const any = (way: keyof Ways, of = kind) => caller.roles.some((role) => WAYS[role][of][way]);
  const units = JSON.stringify(caller.units);
  return {
    own: any('own') ? caller.id : '',
    units: any('units') ? units : '[]',
    ownInvestigation: any('own', 'investigation') ? caller.id : '',
    investigationUnits: any('units', 'investigation') ? units : '[]',
    breakGlass: any('breakGlass') ? caller.id : '',
    named: caller.id,
  };
}
