import type { BoardDatabase } from '../database/open.ts';
import type { LocalTerms } from '../knowledge/consultations.ts';
import { createReadLog, type ReadLog } from './audit.ts';

/** A unit (enhet) of a board. */
export interface Unit {
  readonly code: string;
  readonly name: string;
}

/** What configuration says of a board (socialnämnd). */
export interface BoardSettings extends LocalTerms {
  /** Municipality code, with a suffix where a city has several boards: `2281`, `0180-spanga`. */
  readonly id: string;
  readonly name: string;
  readonly units: readonly Unit[];
}

/** A board at work: a database of its own, and so secrecy towards other boards by construction. */
export interface Board extends BoardSettings {
  readonly database: BoardDatabase;
  readonly auditKey: string;
  readonly readLog: ReadLog;
}

export function createBoard(settings: BoardSettings, database: BoardDatabase, auditKey: string): Board {
  return { ...settings, database, auditKey, readLog: createReadLog(database.writer, auditKey) };
}
