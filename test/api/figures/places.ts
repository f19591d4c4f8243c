/** The units of the demo's board, and the parts of a year by what follows its number in the name of a period. */

export const UNITS = ['mottagning', 'barn-och-familj', 'ungdom'];

const QUARTERS = ['Q1', 'Q2', 'Q3', 'Q4'];
export const QUARTERS_OF: Readonly<Record<string, readonly string[]>> = {
  '': QUARTERS,
  '-H1': ['Q1', 'Q2'],
  '-H2': ['Q3', 'Q4'],
  ...Object.fromEntries(QUARTERS.map((quarter) => [`-${quarter}`, [quarter]])),
};

/** The board and each unit, in each part of a year. */
export const PLACES = [null, ...UNITS].flatMap((unit) =>
  Object.entries(QUARTERS_OF).map(([part, quarters]) => ({ unit, part, quarters })),
);
