import { daysBetween } from '../../kernel/day.ts';
import { type CodeOf, type EntryOf, entryOf } from '../../knowledge/codebooks.ts';
import type { ConsultationRecord, InvestigationRecord } from '../../record/record.ts';
import { NOT_APPLICABLE, type Value, valued } from '../value.ts';
import { inUnits } from '../variable.ts';

/** Who was asked, and who answered (konsultation). The two steps that belong to every investigation, and others. */
export const CONSULTATION_VARIABLES = inUnits(['investigation'], {
  'investigation.schoolConsultation': {
    label: { sv: 'Konsultation med förskola eller skola', en: 'Consultation with preschool or school' },
    derivation: {
      sv: 'Skolsteget: besvarad; tillfrågad utan svar när ingen fråga längre väntar på svar; undantag med skäl; annars saknas.',
      en: 'The school step: answered; asked without answer when no question awaits one any longer; waived with a reason; else missing.',
    },
    type: 'code',
    codebook: 'stepStatus',
    packs: ['bbic', 'nuso-1', 'egenkontroll'],
    provenance: 'provisional',
    derive: ({ investigation }) => statusOfStep(investigation, 'skola'),
  },
  'investigation.schoolConsultationDays': {
    label: { sv: 'Svarstid, förskola eller skola', en: 'Days to answer, preschool or school' },
    derivation: {
      sv: 'Dagar från den första skickade konsultationen i skolsteget till det första svaret. Ej tillämpligt utan svar.',
      en: 'Days from the first consultation sent in the school step to the first answer. Not applicable without an answer.',
    },
    population: {
      sv: 'Utredningar där steget är besvarat.',
      en: 'Investigations where the step was answered.',
    },
    type: 'integer',
    packs: ['bbic'],
    provenance: 'provisional',
    derive: ({ investigation }) => daysToAnswer(ofStep(investigation, 'skola')),
  },
  'investigation.healthConsultation': {
    label: { sv: 'Konsultation med hälso- och sjukvård', en: 'Consultation with health care' },
    derivation: {
      sv: 'Hälsosteget: besvarad; tillfrågad utan svar när ingen fråga längre väntar på svar; undantag med skäl; annars saknas.',
      en: 'The health step: answered; asked without answer when no question awaits one any longer; waived with a reason; else missing.',
    },
    type: 'code',
    codebook: 'stepStatus',
    packs: ['bbic', 'nuso-1', 'egenkontroll'],
    provenance: 'provisional',
    derive: ({ investigation }) => statusOfStep(investigation, 'halsa'),
  },
  'investigation.healthConsultationDays': {
    label: { sv: 'Svarstid, hälso- och sjukvård', en: 'Days to answer, health care' },
    derivation: {
      sv: 'Dagar från den första skickade konsultationen i hälsosteget till det första svaret. Ej tillämpligt utan svar.',
      en: 'Days from the first consultation sent in the health step to the first answer. Not applicable without an answer.',
    },
    population: {
      sv: 'Utredningar där steget är besvarat.',
      en: 'Investigations where the step was answered.',
    },
    type: 'integer',
    packs: ['bbic'],
    provenance: 'provisional',
    derive: ({ investigation }) => daysToAnswer(ofStep(investigation, 'halsa')),
  },
  'investigation.dentalConsultation': {
    label: { sv: 'Konsultation med tandvård', en: 'Consultation with dental care' },
    derivation: {
      sv: 'Samma värden som för skolan. Ett undantag gäller ett helt steg och aldrig tandvården ensam, och att den saknas är inget fel.',
      en: 'The same values as for school. A waiver is for a whole step and never for dental care alone, and that it is missing is no fault.',
    },
    type: 'code',
    codebook: 'stepStatus',
    packs: ['bbic'],
    provenance: 'provisional',
    derive: ({ investigation: { consultations } }) =>
      valued(
        status(
          consultations.filter(({ counterpart }) => counterpart === 'tandvard'),
          false,
        ),
      ),
  },
  'investigation.otherProfessions': {
    label: { sv: 'Information från andra professioner', en: 'Information from other professions' },
    derivation: {
      sv: 'Antalet olika slags verksamheter som har svarat på en konsultation.',
      en: 'How many different kinds of counterpart have answered a consultation.',
    },
    type: 'integer',
    packs: ['bbic', 'nuso-1'],
    provenance: 'verified',
    derive: ({ investigation: { consultations } }) =>
      valued(new Set(consultations.filter(isAnswered).map(({ counterpart }) => counterpart)).size),
  },
});

type Step = CodeOf<'consultationStep'>;

function ofStep({ consultations }: InvestigationRecord, step: Step): readonly ConsultationRecord[] {
  return consultations.filter(({ counterpart }) => {
    const entry: EntryOf<'consultationCounterpart'> = entryOf('consultationCounterpart', counterpart);
    return entry.step === step || entry.alsoStep === step;
  });
}

const AWAITS_ANSWER = {
  utkast: false,
  skickad: true,
  paminnelse: true,
  besvarad: false,
  avbojd: false,
  'avslutad-utan-svar': false,
} as const satisfies Record<CodeOf<'consultationStatus'>, boolean>;

const isAnswered = ({ status }: ConsultationRecord) => status === 'besvarad';

/** As the closing of an investigation judges a step: what was never sent counts for nothing. */
function status(consultations: readonly ConsultationRecord[], waived: boolean): CodeOf<'stepStatus'> {
  const sent = consultations.filter(({ sentOn }) => sentOn !== null);
  if (sent.some(isAnswered)) return 'besvarad';
  if (sent.length > 0 && !sent.some((one) => AWAITS_ANSWER[one.status])) return 'utan-svar';
  return waived ? 'undantag' : 'saknas';
}

function statusOfStep(investigation: InvestigationRecord, step: Step): Value<CodeOf<'stepStatus'>> {
  const waived = investigation.waivers.some((waiver) => waiver.step === step);
  return valued(status(ofStep(investigation, step), waived));
}

function daysToAnswer(consultations: readonly ConsultationRecord[]): Value<number> {
  const [firstSent] = consultations.flatMap(({ sentOn }) => sentOn ?? []).toSorted();
  const [firstAnswer] = consultations.flatMap(({ answeredOn }) => answeredOn ?? []).toSorted();
  return firstSent === undefined || firstAnswer === undefined
    ? NOT_APPLICABLE
    : valued(daysBetween(firstSent, firstAnswer));
}
