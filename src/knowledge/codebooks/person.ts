/** Code lists of people (personer) and their relations. */
import type { Code, Codebook } from '../../kernel/codebook.ts';

export const legalSex = {
  name: 'legalSex',
  sv: 'Juridiskt kön',
  en: 'Legal sex',
  provenance: 'verified',
  codes: [
    { code: 'flicka', sv: 'Flicka' },
    { code: 'pojke', sv: 'Pojke' },
  ],
} as const satisfies Codebook;

export const protectedIdentity = {
  name: 'protectedIdentity',
  sv: 'Skyddade personuppgifter',
  en: 'Protected identity',
  provenance: 'verified',
  codes: [
    { code: 'ingen', sv: 'Ingen' },
    { code: 'sekretessmarkering', sv: 'Sekretessmarkering' },
    { code: 'skyddad-folkbokforing', sv: 'Skyddad folkbokföring' },
  ],
} as const satisfies Codebook;

export const relationType = {
  name: 'relationType',
  sv: 'Relation',
  en: 'Relation',
  provenance: 'provisional',
  codes: [
    { code: 'vardnadshavare', sv: 'Vårdnadshavare' },
    { code: 'foralder', sv: 'Förälder' },
    { code: 'syskon', sv: 'Syskon' },
    { code: 'halvsyskon', sv: 'Halvsyskon' },
    { code: 'styvforalder', sv: 'Styvförälder eller förälders partner' },
    { code: 'familjehemsforalder', sv: 'Familjehemsförälder' },
    { code: 'mor-eller-farforalder', sv: 'Mor- eller farförälder' },
    { code: 'annan-narstaende', sv: 'Annan närstående' },
  ],
} as const satisfies Codebook;

export const ageGroup = {
  name: 'ageGroup',
  sv: 'Åldersgrupp',
  en: 'Age group',
  provenance: 'provisional',
  note: {
    sv: 'Hela år vid enhetens början.',
    en: 'Whole years when the unit begins.',
  },
  codes: [
    { code: '0-3', sv: '0–3 år', fromAge: 0, toAge: 3 },
    { code: '4-6', sv: '4–6 år', fromAge: 4, toAge: 6 },
    { code: '7-12', sv: '7–12 år', fromAge: 7, toAge: 12 },
    { code: '13-17', sv: '13–17 år', fromAge: 13, toAge: 17 },
    { code: '18-20', sv: '18–20 år', fromAge: 18, toAge: 20 },
  ],
} as const satisfies Codebook<Code & { readonly fromAge: number; readonly toAge: number }>;

export const birthCountryGroup = {
  name: 'birthCountryGroup',
  sv: 'Födelseland, grupp',
  en: 'Country of birth, group',
  provenance: 'provisional',
  note: {
    sv: 'Variabeln finns i offentlig källa; värdena är vårt förslag.',
    en: 'The variable is named in a public source; the values are our proposal.',
  },
  codes: [
    { code: 'sverige', sv: 'Sverige' },
    { code: 'annat-land', sv: 'Annat land' },
  ],
} as const satisfies Codebook;

export const earlierContact = {
  name: 'earlierContact',
  sv: 'Tidigare kontakt med nämnden',
  en: 'Earlier contact with the board',
  provenance: 'provisional',
  note: {
    sv: 'Variabeln finns i offentlig källa; värdena är vårt förslag.',
    en: 'The variable is named in a public source; the values are our proposal.',
  },
  codes: [
    { code: 'anmalan', sv: 'Anmälan, ansökan eller information' },
    { code: 'utredning', sv: 'Utredning' },
    { code: 'insats', sv: 'Insats' },
    { code: 'placering', sv: 'Placering' },
  ],
} as const satisfies Codebook;
