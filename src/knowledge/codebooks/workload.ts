/** Code lists of how far a case has come, as far as it tells how much is left to do (arbetsbelastning). */
import type { Codebook } from '../../kernel/codebook.ts';

export const intakePhase = {
  name: 'intakePhase',
  sv: 'Skede i aktualiseringen',
  en: 'Phase of an intake',
  provenance: 'provisional',
  codes: [
    { code: 'fore-skyddsbedomning', sv: 'Ingen skyddsbedömning ännu' },
    { code: 'efter-skyddsbedomning', sv: 'Skyddsbedömd, inte beslutad' },
  ],
} as const satisfies Codebook;

export const investigationPhase = {
  name: 'investigationPhase',
  sv: 'Skede i utredningen',
  en: 'Phase of an investigation',
  provenance: 'provisional',
  codes: [
    { code: 'planering', sv: 'Planering: ingen plan sparad' },
    { code: 'insamling', sv: 'Insamling: planen är sparad' },
    { code: 'analys', sv: 'Analys: analysen är påbörjad' },
  ],
} as const satisfies Codebook;
