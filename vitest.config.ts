import { defineConfig } from 'vitest/config';

/** Everything that touches the database runs once per engine; a real PostgreSQL is added in CI by its URL. */
const PURE = [
  'test/kernel/**/*.test.ts',
  'test/knowledge/**/*.test.ts',
  'test/access/**/*.test.ts',
  'test/architecture/**/*.test.ts',
  'test/contract/**/*.test.ts',
  'test/rules/**/*.test.ts',
];
const postgres = process.env.BARNAKT_TEST_POSTGRES;

const engine = (name: string, database: string) => ({
  test: {
    name,
    include: ['test/**/*.test.ts'],
    exclude: [...PURE, 'node_modules/**'],
    env: { BARNAKT_DATABASE: database },
    // Files of one engine share what is loaded: each has a board of its own, which is what keeps them apart.
    isolate: false,
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});

export default defineConfig({
  test: {
    // Much of a run is waiting for disks and timers: a worker for each core, not one less.
    maxWorkers: '100%',
    projects: [
      { test: { name: 'pure', include: PURE, env: { BARNAKT_DATABASE: 'sqlite' }, testTimeout: 60_000 } },
      engine('sqlite', 'sqlite'),
      engine('pglite', 'pglite'),
      ...(postgres ? [engine('postgres', postgres)] : []),
    ],
  },
});
