import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { creates, reads } from '../../http/route.ts';
import { Id } from '../../kernel/fields.ts';
import { getForReading } from '../actions.ts';
import { RetractionInput } from '../retraction.ts';
import * as actions from './actions.ts';
import * as schema from './schema.ts';

const tag = 'Investigations';
const params = z.object({ investigationId: Id });
const url = '/investigations/:investigationId/follow-up';

const at = (investigationId: string) => `/investigations/${investigationId}/follow-up`;

/** The follow-up of the child's situation when an investigation was closed without insats (uppföljning). */
export async function followUpRoutes(app: FastifyInstance): Promise<void> {
  reads(app, {
    url,
    operation: 'follow-up.read',
    permission: 'investigation:read',
    tag,
    sv: 'Läs uppföljningen av barnets situation efter utredningen',
    versioned: true,
    summary: 'Read the follow-up of the child’s situation after the investigation (uppföljning)',
    description:
      'With who was told of it, and the contacts made. 404 where none was decided. Leaves out who was told where that ' +
      'person’s identity is protected from the caller; whether everyone was told is then not said either.',
    params,
    response: schema.FollowUp,
    async handle({ reader, caller, now, params: { investigationId } }) {
      const investigation = await getForReading(reader, investigationId, caller, now);
      const value = await actions.readFollowUp(reader, investigation, caller);
      return {
        value,
        persons: [...new Set([investigation.childId, ...value.informations.map(({ personId }) => personId)])],
        ids: [investigation.id],
        version: value.version,
      };
    },
  });

  creates(app, {
    url,
    operation: 'follow-up.decide',
    permission: 'investigation:decide',
    tag,
    sv: 'Besluta att följa upp barnets situation',
    summary: 'Decide to follow up the child’s situation (beslut om uppföljning)',
    description:
      'Once, when the investigation was closed without a decision on an insats, within the time counted from that day, ' +
      'and unless a new investigation has been opened. It ends by itself when one is. If-Match is the ETag of the ' +
      'investigation; the ETag of the answer is that of the follow-up.',
    params,
    ifMatch: true,
    body: schema.FollowUpInput,
    response: schema.FollowUp,
    async handle(work, { params: { investigationId }, body, basedOn }) {
      const value = await actions.decideFollowUp(work, investigationId, body, basedOn);
      return { value, location: at(investigationId), version: value.version };
    },
  });

  creates(app, {
    url: `${url}/end`,
    operation: 'follow-up.end',
    permission: 'investigation:decide',
    tag,
    sv: 'Avsluta uppföljningen av barnets situation',
    summary: 'End the follow-up of the child’s situation (beslut att avsluta uppföljningen)',
    description: 'If-Match is the ETag of the follow-up, which every contact and information raises.',
    params,
    ifMatch: true,
    body: schema.FollowUpEndInput,
    response: schema.FollowUp,
    async handle(work, { params: { investigationId }, body, basedOn }) {
      const value = await actions.endFollowUp(work, investigationId, body, basedOn);
      return { value, location: at(investigationId), version: value.version };
    },
  });

  creates(app, {
    url: `${url}/information`,
    operation: 'follow-up-information.record',
    permission: 'investigation:work',
    tag,
    sv: 'Registrera att någon informerats om att uppföljningen inletts eller avslutats',
    summary: 'Record that someone was told that the follow-up began or ended (information om uppföljningen)',
    description:
      'The guardians, and the child itself, who from 15 is to be told. The ETag is that of the follow-up.',
    params,
    body: schema.FollowUpInformationInput,
    response: schema.FollowUpInformation,
    async handle(work, { params: { investigationId }, body }) {
      const { information, version } = await actions.recordInformation(work, investigationId, body);
      return { value: information, location: at(investigationId), version };
    },
  });

  creates(app, {
    url: `${url}/information/:informationId/retraction`,
    operation: 'follow-up-information.retract',
    permission: 'investigation:work',
    tag,
    sv: 'Ta tillbaka en information om uppföljningen',
    summary: 'Take back that someone was told of the follow-up (återtagande)',
    params: params.extend({ informationId: Id }),
    body: RetractionInput,
    response: schema.FollowUpInformation,
    async handle(work, { params: { investigationId, informationId }, body }) {
      const { information, version } = await actions.retractInformation(
        work,
        investigationId,
        informationId,
        body,
      );
      return { value: information, location: at(investigationId), version };
    },
  });

  creates(app, {
    url: `${url}/contacts`,
    operation: 'follow-up-contact.record',
    permission: 'investigation:work',
    tag,
    sv: 'Anteckna en kontakt under uppföljningen',
    summary: 'Note a contact made in the follow-up (kontakt)',
    description:
      'The board may take the contacts that are needed, ask experts, and talk with the child without the guardian’s ' +
      'consent (SoL (2025:400) 23 kap. 4 §); none is required, and nobody has a duty to answer. The ETag is that of ' +
      'the follow-up.',
    params,
    body: schema.FollowUpContactInput,
    response: schema.FollowUpContact,
    async handle(work, { params: { investigationId }, body }) {
      const { contact, version } = await actions.recordContact(work, investigationId, body);
      return { value: contact, location: at(investigationId), version };
    },
  });

  creates(app, {
    url: `${url}/contacts/:contactId/retraction`,
    operation: 'follow-up-contact.retract',
    permission: 'investigation:work',
    tag,
    sv: 'Ta tillbaka en anteckning om en kontakt',
    summary: 'Take back the note of a contact (återtagande)',
    params: params.extend({ contactId: Id }),
    body: RetractionInput,
    response: schema.FollowUpContact,
    async handle(work, { params: { investigationId, contactId }, body }) {
      const { contact, version } = await actions.retractContact(work, investigationId, contactId, body);
      return { value: contact, location: at(investigationId), version };
    },
  });
}
