import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { changes, creates, reads } from '../../http/route.ts';
import { Id } from '../../kernel/fields.ts';
import { getForReading } from '../actions.ts';
import * as actions from './actions.ts';
import * as schema from './schema.ts';

const tag = 'Investigations';
const params = z.object({ investigationId: Id });
const one = params.extend({ notificationId: Id });
const url = '/investigations/:investigationId/notifications';

/** When each party received the decision, its appeal, and laga kraft (underrättelse om beslut). */
export async function notificationRoutes(app: FastifyInstance): Promise<void> {
  reads(app, {
    url,
    operation: 'notification.list',
    permission: 'investigation:read',
    tag,
    sv: 'Lista underrättelser om beslutet, överklaganden och laga kraft',
    summary:
      'List the notifications of the decision, with appeals and legal force (underrättelse, laga kraft)',
    description:
      'Empty while the investigation runs. Leaves out a party whose identity is protected from the caller; what is ' +
      'said of all parties together (allPartiesNotified, legalForceOn) is then not told either.',
    params,
    response: schema.Notifications,
    async handle({ reader, caller, now, today, params: { investigationId } }) {
      const investigation = await getForReading(reader, investigationId, caller, now);
      const value = await actions.listNotifications(reader, investigation, caller, today);
      const { items } = value;
      return {
        value,
        persons: [investigation.childId, ...items.map(({ partyId }) => partyId)],
        ids: items.map(({ id }) => id),
      };
    },
  });

  reads(app, {
    url: `${url}/:notificationId`,
    operation: 'notification.read',
    permission: 'investigation:read',
    tag,
    sv: 'Läs en parts underrättelse om beslutet',
    versioned: true,
    summary: 'Read the notification of a party (underrättelse om beslut)',
    params: one,
    response: schema.Notification,
    async handle({ reader, caller, now, today, params: { investigationId, notificationId } }) {
      const investigation = await getForReading(reader, investigationId, caller, now);
      const value = await actions.getNotification(reader, investigationId, notificationId, caller, today);
      return {
        value,
        persons: [investigation.childId, value.partyId],
        ids: [value.id],
        version: value.version,
      };
    },
  });

  creates(app, {
    url,
    operation: 'notification.record',
    permission: 'investigation:work',
    tag,
    sv: 'Registrera att en part fått del av beslutet',
    summary: 'Record that a party received the decision (underrättelse om beslut)',
    description:
      'Once per party, when the investigation is closed. The parties are the guardians of the day of the decision, and ' +
      'the child itself from 15. Three weeks to appeal run from the day on which that party received it.',
    params,
    body: schema.NotificationInput,
    response: schema.Notification,
    async handle(work, { params: { investigationId }, body }) {
      const value = await actions.notify(work, investigationId, body);
      return {
        value,
        location: `/investigations/${investigationId}/notifications/${value.id}`,
        version: value.version,
      };
    },
  });

  changes(app, {
    method: 'PATCH',
    url: `${url}/:notificationId`,
    operation: 'notification.correct',
    permission: 'investigation:work',
    tag,
    sv: 'Rätta en underrättelse om beslutet',
    summary: 'Correct the notification of a party (underrättelse om beslut)',
    params: one,
    body: schema.NotificationPatch,
    response: schema.Notification,
    async handle(work, { params: { investigationId, notificationId }, body, basedOn }) {
      const value = await actions.correctNotification(work, investigationId, notificationId, body, basedOn);
      return { value, version: value.version };
    },
  });

  changes(app, {
    method: 'PUT',
    url: `${url}/:notificationId/appeal`,
    operation: 'notification.record-appeal',
    permission: 'investigation:work',
    tag,
    sv: 'Registrera partens överklagande, och vad det ledde till',
    summary: 'Record the appeal of the party, and what it led to (överklagande)',
    description:
      'One that came in after the last lawful day is recorded as late; it stops legal force only if it is tried all ' +
      'the same.',
    params: one,
    body: schema.AppealInput,
    response: schema.Notification,
    async handle(work, { params: { investigationId, notificationId }, body, basedOn }) {
      const value = await actions.recordAppeal(work, investigationId, notificationId, body, basedOn);
      return { value, version: value.version };
    },
  });
}
