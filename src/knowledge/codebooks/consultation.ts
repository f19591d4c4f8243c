/** Code lists of consultations (konsultationer) and their two mandatory steps. */
import type { Code, Codebook, CodeIn } from '../../kernel/codebook.ts';

export const consultationStep = {
  name: 'consultationStep',
  sv: 'Konsultationssteg',
  en: 'Consultation step',
  provenance: 'provisional',
  note: {
    sv: 'De två steg som hör till varje utredning.',
    en: 'The two steps that belong to every investigation.',
  },
  codes: [
    { code: 'skola', sv: 'Förskola eller skola' },
    { code: 'halsa', sv: 'Hälso- och sjukvård' },
  ],
} as const satisfies Codebook;

export const consultationCounterpart = {
  name: 'consultationCounterpart',
  sv: 'Konsulterad verksamhet',
  en: 'Consulted party',
  provenance: 'provisional',
  note: {
    sv: 'step och alsoStep: vilka av utredningens två obligatoriska konsultationssteg som verksamheten räknas till.',
    en: 'step and alsoStep: which of the two mandatory consultation steps of an investigation the party counts for.',
  },
  codes: [
    { code: 'forskola', sv: 'Förskola', step: 'skola', alsoStep: null },
    { code: 'skola', sv: 'Skola', step: 'skola', alsoStep: null },
    { code: 'elevhalsa', sv: 'Elevhälsa', step: 'skola', alsoStep: 'halsa' },
    { code: 'bvc', sv: 'Barnhälsovård (BVC)', step: 'halsa', alsoStep: null },
    { code: 'vardcentral', sv: 'Vårdcentral', step: 'halsa', alsoStep: null },
    { code: 'barnmottagning', sv: 'Barn- och ungdomsmottagning', step: 'halsa', alsoStep: null },
    { code: 'bup', sv: 'Barn- och ungdomspsykiatri', step: 'halsa', alsoStep: null },
    { code: 'habilitering', sv: 'Habilitering', step: 'halsa', alsoStep: null },
    { code: 'tandvard', sv: 'Tandvård', step: 'halsa', alsoStep: null },
    { code: 'polis', sv: 'Polis', step: null, alsoStep: null },
    { code: 'annan', sv: 'Annan', step: null, alsoStep: null },
  ],
} as const satisfies Codebook<
  Code & {
    readonly step: CodeIn<typeof consultationStep> | null;
    readonly alsoStep: CodeIn<typeof consultationStep> | null;
  }
>;

export const consultationBasis = {
  name: 'consultationBasis',
  sv: 'Grund för konsultation',
  en: 'Basis of a consultation',
  provenance: 'verified',
  codes: [
    { code: 'uppgiftsskyldighet', sv: 'Uppgiftsskyldighet i beslutad utredning (SoL 20 kap. 6 §)' },
    { code: 'samtycke', sv: 'Samtycke' },
    { code: 'sekretessbrytande-annan', sv: 'Annan sekretessbrytande bestämmelse' },
  ],
} as const satisfies Codebook;

export const consultationStatus = {
  name: 'consultationStatus',
  sv: 'Konsultationens läge',
  en: 'Status of a consultation',
  provenance: 'provisional',
  codes: [
    { code: 'utkast', sv: 'Utkast' },
    { code: 'skickad', sv: 'Skickad' },
    { code: 'paminnelse', sv: 'Påmind' },
    { code: 'besvarad', sv: 'Besvarad' },
    { code: 'avbojd', sv: 'Avböjd av motparten' },
    { code: 'avslutad-utan-svar', sv: 'Avslutad utan svar (skäl anges)' },
  ],
} as const satisfies Codebook;

export const stepStatus = {
  name: 'stepStatus',
  sv: 'Konsultationsstegets läge',
  en: 'Status of a consultation step',
  provenance: 'provisional',
  codes: [
    { code: 'besvarad', sv: 'Besvarad' },
    { code: 'utan-svar', sv: 'Tillfrågad utan svar' },
    { code: 'undantag', sv: 'Undantag med skäl' },
    { code: 'saknas', sv: 'Saknas' },
  ],
} as const satisfies Codebook;

export const stepWaiver = {
  name: 'stepWaiver',
  sv: 'Skäl att avstå från konsultationssteg',
  en: 'Reason for waiving a consultation step',
  provenance: 'provisional',
  codes: [
    { code: 'barnet-saknar-kontakt', sv: 'Barnet har ingen sådan kontakt' },
    { code: 'underlag-finns', sv: 'Aktuellt underlag finns redan' },
    { code: 'fara-for-barnet', sv: 'Kontakten kan skada barnet' },
    { code: 'uppenbart-obehovligt', sv: 'Uppenbart obehövligt' },
  ],
} as const satisfies Codebook;
