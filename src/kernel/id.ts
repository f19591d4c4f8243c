import { v7 } from 'uuid';

/** A new identifier (UUID version 7): unique without asking anyone, and in order of time, which indexes like. */
export const newId = (): string => v7();
