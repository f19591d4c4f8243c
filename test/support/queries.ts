import type { World } from './world.ts';

/** The part of an engine's handle that is told of every query it runs, on every engine. */
interface Logged {
  readonly session: { readonly logger: { logQuery(query: string, params: readonly unknown[]): void } };
}

/** The queries that readers of the world's board ran while something was done. The access log is written elsewhere. */
export async function queriesDuring(world: World, job: () => Promise<unknown>): Promise<string[]> {
  return (await statementsDuring(world, job)).map(({ query }) => query);
}

/** The same with the values, each query as the engine could be given it by hand. */
export async function statementsDuring(
  world: World,
  job: () => Promise<unknown>,
): Promise<{ readonly query: string; readonly statement: string }[]> {
  const { logger } = (world.database.reader as unknown as Logged).session;
  const found: { query: string; statement: string }[] = [];
  const before = logger.logQuery;
  logger.logQuery = (query, params) => {
    let next = 0;
    const statement = query.replaceAll(/\?|\$(\d+)/g, (_, at) => literal(params[at ? at - 1 : next++]));
    found.push({ query, statement });
  };
  try {
    await job();
  } finally {
    logger.logQuery = before;
  }
  return found;
}

const literal = (value: unknown): string =>
  typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
