import type { CodeOf } from '../../src/knowledge/codebooks.ts';
import { type Case, type Family, female, male } from './family.ts';

/**
 * Families whose insatser are followed up, so many that figures of them can be shown: a number of fewer than five is held
 * back, and a demo of nothing but held back numbers shows nobody anything. Two children each, of every age.
 */

type Row = readonly [
  name: string,
  girl: readonly [string, number],
  boy: readonly [string, number],
  daysAgo: number,
  cause: CodeOf<'cause'>,
  more?: Partial<Case>,
];

// biome-ignore format: a table
const ROWS: readonly Row[] = [
  ['Almprov',     ['Alma', 3.1],   ['Adam', 5.6],    190, 'foralders-missbruk'],
  ['Aspprov',     ['Astrid', 4.4], ['Axel', 8.2],    205, 'foralders-psykiska-ohalsa'],
  ['Bokprov',     ['Bianca', 7.3], ['Benny', 9.5],   215, 'brist-i-omsorg', { feedback: 'given' }],
  ['Ekprov',      ['Ebba', 9.8],   ['Edvin', 11.4],  225, 'vald-mot-barnet'],
  ['Enprov',      ['Elin', 13.2],  ['Erik', 15.7],   232, 'barnets-missbruk', { team: 'youth' }],
  ['Granprov',    ['Greta', 14.6], ['Gabriel', 16.3], 240, 'skolsituation', { team: 'youth' }],
  ['Hasselprov',  ['Hanna', 10.9], ['Hugo', 12.1],   255, 'foralders-missbruk', { pace: 1.2 }],
  ['Lindprov',    ['Lovis', 6.2],  ['Leo', 7.9],     262, 'vald-mot-barnet'],
  ['Lönnprov',    ['Linnea', 8.7], ['Liam', 10.3],   270, 'foralders-psykiska-ohalsa'],
  ['Oxelprov',    ['Olivia', 15.4], ['Oskar', 17.1], 281, 'barnets-brott', { team: 'youth' }],
  ['Pilprov',     ['Petra', 5.3],  ['Pontus', 6.8],  290, 'brist-i-omsorg', { pace: 1.5, extendedBy: 60 }],
  ['Rönnprov',    ['Ronja', 12.4], ['Rasmus', 14.2], 305, 'barnets-missbruk', { team: 'youth' }],
  ['Sälgprov',    ['Saga', 9.1],   ['Sixten', 13.7], 330, 'foralders-missbruk', { intervention: 'ended', attained: 'all' }],
  ['Tallprov',    ['Tora', 7.7],   ['Ture', 9.2],    345, 'vald-mot-barnet', { intervention: 'ended', attained: 'all' }],
  ['Videprov',    ['Vilda', 11.6], ['Viktor', 16.8], 352, 'foralders-psykiska-ohalsa', { intervention: 'ended' }],
  ['Syrenprov',   ['Sonja', 16.1], ['Samuel', 17.8], 360, 'skolsituation', { team: 'youth', intervention: 'ended', attained: 'all' }],
  ['Plommonprov', ['Paula', 10.2], ['Pelle', 12.8],  375, 'brist-i-omsorg', { intervention: 'ended', attained: 'none' }],
  ['Päronprov',   ['Pia', 13.9],   ['Pål', 15.1],    390, 'vald-mot-barnet', { intervention: 'ended', attained: 'all' }],
  ['Äppelprov',   ['Ängla', 8.5],  ['Åke', 11.1],    405, 'foralders-missbruk', { intervention: 'ended', pace: 1.3 }],
  ['Körsbärprov', ['Kajsa', 14.9], ['Kalle', 16.5],  420, 'barnets-brott', { team: 'youth', intervention: 'ended', attained: 'none' }],
];

/** A day more for each row: nobody has the birthday, and so the number, of another. */
const DAY = 1 / 365.25;

export const FOLLOWED: readonly Family[] = ROWS.map(
  ([name, [girl, girlsAge], [boy, boysAge], daysAgo, cause, more = {}], at) => ({
    name,
    children: { [girl]: female(girlsAge + (at + 1) * DAY), [boy]: male(boysAge + (at + 1) * DAY) },
    adults: {
      Marta: female(30 + girlsAge + (at + 1) * DAY),
      Mats: male(31 + boysAge + (at + 1) * DAY),
    },
    cases: [
      {
        daysAgo,
        reporter: 'skola',
        cause,
        text: 'Skolan har talat med barnen och är orolig för hur de har det.',
        intervention: 'running',
        ...more,
      },
    ],
  }),
);
