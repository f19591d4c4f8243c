import { expect, test } from 'vitest';
import { type InformationFacts, partiesUntold } from '../../../src/investigation/information/rules.ts';
import type { Instant } from '../../../src/kernel/clock.ts';
import { day } from '../../../src/kernel/day.ts';

/** Who is still to be told of an investigation. */

const [mother, father, child] = ['a mother', 'a father', 'a child'];

const told = (personId: string | null, on = '2026-03-02', stage: 'inledning' | 'avslut' = 'inledning') => ({
  stage,
  personId,
  informedOn: day(on),
  recordedAt: '2026-03-20T09:00:00.000Z' as Instant,
});
const excepted = (personId: string | null, at = '2026-03-02T09:00:00.000Z') => ({
  ...told(personId),
  informedOn: null,
  recordedAt: at as Instant,
});

const untold = (
  informations: readonly InformationFacts[],
  {
    parties = [mother, father],
    stage = 'inledning' as 'inledning' | 'avslut',
    on = '2026-03-10',
  }: { parties?: string[]; stage?: 'inledning' | 'avslut'; on?: string } = {},
) => partiesUntold({ informations, parties, child, stage, on: day(on) }).map(({ rule }) => rule);

const PARTY = 'information.party-untold';
const CHILD = 'information.child-untold';

test('nobody has been told: all that is missing at once, by its law, without names', () => {
  const found = partiesUntold({
    informations: [],
    parties: [mother],
    child,
    stage: 'inledning',
    on: day('2026-03-10'),
  });
  expect(found).toMatchObject([
    { rule: PARTY, law: 'SoL (2025:400) 20 kap. 4 §' },
    { rule: CHILD, law: 'SoL (2025:400) 3 kap. 3 §' },
  ]);
  expect(JSON.stringify(found)).not.toMatch(/a mother|a child/);
});

test('every party and the child have been told', () => {
  expect(untold([told(mother), told(father), told(child)])).toEqual([]);
});

test('one who was left out is missing, whoever else was told', () => {
  expect(untold([told(mother), told(mother), told(child)])).toEqual([PARTY]);
  expect(untold([told(mother), told(father)])).toEqual([CHILD]);
});

test('an exception is for its person, or for all, the child among them', () => {
  expect(untold([excepted(mother), told(father), told(child)])).toEqual([]);
  expect(untold([excepted(mother), told(child)])).toEqual([PARTY]);
  expect(untold([excepted(null)])).toEqual([]);
});

test('what came after the day is none for it; an exception counts from the Swedish day it was noted', () => {
  const all = [told(mother), told(father, '2026-03-11'), told(child)];
  expect(untold(all)).toEqual([PARTY]);
  expect(untold(all, { on: '2026-03-11' })).toEqual([]);
  const late = [excepted(null, '2026-03-09T23:30:00.000Z')];
  expect(untold(late, { on: '2026-03-09' })).toEqual([PARTY, CHILD]);
  expect(untold(late, { on: '2026-03-10' })).toEqual([]);
});

test('a child who is a party is asked for once, as the child', () => {
  expect(untold([told(mother)], { parties: [mother, child] })).toEqual([CHILD]);
  expect(untold([], { parties: [child] })).toEqual([CHILD]);
});

test('where no party is known, telling someone is still needed', () => {
  expect(untold([], { parties: [] })).toEqual([PARTY, CHILD]);
  expect(untold([told(mother)], { parties: [] })).toEqual([CHILD]);
});

test('and the remedy is then to register the guardian first', () => {
  const remedies = (parties: string[]) =>
    partiesUntold({ informations: [], parties, child, stage: 'inledning', on: day('2026-03-10') }).map(
      ({ remedy }) => remedy.en,
    );
  expect(remedies([])[0]).toMatch(/guardian with POST \/relations.*särskilda skäl/);
  expect(remedies([mother])[0]).not.toContain('/relations');
});

test('in the end it is the child who is told; the parties are notified of the decision', () => {
  const begun = [told(mother), told(father), told(child)];
  expect(untold(begun, { stage: 'avslut' })).toEqual([CHILD]);
  expect(untold([told(child, '2026-03-05', 'avslut')], { stage: 'avslut' })).toEqual([]);
  expect(untold([told(child, '2026-03-05', 'avslut')])).toEqual([PARTY, CHILD]);
});
