import { isNotNull, isNull, sql } from 'drizzle-orm';
import { communication } from '../investigation/communication/tables.ts';
import { consent } from '../investigation/consent/tables.ts';
import { partyInformation } from '../investigation/information/tables.ts';
import { note, noteObjection } from '../investigation/note/tables.ts';
import { decisionNotification } from '../investigation/notification/tables.ts';
import { type Kind, labelOf, oneUnder, paragraphs, under, words } from './file-kinds.ts';
import type { InvestigationEntryKind } from './schema.ts';

/** What people were told in an investigation, and what they said to it: nothing of whom the caller may not know. */

const ofInformation = {
  from: partyInformation,
  of: partyInformation.investigationId,
  id: partyInformation.id,
  recordedAt: partyInformation.recordedAt,
  by: partyInformation.recordedBy,
  code: partyInformation.stage,
  party: partyInformation.personId,
};
const ofCommunication = {
  from: communication,
  of: communication.investigationId,
  id: communication.id,
  party: communication.partyId,
};
/** A notification keeps when it was recorded; of the appeal that came of it the days alone. */
const ofNotification = {
  from: decisionNotification,
  of: decisionNotification.investigationId,
  id: decisionNotification.id,
  party: decisionNotification.partyId,
};

export const KINDS_OF_PARTIES = {
  'party-information': {
    source: {
      ...ofInformation,
      on: partyInformation.informedOn,
      text: partyInformation.note,
      detail: partyInformation.manner,
      where: isNull(partyInformation.exception),
    },
    heading: ({ code }) => `Information: ${labelOf('informationStage', code)}`,
    href: oneUnder('/party-information'),
    text: ({ detail, text }) => paragraphs(labelOf('informationManner', detail), text),
  },
  'party-information-exception': {
    source: {
      ...ofInformation,
      text: partyInformation.exception,
      where: isNotNull(partyInformation.exception),
    },
    heading: ({ code }) => `Undantag från information: ${labelOf('informationStage', code)}`,
    href: oneUnder('/party-information'),
  },
  'note-objection': {
    source: {
      from: sql`${noteObjection} inner join ${note} on ${note.id} = ${noteObjection.noteId}`,
      of: note.investigationId,
      id: noteObjection.id,
      on: noteObjection.objectedOn,
      recordedAt: noteObjection.recordedAt,
      by: noteObjection.recordedBy,
      text: noteObjection.text,
      party: noteObjection.byPersonId,
      detail: sql`${note.id} || ' ' || ${note.happenedOn}`,
    },
    heading: (row) => `Invändning mot anteckning om ${words(row)[1]}`,
    href: (row) => under(`/notes/${words(row)[0]}`)(row),
  },
  communication: {
    source: {
      ...ofCommunication,
      on: communication.sentOn,
      recordedAt: communication.recordedAt,
      by: communication.recordedBy,
      detail: communication.commentBy,
      where: isNull(communication.exception),
    },
    heading: ({ detail }) => `Kommunicering, yttrande senast ${detail}`,
    href: oneUnder('/communications'),
  },
  'communication-exception': {
    source: {
      ...ofCommunication,
      recordedAt: communication.recordedAt,
      by: communication.recordedBy,
      text: communication.exception,
      where: isNotNull(communication.exception),
    },
    heading: () => 'Undantag från kommunicering',
    href: oneUnder('/communications'),
  },
  comment: {
    source: {
      ...ofCommunication,
      on: communication.commentReceivedOn,
      after: communication.recordedAt,
      text: communication.comment,
      where: isNotNull(communication.commentReceivedOn),
    },
    heading: () => 'Yttrande',
    href: oneUnder('/communications'),
  },
  consent: {
    source: {
      from: consent,
      of: consent.investigationId,
      id: consent.id,
      on: consent.on,
      recordedAt: consent.recordedAt,
      by: consent.recordedBy,
      code: consent.answer,
      text: consent.note,
      party: consent.personId,
      detail: sql`${consent.intervention} || coalesce(' ' || ${consent.placementForm}, '')`,
    },
    heading: (row) => {
      const [intervention = null, form] = words(row);
      const what = [
        labelOf('interventionType', intervention),
        ...(form === undefined ? [] : [labelOf('placementForm', form)]),
      ];
      return `Svar om samtycke, ${what.join(', ')}: ${labelOf('consentAnswer', row.code)}`;
    },
    href: under('/consents'),
  },
  notification: {
    source: {
      ...ofNotification,
      on: decisionNotification.notifiedOn,
      recordedAt: decisionNotification.recordedAt,
      by: decisionNotification.recordedBy,
      code: decisionNotification.manner,
    },
    heading: ({ code }) => `Underrättelse om beslutet: ${labelOf('notificationManner', code)}`,
    href: oneUnder('/notifications'),
  },
  appeal: {
    source: {
      ...ofNotification,
      on: decisionNotification.appealReceivedOn,
      after: decisionNotification.recordedAt,
      text: decisionNotification.appealNote,
      where: isNotNull(decisionNotification.appealReceivedOn),
    },
    heading: () => 'Överklagande',
    href: oneUnder('/notifications'),
  },
  'appeal-outcome': {
    source: {
      ...ofNotification,
      on: decisionNotification.appealDecidedOn,
      after: decisionNotification.recordedAt,
      code: decisionNotification.appealOutcome,
      where: isNotNull(decisionNotification.appealDecidedOn),
    },
    heading: ({ code }) => `Överklagandet avgjort: ${labelOf('appealOutcome', code)}`,
    href: oneUnder('/notifications'),
  },
} as const satisfies Partial<Record<InvestigationEntryKind, Kind>>;
