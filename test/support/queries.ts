import type { World } from './world.ts';

/** The part of an engine's handle that is told of every query it runs, on every engine. */
interface Logged {
  readonly session: { readonly logger: { logQuery(query: string): void } };
}

/** The queries that readers of the world's board ran while something was done. The access log is written elsewhere. */
export async function queriesDuring(world: World, job: () => Promise<unknown>): Promise<string[]> {
  const { logger } = (world.database.reader as unknown as Logged).session;
  const found: string[] = [];
  const before = logger.logQuery;
  logger.logQuery = (query) => void found.push(query);
  try {
    await job();
  } finally {
    logger.logQuery = before;
  }
  return found;
}
