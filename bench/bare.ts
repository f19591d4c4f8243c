import { randomUUID } from 'node:crypto';
import Sqlite from 'better-sqlite3';
import fastify from 'fastify';
import type { Captured } from './capture.ts';

/**
 * What there is to compare with: a bare Fastify handler that runs the same prepared SQL on better-sqlite3 and sends
 * the same bytes. No token, no predicate beyond the SQL, no log of accesses, no validation, no answer kept for
 * repeats. Runs as a process of its own; the parent sends the plan.
 */
export interface BarePlan {
  readonly file: string;
  readonly reads: readonly {
    readonly url: string;
    readonly statements: readonly Captured[];
    readonly body: string;
  }[];
  readonly write: { readonly url: string; readonly statements: readonly Captured[]; readonly body: string };
}

process.once('message', async (plan: BarePlan) => {
  const app = fastify();
  const read = new Sqlite(plan.file, { readonly: true });
  const write = new Sqlite(plan.file);
  write.pragma('synchronous = FULL');
  const json = 'application/json; charset=utf-8';

  for (const { url, statements, body } of plan.reads) {
    const prepared = statements.map(({ sql, params }) => ({ statement: read.prepare(sql).raw(), params }));
    app.get(url.split('?')[0]!, (_, reply) => {
      for (const { statement, params } of prepared) statement.all(...params);
      reply.type(json).send(body);
    });
  }

  const prepared = plan.write.statements.map(({ sql, params }) => ({
    statement: write.prepare(sql),
    params,
  }));
  const begin = write.prepare('BEGIN IMMEDIATE');
  const commit = write.prepare('COMMIT');
  let number = 0;
  app.post(plan.write.url, (_, reply) => {
    // The same rows again, with ids of their own and the next case number.
    const ids = new Map<string, string>();
    number += 1;
    const fresh = (param: unknown) => {
      if (typeof param !== 'string') return param;
      if (/^\d{4}-\d{5,}$/.test(param)) return `bare-${number}`;
      // An id also stands within lists and within the ids of deadlines.
      return param.replace(/[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f-]{21}/g, (id) => {
        if (!ids.has(id)) ids.set(id, randomUUID());
        return ids.get(id)!;
      });
    };
    begin.run();
    for (const { statement, params } of prepared) {
      if (statement.reader) statement.all(...params.map(fresh));
      else statement.run(...params.map(fresh));
    }
    commit.run();
    reply.code(201).type(json).send(plan.write.body);
  });

  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  process.send!({ address });
});
