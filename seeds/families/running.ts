import { type Family, female, male } from './family.ts';

/** Investigations that are running: just opened, in the middle, near their end, and past it. */
export const RUNNING: readonly Family[] = [
  {
    name: 'Exempelsson',
    children: {
      Alva: female(12.1, { birthCountryGroup: 'sverige' }),
      Melker: male(8.6, { birthCountryGroup: 'sverige' }),
    },
    adults: { Sara: female(38.2), Jonas: male(41.6) },
    cases: [
      {
        daysAgo: 62,
        about: ['Melker'],
        reporter: 'anhorig',
        cause: 'brist-i-omsorg',
        text: 'Mormor är orolig för att Melker är ensam hemma på kvällarna.',
      },
      {
        daysAgo: 27,
        reporter: 'skola',
        feedback: 'given',
        cause: 'brist-i-omsorg',
        otherCauses: ['vald-mot-barnet'],
        text: 'Två syskon kommer ofta utan frukost, och Alva har haft märken på armarna.',
        but: { Melker: { intake: 'pafors-pagaende-utredning' } },
      },
    ],
  },
  {
    name: 'Nystart',
    children: { Liam: male(1.4) },
    adults: { Emma: female(22.9) },
    cases: [
      {
        daysAgo: 11,
        reporter: 'halso-och-sjukvard',
        feedback: 'owed',
        cause: 'foralders-psykiska-ohalsa',
        text: 'Barnhälsovården oroar sig för samspelet mellan mor och barn.',
        until: 'decided',
      },
    ],
  },
  {
    name: 'Mittman',
    children: { Freja: female(15.6), Nils: male(13.8), Stina: female(6.3) },
    adults: { Maria: female(43.3), Ove: male(46.6) },
    cases: [
      {
        daysAgo: 55,
        reporter: 'polis',
        cause: 'bevittnat-vald',
        otherCauses: ['foralders-missbruk'],
        text: 'Polisen kallades till hemmet. Barnen var där när pappan slog mamman.',
        measures: 'Mamman och barnen bor hos en släkting.',
        schoolSilent: true,
        until: 'heard',
      },
    ],
  },
  {
    name: 'Tystlund',
    children: { Otto: male(9.9) },
    adults: { Nadja: female(36.8) },
    cases: [
      {
        daysAgo: 80,
        reporter: 'skola',
        cause: 'barnets-beteende-annat',
        text: 'Otto hamnar i slagsmål varje dag och säger att han inte vill gå hem.',
        schoolSilent: true,
        until: 'heard',
      },
    ],
  },
  {
    name: 'Nästström',
    children: { Signe: female(10.2), Sixten: male(10.2) },
    adults: { Klara: female(39.1), Henrik: male(42.3) },
    cases: [
      {
        daysAgo: 122,
        reporter: 'vardnadshavare',
        cause: 'konflikt-mellan-foraldrar',
        text: 'Pappan anmäler att mamman skriker åt tvillingarna.',
        pace: 1.4,
        until: 'analysed',
      },
    ],
  },
  {
    name: 'Försenius',
    children: { Lova: female(7.1) },
    adults: { Anja: female(33.9) },
    cases: [
      {
        daysAgo: 150,
        reporter: 'forskola',
        feedback: 'given',
        cause: 'brist-i-omsorg',
        text: 'Lova somnar vid borden och är hungrig om morgnarna.',
        until: 'answered',
      },
    ],
  },
  {
    name: 'Längström',
    children: { Alexander: male(15.3) },
    adults: { Birgit: female(48.4), Lars: male(52.7) },
    cases: [
      {
        daysAgo: 145,
        reporter: 'skola',
        cause: 'barnets-missbruk',
        text: 'Skolan misstänker att Alexander använder droger.',
        team: 'youth',
        extendedBy: 60,
        until: 'analysed',
      },
    ],
  },
  {
    name: 'Sökander',
    children: { Moa: female(14.7) },
    adults: { Eva: female(41.4) },
    cases: [
      {
        daysAgo: 35,
        type: 'ansokan',
        reporter: 'vardnadshavare',
        cause: 'barnets-psykiska-ohalsa',
        text: 'Mamman ansöker om stöd: Moa kommer inte ur sitt rum.',
        team: 'youth',
      },
    ],
  },
  {
    name: 'Yttrander',
    children: { Rut: female(17.2) },
    adults: { Sonja: female(50.3) },
    cases: [
      {
        daysAgo: 92,
        reporter: 'bup',
        feedback: 'given',
        cause: 'barnets-psykiska-ohalsa',
        text: 'Rut har skadat sig själv och mamman orkar inte längre.',
        team: 'youth',
        until: 'communicated',
      },
    ],
  },
];
