import type { BoardSettings } from '../src/access/boards.ts';
import { day } from '../src/kernel/day.ts';
import type { LocalTerms } from '../src/knowledge/local-terms.ts';

/** The fictitious board of demo and tests. Municipality code 2281 is Sundsvall's; nothing else here is. */
export const DEMO_BOARD: BoardSettings = {
  id: '2281',
  name: 'Socialnämnden i Exempelkommun (påhittad)',
  units: [
    { code: 'mottagning', name: 'Mottagningsenheten' },
    { code: 'barn-och-familj', name: 'Barn och familj' },
    { code: 'ungdom', name: 'Ungdomsenheten' },
  ],
  agreements: [
    { counterpart: 'tandvard', answerDays: 21, name: 'Överenskommelse med tandvården (påhittad)' },
  ],
  workload: {
    units: [{ unit: 'mottagning', fullLoad: 15 }],
    handlers: [
      { handlerId: 'karin.ek', level: 'erfaren' },
      { handlerId: 'omar.lind', level: 'ny', validFrom: day('2026-01-01') },
    ],
  },
};

/** What the board of the demo sets for itself besides, so that there is something to see of it. */
export const DEMO_TERMS: LocalTerms = {
  limits: [
    { rule: 'samtal-med-barnet', days: 14, name: 'Riktlinje om barnets delaktighet (påhittad)' },
    { rule: 'utredningsplan', days: 21, name: 'Rutin för utredning (påhittad)' },
  ],
};

/** Where the demo's webhooks may post: on this machine, where whoever tries it can put a receiver. */
export const DEMO_RECEIVER = 'http://127.0.0.1:9009';

const claims = (sub: string, roles: string[], units: string[] = []) => ({
  sub,
  roles,
  units,
  boards: [DEMO_BOARD.id],
});

/** One fictitious person per role, and a second social worker and team leader, to see what each may see. */
export const PERSONAS = {
  reception: claims('mia.dahl', ['reception'], ['mottagning']),
  socialWorker: claims('karin.ek', ['social-worker'], ['mottagning', 'barn-och-familj']),
  youthWorker: claims('omar.lind', ['social-worker'], ['ungdom']),
  teamLeader: claims('lena.berg', ['team-leader'], ['mottagning', 'barn-och-familj']),
  youthLeader: claims('per.holm', ['team-leader'], ['ungdom']),
  decisionMaker: claims('utskottet', ['decision-maker'], ['barn-och-familj', 'ungdom']),
  controller: claims('eva.sund', ['controller']),
  auditor: claims('nils.gran', ['auditor']),
  administrator: claims('sam.ask', ['administrator']),
} as const;

export type Persona = keyof typeof PERSONAS;
