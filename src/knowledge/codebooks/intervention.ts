/** Code lists of interventions (insatser) and their follow-up. */
import type { Code, Codebook, CodeIn } from '../../kernel/codebook.ts';

export const interventionGroup = {
  name: 'interventionGroup',
  sv: 'Insatsgrupp',
  en: 'Group of interventions',
  provenance: 'provisional',
  codes: [
    { code: 'oppen', sv: 'Öppenvård' },
    { code: 'dygn', sv: 'Dygnsvård' },
  ],
} as const satisfies Codebook;

export const interventionType = {
  name: 'interventionType',
  sv: 'Insats',
  en: 'Intervention',
  provenance: 'provisional',
  note: {
    sv: 'Öppenvården följer den officiella statistikens grupper; lokala insatser hänförs till en av dem.',
    en: 'Open care follows the groups of the official statistics; local types map to one of these.',
  },
  codes: [
    { code: 'radgivning-utan-behovsprovning', sv: 'Råd och stöd utan behovsprövning', group: 'oppen' },
    { code: 'strukturerat-oppenvardsprogram', sv: 'Strukturerat öppenvårdsprogram', group: 'oppen' },
    { code: 'personligt-stod', sv: 'Behovsprövat personligt stöd', group: 'oppen' },
    { code: 'foraldraskapsstod', sv: 'Föräldraskapsstöd', group: 'oppen' },
    { code: 'familjebehandling', sv: 'Familjebehandling', group: 'oppen' },
    { code: 'kontaktperson', sv: 'Kontaktperson', group: 'oppen' },
    { code: 'kontaktfamilj', sv: 'Kontaktfamilj', group: 'oppen' },
    {
      code: 'sarskilt-kvalificerad-kontaktperson',
      sv: 'Särskilt kvalificerad kontaktperson',
      group: 'oppen',
    },
    { code: 'skolinriktad', sv: 'Skolinriktad insats (t.ex. Skolfam, Letterbox Club)', group: 'oppen' },
    { code: 'placering', sv: 'Placering utanför det egna hemmet', group: 'dygn' },
  ],
} as const satisfies Codebook<Code & { readonly group: CodeIn<typeof interventionGroup> }>;

export const consentAnswer = {
  name: 'consentAnswer',
  sv: 'Svar om samtycke',
  en: 'Answer on consent',
  provenance: 'provisional',
  note: {
    sv: 'Vårt förslag, efter det som lagen frågar efter (SoL (2025:400) 21 kap. 1-2 §§).',
    en: 'Our proposal, after what the law asks for (SoL (2025:400) 21 kap. 1-2 §§).',
  },
  codes: [
    { code: 'samtycker', sv: 'Samtycker' },
    { code: 'samtycker-inte', sv: 'Samtycker inte' },
    { code: 'begar', sv: 'Begär själv insatsen (barnet eller den unge)' },
  ],
} as const satisfies Codebook;

export const goalStatus = {
  name: 'goalStatus',
  sv: 'Måluppfyllelse',
  en: 'Attainment of a goal',
  provenance: 'provisional',
  codes: [
    { code: 'uppnatt', sv: 'Uppnått' },
    { code: 'delvis-uppnatt', sv: 'Delvis uppnått' },
    { code: 'inte-uppnatt', sv: 'Inte uppnått' },
    { code: 'ej-bedombart', sv: 'Går inte att bedöma' },
  ],
} as const satisfies Codebook;

export const changeAssessment = {
  name: 'changeAssessment',
  sv: 'Förändring',
  en: 'Change',
  provenance: 'provisional',
  codes: [
    { code: 'forbattrad', sv: 'Förbättrad' },
    { code: 'oforandrad', sv: 'Oförändrad' },
    { code: 'forsamrad', sv: 'Försämrad' },
    { code: 'ej-bedombart', sv: 'Går inte att bedöma' },
  ],
} as const satisfies Codebook;

export const interventionEndReason = {
  name: 'interventionEndReason',
  sv: 'Avslutsorsak',
  en: 'Reason for ending',
  provenance: 'provisional',
  codes: [
    { code: 'malet-uppnatt', sv: 'Målet uppnått' },
    { code: 'annan-insats', sv: 'Ersatt av annan insats' },
    { code: 'avbruten-av-barnet', sv: 'Avbruten av barnet eller den unge' },
    { code: 'avbruten-av-vardnadshavare', sv: 'Avbruten av vårdnadshavare' },
    { code: 'avbruten-av-utforaren', sv: 'Avbruten av utföraren eller hemmet' },
    { code: 'avbruten-av-namnden', sv: 'Avbruten av nämnden' },
    { code: 'flytt', sv: 'Flytt' },
    { code: 'aldersgrans', sv: 'Åldersgräns' },
    { code: 'annat', sv: 'Annat' },
  ],
} as const satisfies Codebook;

export const interventionBasis = {
  name: 'interventionBasis',
  sv: 'Grund för insatsen',
  en: 'Basis of an intervention',
  provenance: 'provisional',
  note: {
    sv: 'Vårt förslag, efter SoL (2025:400) 11 kap. 1 och 5 §§.',
    en: 'Our proposal, after SoL (2025:400) 11 kap. 1 and 5 §§.',
  },
  codes: [
    { code: 'beslut', sv: 'Beslut efter utredning' },
    { code: 'utan-behovsprovning', sv: 'Utan individuell behovsprövning' },
  ],
} as const satisfies Codebook;

export const endInitiative = {
  name: 'endInitiative',
  sv: 'Initiativ till avslut',
  en: 'Initiative to the end',
  provenance: 'provisional',
  note: {
    sv: 'Vårt förslag: vem som ville att insatsen skulle avslutas, planerat eller inte.',
    en: 'Our proposal: who wanted the intervention to end, as planned or not.',
  },
  codes: [
    { code: 'barnet', sv: 'Barnet eller den unge' },
    { code: 'vardnadshavare', sv: 'Vårdnadshavare' },
    { code: 'utforaren', sv: 'Utföraren eller hemmet' },
    { code: 'namnden', sv: 'Nämnden' },
    { code: 'gemensamt', sv: 'Gemensamt' },
  ],
} as const satisfies Codebook;

export const sipStatus = {
  name: 'sipStatus',
  sv: 'Samordnad individuell plan (SIP)',
  en: 'Coordinated individual plan (SIP)',
  provenance: 'provisional',
  codes: [
    { code: 'finns', sv: 'SIP finns' },
    { code: 'erbjuden', sv: 'SIP erbjuden' },
    { code: 'inte-aktuell', sv: 'SIP inte aktuell' },
  ],
} as const satisfies Codebook;
