/** All code lists (kodverk) by name, and what the rest of the project needs of them. */
import { z } from 'zod';
import { type Codebook, type CodeIn, findCode } from '../kernel/codebook.ts';
import {
  consultationBasis,
  consultationCounterpart,
  consultationStatus,
  consultationStep,
  stepStatus,
  stepWaiver,
} from './codebooks/consultation.ts';
import { factor, factorKind } from './codebooks/factor.ts';
import { followUpContact, followUpEndReason, followUpGround, followUpStage } from './codebooks/follow-up.ts';
import { extensionGround, intakeOutcome, notHeardReason, protectionNeed } from './codebooks/intake.ts';
import {
  changeAssessment,
  consentAnswer,
  endInitiative,
  goalStatus,
  interventionBasis,
  interventionEndReason,
  interventionGroup,
  interventionType,
  sipStatus,
} from './codebooks/intervention.ts';
import {
  analysisPart,
  areaDecision,
  attitude,
  conversationForm,
  declinedBy,
  informationSource,
  instrument,
  investigationOutcome,
  livingSituation,
  needAssessment,
  noteStatus,
  respondent,
} from './codebooks/investigation.ts';
import { appealOutcome, informationManner, informationStage, notificationManner } from './codebooks/party.ts';
import {
  ageGroup,
  birthCountryGroup,
  earlierContact,
  legalSex,
  protectedIdentity,
  relationType,
} from './codebooks/person.ts';
import { breakdownInitiative, examinationStatus, legalBasis, placementForm } from './codebooks/placement.ts';
import { cause, causeGroup, channel, reporter, reportType } from './codebooks/report.ts';
import { needsArea, needsArea2006, triangleSide, triangleSide2006 } from './codebooks/triangle.ts';
import { intakePhase, investigationPhase } from './codebooks/workload.ts';

/** Every code list, keyed by its name. */
export const CODEBOOKS = {
  triangleSide,
  needsArea,
  triangleSide2006,
  needsArea2006,
  reportType,
  channel,
  reporter,
  causeGroup,
  cause,
  protectionNeed,
  intakeOutcome,
  notHeardReason,
  extensionGround,
  areaDecision,
  informationSource,
  needAssessment,
  conversationForm,
  noteStatus,
  instrument,
  respondent,
  livingSituation,
  attitude,
  analysisPart,
  investigationOutcome,
  declinedBy,
  consultationStep,
  consultationCounterpart,
  consultationBasis,
  consultationStatus,
  stepStatus,
  stepWaiver,
  informationStage,
  informationManner,
  notificationManner,
  appealOutcome,
  followUpGround,
  followUpStage,
  followUpContact,
  followUpEndReason,
  legalSex,
  protectedIdentity,
  relationType,
  ageGroup,
  birthCountryGroup,
  earlierContact,
  interventionGroup,
  interventionType,
  consentAnswer,
  goalStatus,
  changeAssessment,
  interventionBasis,
  interventionEndReason,
  endInitiative,
  sipStatus,
  placementForm,
  legalBasis,
  examinationStatus,
  breakdownInitiative,
  factorKind,
  factor,
  intakePhase,
  investigationPhase,
} as const satisfies Record<string, Codebook>;

export type CodebookName = keyof typeof CODEBOOKS;

/** The codes of a list as a type: `CodeOf<'cause'>`. */
export type CodeOf<Name extends CodebookName> = CodeIn<(typeof CODEBOOKS)[Name]>;

/** A code with its label and attributes as a type: `EntryOf<'cause'>['group']`. */
export type EntryOf<Name extends CodebookName> = (typeof CODEBOOKS)[Name]['codes'][number];

/** The label and attributes of a code that is known to be in the list. */
export function entryOf<Name extends CodebookName>(name: Name, code: CodeOf<Name>): EntryOf<Name> {
  const entry = findCode<EntryOf<Name>>(CODEBOOKS[name], code);
  if (entry === undefined) throw new RangeError(`${code} is not in the code list ${name}.`);
  return entry;
}

/** A fresh zod enum of the codes of a list. OpenAPI shows the name of the list as `x-codebook`. */
export function codeSchema<Name extends CodebookName>(name: Name): z.ZodEnum<{ [C in CodeOf<Name>]: C }> {
  const book: Codebook = CODEBOOKS[name];
  const members = Object.fromEntries(book.codes.map(({ code }) => [code, code]));
  return z.enum(members as { [C in CodeOf<Name>]: C }).meta({ description: book.sv, 'x-codebook': name });
}
