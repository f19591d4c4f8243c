import { z } from 'zod';

/**
 * A document for people (handling): what the record holds at this moment, in plain Swedish, to be read or printed by
 * those whom the case concerns. This slice owns the order and the words, and the two forms PDF and HTML. It never keeps
 * or sends a document, and never shows what belongs to another child.
 */

/** The forms a document comes in; PDF where nothing is asked for. */
export const FORMATS = { pdf: 'application/pdf', html: 'text/html' } as const;
export type Format = keyof typeof FORMATS;

export const DocumentQuery = z.object({
  format: z
    .enum(['pdf', 'html'])
    .optional()
    .describe('Goes before the Accept header; PDF when neither asks for HTML'),
});

export const DocumentFile = z
  .string()
  .describe('Handlingen: tagged PDF, or one HTML page without scripts')
  .meta({ id: 'DocumentFile', examples: ['<!doctype html><html lang="sv"><head>…</head></html>'] });
