import { describe, expect, it } from 'vitest';
import type { Caller, Role } from '../../src/access/caller.ts';
import { figuresReachOf, reachesFigures } from '../../src/access/figures-reach.ts';

const caller = (role: Role, ...units: string[]): Caller => ({
  id: 'eva.sund',
  roles: [role],
  units,
  boards: ['2281'],
  scopes: [],
});

describe('the figures that a caller may be given', () => {
  it('are the whole board’s for a controller of no unit', () => {
    const reach = figuresReachOf(caller('controller'));
    expect(reachesFigures(reach, null)).toBe(true);
    expect(reachesFigures(reach, 'ungdom')).toBe(true);
  });

  it('are those of the units for a controller of some', () => {
    const reach = figuresReachOf(caller('controller', 'ungdom'));
    expect(reachesFigures(reach, 'ungdom')).toBe(true);
    expect(reachesFigures(reach, 'barn-och-familj')).toBe(false);
    expect(reachesFigures(reach, null)).toBe(false);
  });

  it('are those of the own units for a team leader, and none for one without units', () => {
    expect(reachesFigures(figuresReachOf(caller('team-leader', 'ungdom')), 'ungdom')).toBe(true);
    expect(reachesFigures(figuresReachOf(caller('team-leader')), null)).toBe(false);
  });
});
