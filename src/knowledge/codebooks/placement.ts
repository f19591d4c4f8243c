/** Code lists of placements (placeringar). */
import type { Codebook } from '../../kernel/codebook.ts';

export const placementForm = {
  name: 'placementForm',
  sv: 'Placeringsform',
  en: 'Form of placement',
  provenance: 'verified',
  source: 'SoL 9 kap. 1-8 §§, 22 kap. 2-5 §§',
  codes: [
    { code: 'familjehem', sv: 'Familjehem' },
    { code: 'natverkshem', sv: 'Nätverkshem (närstående)', provenance: 'provisional' },
    { code: 'jourhem', sv: 'Jourhem' },
    { code: 'annat-enskilt-hem', sv: 'Annat enskilt hem' },
    { code: 'hvb', sv: 'Hem för vård eller boende' },
    { code: 'stodboende', sv: 'Stödboende' },
    { code: 'skyddat-boende', sv: 'Skyddat boende' },
    { code: 'sarskilt-ungdomshem', sv: 'Särskilt ungdomshem (SiS)' },
  ],
} as const satisfies Codebook;

export const legalBasis = {
  name: 'legalBasis',
  sv: 'Lagrum',
  en: 'Legal basis',
  provenance: 'provisional',
  codes: [
    { code: 'sol', sv: 'SoL' },
    { code: 'lvu-2', sv: 'LVU 2 §' },
    { code: 'lvu-3', sv: 'LVU 3 §' },
    { code: 'lvu-2-3', sv: 'LVU 2 och 3 §§' },
    { code: 'lvu-6', sv: 'LVU 6 §' },
    { code: 'lag-2024-79', sv: 'Lag (2024:79)' },
  ],
} as const satisfies Codebook;

export const examinationStatus = {
  name: 'examinationStatus',
  sv: 'Undersökningens läge',
  en: 'Status of an examination',
  provenance: 'provisional',
  codes: [
    { code: 'underrattad', sv: 'Regionen underrättad' },
    { code: 'erbjuden', sv: 'Erbjuden' },
    { code: 'genomford', sv: 'Genomförd' },
    { code: 'obehovlig', sv: 'Obehövlig' },
    { code: 'saknas', sv: 'Saknas' },
  ],
} as const satisfies Codebook;

export const breakdownInitiative = {
  name: 'breakdownInitiative',
  sv: 'Avbrottets initiativ',
  en: 'Initiative to the breakdown',
  provenance: 'provisional',
  note: {
    sv: 'Variabeln finns i offentlig källa; värdena är vårt förslag.',
    en: 'The variable is named in a public source; the values are our proposal.',
  },
  codes: [
    { code: 'barnet', sv: 'Barnet eller den unge' },
    { code: 'vardnadshavare', sv: 'Vårdnadshavare' },
    { code: 'hemmet', sv: 'Hemmet eller utföraren' },
    { code: 'namnden', sv: 'Nämnden' },
  ],
} as const satisfies Codebook;
