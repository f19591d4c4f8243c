import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Board } from '../access/boards.ts';
import type { TokenVerifier } from '../access/tokens.ts';
import { API } from './api.ts';
import { documented } from './openapi.ts';
import { HttpProblem } from './problem.ts';

const Health = z.object({ status: z.literal('ok') }).meta({ id: 'Health', examples: [{ status: 'ok' }] });

const ApiInfo = z
  .object({
    apiName: z.string(),
    apiVersion: z.string(),
    apiReleased: z.string(),
    apiDocumentation: z.string(),
    apiStatus: z.string(),
  })
  .meta({
    id: 'ApiInfo',
    examples: [
      {
        apiName: API.name,
        apiVersion: API.version,
        apiReleased: API.released,
        apiDocumentation: '/barnakt/v1/docs',
        apiStatus: API.status,
      },
    ],
  });

interface Options {
  readonly base: string;
  readonly boards: ReadonlyMap<string, Board>;
  readonly verifier: TokenVerifier;
}

/** What the service says of itself, to anyone: version, document, and whether it is up. */
export async function serviceRoutes(
  app: FastifyInstance,
  { base, boards, verifier }: Options,
): Promise<void> {
  const open = { permission: 'public' } as const;
  const describe = (operation: string, sv: string, summary: string, response: z.ZodType) =>
    documented({
      operation,
      permission: 'public',
      tag: 'Service',
      sv,
      summary,
      response,
      answers: { success: 200, public: true },
    });

  app.get(
    '/health/live',
    { config: open, schema: describe('health.live', 'Processen lever', 'The process is alive', Health) },
    async () => ({
      status: 'ok',
    }),
  );

  app.get(
    '/health/ready',
    {
      config: open,
      schema: describe(
        'health.ready',
        'Varje nämnds databas och inloggningstjänsten svarar',
        'Every board’s database and the issuer answer',
        Health,
      ),
    },
    async (request) => {
      try {
        await Promise.all([verifier.ready(), ...[...boards.values()].map((board) => board.database.ping())]);
      } catch (error) {
        request.log.warn({ failure: error instanceof Error ? error.name : 'unknown' }, 'not ready');
        throw new HttpProblem('unavailable', {
          sv: 'En databas eller inloggningstjänsten svarar inte.',
          en: 'A database or the identity provider does not answer.',
        });
      }
      return { status: 'ok' };
    },
  );

  app.get(
    `${base}/api-info`,
    {
      config: open,
      schema: describe(
        'api.info',
        'API:ets namn, version och status',
        'Name, version and status of the API',
        ApiInfo,
      ),
    },
    async () => ({
      apiName: API.name,
      apiVersion: API.version,
      apiReleased: API.released,
      apiDocumentation: `${base}/docs`,
      apiStatus: API.status,
    }),
  );

  app.get(`${base}/openapi.json`, { config: open, schema: { hide: true } }, async () => app.swagger());
}
