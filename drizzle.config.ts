import { defineConfig } from 'drizzle-kit';

/** One definition of the tables, two engines: see db/generate.ts, which runs this for each. */
const postgres = (process.env.BARNAKT_DATABASE ?? '').startsWith('postgres');

export default defineConfig({
  dialect: postgres ? 'postgresql' : 'sqlite',
  schema: ['./src/**/*tables.ts', './src/database/running-number.ts'],
  out: `./db/migrations/${postgres ? 'postgres' : 'sqlite'}`,
  casing: 'snake_case',
});
