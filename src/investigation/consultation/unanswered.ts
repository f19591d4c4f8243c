import type { Day } from '../../kernel/day.ts';
import type { Refusal } from '../../kernel/outcome.ts';
import { citationOn } from '../../knowledge/law.ts';
import { AWAITS_ANSWER } from './rules.ts';
import type { Consultation, ConsultationStep } from './schema.ts';

/**
 * Whether someone who was asked still has not answered, though no step waits for it: the answer may come after closing,
 * when nothing can be recorded. It is advised and hinders nothing.
 */
export function consultationsUnanswered(
  consultations: readonly Pick<Consultation, 'id' | 'status'>[],
  steps: readonly (Pick<ConsultationStep, 'status'> & {
    readonly consultations: readonly { readonly id: string }[];
  })[],
  on: Day,
): Refusal[] {
  const waitedFor = new Set(
    steps
      .filter(({ status }) => status === 'saknas')
      .flatMap((step) => step.consultations.map(({ id }) => id)),
  );
  if (!consultations.some(({ id, status }) => AWAITS_ANSWER[status] && !waitedFor.has(id))) return [];
  return [
    {
      rule: 'consultation.unanswered',
      law: citationOn('konsultation-svar', on),
      text: {
        sv: 'En skickad konsultation är inte besvarad.',
        en: 'A consultation that was sent is not answered.',
      },
      remedy: {
        sv: 'Vänta på svaret, påminn med POST …/reminders, eller avsluta utan svar med POST …/withdrawal.',
        en: 'Wait for the answer, remind with POST …/reminders, or close without answer with POST …/withdrawal.',
      },
    },
  ];
}
