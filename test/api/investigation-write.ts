import type { InvestigationAction } from '../../src/investigation/rules.ts';
import { done } from '../support/casework.ts';
import type { Answer } from '../support/world.ts';

/** A thing in an investigation, at its address, with what it takes to change it. */
export interface Thing {
  readonly id: string;
  readonly match: string;
}

/** A write of an investigation: what may be done, by which action, and what must be there before. */
export interface Write {
  readonly action: InvestigationAction;
  /** What the log calls it: the operation of the route. */
  readonly operation: string;
  /** Makes what is changed, while the investigation runs. */
  readonly given?: (at: string) => Promise<Thing>;
  /** It goes beside what is given, whose version says nothing of it, and so nobody can be overtaken. */
  readonly unversioned?: true;
  /** With what is given the investigation cannot be closed: there is nothing to try in one that is. */
  readonly keepsOpen?: true;
  /** Closes the investigation and makes what is changed, where it cannot be there before. */
  readonly givenClosed?: (at: string) => Promise<Thing>;
  readonly write: (at: string, match: string, thing: Thing) => Promise<Answer>;
}

export const made = (answer: Answer): Thing => ({ id: done(answer).id, match: answer.etag });

export const moved = { outcome: 'flyttat', reasons: 'Familjen har flyttat, och ärendet är överlämnat.' };
export const mistake = { reason: 'Gällde ett annat barn.' };
