import type { InvestigationRecord } from '../../src/record/record.ts';

/** What nothing has happened in yet: the rest of a record of an investigation that was just opened. */
export const nothingYet = () => ({
  closedOn: null,
  outcome: null,
  appealable: null,
  declinedBy: null,
  livingSituation: null,
  knownDisability: null,
  notHeardReason: null,
  guardiansAtOpening: [],
  informations: [],
  extensions: [],
  firstPlanSavedAt: null,
  childFirstHeardOn: null,
  plans: [],
  statements: [],
  factors: [],
  conversations: [],
  consultations: [],
  instruments: [],
  waivers: [],
  analysis: null,
  communications: [],
  notifications: [],
  followUp: null,
});

nothingYet satisfies () => Partial<InvestigationRecord>;
