import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance, FastifySchema } from 'fastify';
import { z } from 'zod';
import type { Permission } from '../access/permissions.ts';
import { API } from './api.ts';
import { Problem, type ProblemKind, problem, statusOf } from './problem.ts';

/** The sections of the readable documentation, in the order of the case. */
const TAGS = {
  Service: 'What this is and whether it is up.',
  People: 'Personer: children, guardians and siblings, and how they are related.',
  Reports: 'Aktualisering: reports of concern, applications, and the intake of each child.',
  Investigations: 'Utredning: plan, triangle, conversations, consultations, analysis, decision.',
  Interventions: 'Insatser: goals, follow-up, scores, end, and what came of it later.',
  Deadlines: 'Tidsfrister: every clock, with its rule and law.',
  Calendar: 'Kalender: the deadlines of a handler for a calendar program, at a secret address.',
  Webhooks: 'Where events are sent, and how each sending went.',
  'Follow-up':
    'Systematisk uppföljning: variables, extracts, indicators and tables, derived from the record.',
  Knowledge: 'Code lists and law, as dated data.',
  Audit: 'Åtkomstlogg: who did and who saw what.',
} as const;
export type Tag = keyof typeof TAGS;

/** Which answers an operation can give. */
export interface Answers {
  readonly success: 200 | 201;
  readonly body?: boolean;
  /** A request without a body is one with an empty one. */
  readonly bodyOptional?: boolean;
  /** Law or process may refuse: 409. */
  readonly refusable?: boolean;
  readonly ifMatch?: boolean;
  readonly public?: boolean;
  /** The answer has an ETag, for a later If-Match. */
  readonly versioned?: boolean;
  /** Whoever has the answer already (If-None-Match) is told that it is the same: 304. */
  readonly conditional?: boolean;
  /** What a success is sent as, when not JSON. */
  readonly media?: readonly string[];
  /** What it can also be sent as, each with its shape. */
  readonly alsoAs?: Readonly<Record<string, z.ZodType>>;
}

interface Documented {
  readonly operation: string;
  readonly permission: Permission | 'public';
  readonly tag: Tag;
  /** In Swedish: the heading. */
  readonly sv: string;
  /** The same in English. */
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

const DOCUMENTED_PROBLEMS = problemsOf({ success: 201, body: true, refusable: true, ifMatch: true });

const SUCCESS_HEADERS = {
  Location: { description: 'Where the new thing is', schema: { type: 'string' } },
  ETag: {
    description: 'The version in quotation marks, for If-Match; left out where nothing can be changed',
    schema: { type: 'string', examples: ['"1"'] },
  },
} as const;

const CONTENT_ETAG = {
  description: 'The content in brief, for If-None-Match',
  schema: { type: 'string' },
} as const;

/** The fastify schema of an operation: what is checked at run time is what is documented. */
export function documented(route: Documented): FastifySchema {
  const {
    operation,
    permission,
    tag,
    sv,
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
  const headers200 = {
    ...(answers.success === 201 && { Location: SUCCESS_HEADERS.Location }),
    ...((answers.ifMatch || answers.versioned || answers.success === 201) && { ETag: SUCCESS_HEADERS.ETag }),
    ...(answers.conditional && { ETag: CONTENT_ETAG }),
  };
  return {
    operationId,
    tags: [tag],
    summary: sv,
    description: [
      `${summary}.`,
      description,
      permission === 'public' ? undefined : `Permission: \`${permission}\`.`,
    ]
      .filter(Boolean)
      .join('\n\n'),
    ...(answers.public ? { security: [] } : { security: [{ bearer: [] }] }),
    'x-permission': permission,
    'x-problems': problemsOf(answers),
    'x-success-headers': headers200,
    'x-body-optional': answers.bodyOptional === true,
    'x-conditional': answers.conditional === true,
    ...(params && { params }),
    ...(query && { querystring: query }),
    ...(body && { body }),
    ...(headers && { headers }),
    response: {
      [answers.success]: {
        description: summary,
        content: Object.fromEntries([
          ...(answers.media ?? ['application/json']).map((media) => [media, { schema: response }]),
          ...Object.entries(answers.alsoAs ?? {}).map(([media, schema]) => [media, { schema }]),
        ]),
      },
    },
  } as FastifySchema;
}

type JsonSchema = Record<string, unknown>;

/**
 * A zod schema as JSON Schema, where every schema with an id is a reference to a component. `io: input` closes just
 * what requests close: an answer may get further fields one day without breaking anyone.
 */
function jsonSchema(schema: z.ZodType, components: Map<string, JsonSchema>): JsonSchema {
  // Inside another schema, one with an id becomes a definition of its own.
  const { properties, $defs = {} } = z.toJSONSchema(z.object({ it: schema }), {
    io: 'input',
    unrepresentable: 'any',
  });
  const refer = <T>(part: T): T =>
    JSON.parse(JSON.stringify(part).replaceAll('"#/$defs/', '"#/components/schemas/'));
  for (const [id, definition] of Object.entries($defs)) {
    const { id: _, ...component } = refer(definition) as JsonSchema;
    components.set(id, component);
  }
  return refer(properties!.it as JsonSchema);
}

/** Parts of a fastify schema that hold zod schemas. */
const PARTS = ['body', 'querystring', 'params', 'headers'] as const;

function asJsonSchema(schema: FastifySchema, components: Map<string, JsonSchema>): FastifySchema {
  const convert = (part: unknown) => (part instanceof z.ZodType ? jsonSchema(part, components) : part);
  const parts = PARTS.flatMap((part) => (schema[part] ? [[part, convert(schema[part])] as const] : []));
  const response = Object.entries((schema.response ?? {}) as Record<string, unknown>).map(
    ([status, answer]) => {
      const { description, content } = answer as {
        description: string;
        content: Record<string, { schema: unknown }>;
      };
      const media = Object.entries(content).map(([type, body]) => [
        type,
        { ...body, schema: convert(body.schema) },
      ]);
      return [status, { description, content: Object.fromEntries(media) }] as const;
    },
  );
  return { ...schema, ...Object.fromEntries(parts), response: Object.fromEntries(response) };
}

interface Operation extends JsonSchema {
  responses: Record<string, JsonSchema>;
}

/** Adds what is the same for many operations once, as components: schemas and problem answers. */
function complete(document: JsonSchema, components: ReadonlyMap<string, JsonSchema>): JsonSchema {
  const paths = document.paths as Record<string, Record<string, Operation>>;
  for (const operation of Object.values(paths).flatMap((path) => Object.values(path))) {
    const {
      'x-problems': problems,
      'x-success-headers': headers,
      'x-body-optional': bodyOptional,
      'x-conditional': conditional,
      ...rest
    } = operation;
    if (rest.requestBody) (rest.requestBody as JsonSchema).required = !bodyOptional;
    const success = Object.entries(rest.responses).map(([status, answer]) => [
      status,
      { ...answer, headers },
    ]);
    const same = conditional ? { 304: { description: 'The same as you have', headers } } : {};
    const failures = (problems as ProblemKind[]).map((kind) => [
      statusOf(kind),
      { $ref: `#/components/responses/${kind}` },
    ]);
    // Without it the answer is 428 and not 400, so the schema lets it pass; to a caller it is required.
    for (const parameter of (rest.parameters ?? []) as JsonSchema[]) {
      if (parameter.name === 'if-match') parameter.required = true;
    }
    for (const key of Object.keys(operation)) delete operation[key];
    Object.assign(operation, rest, {
      responses: { ...Object.fromEntries(success), ...same, ...Object.fromEntries(failures) },
    });
  }
  const responses = DOCUMENTED_PROBLEMS.map((kind) => [
    kind,
    {
      description: example(kind).title,
      content: {
        'application/problem+json': {
          schema: { $ref: '#/components/schemas/Problem' },
          example: example(kind),
        },
      },
    },
  ]);
  const schemas = [...components].sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...document,
    components: {
      ...(document.components as JsonSchema),
      schemas: Object.fromEntries(schemas),
      responses: Object.fromEntries(responses),
    },
  };
}

/**
 * Everything on the page is ours, it asks nobody else, and nobody frames it: a token is pasted into it. Swagger UI sets
 * styles in the page, and no scripts.
 */
const POLICY_OF_THE_PAGE = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Makes the OpenAPI 3.1 document from the running schemas, and the page where people read it. */
export async function describeApi(app: FastifyInstance, prefix: string): Promise<void> {
  const components = new Map<string, JsonSchema>();
  jsonSchema(Problem, components);
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Barnakt',
        version: API.version,
        description:
          'Open backend for Swedish child-welfare investigations (barnavårdsutredningar) after BBIC. ' +
          'Every answer is JSON; every error is a problem document (RFC 9457) in Swedish, or English by Accept-Language. ' +
          'A creation takes an Idempotency-Key, a change takes If-Match. ' +
          'BBIC (Barns behov i centrum) is a registered trademark of Socialstyrelsen: a board needs a licence of its own.\n\n' +
          'Known limits: bodies of 1 MiB, lists of 100 per page, requests per minute and caller as the operator sets (429 ' +
          'with Retry-After). Service level: the project promises none; the municipality that runs it says its own.',
        license: { name: 'EUPL-1.2', identifier: 'EUPL-1.2' },
        contact: { name: 'Systemförvaltaren i den kommun som driver installationen' },
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
    transform: ({ schema, url }) => ({
      schema: schema?.hide ? schema : asJsonSchema(schema ?? {}, components),
      url,
    }),
    transformObject: (document) =>
      complete((document as { openapiObject: JsonSchema }).openapiObject, components) as never,
  });
  await app.register(swaggerUi, {
    routePrefix: `${prefix}/docs`,
    uiConfig: {
      docExpansion: 'none',
      tryItOutEnabled: true,
      persistAuthorization: false,
      defaultModelsExpandDepth: 0,
      validatorUrl: null,
    },
    staticCSP: POLICY_OF_THE_PAGE,
    uiHooks: {
      onRequest(_request, reply, done) {
        reply.headers({
          'cross-origin-opener-policy': 'same-origin',
          'cross-origin-resource-policy': 'same-origin',
          'referrer-policy': 'no-referrer',
        });
        done();
      },
    },
    theme: { title: 'Barnakt API' },
  });
}
