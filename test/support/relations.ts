import type { Alias, Scenario } from '../../seeds/events.ts';
import type { Day } from '../../src/kernel/day.ts';

/** Who is what to whom in a history, without a database. */

export const siblingsOf = (alias: Alias, { relations }: Scenario): Alias[] =>
  relations
    .filter(({ is }) => is === 'syskon' || is === 'halvsyskon')
    .flatMap(({ who, of }) => [of].flat().map((other) => [who, other] as const))
    .flatMap(([one, other]) => (one === alias ? [other] : other === alias ? [one] : []));

/** Who has the custody of a child on a day. A guardian may be registered after the day that is asked about. */
export const guardiansOn = (day: Day, alias: Alias, { relations }: Scenario): Alias[] =>
  relations
    .filter(({ is, validFrom }) => is === 'vardnadshavare' && (!validFrom || validFrom <= day))
    .filter(({ of }) => [of].flat().includes(alias))
    .map(({ who }) => who);
