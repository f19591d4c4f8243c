import { z } from 'zod';
import { DayField, FreeText, HandlerId, Id, InstantOut, Version } from '../../kernel/fields.ts';
import { codeSchema } from '../../knowledge/codebooks.ts';

/**
 * The goals of an intervention (mål): what is to become better for the child, in which area, by what it is seen and how
 * far it is to go. This slice owns the goals with all their versions, and why one was given up. It never judges how far
 * a goal has come: that belongs to the follow-ups and the end.
 */

const area = codeSchema('needsArea').describe('Delområde, by the triangle of today');
const INDICATOR = 'Indikator: by what it is seen';
const TARGET = 'Målvärde: how far it is to go; with an indicator the goal is measurable';
const SET_ON = 'The day from which the goal reads so';

/** A goal as told: set, or revised as a whole. */
export const GoalInput = z
  .strictObject({
    area,
    description: FreeText.describe('Målet'),
    indicator: FreeText.nullable().optional().describe(INDICATOR),
    target: FreeText.nullable().optional().describe(TARGET),
    setOn: DayField.optional().describe(
      `${SET_ON}; today when left out. A follow-up held earlier cannot judge it`,
    ),
  })
  .meta({
    id: 'GoalInput',
    examples: [
      {
        area: 'utbildning',
        description: 'Alva är i skolan varje dag.',
        indicator: 'Närvaro enligt skolans frånvarosystem',
        target: 'Minst 90 procent under en termin',
      },
    ],
  });
export type GoalInput = z.infer<typeof GoalInput>;

/** Why a goal is given up before the intervention ends. */
export const GoalEndInput = z
  .strictObject({
    endedOn: DayField.optional().describe('Today when left out'),
    reason: FreeText.describe('Varför målet inte längre gäller'),
  })
  .meta({ id: 'GoalEndInput', examples: [{ reason: 'Familjen har flyttat, och skolan är en annan.' }] });
export type GoalEndInput = z.infer<typeof GoalEndInput>;

const version = {
  version: Version,
  area,
  description: z.string().describe('Målet'),
  indicator: z.string().nullable().describe(INDICATOR),
  target: z.string().nullable().describe(TARGET),
  setOn: DayField.describe(SET_ON),
  savedAt: InstantOut,
  savedBy: HandlerId,
};
export const GoalVersion = z.object(version);
export type GoalVersion = z.infer<typeof GoalVersion>;

const goal = {
  id: Id,
  interventionId: Id,
  number: z.int().describe('Its number among those of the intervention, from 1'),
  ...version,
  firstSetOn: DayField.describe('The day it was first set'),
  endedOn: DayField.nullable().describe('The day it was given up; null while it holds'),
  endReason: z.string().nullable().describe('Varför målet inte längre gäller'),
  endedAt: InstantOut.nullable().describe('When that was recorded'),
  endedBy: HandlerId.nullable(),
};
const exampleVersion = {
  version: 1,
  area: 'utbildning',
  description: 'Alva är i skolan varje dag.',
  indicator: 'Närvaro enligt skolans frånvarosystem',
  target: 'Minst 90 procent under en termin',
  setOn: '2027-04-05',
  savedAt: '2027-04-05T08:40:00.000Z',
  savedBy: 'karin.ek',
} as const;
export const exampleGoal = {
  id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a81',
  interventionId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a71',
  number: 1,
  ...exampleVersion,
  firstSetOn: '2027-04-05',
  endedOn: null,
  endReason: null,
  endedAt: null,
  endedBy: null,
} as const;

/** A goal as it now reads. */
export const Goal = z.object(goal).meta({ id: 'Goal', examples: [exampleGoal] });
export type Goal = z.infer<typeof Goal>;

/** The goals of an intervention, in the order set. */
export const Goals = z
  .object({ items: z.array(Goal) })
  .meta({ id: 'Goals', examples: [{ items: [exampleGoal] }] });

/** A goal with every version, the latest first. */
export const GoalHistory = z
  .object({ ...goal, versions: z.array(GoalVersion) })
  .meta({ id: 'GoalHistory', examples: [{ ...exampleGoal, versions: [exampleVersion] }] });
export type GoalHistory = z.infer<typeof GoalHistory>;
