/** True when two types are the same to the last field: ties a table to its schema at compile time. */
export type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
