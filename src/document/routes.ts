import type { FastifyInstance, FastifyReply } from 'fastify';
import Negotiator from 'negotiator';
import { z } from 'zod';
import { reads } from '../http/route.ts';
import { Id } from '../kernel/fields.ts';
import * as actions from './actions.ts';
import type { PrintedDocument } from './model.ts';
import { createPrinter, type Printer } from './printer.ts';
import { DocumentFile, DocumentQuery, FORMATS, type Format } from './schema.ts';

const ofInvestigation = z.object({ investigationId: Id });
const ofConsultation = z.object({ consultationId: Id });

/** A document on its way out, in the form that was asked for. */
interface Printout {
  readonly document: PrintedDocument;
  readonly format: Format | undefined;
}
const PrintedFile = DocumentFile as unknown as z.ZodType<Printout, Printout>;

/** What the three have in common. */
const FILE = {
  permission: 'document:read',
  tag: 'Investigations',
  media: Object.values(FORMATS),
  query: DocumentQuery,
  response: PrintedFile,
} as const;

const AS_IT_STANDS =
  'Made from the record as it stands, each time anew, in Swedish. What is not finished says that it is a draft on each page.';

/** Documents for people, from the record: the plan, what goes to those who are consulted, the basis of the decision. */
export async function documentRoutes(app: FastifyInstance): Promise<void> {
  const printer = createPrinter();
  app.addHook('onClose', () => printer.close());
  const render = (printout: Printout, reply: FastifyReply) => send(printer, printout, reply);

  reads(app, {
    ...FILE,
    render,
    url: '/investigations/:investigationId/documents/plan',
    operation: 'document.read-plan',
    sv: 'Hämta utredningsplanen som handling, PDF eller HTML',
    summary: 'Fetch the plan as a document, PDF or HTML (utredningsplan)',
    description: AS_IT_STANDS,
    params: ofInvestigation,
    async handle({ params: { investigationId }, query: { format }, ...asked }) {
      const { value: document, ...seen } = await actions.printPlan(asked, investigationId);
      return { ...seen, value: { document, format } };
    },
  });

  reads(app, {
    ...FILE,
    render,
    url: '/investigations/:investigationId/documents/decision-basis',
    operation: 'document.read-decision-basis',
    sv: 'Hämta beslutsunderlaget som handling, PDF eller HTML',
    summary: 'Fetch the basis of the decision as a document, PDF or HTML (beslutsunderlag)',
    description: `${AS_IT_STANDS} Holds the people that you may know of, and what is tied to them.`,
    params: ofInvestigation,
    async handle({ params: { investigationId }, query: { format }, ...asked }) {
      const { value: document, ...seen } = await actions.printDecisionBasis(asked, investigationId);
      return { ...seen, value: { document, format } };
    },
  });

  reads(app, {
    ...FILE,
    render,
    url: '/consultations/:consultationId/documents/request',
    operation: 'document.read-request',
    sv: 'Hämta begäran till den som konsulteras, PDF eller HTML',
    summary: 'Fetch the request to whoever is consulted, PDF or HTML (begäran om uppgifter)',
    description: `${AS_IT_STANDS} Of the child it says the name and the birth date, and of nobody else anything.`,
    params: ofConsultation,
    async handle({ params: { consultationId }, query: { format }, ...asked }) {
      const { value: document, ...seen } = await actions.printConsultationRequest(asked, consultationId);
      return { ...seen, value: { document, format } };
    },
  });
}

/** HTML where the caller reads that rather than PDF. */
const preferred = (reply: FastifyReply): Format =>
  new Negotiator(reply.request).mediaType(Object.values(FORMATS)) === FORMATS.html ? 'html' : 'pdf';

async function send(printer: Printer, { document, format }: Printout, reply: FastifyReply) {
  const chosen = format ?? preferred(reply);
  // The name of the file is seen by whoever looks over a shoulder: a case number and nothing of the child.
  const name = `${document.fileName}-${document.caseNumber}.${chosen}`;
  const body = await BODY[chosen](document, { printer, reply });
  return reply
    .code(200)
    .header('cache-control', 'no-store')
    .header('vary', 'Accept')
    .header('content-disposition', `inline; filename="${name}"`)
    .header('x-content-type-options', 'nosniff')
    .send(body);
}

type MakeBody = (
  document: PrintedDocument,
  at: { readonly printer: Printer; readonly reply: FastifyReply },
) => Promise<string | Buffer>;

const BODY: Readonly<Record<Format, MakeBody>> = {
  async pdf(document, { printer, reply }) {
    const bytes = await printer.print(document);
    reply.type(FORMATS.pdf);
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  },
  async html(document, { reply }) {
    // Loaded when first asked for: the start of the server is not to wait for it.
    const { CONTENT_SECURITY_POLICY, renderHtml } = await import('./html.ts');
    const page = renderHtml(document);
    reply.type(`${FORMATS.html}; charset=utf-8`).header('content-security-policy', CONTENT_SECURITY_POLICY);
    return page;
  },
};
