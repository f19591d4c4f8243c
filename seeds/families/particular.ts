import { type Family, female, male } from './family.ts';

/** People whom a case system easily forgets: unborn, 18-20, without number, with protected identity. */
export const PARTICULAR: readonly Family[] = [
  {
    name: 'Väntander',
    children: { Barnet: { dueInDays: 70 } },
    adults: { Cecilia: female(24.3) },
    cases: [
      {
        daysAgo: 5,
        reporter: 'halso-och-sjukvard',
        feedback: 'owed',
        cause: 'foralders-missbruk',
        text: 'Mödrahälsovården oroar sig för det väntade barnet.',
        until: 'contacted',
      },
    ],
  },
  {
    name: 'Vuxström',
    children: { Linus: male(19.4) },
    adults: { Rolf: male(55.3) },
    relations: [{ who: 'Rolf', is: 'foralder', of: 'Linus', livesTogether: true }],
    cases: [
      {
        daysAgo: 50,
        reporter: 'polis',
        cause: 'barnets-missbruk',
        text: 'Linus, 19 år, har omhändertagits berusad tre gånger på en månad.',
        team: 'youth',
      },
    ],
  },
  {
    name: 'Samordnius',
    children: { Yusuf: male(11.1, { coordination: true, birthCountryGroup: 'annat-land' }) },
    adults: { Halima: female(33.4, { coordination: true }) },
    cases: [
      {
        daysAgo: 40,
        reporter: 'migrationsverket',
        cause: 'brist-i-omsorg',
        text: 'Pojken går inte i skola och lämnas ensam på boendet.',
        interpreter: 'somaliska',
      },
    ],
  },
  {
    name: 'Okändsson',
    children: { Daniel: male(16.1, { numberless: true, birthCountryGroup: 'annat-land' }) },
    adults: {},
    cases: [
      {
        daysAgo: 14,
        reporter: 'polis',
        cause: 'ensamkommande',
        text: 'En pojke som säger sig heta Daniel och vara sexton år anträffades på stationen.',
        team: 'youth',
        measures: 'Pojken bor på jourhemmet.',
      },
    ],
  },
  {
    name: 'Skyddsson',
    children: {
      Anna: female(7.4, { protectedIdentity: 'skyddad-folkbokforing' }),
      Lukas: male(4.4, { protectedIdentity: 'skyddad-folkbokforing' }),
    },
    adults: { Mona: female(34.8, { protectedIdentity: 'skyddad-folkbokforing' }) },
    cases: [
      {
        daysAgo: 45,
        reporter: 'halso-och-sjukvard',
        cause: 'vald-mot-barnet',
        text: 'Barnen har flytt med mamman från en man som hotar dem.',
        measures: 'Familjen bor på skyddat boende.',
      },
    ],
  },
  {
    name: 'Halvorsson',
    children: { Saga: female(13.6), Nova: female(3.6), Elias: male(9.6, { familyName: 'Styvberg' }) },
    adults: { Ida: female(36.2), Robert: male(38.6), Kristin: female(35.9, { familyName: 'Styvberg' }) },
    relations: [
      { who: 'Ida', is: 'vardnadshavare', of: ['Saga', 'Nova'], livesTogether: true },
      { who: 'Robert', is: 'vardnadshavare', of: ['Nova', 'Elias'], livesTogether: true },
      { who: 'Kristin', is: 'vardnadshavare', of: 'Elias' },
      { who: 'Robert', is: 'styvforalder', of: 'Saga', livesTogether: true },
      { who: 'Saga', is: 'halvsyskon', of: 'Nova', livesTogether: true },
      { who: 'Elias', is: 'halvsyskon', of: 'Nova' },
    ],
    cases: [
      {
        daysAgo: 58,
        about: ['Saga', 'Nova'],
        reporter: 'skola',
        feedback: 'given',
        cause: 'konflikt-mellan-foraldrar',
        text: 'Saga berättar om bråk mellan mamman och styvpappan när lillasyster är hemma.',
      },
      {
        daysAgo: 20,
        about: ['Elias'],
        reporter: 'aklagare',
        cause: 'vald-mot-barnet',
        text: 'En förundersökning om misshandel av Elias har inletts.',
        measures: 'Elias bor hos sin mamma.',
      },
    ],
  },
];
