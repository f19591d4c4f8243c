import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance, FastifySchema } from 'fastify';
import { createJsonSchemaTransform, createJsonSchemaTransformObject } from 'fastify-type-provider-zod';
import type { z } from 'zod';
import type { Permission } from '../access/permissions.ts';
import { Problem, type ProblemKind, problem, statusOf } from './problem.ts';

/** The sections of the readable documentation, in the order of the case. */
export const TAGS = {
  Service: 'What this is and whether it is up.',
  People: 'Personer: children, guardians and siblings, and how they are related.',
  Reports: 'Aktualisering: reports of concern, applications, and the intake of each child.',
  Investigations: 'Utredning: plan, triangle, conversations, consultations, analysis, decision.',
  Deadlines: 'Tidsfrister: every clock, with its rule and law.',
  'Follow-up': 'Systematisk uppföljning: variables and extracts, derived from the record.',
  Knowledge: 'Code lists and law, as dated data.',
  Audit: 'Åtkomstlogg: who did and who saw what.',
} as const;
export type Tag = keyof typeof TAGS;

/** Which answers an operation can give. */
export interface Answers {
  readonly success: 200 | 201;
  readonly body?: boolean;
  /** Law or process may refuse: 409. */
  readonly refusable?: boolean;
  readonly ifMatch?: boolean;
  readonly public?: boolean;
}

interface Documented {
  readonly operation: string;
  readonly permission: Permission | 'public';
  readonly tag: Tag;
  readonly summary: string;
  readonly description?: string;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly headers?: z.ZodType;
  readonly response: z.ZodType;
  readonly answers: Answers;
}

/** An example of each problem, made by the same function as the real ones. */
const example = (kind: ProblemKind) =>
  problem(
    kind,
    { sv: 'Vad som är fel, varför och vad man kan göra.', en: 'What is wrong, why, and what to do.' },
    'sv',
    '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a11',
    kind === 'invalid-request'
      ? { violations: [{ field: 'receivedAt', message: 'Får inte ligga i framtiden.' }] }
      : kind === 'refused'
        ? {
            refusals: [
              {
                rule: 'intake.protection-assessment-first',
                law: 'SoL (2025:400) 20 kap. 1 §',
                text: { sv: 'Skyddsbedömningen saknas.', en: 'The protection assessment is missing.' },
                remedy: { sv: 'Registrera den först.', en: 'Record it first.' },
              },
            ],
          }
        : {},
  );

const problemsOf = ({ body, refusable, ifMatch, public: open }: Answers): ProblemKind[] => [
  'invalid-request',
  ...(open ? [] : (['unauthenticated', 'forbidden'] as const)),
  'not-found',
  ...(refusable ? (['refused'] as const) : []),
  ...(ifMatch ? (['stale'] as const) : []),
  ...(body ? (['too-large', 'wrong-media-type'] as const) : []),
  ...(ifMatch ? (['precondition-required'] as const) : []),
  'too-many-requests',
  'internal',
  'unavailable',
];

/** The fastify schema of an operation: what is checked at run time is what is documented. */
export function documented(route: Documented): FastifySchema {
  const {
    operation,
    permission,
    tag,
    summary,
    description,
    params,
    query,
    body,
    headers,
    response,
    answers,
  } = route;
  const operationId = operation.replace(/[.-](\w)/g, (_, letter: string) => letter.toUpperCase());
  const problems = Object.fromEntries(
    problemsOf(answers).map((kind) => [
      statusOf(kind),
      {
        description: example(kind).title,
        content: { 'application/problem+json': { schema: Problem, example: example(kind) } },
      },
    ]),
  );
  return {
    operationId,
    tags: [tag],
    summary,
    description: [description, permission === 'public' ? undefined : `Permission: \`${permission}\`.`]
      .filter(Boolean)
      .join('\n\n'),
    ...(answers.public ? { security: [] } : { security: [{ bearer: [] }] }),
    'x-permission': permission,
    ...(params && { params }),
    ...(query && { querystring: query }),
    ...(body && { body }),
    ...(headers && { headers }),
    response: { [answers.success]: response, ...problems },
  } as FastifySchema;
}

/** Makes the OpenAPI 3.1 document from the running schemas, and the page where people read it. */
export async function describeApi(app: FastifyInstance, prefix: string): Promise<void> {
  const transform = createJsonSchemaTransform({});
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Barnakt',
        version: '0.1.0',
        description:
          'Open backend for Swedish child-welfare investigations (barnavårdsutredningar) after BBIC. ' +
          'Every answer is JSON; every error is a problem document (RFC 9457) in Swedish, or English by Accept-Language. ' +
          'A creation takes an Idempotency-Key, a change takes If-Match. ' +
          'BBIC (Barns behov i centrum) is a registered trademark of Socialstyrelsen: a board needs a licence of its own.',
        license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
      },
      servers: [{ url: '/' }],
      tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
      components: {
        securitySchemes: {
          bearer: {
            type: 'http',
            scheme: 'bearer',
            bearerFormat: 'JWT',
            description: 'A token from the configured OIDC issuer',
          },
        },
      },
    },
    transform: (input) => {
      const transformed = transform(input);
      const permission = (input.schema as Record<string, unknown> | undefined)?.['x-permission'];
      return permission
        ? { ...transformed, schema: { ...transformed.schema, 'x-permission': permission } }
        : transformed;
    },
    transformObject: createJsonSchemaTransformObject({}),
  });
  await app.register(swaggerUi, {
    routePrefix: `${prefix}/docs`,
    uiConfig: {
      docExpansion: 'none',
      tryItOutEnabled: true,
      persistAuthorization: false,
      defaultModelsExpandDepth: 0,
    },
    theme: { title: 'Barnakt API' },
  });
}
