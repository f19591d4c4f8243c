import { testEngine } from './engines.ts';

/** The seed of what is random in a test: BARNAKT_SEED repeats a run. */
export const SEED = Number(process.env.BARNAKT_SEED ?? Date.now() % 2 ** 31);

/** How many times as long a property is tried as in a run of every day: BARNAKT_RUNS_TIMES=50 for a long look. */
export const TIMES = Number(process.env.BARNAKT_RUNS_TIMES ?? 1);

/** PostgreSQL takes longer, in the process of the test by far; what the quick one has tried, it tries again more briefly. */
const TAKES = { sqlite: 1, postgres: 2, pglite: 4 } as const;

export const fewer = (runs: number): number => Math.ceil((runs * TIMES) / TAKES[testEngine]);
