/** Code lists of one child's intake (aktualisering, ett barns linje) and its preliminary assessment. */
import type { Code, Codebook } from '../../kernel/codebook.ts';

export const protectionNeed = {
  name: 'protectionNeed',
  sv: 'Behov av omedelbart skydd',
  en: 'Need of immediate protection',
  provenance: 'provisional',
  codes: [
    { code: 'inget-behov', sv: 'Inget behov av omedelbart skydd' },
    { code: 'behov', sv: 'Behov av omedelbart skydd' },
  ],
} as const satisfies Codebook;

export const intakeOutcome = {
  name: 'intakeOutcome',
  sv: 'Beslut efter förhandsbedömning',
  en: 'Decision after the preliminary assessment',
  provenance: 'verified',
  source: 'SKR NUSO delstudie 3',
  codes: [
    { code: 'utredning-inleds', sv: 'Utredning inleds' },
    { code: 'utredning-inleds-inte', sv: 'Utredning inleds inte' },
    { code: 'pafors-pagaende-utredning', sv: 'Påförs pågående utredning' },
  ],
} as const satisfies Codebook;

export const notHeardReason = {
  name: 'notHeardReason',
  sv: 'Skäl till att barnet inte hörts',
  en: 'Reason why the child was not heard',
  provenance: 'provisional',
  codes: [
    { code: 'alder-mognad', sv: 'Barnets ålder eller mognad' },
    { code: 'barnet-vill-inte', sv: 'Barnet vill inte' },
    { code: 'risk-for-barnet', sv: 'Risk för barnet' },
    { code: 'ej-natt', sv: 'Barnet har inte nåtts' },
    { code: 'annat', sv: 'Annat skäl' },
  ],
} as const satisfies Codebook;

export const extensionGround = {
  name: 'extensionGround',
  sv: 'Skäl för förlängning',
  en: 'Ground for extension',
  provenance: 'verified',
  note: {
    sv: 'appliesTo: regeln vars tid förlängs.',
    en: 'appliesTo: the rule whose time is extended.',
  },
  codes: [
    { code: 'synnerliga-skal', sv: 'Synnerliga skäl', appliesTo: 'forhandsbedomning' },
    { code: 'sarskilda-skal', sv: 'Särskilda skäl', appliesTo: 'utredning' },
  ],
} as const satisfies Codebook<Code & { readonly appliesTo: 'forhandsbedomning' | 'utredning' }>;
