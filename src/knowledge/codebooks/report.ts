/** Code lists of the report (aktualisering). */
import type { Code, Codebook, CodeIn } from '../../kernel/codebook.ts';

export const reportType = {
  name: 'reportType',
  sv: 'Typ av aktualisering',
  en: 'Kind of report',
  provenance: 'verified',
  source: 'Praxis inom BBIC, Göteborgsregionen 2018',
  codes: [
    { code: 'anmalan', sv: 'Anmälan' },
    { code: 'ansokan', sv: 'Ansökan om bistånd' },
    { code: 'information-pa-annat-satt', sv: 'Information på annat sätt' },
  ],
} as const satisfies Codebook;

export const channel = {
  name: 'channel',
  sv: 'Hur aktualiseringen kom in',
  en: 'How the report came in',
  provenance: 'provisional',
  codes: [
    { code: 'telefon', sv: 'Telefon' },
    { code: 'brev', sv: 'Brev' },
    { code: 'e-tjanst', sv: 'E-tjänst' },
    { code: 'besok', sv: 'Besök' },
    { code: 'e-post', sv: 'E-post' },
    { code: 'annat', sv: 'Annat sätt' },
  ],
} as const satisfies Codebook;

export const reporter = {
  name: 'reporter',
  sv: 'Anmälare',
  en: 'Reporter',
  provenance: 'provisional',
  note: {
    sv: 'Grupperad efter SoL 19 kap. 1 § och praxis. mandatory: har anmälningsskyldighet och rätt till information tillbaka.',
    en: 'Grouped after SoL 19 kap. 1 § and practice. mandatory: has the duty to report and the right to feedback.',
  },
  codes: [
    { code: 'skola', sv: 'Skola', mandatory: true },
    { code: 'forskola', sv: 'Förskola', mandatory: true },
    { code: 'halso-och-sjukvard', sv: 'Hälso- och sjukvård', mandatory: true },
    { code: 'bup', sv: 'Barn- och ungdomspsykiatri', mandatory: true },
    { code: 'tandvard', sv: 'Tandvård', mandatory: true },
    { code: 'polis', sv: 'Polismyndigheten', mandatory: true },
    { code: 'aklagare', sv: 'Åklagarmyndigheten', mandatory: true },
    { code: 'socialtjanst', sv: 'Socialtjänst, även annan kommun', mandatory: true },
    { code: 'socialjour', sv: 'Socialjour', mandatory: true },
    { code: 'hvb-eller-familjehem', sv: 'HVB, stödboende eller familjehem', mandatory: true },
    { code: 'kriminalvarden', sv: 'Kriminalvården', mandatory: true },
    { code: 'migrationsverket', sv: 'Migrationsverket', mandatory: true },
    {
      code: 'annan-myndighet',
      sv: 'Annan myndighet eller verksamhet med anmälningsskyldighet',
      mandatory: true,
    },
    { code: 'barnet-sjalvt', sv: 'Barnet eller den unge', mandatory: false },
    { code: 'vardnadshavare', sv: 'Vårdnadshavare eller förälder', mandatory: false },
    { code: 'anhorig', sv: 'Anhörig eller närstående', mandatory: false },
    { code: 'privatperson', sv: 'Annan privatperson', mandatory: false },
    { code: 'anonym', sv: 'Anonym', mandatory: false },
  ],
} as const satisfies Codebook<Code & { readonly mandatory: boolean }>;

export const causeGroup = {
  name: 'causeGroup',
  sv: 'Orsaksgrupp',
  en: 'Group of causes',
  provenance: 'verified',
  note: {
    sv: 'De tre grupperna i den nationella kartläggningen, och annat.',
    en: 'The three groups of the national survey, and other.',
  },
  codes: [
    { code: 'vald', sv: 'Våld i nära relation' },
    { code: 'foralder', sv: 'Förälders problematik' },
    { code: 'barn', sv: 'Barnets egen situation' },
    { code: 'annat', sv: 'Annat' },
  ],
} as const satisfies Codebook;

export const cause = {
  name: 'cause',
  sv: 'Orsak',
  en: 'Cause',
  provenance: 'provisional',
  note: {
    sv: 'Grupperna följer den nationella kartläggningen. En huvudorsak och hur många andra som helst.',
    en: 'The groups follow the national survey. One main cause and any number of others.',
  },
  codes: [
    { code: 'vald-mot-barnet', sv: 'Våld mot barnet', group: 'vald' },
    { code: 'bevittnat-vald', sv: 'Barnet har bevittnat våld i nära relation', group: 'vald' },
    { code: 'sexuella-overgrepp', sv: 'Sexuella övergrepp', group: 'vald' },
    { code: 'hedersrelaterat', sv: 'Hedersrelaterat våld och förtryck', group: 'vald' },
    { code: 'brist-i-omsorg', sv: 'Brist i omsorg', group: 'foralder' },
    { code: 'foralders-missbruk', sv: 'Förälders skadliga bruk eller beroende', group: 'foralder' },
    { code: 'foralders-psykiska-ohalsa', sv: 'Förälders psykiska ohälsa', group: 'foralder' },
    { code: 'foralders-kriminalitet', sv: 'Förälders kriminalitet', group: 'foralder' },
    { code: 'foralders-funktionsnedsattning', sv: 'Förälders funktionsnedsättning', group: 'foralder' },
    { code: 'konflikt-mellan-foraldrar', sv: 'Konflikt mellan föräldrar', group: 'foralder' },
    { code: 'ekonomi-eller-boende', sv: 'Familjens ekonomi eller boende', group: 'foralder' },
    { code: 'barnets-missbruk', sv: 'Barnets skadliga bruk eller beroende', group: 'barn' },
    { code: 'barnets-brott', sv: 'Barnets brott eller normbrytande beteende', group: 'barn' },
    { code: 'barnets-psykiska-ohalsa', sv: 'Barnets psykiska ohälsa', group: 'barn' },
    { code: 'skolsituation', sv: 'Barnets skolsituation', group: 'barn' },
    { code: 'barnets-beteende-annat', sv: 'Annat i barnets beteende', group: 'barn' },
    { code: 'ensamkommande', sv: 'Ensamkommande barn', group: 'barn' },
    { code: 'annat', sv: 'Annat', group: 'annat' },
  ],
} as const satisfies Codebook<Code & { readonly group: CodeIn<typeof causeGroup> }>;
