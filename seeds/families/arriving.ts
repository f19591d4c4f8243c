import { type Family, female, male } from './family.ts';

/** Reports of the last weeks: received, assessed, in preliminary assessment, too late, not opened. */
export const ARRIVING: readonly Family[] = [
  {
    name: 'Nattsson',
    children: { Tindra: female(9.3) },
    adults: { Petra: female(35.4) },
    cases: [
      {
        daysAgo: 0,
        reporter: 'socialjour',
        cause: 'bevittnat-vald',
        text: 'Socialjouren var hemma hos familjen efter ett bråk i natt. Flickan sov hos grannen.',
      },
    ],
  },
  {
    name: 'Morgonlund',
    children: { Iris: female(5.2), Olle: male(3.1) },
    adults: { Hanna: female(31.7), Tim: male(33.2) },
    cases: [
      {
        daysAgo: 1,
        reporter: 'forskola',
        feedback: 'owed',
        cause: 'brist-i-omsorg',
        text: 'Barnen kommer utan kläder efter väder och hämtas ofta för sent.',
        until: 'reported',
      },
    ],
  },
  {
    name: 'Veckman',
    children: { Hugo: male(14.2) },
    adults: { Ulla: female(44.5) },
    cases: [
      {
        daysAgo: 4,
        reporter: 'polis',
        cause: 'barnets-brott',
        text: 'Pojken har tagits för snatteri tillsammans med äldre kamrater.',
        until: 'assessed',
      },
    ],
  },
  {
    name: 'Påhittsson',
    children: { Elsa: female(11.4), Anton: male(7.7) },
    adults: { Lisa: female(37.3), Magnus: male(40.9) },
    cases: [
      {
        daysAgo: 8,
        reporter: 'bup',
        feedback: 'owed',
        cause: 'konflikt-mellan-foraldrar',
        text: 'Barnen mår dåligt av föräldrarnas långa konflikt om boendet.',
        until: 'contacted',
      },
    ],
  },
  {
    name: 'Senström',
    children: { Vidar: male(6.6) },
    adults: { Tove: female(29.8) },
    cases: [
      {
        daysAgo: 12,
        reporter: 'tandvard',
        cause: 'brist-i-omsorg',
        text: 'Uteblivit från tre besök i tandvården trots värk.',
        until: 'contacted',
      },
    ],
  },
  {
    name: 'Dröjman',
    children: { Siri: female(13.3) },
    adults: { Erik: male(47.1) },
    cases: [
      {
        daysAgo: 23,
        reporter: 'skola',
        feedback: 'owed',
        cause: 'skolsituation',
        text: 'Flickan har inte varit i skolan på fyra veckor.',
        until: 'assessed',
      },
    ],
  },
  {
    name: 'Glömlund',
    children: { Noel: male(2.4) },
    adults: { Frida: female(26.6) },
    cases: [
      {
        daysAgo: 6,
        reporter: 'anonym',
        cause: 'foralders-missbruk',
        text: 'Någon ringde och sade att det är fester i lägenheten varje helg.',
        until: 'reported',
      },
    ],
  },
  {
    name: 'Resander',
    children: {
      Leila: female(8.8, { birthCountryGroup: 'sverige' }),
      Samir: male(10.9, { birthCountryGroup: 'annat-land' }),
    },
    adults: { Amina: female(34.1), Karim: male(39.5) },
    cases: [
      {
        daysAgo: 18,
        reporter: 'skola',
        feedback: 'owed',
        cause: 'hedersrelaterat',
        text: 'Leila får inte delta i idrott och oroar sig för en resa.',
        interpreter: 'arabiska',
        intakeExtended: true,
        until: 'contacted',
      },
    ],
  },
  {
    name: 'Lugnström',
    children: { Ebba: female(4.7) },
    adults: { Maja: female(30.3), Adam: male(32.8) },
    cases: [
      {
        daysAgo: 30,
        reporter: 'privatperson',
        cause: 'brist-i-omsorg',
        text: 'En granne hör barnet gråta om kvällarna.',
        intake: 'utredning-inleds-inte',
      },
    ],
  },
  {
    name: 'Enstaka',
    children: { Wilma: female(16.2), Axel: male(12.7) },
    adults: { Karin: female(45.2), Sten: male(49.9) },
    cases: [
      {
        daysAgo: 70,
        reporter: 'halso-och-sjukvard',
        feedback: 'given',
        cause: 'foralders-psykiska-ohalsa',
        text: 'En förälder har vårdats inlagd. Nätverket ställer upp.',
        intake: 'utredning-inleds-inte',
      },
      {
        daysAgo: 16,
        about: ['Wilma'],
        reporter: 'skola',
        feedback: 'unsuitable',
        cause: 'barnets-psykiska-ohalsa',
        text: 'Wilma har slutat äta lunch och drar sig undan.',
        intake: 'utredning-inleds-inte',
      },
    ],
  },
];
