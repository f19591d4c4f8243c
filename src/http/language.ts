import type { FastifyRequest } from 'fastify';
import Negotiator from 'negotiator';
import type { Language } from '../kernel/text.ts';

/** The language that the caller reads best of ours; Swedish when nothing is said. */
export function languageOf(request: FastifyRequest): Language {
  const header = request.headers['accept-language'];
  if (!header) return 'sv';
  return new Negotiator({ headers: { 'accept-language': header } }).language(['sv', 'en']) === 'en'
    ? 'en'
    : 'sv';
}
