import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Reach, reachOf } from '../access/reach.ts';
import type { Work } from '../access/work.ts';
import type { Reader } from '../database/handle.ts';
import { creates, reads } from '../http/route.ts';
import { Id } from '../kernel/fields.ts';
import { NotFound } from '../kernel/outcome.ts';
import { PersonInput } from '../person/schema.ts';
import { type Receipt, Receipt as ReceiptSchema, Report, ReportedChild, ReportInput } from './schema.ts';
import { findReport, findReportedChildren } from './store.ts';

/** What the intake slice does for the report's routes; app.ts ties them together. */
export interface ReportOptions {
  register(work: Work, input: ReportInput): Promise<Receipt>;
  /** The intakes of a report that the caller sees, and how many of its children may not be known. */
  intakesOf(
    reader: Reader,
    reportId: string,
    reach: Reach,
    now: string,
  ): Promise<{
    seen: readonly { id: string; caseNumber: string; childId: string; investigationId: string | null }[];
    hidden: number;
  }>;
}

const ChildAsTold = ReportedChild.extend({
  told: PersonInput.nullable().describe(
    'What the report told of the child; null when the child was given by personId',
  ),
}).meta({
  id: 'ChildAsTold',
  examples: [
    {
      ...(ReportedChild.meta()!.examples as ReportedChild[])[0]!,
      told: (PersonInput.meta()!.examples as PersonInput[])[0]!,
    },
  ],
});

const ReportWithChildren = Report.extend({ children: z.array(ChildAsTold) }).meta({
  id: 'ReportWithChildren',
  examples: [
    {
      ...(Report.meta()!.examples as Report[])[0]!,
      children: [(ChildAsTold.meta()!.examples as z.infer<typeof ChildAsTold>[])[0]!],
    },
  ],
});

export async function reportRoutes(
  app: FastifyInstance,
  { register, intakesOf }: ReportOptions,
): Promise<void> {
  creates(app, {
    url: '/reports',
    operation: 'report.register',
    permission: 'report:register',
    tag: 'Reports',
    sv: 'Registrera en anmälan, ansökan eller information på annat sätt (aktualisering)',
    summary: 'Register a report of concern, an application or other information (aktualisering)',
    description:
      'One report may concern several children; each gets an intake and a case number. The receipt is given when the ' +
      'report is durably stored. A number that is known is matched to that person. An application (ansökan) opens an ' +
      'investigation at once.',
    receipt: true,
    body: ReportInput,
    response: ReceiptSchema,
    async handle(work, { body }) {
      const value = await register(work, body);
      return { value, location: `/reports/${value.reportId}` };
    },
  });

  reads(app, {
    url: '/reports/:reportId',
    operation: 'report.read',
    permission: 'report:read',
    tag: 'Reports',
    sv: 'Läs en aktualisering med dess barn',
    summary: 'Read a report with its children',
    description:
      'Seen by whoever sees an intake of it, unless a child on it has an identity protected from the caller.',
    params: z.object({ reportId: Id }),
    response: ReportWithChildren,
    async handle({ reader, caller, now, params: { reportId } }) {
      const { seen, hidden } = await intakesOf(reader, reportId, reachOf(caller, 'intake'), now);
      const report = seen.length > 0 && hidden === 0 ? await findReport(reader, reportId) : undefined;
      if (!report) throw new NotFound();
      const reported = await findReportedChildren(reader, reportId);
      const toldOf = new Map(reported.map(({ childId, told }) => [childId, told]));
      const children = seen.map(({ id, caseNumber, childId, investigationId }) => ({
        intakeId: id,
        caseNumber,
        childId,
        investigationId,
        told: toldOf.get(childId) ?? null,
      }));
      return {
        value: { ...report, children },
        // The text is about every child on the report, whoever's intake the caller sees.
        persons: reported.map((child) => child.childId),
        ids: [reportId],
      };
    },
  });
}
