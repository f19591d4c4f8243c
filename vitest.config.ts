import { defineConfig } from 'vitest/config';
import { findChromium } from './test/support/chromium.ts';

/** What touches no database. */
const PURE = [
  'test/kernel/**/*.test.ts',
  'test/knowledge/**/*.test.ts',
  'test/access/**/*.test.ts',
  'test/architecture/**/*.test.ts',
  'test/contract/**/*.test.ts',
  'test/rules/**/*.test.ts',
];
const BROWSER = 'test/browser/**/*.test.ts';
/** Servers that are killed: SQLite alone is in their process. They wait for long, so they come first, beside the browser. */
const CRASH = 'test/crash/**/*.test.ts';
const postgres = process.env.BARNAKT_TEST_POSTGRES;

// A machine that others use too is slow, and not wrong.
const patience = { testTimeout: 60_000, hookTimeout: 60_000 };

// The page in a browser is tried where there is one; CI sees to it that there is.
const chromium = findChromium();
if (!chromium && process.env.BARNAKT_TEST_CHROMIUM)
  throw new Error('BARNAKT_TEST_CHROMIUM names no browser.');

const engine = (name: string, database: string, globalSetup: string[] = []) => ({
  test: {
    name,
    include: ['test/**/*.test.ts'],
    exclude: [...PURE, BROWSER, CRASH, 'node_modules/**'],
    env: { BARNAKT_DATABASE: database },
    globalSetup,
    // Files of one engine share what is loaded: each has a board of its own, which is what keeps them apart.
    isolate: false,
    ...patience,
  },
});

/**
 * Everything that touches the database runs once per engine: on SQLite, and on PostgreSQL. That is a real one where its
 * URL is given, as in CI, and else one in the process; which only stands in for it, and then has nothing to add.
 */
export default defineConfig({
  test: {
    // Much of a run is waiting for disks and timers: a worker for each core, not one less.
    maxWorkers: '100%',
    projects: [
      { test: { name: 'pure', include: PURE, env: { BARNAKT_DATABASE: 'sqlite' }, ...patience } },
      { test: { name: 'crash', include: [CRASH], env: { BARNAKT_DATABASE: 'sqlite' }, ...patience } },
      engine('sqlite', 'sqlite'),
      postgres ? engine('postgres', postgres, ['test/support/postgres-run.ts']) : engine('pglite', 'pglite'),
      ...(chromium
        ? [
            {
              test: {
                name: 'browser',
                include: [BROWSER],
                env: { BARNAKT_DATABASE: 'sqlite' },
                testTimeout: 120_000,
                hookTimeout: 180_000,
              },
            },
          ]
        : []),
    ],
  },
});
