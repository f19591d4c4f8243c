import { z } from 'zod';

/** The steps of a deadline that are told of (händelse): it nears, its end day has come, its last lawful day has passed. */
export const EventStep = z.enum(['nearing', 'due', 'passed']);
export type EventStep = z.infer<typeof EventStep>;
