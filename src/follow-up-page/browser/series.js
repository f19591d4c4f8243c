/** How many marks there are to tell series apart by; the last is for all together, so that a group keeps its own. */

export const MARKS = 8;
export const MARK_OF_ALL = MARKS - 1;
