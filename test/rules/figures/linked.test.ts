import { expect, test } from 'vitest';
import { type Case, crossOf } from '../../../src/figures/dimension/cross.ts';
import { dimensionOf, membersOf } from '../../../src/figures/dimension/dimension.ts';
import { COARSER } from '../../../src/figures/dimension/looked-at.ts';
import { sideOf } from '../../../src/figures/indicator/groups.ts';
import { day } from '../../../src/kernel/day.ts';
import { findVariable } from '../../../src/variables/catalogue.ts';
import { valued } from '../../../src/variables/value.ts';
import { boundsOf, type Published } from '../../support/attacker.ts';

/** The table of a variable beside that of the groups of its codes: a board where one code has a single child. */

test.each(Object.entries(COARSER))(
  '%s tells nothing of a code that is held back',
  (coarse, { than, groups }) => {
    const codes = [...groups.keys()];
    // One code of the largest group has one child, and every other code of the board many.
    const [largest] = [...Map.groupBy(codes, (code) => groups.get(code)!).values()].toSorted(
      (a, b) => b.length - a.length,
    );
    const rare = largest!.at(-1)!;
    const group = groups.get(rare)!;
    const cases = codes.flatMap((code, at) =>
      Array.from({ length: code === rare ? 1 : 12 + at }, (_, n): Case => {
        const values = { [than]: valued(code), [coarse]: valued(groups.get(code)!) };
        return { id: `${code} ${n}`, childId: `${code} ${n}`, unit: 'ungdom', on: day('2026-03-02'), values };
      }),
    );
    const published: Published[] = [];
    const numberOf = (code: string) => [...codes, 'unknown', 'notApplicable'].indexOf(code);
    for (const id of [than, coarse]) {
      const dimension = dimensionOf(findVariable(id)!)!;
      const side = sideOf(dimension);
      const cross = crossOf({
        ...{ cases, row: side, column: null, times: ['all'], timeOf: () => 'all', below: 5 },
      });
      const nodes = new Map(dimension.views[0]!.shows.map(({ code, node }) => [code, node]));
      for (const { code } of membersOf(dimension)) {
        const { count } = cross.at({ row: nodes.get(code) });
        const within =
          code === 'total' ? codes : id === coarse ? codes.filter((one) => groups.get(one) === code) : [code];
        published.push({ sums: (within.length > 0 ? within : [code]).map(numberOf), says: count });
        if (id === coarse && code === group) expect(count).not.toBeNull();
      }
    }
    const [least, most] = boundsOf([numberOf(rare)], published, codes.length + 2);
    expect(most).toBeGreaterThan(least);
  },
);
