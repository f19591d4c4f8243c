/** Code lists of the investigation (utredning). */
import type { Codebook } from '../../kernel/codebook.ts';

export const areaDecision = {
  name: 'areaDecision',
  sv: 'Beslut om delområde',
  en: 'Decision on a needs area',
  provenance: 'provisional',
  codes: [
    { code: 'utreds', sv: 'Utreds' },
    { code: 'utreds-inte', sv: 'Utreds inte (skäl anges)' },
  ],
} as const satisfies Codebook;

export const informationSource = {
  name: 'informationSource',
  sv: 'Uppgiftskälla',
  en: 'Source of information',
  provenance: 'provisional',
  codes: [
    { code: 'barnet', sv: 'Barnet' },
    { code: 'vardnadshavare', sv: 'Vårdnadshavare' },
    { code: 'forskola-skola', sv: 'Förskola eller skola' },
    { code: 'halso-och-sjukvard', sv: 'Hälso- och sjukvård' },
    { code: 'tandvard', sv: 'Tandvård' },
    { code: 'annan-myndighet', sv: 'Annan myndighet' },
    { code: 'natverk', sv: 'Nätverk' },
    { code: 'egen-iakttagelse', sv: 'Egen iakttagelse' },
    { code: 'tidigare-akt', sv: 'Tidigare akt' },
  ],
} as const satisfies Codebook;

export const needAssessment = {
  name: 'needAssessment',
  sv: 'Bedömt behov i delområdet',
  en: 'Assessed need in the area',
  provenance: 'provisional',
  note: {
    sv: 'Säger om barnet har behov, inte hur stora de är: någon officiell skala för det finns inte.',
    en: 'Tells whether the child has needs, not how great they are: there is no official scale for that.',
  },
  codes: [
    { code: 'behov-finns', sv: 'Behov finns' },
    { code: 'inget-behov', sv: 'Inget behov' },
    { code: 'oklart', sv: 'Oklart' },
  ],
} as const satisfies Codebook;

export const conversationForm = {
  name: 'conversationForm',
  sv: 'Samtalsform',
  en: 'Form of conversation',
  provenance: 'provisional',
  codes: [
    { code: 'enskilt-barnsamtal', sv: 'Enskilt samtal med barnet' },
    { code: 'samtal-med-barn-och-foralder', sv: 'Samtal med barn och förälder' },
    { code: 'samtal-med-vardnadshavare', sv: 'Samtal med vårdnadshavare' },
    { code: 'hembesok', sv: 'Hembesök' },
    { code: 'natverksmote', sv: 'Nätverksmöte' },
    { code: 'samverkansmote', sv: 'Samverkansmöte' },
    { code: 'telefonsamtal', sv: 'Telefonsamtal' },
    { code: 'observation', sv: 'Observation' },
  ],
} as const satisfies Codebook;

export const noteStatus = {
  name: 'noteStatus',
  sv: 'Journalanteckningens läge',
  en: 'Status of a journal note',
  provenance: 'provisional',
  note: {
    sv: 'Koderna är våra: ett utkast kan ändras, en signerad anteckning är låst.',
    en: 'The codes are ours: a draft can be changed, a signed note is locked.',
  },
  codes: [
    { code: 'utkast', sv: 'Utkast' },
    { code: 'signerad', sv: 'Signerad' },
  ],
} as const satisfies Codebook;

export const instrument = {
  name: 'instrument',
  sv: 'Bedömningsinstrument',
  en: 'Assessment instrument',
  provenance: 'provisional',
  note: {
    sv: 'Endast poäng registreras: instrumentens text är upphovsrättsligt skyddad.',
    en: 'Only scores are recorded: the wording of the instruments is under copyright.',
  },
  codes: [
    { code: 'freda-kortfragor', sv: 'FREDA-kortfrågor' },
    { code: 'freda-farlighet', sv: 'FREDA-farlighetsbedömning' },
    { code: 'freda-beskrivning', sv: 'FREDA-beskrivning' },
    { code: 'savry', sv: 'SAVRY' },
    { code: 'earl', sv: 'EARL' },
    { code: 'ester', sv: 'ESTER' },
    { code: 'adad', sv: 'ADAD' },
    { code: 'sdq', sv: 'SDQ' },
    { code: 'asq-se2', sv: 'ASQ:SE-2' },
    { code: 'ors', sv: 'ORS' },
    { code: 'cors', sv: 'CORS' },
    { code: 'srs', sv: 'SRS' },
    { code: 'csrs', sv: 'CSRS' },
    { code: 'signs-of-safety', sv: 'Signs of Safety, säkerhetsskala' },
    { code: 'annat', sv: 'Annat' },
  ],
} as const satisfies Codebook;

export const respondent = {
  name: 'respondent',
  sv: 'Uppgiftslämnare till instrument',
  en: 'Respondent of an instrument',
  provenance: 'provisional',
  note: {
    sv: 'Vems svar poängen bygger på.',
    en: 'Whose answers the scores rest on.',
  },
  codes: [
    { code: 'barnet', sv: 'Barnet eller den unge' },
    { code: 'vardnadshavare', sv: 'Vårdnadshavare' },
    { code: 'larare', sv: 'Lärare eller förskollärare' },
    { code: 'handlaggare', sv: 'Handläggare' },
    { code: 'annan', sv: 'Annan' },
  ],
} as const satisfies Codebook;

export const livingSituation = {
  name: 'livingSituation',
  sv: 'Boendesituation',
  en: 'Living situation',
  provenance: 'provisional',
  note: {
    sv: 'Variabeln finns i offentlig källa; värdena är vårt förslag.',
    en: 'The variable is named in a public source; the values are our proposal.',
  },
  codes: [
    { code: 'bada-foraldrar', sv: 'Bor med båda föräldrarna' },
    { code: 'vaxelvis', sv: 'Bor växelvis hos föräldrarna' },
    { code: 'en-foralder', sv: 'Bor med en förälder' },
    { code: 'placerad', sv: 'Placerad utanför det egna hemmet' },
    { code: 'annat', sv: 'Annat boende' },
  ],
} as const satisfies Codebook;

export const attitude = {
  name: 'attitude',
  sv: 'Inställning till insats',
  en: 'Attitude to an intervention',
  provenance: 'provisional',
  note: {
    sv: 'Variabeln finns i offentlig källa; värdena är vårt förslag.',
    en: 'The variable is named in a public source; the values are our proposal.',
  },
  codes: [
    { code: 'positiv', sv: 'Positiv' },
    { code: 'delvis', sv: 'Delvis positiv' },
    { code: 'negativ', sv: 'Negativ' },
    { code: 'ej-tillfragad', sv: 'Inte tillfrågad' },
  ],
} as const satisfies Codebook;

export const analysisPart = {
  name: 'analysisPart',
  sv: 'Del av analys och bedömning',
  en: 'Part of analysis and assessment',
  provenance: 'provisional',
  note: {
    sv: 'Vårt förslag: delarna skrivs och signeras var för sig.',
    en: 'Our proposal: the two are written and signed one by one.',
  },
  codes: [
    { code: 'analys', sv: 'Analys' },
    { code: 'bedomning', sv: 'Bedömning' },
  ],
} as const satisfies Codebook;

export const investigationOutcome = {
  name: 'investigationOutcome',
  sv: 'Utredningens resultat',
  en: 'Outcome of the investigation',
  provenance: 'provisional',
  codes: [
    { code: 'insats-sol', sv: 'Insats enligt SoL' },
    { code: 'vard-lvu', sv: 'Ansökan om vård enligt LVU' },
    { code: 'ingen-insats-inget-behov', sv: 'Ingen insats: inget behov' },
    { code: 'ingen-insats-avbojd', sv: 'Ingen insats: erbjuden insats avböjd' },
    { code: 'ingen-insats-hanvisad', sv: 'Ingen insats: hänvisad till annat stöd' },
    { code: 'flyttat', sv: 'Överförd till annan kommun' },
    { code: 'ansokan-avslagen', sv: 'Ansökan om insats avslagen' },
    { code: 'ansokan-atertagen', sv: 'Ansökan återtagen' },
  ],
} as const satisfies Codebook;

export const declinedBy = {
  name: 'declinedBy',
  sv: 'Insats avböjd av',
  en: 'Intervention declined by',
  provenance: 'provisional',
  codes: [
    { code: 'barnet', sv: 'Barnet eller den unge' },
    { code: 'vardnadshavare', sv: 'Vårdnadshavare' },
    { code: 'bada', sv: 'Båda' },
  ],
} as const satisfies Codebook;
