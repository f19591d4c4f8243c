/** Code lists of the follow-up of a child's situation (uppföljning av barnets situation) after an investigation. */
import type { Codebook } from '../../kernel/codebook.ts';

export const followUpGround = {
  name: 'followUpGround',
  sv: 'Grund för uppföljning',
  en: 'Ground for a follow-up',
  provenance: 'provisional',
  note: {
    sv: 'Lagen nämner båda grunderna; koderna är våra.',
    en: 'The act names both grounds; the codes are ours.',
  },
  codes: [
    { code: 'samtycke', sv: 'Med samtycke' },
    { code: 'sarskilt-behov', sv: 'Utan samtycke, på grund av särskilt behov av skydd eller stöd' },
  ],
} as const satisfies Codebook;

export const followUpContact = {
  name: 'followUpContact',
  sv: 'Kontakt under uppföljning',
  en: 'Contact in a follow-up',
  provenance: 'provisional',
  note: { sv: 'Värdena är vårt förslag.', en: 'The values are our proposal.' },
  codes: [
    { code: 'barnet', sv: 'Barnet' },
    { code: 'vardnadshavare', sv: 'Vårdnadshavare' },
    { code: 'natverk', sv: 'Nätverk' },
    { code: 'forskola-skola', sv: 'Förskola eller skola' },
    { code: 'halso-och-sjukvard', sv: 'Hälso- och sjukvård' },
    { code: 'sakkunnig', sv: 'Sakkunnig' },
    { code: 'annan', sv: 'Annan' },
  ],
} as const satisfies Codebook;

export const followUpStage = {
  name: 'followUpStage',
  sv: 'Vad informationen om uppföljningen gäller',
  en: 'What the information on the follow-up is about',
  provenance: 'provisional',
  note: {
    sv: 'Lagen nämner båda besluten; koderna är våra.',
    en: 'The act names both decisions; the codes are ours.',
  },
  codes: [
    { code: 'inledning', sv: 'Beslut att inleda uppföljning' },
    { code: 'avslut', sv: 'Att uppföljningen har avslutats' },
  ],
} as const satisfies Codebook;

export const followUpEndReason = {
  name: 'followUpEndReason',
  sv: 'Skäl till att uppföljningen avslutades',
  en: 'Why the follow-up ended',
  provenance: 'provisional',
  note: {
    sv: 'Lagen nämner tiden och en ny utredning; värdena är vårt förslag.',
    en: 'The act names the time and a new investigation; the values are our proposal.',
  },
  codes: [
    { code: 'tiden-ute', sv: 'Tiden har gått ut' },
    { code: 'inget-mer-behov', sv: 'Inget mer behov av uppföljning' },
    { code: 'ny-utredning', sv: 'Ny utredning inledd' },
    { code: 'flyttat', sv: 'Barnet har flyttat' },
    { code: 'fyllt-18', sv: 'Den unge har fyllt 18 år' },
    { code: 'annat', sv: 'Annat' },
  ],
} as const satisfies Codebook;
