/** Code lists of what the parties are told (information, underrättelse), and of their appeals (överklagande). */
import type { Codebook } from '../../kernel/codebook.ts';

export const informationStage = {
  name: 'informationStage',
  sv: 'Vad informationen gäller',
  en: 'What the information is about',
  provenance: 'provisional',
  note: {
    sv: 'Lagen talar om att en utredning inletts och om löpande information till barnet; uppdelningen är vår.',
    en: 'The act speaks of the opening and of information to the child throughout; the division is ours.',
  },
  codes: [
    { code: 'inledning', sv: 'Att utredningen har inletts' },
    { code: 'avslut', sv: 'Att utredningen avslutas, och vad den kom fram till' },
  ],
} as const satisfies Codebook;

export const informationManner = {
  name: 'informationManner',
  sv: 'Hur informationen lämnades',
  en: 'How the information was given',
  provenance: 'provisional',
  note: { sv: 'Värdena är vårt förslag.', en: 'The values are our proposal.' },
  codes: [
    { code: 'samtal', sv: 'Vid ett samtal' },
    { code: 'brev', sv: 'Med brev' },
    { code: 'telefon', sv: 'Per telefon' },
    { code: 'digitalt', sv: 'Digitalt' },
  ],
} as const satisfies Codebook;

export const notificationManner = {
  name: 'notificationManner',
  sv: 'Hur parten fick del av beslutet',
  en: 'How the party received the decision',
  provenance: 'provisional',
  note: { sv: 'Värdena är vårt förslag.', en: 'The values are our proposal.' },
  codes: [
    { code: 'brev', sv: 'Med brev' },
    { code: 'delgivning', sv: 'Genom delgivning' },
    { code: 'muntligt', sv: 'Muntligt' },
    { code: 'digitalt', sv: 'Digitalt' },
  ],
} as const satisfies Codebook;

export const appealOutcome = {
  name: 'appealOutcome',
  sv: 'Vad överklagandet ledde till',
  en: 'What the appeal led to',
  provenance: 'provisional',
  note: { sv: 'Värdena är vårt förslag.', en: 'The values are our proposal.' },
  codes: [
    { code: 'andrat', sv: 'Beslutet ändrades' },
    { code: 'inte-andrat', sv: 'Beslutet ändrades inte' },
    { code: 'avvisat', sv: 'Överklagandet avvisades' },
  ],
} as const satisfies Codebook;
