import { type Family, female, male } from './family.ts';

/** Investigations that were closed during the last two years, with every outcome, and some that came back. */
export const CLOSED: readonly Family[] = [
  {
    name: 'Stödberg',
    children: {
      Agnes: female(11.8, { birthCountryGroup: 'sverige' }),
      Gustav: male(14.4, { birthCountryGroup: 'sverige' }),
    },
    adults: { Ylva: female(40.2), Per: male(43.8) },
    cases: [
      {
        daysAgo: 200,
        reporter: 'skola',
        feedback: 'given',
        cause: 'foralders-missbruk',
        text: 'Barnen berättar att föräldrarna dricker i veckorna.',
        intervention: 'running',
      },
    ],
  },
  {
    name: 'Avböjander',
    children: { Ines: female(16.6, { birthCountryGroup: 'annat-land' }) },
    adults: { Greta: female(46.1) },
    cases: [
      {
        daysAgo: 150,
        reporter: 'polis',
        cause: 'barnets-brott',
        text: 'Ines har åkt med i en stulen bil.',
        team: 'youth',
        outcome: 'ingen-insats-avbojd',
        followedUp: true,
      },
    ],
  },
  {
    name: 'Tryggman',
    children: { Love: male(5.7), Juni: female(2.9) },
    adults: { Jenny: female(32.1), Ali: male(36.4) },
    cases: [
      {
        daysAgo: 410,
        reporter: 'privatperson',
        cause: 'vald-mot-barnet',
        text: 'En granne har hört slag genom väggen.',
        measures: 'Pappan bor tills vidare hos sin bror.',
        outcome: 'ingen-insats-inget-behov',
      },
    ],
  },
  {
    name: 'Återberg',
    children: { Theo: male(13.1) },
    adults: { Linda: female(38.9) },
    cases: [
      {
        daysAgo: 540,
        reporter: 'skola',
        cause: 'skolsituation',
        text: 'Theo är borta från skolan mer än han är där.',
        outcome: 'ingen-insats-hanvisad',
      },
      {
        daysAgo: 240,
        reporter: 'skola',
        feedback: 'given',
        cause: 'barnets-missbruk',
        text: 'Theo luktar rök och säger att han inte sover hemma.',
        team: 'youth',
        pace: 1.3,
        extendedBy: 45,
      },
    ],
  },
  {
    name: 'Omhändertag',
    children: { Kevin: male(4.1) },
    adults: { Jessica: female(27.7) },
    cases: [
      {
        daysAgo: 270,
        reporter: 'halso-och-sjukvard',
        feedback: 'given',
        cause: 'brist-i-omsorg',
        otherCauses: ['foralders-missbruk'],
        text: 'Kevin kom till akuten undernärd. Mamman var påverkad.',
        measures: 'Barnet är kvar på sjukhuset tills vidare.',
        outcome: 'vard-lvu',
      },
    ],
  },
  {
    name: 'Flyttström',
    children: { Ella: female(8.2) },
    adults: { Sofia: female(31.1) },
    cases: [
      {
        daysAgo: 170,
        reporter: 'socialtjanst',
        cause: 'ekonomi-eller-boende',
        text: 'Familjen vräks, skriver socialtjänsten i en annan kommun.',
        outcome: 'flyttat',
        pace: 0.8,
      },
    ],
  },
  {
    name: 'Ångerman',
    children: { Vera: female(12.6) },
    adults: { Annika: female(44.9), Björn: male(45.6) },
    cases: [
      {
        daysAgo: 380,
        type: 'ansokan',
        reporter: 'vardnadshavare',
        cause: 'barnets-beteende-annat',
        text: 'Föräldrarna söker hjälp med bråken hemma.',
        outcome: 'ansokan-atertagen',
        followedUp: true,
      },
    ],
  },
  {
    name: 'Avslagström',
    children: { Nils: male(11.3) },
    adults: { Eva: female(41.2) },
    cases: [
      {
        daysAgo: 330,
        type: 'ansokan',
        reporter: 'vardnadshavare',
        cause: 'barnets-beteende-annat',
        text: 'Mamman söker en kontaktfamilj för Nils varannan helg.',
        outcome: 'ansokan-avslagen',
      },
    ],
  },
  {
    name: 'Senborg',
    children: { Ivar: male(10.6), Tuva: female(8.4) },
    adults: { Malin: female(37.7) },
    cases: [
      {
        daysAgo: 640,
        reporter: 'bup',
        cause: 'foralders-psykiska-ohalsa',
        text: 'Mamman har varit sjukskriven länge och barnen sköter hemmet.',
        pace: 1.5,
        intervention: 'ended',
      },
    ],
  },
];
