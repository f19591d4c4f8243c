import type { Reader } from '../../src/database/handle.ts';

/** Counts the queries that are executed while something is done; the driver's session is where all of them pass. */
export async function queriesDuring(
  reader: Reader,
  job: (counted: Reader) => Promise<unknown>,
): Promise<number> {
  type Prepare = (...args: unknown[]) => { execute(...given: unknown[]): unknown };
  const { session } = reader as unknown as { session: { prepareQuery: Prepare } };
  let count = 0;
  const prepareQuery = session.prepareQuery;
  session.prepareQuery = (...args) => {
    const query = prepareQuery.apply(session, args);
    const execute = query.execute.bind(query);
    query.execute = (...given) => {
      count += 1;
      return execute(...given);
    };
    return query;
  };
  // A handle of its own, so that every query is prepared anew and counted.
  await job(Object.create(reader));
  session.prepareQuery = prepareQuery;
  return count;
}
