import { isNotNull } from 'drizzle-orm';
import { followUp, followUpContact, followUpInformation } from '../investigation/follow-up/tables.ts';
import { type FileRow, type Kind, labelOf, paragraphs, titled, under } from './file-kinds.ts';
import type { InvestigationEntryKind } from './schema.ts';

/** What stands in a child's file of the follow-up after an investigation (uppföljning av barnets situation). */

const atFollowUp = under('/follow-up');

/** What was taken back stays, and says so; why is the detail. */
const orRetracted = (heading: string, { detail }: FileRow) =>
  detail === null ? heading : `${heading} (återtagen)`;
const retracted = ({ detail }: FileRow) => titled('Återtagen', detail);

const ofFollowUp = { from: followUp, of: followUp.investigationId, id: followUp.investigationId };

export const KINDS_OF_FOLLOW_UPS = {
  'follow-up': {
    source: {
      ...ofFollowUp,
      on: followUp.decidedOn,
      recordedAt: followUp.decidedAt,
      by: followUp.decidedBy,
      code: followUp.ground,
      text: followUp.reasons,
    },
    heading: () => 'Beslut: Uppföljning av barnets situation',
    href: atFollowUp,
    text: ({ code, text }) => paragraphs(labelOf('followUpGround', code), text),
  },
  'follow-up-information': {
    source: {
      from: followUpInformation,
      of: followUpInformation.investigationId,
      id: followUpInformation.id,
      on: followUpInformation.informedOn,
      recordedAt: followUpInformation.recordedAt,
      by: followUpInformation.recordedBy,
      code: followUpInformation.stage,
      more: followUpInformation.manner,
      detail: followUpInformation.retractionReason,
      party: followUpInformation.personId,
    },
    heading: (row) => orRetracted(`Information: ${labelOf('followUpStage', row.code)}`, row),
    href: atFollowUp,
    text: (row) => paragraphs(labelOf('informationManner', row.more), retracted(row)),
  },
  'follow-up-contact': {
    source: {
      from: followUpContact,
      of: followUpContact.investigationId,
      id: followUpContact.id,
      on: followUpContact.on,
      recordedAt: followUpContact.recordedAt,
      by: followUpContact.recordedBy,
      code: followUpContact.with,
      text: followUpContact.content,
      more: followUpContact.who,
      detail: followUpContact.retractionReason,
    },
    heading: (row) => orRetracted(`Kontakt under uppföljning: ${labelOf('followUpContact', row.code)}`, row),
    href: atFollowUp,
    text: (row) => paragraphs(row.more, row.text, retracted(row)),
  },
  'follow-up-end': {
    source: {
      ...ofFollowUp,
      on: followUp.endedOn,
      recordedAt: followUp.endedAt,
      by: followUp.endedBy,
      code: followUp.endReason,
      text: followUp.endNote,
      where: isNotNull(followUp.endedOn),
    },
    heading: ({ code }) => `Uppföljningen avslutad: ${labelOf('followUpEndReason', code)}`,
    href: atFollowUp,
  },
} as const satisfies Partial<Record<InvestigationEntryKind, Kind>>;
