import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { reachOf } from '../../access/reach.ts';
import { cut, Paging, pageOf, startOf } from '../../http/paging.ts';
import { changes, creates, reads } from '../../http/route.ts';
import { Id } from '../../kernel/fields.ts';
import { getForReading } from '../actions.ts';
import * as actions from './actions.ts';
import { coverLinesOf } from './rules.ts';
import * as schema from './schema.ts';
import { countConsultations, listConsultations } from './store.ts';

const tag = 'Investigations';
const ofInvestigation = z.object({ investigationId: Id });
const ofConsultation = z.object({ consultationId: Id });

const show = (consultation: schema.Consultation): schema.ConsultationShown => ({
  ...consultation,
  coverLines: coverLinesOf(consultation),
});

const after = (consultation: schema.Consultation) => ({
  value: show(consultation),
  location: `/consultations/${consultation.id}`,
  version: consultation.version,
});

/** What others are asked about the child, and the two steps that belong to every investigation. */
export async function consultationRoutes(app: FastifyInstance): Promise<void> {
  inInvestigation(app);
  onItsOwn(app);
  happenings(app);
  steps(app);
}

function inInvestigation(app: FastifyInstance): void {
  creates(app, {
    url: '/investigations/:investigationId/consultations',
    operation: 'consultation.draft',
    permission: 'investigation:work',
    tag,
    sv: 'Påbörja en konsultation som utkast',
    summary: 'Begin a consultation (konsultation) as a draft',
    description:
      'Where no questions are given, the draft gets proposals for that counterpart about the areas that the plan has ' +
      'chosen. They can be changed until it is sent.',
    params: ofInvestigation,
    body: schema.ConsultationInput,
    response: schema.ConsultationShown,
    async handle(work, { params: { investigationId }, body }) {
      return after(await actions.draftConsultation(work, investigationId, body));
    },
  });

  reads(app, {
    url: '/investigations/:investigationId/consultations',
    operation: 'consultation.list-in-investigation',
    permission: 'investigation:read',
    tag,
    sv: 'Lista en utrednings konsultationer',
    summary: 'List the consultations of an investigation',
    params: ofInvestigation,
    response: schema.ConsultationList,
    async handle({ reader, caller, now, params: { investigationId } }) {
      const { childId } = await getForReading(reader, investigationId, caller, now);
      const items = await actions.loadConsultations(reader, investigationId);
      return { value: { items: items.map(show) }, persons: [childId], ids: items.map(({ id }) => id) };
    },
  });
}

function onItsOwn(app: FastifyInstance): void {
  reads(app, {
    url: '/consultations',
    operation: 'consultation.list',
    permission: 'investigation:read',
    tag,
    sv: 'Lista konsultationer i alla ärenden, efter svarsdag',
    summary: 'Worklist of consultations across cases, by answer day',
    description: 'Those without an answer day, drafts that is, come last.',
    query: Paging.extend(schema.ConsultationFilter.shape),
    response: pageOf('ConsultationPage', schema.ConsultationSummary),
    async handle({ reader, caller, now, query }) {
      const reach = reachOf(caller, 'investigation');
      const { unit, handlerId, status, state, answerBefore } = query;
      const filter = { unit, handlerId, status, state, answerBefore };
      const rows = await listConsultations(reader, filter, startOf(query), reach, now);
      const { items, page } = cut(rows, query.limit, (row) => [row.answerKey, row.id]);
      const total = query.total ? { total: await countConsultations(reader, filter, reach, now) } : {};
      return {
        value: { items: items.map(({ answerKey: _, ...item }) => item), page: { ...page, ...total } },
        persons: items.map((row) => row.childId),
        ids: items.map((row) => row.id),
      };
    },
  });

  reads(app, {
    url: '/consultations/:consultationId',
    operation: 'consultation.read',
    permission: 'investigation:read',
    tag,
    sv: 'Läs en konsultation med frågor och svar',
    versioned: true,
    summary: 'Read a consultation with its questions and answer',
    params: ofConsultation,
    response: schema.ConsultationShown,
    async handle({ reader, caller, now, params: { consultationId } }) {
      const { consultation, investigation } = await actions.getConsultation(
        reader,
        consultationId,
        caller,
        now,
      );
      return {
        value: show(consultation),
        persons: [investigation.childId],
        ids: [consultation.id],
        version: consultation.version,
      };
    },
  });

  changes(app, {
    method: 'PATCH',
    url: '/consultations/:consultationId',
    operation: 'consultation.edit',
    permission: 'investigation:work',
    tag,
    sv: 'Ändra ett utkast till konsultation',
    summary: 'Change a draft',
    description: 'What has been sent is not changed: new questions are a new consultation.',
    params: ofConsultation,
    body: schema.ConsultationPatch,
    response: schema.ConsultationShown,
    async handle(work, { params: { consultationId }, body, basedOn }) {
      return after(await actions.editDraft(work, consultationId, body, basedOn));
    },
  });
}

function happenings(app: FastifyInstance): void {
  creates(app, {
    url: '/consultations/:consultationId/dispatch',
    operation: 'consultation.dispatch',
    permission: 'investigation:work',
    tag,
    sv: 'Registrera att konsultationen har skickats',
    summary: 'Record that the consultation was sent (skickad)',
    description:
      'Needs questions and a basis; consent as basis needs a note of the consent. The answer day follows from the ' +
      'agreement with the counterpart when it is left out.',
    params: ofConsultation,
    ifMatch: true,
    body: schema.DispatchInput,
    response: schema.ConsultationShown,
    async handle(work, { params: { consultationId }, body, basedOn }) {
      return after(await actions.dispatch(work, consultationId, body, basedOn));
    },
  });

  creates(app, {
    url: '/consultations/:consultationId/reminders',
    operation: 'consultation.remind',
    permission: 'investigation:work',
    tag,
    sv: 'Registrera en påminnelse med ny svarsdag',
    summary: 'Record a reminder, with a new answer day (påminnelse)',
    params: ofConsultation,
    ifMatch: true,
    body: schema.ReminderInput,
    response: schema.ConsultationShown,
    async handle(work, { params: { consultationId }, body, basedOn }) {
      return after(await actions.remind(work, consultationId, body, basedOn));
    },
  });

  creates(app, {
    url: '/consultations/:consultationId/answer',
    operation: 'consultation.answer',
    permission: 'investigation:work',
    tag,
    sv: 'Registrera svaret på en konsultation',
    summary: 'Record the answer (svar på konsultation)',
    params: ofConsultation,
    ifMatch: true,
    body: schema.AnswerInput,
    response: schema.ConsultationShown,
    async handle(work, { params: { consultationId }, body, basedOn }) {
      return after(await actions.answer(work, consultationId, body, basedOn));
    },
  });

  creates(app, {
    url: '/consultations/:consultationId/withdrawal',
    operation: 'consultation.withdraw',
    permission: 'investigation:work',
    tag,
    sv: 'Registrera att konsultationen avböjts, eller avslutas utan svar',
    summary: 'Record that it was declined, or is closed without an answer (avböjd, avslutad utan svar)',
    description: 'A draft that is not to be sent is closed here too; it then counts for no step.',
    params: ofConsultation,
    ifMatch: true,
    body: schema.WithdrawalInput,
    response: schema.ConsultationShown,
    async handle(work, { params: { consultationId }, body, basedOn }) {
      return after(await actions.withdraw(work, consultationId, body, basedOn));
    },
  });
}

function steps(app: FastifyInstance): void {
  reads(app, {
    url: '/investigations/:investigationId/consultation-steps',
    operation: 'consultation-step.list',
    permission: 'investigation:read',
    tag,
    sv: 'Läs utredningens två konsultationssteg: skola och hälsa',
    summary: 'Read the two steps of an investigation: school and health (konsultationssteg)',
    params: ofInvestigation,
    response: schema.ConsultationStepList,
    async handle({ reader, caller, now, params: { investigationId } }) {
      const { childId } = await getForReading(reader, investigationId, caller, now);
      const items = await actions.loadSteps(reader, investigationId);
      return { value: { items }, persons: [childId], ids: [investigationId] };
    },
  });

  creates(app, {
    url: '/investigations/:investigationId/consultation-steps',
    operation: 'consultation-step.waive',
    permission: 'investigation:work',
    tag,
    sv: 'Gör undantag från ett konsultationssteg, med skäl',
    summary: 'Waive a step, with the reason (undantag från konsultationssteg)',
    params: ofInvestigation,
    body: schema.StepWaiverInput,
    response: schema.ConsultationStep,
    async handle(work, { params: { investigationId }, body }) {
      const value = await actions.waiveStep(work, investigationId, body);
      return { value, location: `/investigations/${investigationId}/consultation-steps` };
    },
  });
}
