import { join } from 'node:path';
import { pino } from 'pino';
import { type Board, createBoard } from './access/boards.ts';
import { createTokenVerifier } from './access/tokens.ts';
import { buildApp, PREFIX } from './app.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { engine } from './database/columns.ts';
import { SchemaMismatch } from './database/migrate.ts';
import { openPostgres, openSqlite } from './database/open.ts';
import { projectBoardIfChanged } from './deadlines/projection/integrity.ts';
import { createSignIn } from './follow-up-page/sign-in.ts';
import { startJobs } from './jobs.ts';
import { systemClock } from './kernel/clock.ts';
import { follow } from './process.ts';
import { projectFindingsIfChanged } from './quality/projection/integrity.ts';

/** Opens every board's database: a file each in SQLite, a schema each in PostgreSQL. */
export async function openBoards(config: Config): Promise<ReadonlyMap<string, Board>> {
  const boards = new Map<string, Board>();
  for (const settings of config.boards) {
    const database =
      engine === 'postgres'
        ? await openPostgres(config.database, `board_${settings.id.replaceAll('-', '_')}`)
        : await openSqlite(join(config.database, `${settings.id}.sqlite`));
    boards.set(settings.id, createBoard(settings, database, config.auditKey, follow));
  }
  return boards;
}

/** Resolves when the process is told to stop. */
const stopped = () =>
  new Promise<NodeJS.Signals>((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve(signal));
  });

/** Runs until told to stop; gives the exit code. */
export async function serve(environment: NodeJS.ProcessEnv, demoMode: boolean): Promise<number> {
  const demo = demoMode
    ? await (await import('../seeds/demo.ts')).startDemo(systemClock, environment)
    : undefined;
  let config: Config;
  try {
    config = readConfig(environment, demo?.defaults);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    console.error(
      `Barnakt does not start as it is configured:\n${error.message}\nSee the configuration table in README.md.`,
    );
    await demo?.close();
    return 1;
  }
  // Lines are gathered before they are written, for a second at most.
  const out = pino.destination({ sync: false, minLength: 4096 });
  setInterval(() => out.flush(), 1_000).unref();
  const logger = pino(
    { level: config.logLevel, base: undefined, timestamp: pino.stdTimeFunctions.isoTime },
    out,
  );
  let boards: ReadonlyMap<string, Board>;
  try {
    boards = await openBoards(config);
  } catch (error) {
    const reason =
      error instanceof SchemaMismatch
        ? error.message
        : `The database cannot be opened (${(error as Error).message}).`;
    console.error(`Barnakt does not start: ${reason}`);
    await demo?.close();
    return 1;
  }
  for (const board of boards.values()) {
    if (await projectBoardIfChanged(board, systemClock))
      logger.info({ board: board.id }, 'deadlines made anew');
    if (await projectFindingsIfChanged(board)) logger.info({ board: board.id }, 'findings made anew');
  }
  await demo?.seed(boards);

  const verifier = createTokenVerifier(config.issuer, { clock: systemClock });
  const signIn =
    config.signIn && createSignIn(config.signIn, { issuer: config.issuer.issuer, clock: systemClock });
  const app = await buildApp({
    boards,
    verifier,
    clock: systemClock,
    logger,
    rateLimit: config.rateLimit,
    signIn,
  });
  const address = await app.listen({ host: config.host, port: config.port });
  logger.info(
    { address, boards: config.boards.map((board) => board.id), engine, demo: config.demo },
    'listening',
  );
  const jobs = startJobs({
    boards,
    clock: systemClock,
    logger,
    metrics: app.metrics,
    everySeconds: config.jobSeconds,
  });
  await demo?.welcome(`${address}${PREFIX}`);

  const signal = await stopped();
  logger.info({ signal }, 'closing');
  // What hangs must not keep the process: the orchestrator would kill it less gently.
  setTimeout(() => process.exit(1), 10_000).unref();
  await Promise.all([jobs.stop(), app.close()]);
  for (const board of boards.values()) await board.database.close();
  await demo?.close();
  logger.info('closed');
  out.flushSync();
  return 0;
}
