import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { reachOf } from '../access/reach.ts';
import { cut, Paging, pageOf, startOf } from '../http/paging.ts';
import { changes, creates, reads } from '../http/route.ts';
import { Id } from '../kernel/fields.ts';
import { NotFound } from '../kernel/outcome.ts';
import * as actions from './actions.ts';
import { loadIntake } from './load.ts';
import * as schema from './schema.ts';
import { countIntakes, findIntake, listIntakes } from './store.ts';

const tag = 'Reports';
const params = z.object({ intakeId: Id });

/** One child's intake, from the report to the decision. `next` is what the steps after it do (see process.ts). */
export async function intakeRoutes(app: FastifyInstance, { next }: { next: actions.Next }): Promise<void> {
  reads(app, {
    url: '/intakes',
    operation: 'intake.list',
    permission: 'intake:read',
    tag,
    sv: 'Lista aktualiseringar, senaste först',
    summary: 'List intakes, the latest first',
    query: Paging.extend(schema.IntakeFilter.shape),
    response: pageOf('IntakePage', schema.IntakeSummary),
    async handle({ reader, caller, now, query }) {
      const reach = reachOf(caller, 'intake');
      const { unit, handlerId, childId, state } = query;
      const filter = { unit, handlerId, childId, state };
      const rows = await listIntakes(reader, filter, startOf(query), reach, now);
      const { items, page } = cut(rows, query.limit, (row) => [row.receivedAt, row.id]);
      const total = query.total ? { total: await countIntakes(reader, filter, reach, now) } : {};
      return {
        value: { items, page: { ...page, ...total } },
        persons: items.map((row) => row.childId),
        ids: items.map((row) => row.id),
      };
    },
  });

  reads(app, {
    url: '/intakes/:intakeId',
    operation: 'intake.read',
    permission: 'intake:read',
    tag,
    sv: 'Läs ett barns aktualisering i sin helhet',
    versioned: true,
    summary: 'Read a whole intake (ett barns aktualisering)',
    params,
    response: schema.Intake,
    async handle({ reader, caller, now, params: { intakeId } }) {
      const row = await findIntake(reader, intakeId, reachOf(caller, 'intake'), now);
      if (!row) throw new NotFound();
      const value = await loadIntake(reader, row);
      return { value, persons: [row.childId], ids: [row.id], version: row.version };
    },
  });

  changes(app, {
    method: 'PATCH',
    url: '/intakes/:intakeId',
    operation: 'intake.correct',
    permission: 'intake:work',
    tag,
    sv: 'Rätta orsakerna',
    summary: 'Correct the causes (orsaker)',
    params,
    body: schema.IntakePatch,
    response: schema.Intake,
    async handle(work, { params: { intakeId }, body, basedOn }) {
      const value = await actions.correctIntake(work, intakeId, body, basedOn);
      return { value, version: value.version };
    },
  });

  creates(app, {
    url: '/intakes/:intakeId/protection-assessments',
    operation: 'intake.assess-protection',
    permission: 'intake:work',
    tag,
    sv: 'Registrera den omedelbara skyddsbedömningen',
    summary: 'Record the immediate protection assessment (omedelbar skyddsbedömning)',
    params,
    body: schema.ProtectionAssessmentInput,
    response: schema.ProtectionAssessment,
    async handle(work, { params: { intakeId }, body }) {
      const { assessment, version } = await actions.assessProtection(work, intakeId, body);
      return { value: assessment, location: `/intakes/${intakeId}`, version };
    },
  });

  changes(app, {
    method: 'PUT',
    url: '/intakes/:intakeId/preliminary-assessment',
    operation: 'intake.save-preliminary-assessment',
    permission: 'intake:work',
    tag,
    sv: 'Spara förhandsbedömningen så långt den har kommit',
    summary: 'Save the preliminary assessment as far as it has come (förhandsbedömning)',
    params,
    body: schema.PreliminaryAssessmentInput,
    response: schema.Intake,
    async handle(work, { params: { intakeId }, body, basedOn }) {
      const value = await actions.savePreliminaryAssessment(work, intakeId, body, basedOn);
      return { value, version: value.version };
    },
  });

  creates(app, {
    url: '/intakes/:intakeId/extensions',
    operation: 'intake.extend',
    permission: 'intake:decide',
    tag,
    sv: 'Förläng de 14 dagarna på synnerliga skäl',
    summary: 'Extend the 14 days on synnerliga skäl (förlängd förhandsbedömning)',
    params,
    ifMatch: true,
    body: schema.ExtensionInput,
    response: schema.Extension,
    async handle(work, { params: { intakeId }, body, basedOn }) {
      const { extension, version } = await actions.extendIntake(work, intakeId, body, basedOn);
      return { value: extension, location: `/intakes/${intakeId}`, version };
    },
  });

  creates(app, {
    url: '/intakes/:intakeId/decision',
    operation: 'intake.decide',
    permission: 'intake:decide',
    tag,
    sv: 'Besluta efter förhandsbedömning: inleda, inte inleda eller påföra pågående utredning',
    summary:
      'Decide: open an investigation, do not open, or join the running one (beslut efter förhandsbedömning)',
    params,
    ifMatch: true,
    body: schema.IntakeDecisionInput,
    response: schema.Intake,
    async handle(work, { params: { intakeId }, body, basedOn }) {
      const value = await actions.decideIntake(work, intakeId, body, basedOn, next);
      return { value, location: `/intakes/${intakeId}`, version: value.version };
    },
  });

  changes(app, {
    method: 'PUT',
    url: '/intakes/:intakeId/feedback',
    operation: 'intake.give-feedback',
    permission: 'intake:work',
    tag,
    sv: 'Registrera återkoppling till anmälaren, eller varför den är olämplig',
    summary:
      'Record that a mandatory reporter asks for feedback, has got it, or why it is unsuitable (återkoppling)',
    params,
    body: schema.FeedbackInput,
    response: schema.Intake,
    async handle(work, { params: { intakeId }, body, basedOn }) {
      const value = await actions.giveFeedback(work, intakeId, body, basedOn);
      return { value, version: value.version };
    },
  });

  creates(app, {
    url: '/intakes/:intakeId/assignments',
    operation: 'intake.assign',
    permission: 'intake:assign',
    tag,
    sv: 'Tilldela aktualiseringen en annan handläggare',
    summary: 'Hand the intake to another handler (tilldelning)',
    params,
    ifMatch: true,
    body: schema.AssignmentInput,
    response: schema.Intake,
    async handle(work, { params: { intakeId }, body, basedOn }) {
      const value = await actions.assignIntake(work, intakeId, body, basedOn);
      return { value, location: `/intakes/${intakeId}`, version: value.version };
    },
  });
}
