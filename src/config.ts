import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { BoardSettings } from './access/boards.ts';
import { RoleField } from './access/caller.ts';
import { DEFAULT_ALGORITHMS, type IssuerConfig } from './access/tokens.ts';
import { answerSetTwice, LocalTermsFields } from './deadlines/settings.ts';
import type { SignInConfig } from './follow-up-page/sign-in.ts';
import { isOrigin } from './webhook/rules.ts';
import { WorkloadSettingsField } from './workload/settings.ts';

/** Everything that is set from outside, parsed once at start. The table in README.md says the same. */
export interface Config {
  readonly demo: boolean;
  readonly host: string;
  readonly port: number;
  readonly logLevel: 'silent' | 'fatal' | 'error' | 'warn' | 'info' | 'debug';
  /** A folder for SQLite files, or a postgres:// URL. */
  readonly database: string;
  readonly auditKey: string;
  readonly boards: readonly BoardSettings[];
  readonly issuer: IssuerConfig;
  /** How browsers sign in to the follow-up page; not at all when left out. */
  readonly signIn?: SignInConfig;
  /** Requests per minute and caller, and refused tokens per minute and address. */
  readonly rateLimit: { readonly perCaller: number; readonly refused: number };
  /** How long the server waits between two runs of what it does on its own. */
  readonly jobSeconds: number;
}

/** Thrown when the server cannot start as it is configured; says every fault, not the first. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

const Board = z
  .strictObject({
    id: z
      .string()
      .regex(
        /^\d{4}(-[a-z0-9-]{1,30})?$/,
        'a municipality code, with a suffix where a city has several boards',
      ),
    name: z.string().min(1),
    units: z
      .array(z.strictObject({ code: z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/), name: z.string().min(1) }))
      .min(1),
    ...LocalTermsFields,
    workload: WorkloadSettingsField.optional(),
    smallPopulation: z
      .strictObject({
        below: z.int().min(1).max(100),
        handling: z.enum(['refuse', 'generalise', 'withhold']),
      })
      .optional(),
    webhookOrigins: z
      .array(z.string().refine(isOrigin, 'an origin and nothing more, as https://integration.exempel.se'))
      .optional(),
  })
  .superRefine(({ units, workload }, ctx) => {
    const known = new Set(units.map(({ code }) => code));
    for (const [at, { unit }] of (workload?.units ?? []).entries()) {
      if (!known.has(unit))
        ctx.addIssue({ code: 'custom', message: `no unit ${unit}`, path: ['workload', 'units', at, 'unit'] });
    }
  })
  .superRefine((board, ctx) => {
    for (const at of answerSetTwice(board)) {
      const message = 'the time to answer is set for all counterparts by an agreement already';
      ctx.addIssue({ code: 'custom', path: ['limits', at], message });
    }
  });

const json = <T extends z.ZodType>(schema: T) =>
  z
    .string()
    .transform((text, ctx) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        ctx.addIssue({ code: 'custom', message: 'not valid JSON' });
        return z.NEVER;
      }
    })
    .pipe(schema);

/** https, or http on this machine; and no slash at the end. */
const isPublicOrigin = (text: string): boolean => {
  const url = URL.parse(text);
  const confidential = url?.protocol === 'https:' || /^http:\/\/(localhost|127\.0\.0\.1)(:|$)/.test(text);
  return url?.origin === text && confidential;
};

const Environment = z.object({
  BARNAKT_HOST: z.string().default('127.0.0.1'),
  BARNAKT_PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
  BARNAKT_LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug']).default('info'),
  BARNAKT_DATABASE: z.string().min(1).default('data'),
  BARNAKT_AUDIT_KEY: z.string().min(32, 'at least 32 characters'),
  BARNAKT_BOARDS_FILE: z.string().min(1),
  BARNAKT_ISSUER: z.url(),
  BARNAKT_AUDIENCE: z.string().min(1),
  BARNAKT_ALGORITHMS: z.string().default(DEFAULT_ALGORITHMS.join(' ')),
  BARNAKT_CLOCK_SKEW_SECONDS: z.coerce.number().int().min(0).max(300).default(30),
  BARNAKT_ROLES_CLAIM: z.string().min(1).default('roles'),
  BARNAKT_UNITS_CLAIM: z.string().min(1).default('units'),
  BARNAKT_BOARDS_CLAIM: z.string().min(1).default('boards'),
  BARNAKT_ROLE_MAP: json(z.record(z.string(), RoleField)).optional(),
  BARNAKT_CLIENT_ID: z.string().min(1).optional(),
  BARNAKT_CLIENT_SECRET: z.string().min(1).optional(),
  BARNAKT_SIGN_IN_SCOPE: z
    .string()
    .refine((scope) => scope.split(' ').includes('openid'), 'openid, and what else the issuer wants')
    .default('openid'),
  BARNAKT_PUBLIC_URL: z
    .string()
    .refine(isPublicOrigin, 'an https origin and nothing more, as https://barnakt.exempel.se')
    .optional(),
  BARNAKT_RATE_LIMIT: z.coerce.number().int().min(1).default(3_000),
  BARNAKT_REFUSED_LIMIT: z.coerce.number().int().min(1).default(60),
  BARNAKT_JOB_SECONDS: z.coerce.number().int().min(1).max(3_600).default(60),
});

/** Signing in takes both: who we are at the issuer, and where it sends the browser back to. */
const signInOf = (env: z.output<typeof Environment>): SignInConfig | undefined => {
  const { BARNAKT_CLIENT_ID: clientId, BARNAKT_PUBLIC_URL: publicUrl } = env;
  if (clientId === undefined && publicUrl === undefined) return undefined;
  if (clientId === undefined)
    throw new ConfigError('BARNAKT_CLIENT_ID: needed with BARNAKT_PUBLIC_URL, to sign in.');
  if (publicUrl === undefined)
    throw new ConfigError('BARNAKT_PUBLIC_URL: needed with BARNAKT_CLIENT_ID, to come back to.');
  return {
    clientId,
    clientSecret: env.BARNAKT_CLIENT_SECRET,
    scope: env.BARNAKT_SIGN_IN_SCOPE,
    publicUrl,
  };
};

/** What demo mode fills in where nothing is set: a local issuer and a fictitious board. */
export interface DemoDefaults {
  readonly issuer: string;
  readonly audience: string;
  readonly clientId: string;
  readonly boards: readonly BoardSettings[];
  readonly auditKey: string;
}

function readBoards(file: string): readonly BoardSettings[] {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    throw new ConfigError(`BARNAKT_BOARDS_FILE: cannot read ${file} as JSON.`);
  }
  const boards = z.array(Board).min(1).safeParse(content);
  if (!boards.success) throw new ConfigError(`BARNAKT_BOARDS_FILE: ${z.prettifyError(boards.error)}`);
  const ids = boards.data.map((board) => board.id);
  if (new Set(ids).size !== ids.length)
    throw new ConfigError('BARNAKT_BOARDS_FILE: two boards have the same id.');
  return boards.data;
}

/**
 * Reads the configuration. Without `demo` there is no default for issuer, boards and audit key: a server with real
 * cases never starts on made-up ones.
 * @throws ConfigError
 */
export function readConfig(environment: Record<string, string | undefined>, demo?: DemoDefaults): Config {
  const filled = demo
    ? {
        BARNAKT_ISSUER: demo.issuer,
        BARNAKT_AUDIENCE: demo.audience,
        BARNAKT_AUDIT_KEY: demo.auditKey,
        BARNAKT_BOARDS_FILE: 'demo',
        BARNAKT_DATABASE: 'data/demo',
        BARNAKT_LOG_LEVEL: 'warn',
        ...defined(environment, [
          'BARNAKT_HOST',
          'BARNAKT_PORT',
          'BARNAKT_DATABASE',
          'BARNAKT_LOG_LEVEL',
          'BARNAKT_RATE_LIMIT',
          'BARNAKT_JOB_SECONDS',
        ]),
      }
    : environment;
  const parsed = Environment.safeParse(filled);
  if (!parsed.success) throw new ConfigError(z.prettifyError(parsed.error));
  const env = parsed.data;
  return {
    demo: demo !== undefined,
    host: env.BARNAKT_HOST,
    port: env.BARNAKT_PORT,
    logLevel: env.BARNAKT_LOG_LEVEL,
    database: env.BARNAKT_DATABASE,
    auditKey: env.BARNAKT_AUDIT_KEY,
    boards: demo ? demo.boards : readBoards(env.BARNAKT_BOARDS_FILE),
    issuer: {
      issuer: env.BARNAKT_ISSUER,
      audience: env.BARNAKT_AUDIENCE,
      algorithms: env.BARNAKT_ALGORITHMS.split(/[ ,]+/).filter(Boolean),
      clockSkewSeconds: env.BARNAKT_CLOCK_SKEW_SECONDS,
      claims: {
        roles: env.BARNAKT_ROLES_CLAIM,
        units: env.BARNAKT_UNITS_CLAIM,
        boards: env.BARNAKT_BOARDS_CLAIM,
      },
      roleMap: env.BARNAKT_ROLE_MAP,
    },
    signIn: demo ? { clientId: demo.clientId, scope: 'openid' } : signInOf(env),
    rateLimit: { perCaller: env.BARNAKT_RATE_LIMIT, refused: env.BARNAKT_REFUSED_LIMIT },
    jobSeconds: env.BARNAKT_JOB_SECONDS,
  };
}

const defined = (environment: Record<string, string | undefined>, names: readonly string[]) =>
  Object.fromEntries(names.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])));
