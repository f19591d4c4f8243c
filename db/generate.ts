import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Makes the next migration of both engines from the tables: `npm run migrations -- --name what-changed`.
 * PostgreSQL's names the schema `public` in references; a board has a schema of its own on the search path, so the
 * name is taken out.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
for (const database of ['sqlite', 'postgres://']) {
  execFileSync('npx', ['drizzle-kit', 'generate', ...process.argv.slice(2)], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, BARNAKT_DATABASE: database },
  });
}
const folder = `${root}db/migrations/postgres`;
for (const name of readdirSync(folder).filter((file) => file.endsWith('.sql'))) {
  const file = `${folder}/${name}`;
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll('"public".', ''));
}
