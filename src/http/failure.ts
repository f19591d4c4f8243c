import { isUtf8 } from 'node:buffer';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ISSUER_UNAVAILABLE, IssuerUnavailable, REFUSALS, TokenRefused } from '../access/tokens.ts';
import { databaseFault } from '../database/errors.ts';
import { Forbidden, Invalid, NotFound, Refused, Stale } from '../kernel/outcome.ts';
import type { Language, Text } from '../kernel/text.ts';
import { languageOf } from './language.ts';
import { HttpProblem, type Problem, type ProblemKind, problem } from './problem.ts';
import { fieldProblems, InvalidRequest } from './validation.ts';

const NOT_FOUND: Text = { sv: 'Det du frågar efter finns inte.', en: 'What you ask for is not there.' };

/** fastify's own errors, by code. */
const FASTIFY: Readonly<Record<string, readonly [ProblemKind, Text]>> = {
  FST_ERR_CTP_INVALID_JSON_BODY: [
    'invalid-request',
    { sv: 'Innehållet är inte giltig JSON.', en: 'The body is not valid JSON.' },
  ],
  FST_ERR_CTP_EMPTY_JSON_BODY: [
    'invalid-request',
    {
      sv: 'Innehåll saknas. Skicka {}, eller utelämna Content-Type.',
      en: 'The body is empty. Send {}, or leave out Content-Type.',
    },
  ],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [
    'invalid-request',
    { sv: 'Content-Length stämmer inte med innehållet.', en: 'Content-Length does not fit the body.' },
  ],
  FST_ERR_CTP_BODY_TOO_LARGE: [
    'too-large',
    {
      sv: 'Innehållet är större än vad servern tar emot (1 MiB).',
      en: 'The body is larger than the server accepts (1 MiB).',
    },
  ],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [
    'wrong-media-type',
    { sv: 'Skicka innehållet som application/json.', en: 'Send the body as application/json.' },
  ],
  FST_ERR_BAD_URL: [
    'invalid-request',
    { sv: 'Adressen kan inte avkodas.', en: 'The address cannot be decoded.' },
  ],
  FST_ERR_MAX_PARAM_LENGTH: ['not-found', NOT_FOUND],
  FST_ERR_CTP_INVALID_TYPE: [
    'wrong-media-type',
    { sv: 'Skicka innehållet som application/json.', en: 'Send the body as application/json.' },
  ],
};

/**
 * Turns whatever was thrown into a problem document. What is not known is ours: 500, and only the log says why. That
 * nothing was saved is said to who wanted to save something.
 */
function describeFailure(
  error: unknown,
  language: Language,
  { id: requestId, method }: FastifyRequest,
): Problem {
  const reading = method === 'GET' || method === 'HEAD';
  const nothing: Text = reading
    ? { sv: '', en: '' }
    : { sv: ' Inget har sparats.', en: ' Nothing was saved.' };
  const make = (kind: ProblemKind, detail: Text, extra?: Parameters<typeof problem>[4]) =>
    problem(kind, detail, language, requestId, extra);

  if (error instanceof HttpProblem) {
    const violations = error.violations.map(({ field, text }) => ({ field, message: text[language] }));
    return make(error.kind, error.detail, violations.length > 0 ? { violations } : {});
  }
  if (error instanceof InvalidRequest) {
    return make(
      'invalid-request',
      {
        sv: `Ett eller flera fält är felaktiga.${nothing.sv}`,
        en: `One or more fields are wrong.${nothing.en}`,
      },
      { violations: fieldProblems(error, language) },
    );
  }
  if (error instanceof Invalid) {
    return make(
      'invalid-request',
      {
        sv: `Ett eller flera värden kan inte stämma.${nothing.sv}`,
        en: `One or more values cannot be right.${nothing.en}`,
      },
      { violations: error.violations.map(({ field, text }) => ({ field, message: text[language] })) },
    );
  }
  if (error instanceof Refused) {
    const detail =
      error.refusals.length === 1
        ? error.refusals[0]!.text
        : {
            sv: `${error.refusals.length} hinder finns, se reasons.${nothing.sv}`,
            en: `${error.refusals.length} things stand in the way, see reasons.${nothing.en}`,
          };
    return make('refused', detail, { refusals: error.refusals });
  }
  if (error instanceof Forbidden) return make('forbidden', error.refusal.text, { refusals: [error.refusal] });
  if (error instanceof NotFound) return make('not-found', NOT_FOUND);
  if (error instanceof Stale) {
    return make('stale', {
      sv: 'If-Match är inte den nuvarande versionen: någon har ändrat sedan du läste, eller så är det inte en ETag med citattecken. Läs igen, och gör ändringen på den nya versionen.',
      en: 'If-Match is not the current version: it has been changed since you read it, or is no ETag with its quotation marks. Read again and make your change on the new version.',
    });
  }
  if (error instanceof TokenRefused) return make('unauthenticated', REFUSALS[error.reason]);
  if (error instanceof IssuerUnavailable) return make('unavailable', ISSUER_UNAVAILABLE);
  const { code, statusCode } = error as Partial<FastifyError>;
  const known = code === undefined ? undefined : FASTIFY[code];
  if (known) return make(known[0], known[1]);
  if (statusCode === 429) {
    return make('too-many-requests', {
      sv: 'Vänta så länge som Retry-After säger och försök igen.',
      en: 'Wait as long as Retry-After says and try again.',
    });
  }
  const fault = databaseFault(error);
  if (fault === 'busy' || fault === 'unavailable') {
    return make('unavailable', {
      sv: `Databasen är upptagen.${nothing.sv} Försök igen.`,
      en: `The database is busy.${nothing.en} Try again.`,
    });
  }
  if (statusCode !== undefined && statusCode >= 400 && statusCode < 500) {
    return make('invalid-request', {
      sv: 'Anropet kunde inte tolkas.',
      en: 'The request could not be understood.',
    });
  }
  return make('internal', {
    sv: `Ett fel har uppstått hos oss.${nothing.sv} Uppge instance när du anmäler det.`,
    en: `Something went wrong on our side.${nothing.en} Quote instance when you report it.`,
  });
}

/** The class and place of an error, for the log: messages may quote what the caller sent. */
const anonymous = (error: unknown) => ({
  name: error instanceof Error ? error.name : typeof error,
  code: (error as { code?: unknown }).code,
  cause:
    error instanceof Error && error.cause instanceof Error
      ? { name: error.cause.name, code: (error.cause as { code?: unknown }).code }
      : undefined,
  at:
    error instanceof Error
      ? error.stack?.split('\n').filter((line) => line.startsWith('    at '))
      : undefined,
});

function send(request: FastifyRequest, reply: FastifyReply, error: unknown) {
  const body = describeFailure(error, languageOf(request), request);
  if (body.status >= 500) request.log.error({ failure: anonymous(error) }, 'request failed');
  if (body.status === 401) reply.header('www-authenticate', 'Bearer');
  if (body.status === 429 && !reply.hasHeader('retry-after')) reply.header('retry-after', 60);
  if (body.status === 503) reply.header('retry-after', 10);
  return reply
    .code(body.status)
    .header('x-request-id', request.id)
    .header('x-content-type-options', 'nosniff')
    .header('content-language', languageOf(request))
    .header('vary', 'Accept-Language')
    .type('application/problem+json; charset=utf-8')
    .serializer((value: unknown) => JSON.stringify(value))
    .send(body);
}

/** What fastify itself finds before a route is chosen, e.g. an address that cannot be decoded. It would repeat it. */
export const answerFrameworkFailure = (error: Error, request: FastifyRequest, reply: FastifyReply) =>
  send(request, reply, error);

/** Every error, and every unknown address, is answered with a problem document. */
export function answerFailures(app: FastifyInstance): void {
  const parse = app.getDefaultJsonParser('error', 'error');
  app.removeContentTypeParser('application/json');
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    // Decoding would put other signs in the place of what it cannot read, and the text would be lost in silence.
    if (isUtf8(body as Buffer)) parse(request, (body as Buffer).toString('utf8'), done);
    else
      done(
        new HttpProblem('invalid-request', { sv: 'Innehållet är inte UTF-8.', en: 'The body is not UTF-8.' }),
      );
  });
  // Only JSON is read; plain text is as wrong a format as any other.
  app.removeContentTypeParser('text/plain');
  app.setErrorHandler((error, request, reply) => send(request, reply, error));
  app.setNotFoundHandler((request, reply) => send(request, reply, new NotFound()));
}
