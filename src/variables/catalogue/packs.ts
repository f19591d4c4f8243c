import type { Text } from '../../kernel/text.ts';

/** Sets of variables (variabelpaket) that answer one purpose; a board chooses. */
export const PACKS = {
  bbic: {
    sv: 'BBIC-variabler för systematisk uppföljning, hela katalogen',
    en: 'BBIC variables for systematic follow-up, the whole catalogue',
  },
  webbkollen: {
    sv: 'Efter SKL:s Webbkollen Barn och unga 2016–2017',
    en: 'After SKL Webbkollen Barn och unga 2016–2017',
  },
  'nuso-1': {
    sv: 'Efter SKR:s NUSO, delstudie 1: avslutade utredningar',
    en: 'After SKR NUSO, part 1: closed investigations',
  },
  'nuso-3': {
    sv: 'Efter SKR:s NUSO, delstudie 3: aktualiseringar under ett år',
    en: 'After SKR NUSO, part 3: the intakes of a year',
  },
  egenkontroll: {
    sv: 'Nämndens egenkontroll av tider, delaktighet och steg',
    en: 'The board’s own control of time limits, participation and steps',
  },
  kolada: { sv: 'Underlag till nyckeltal i Kolada', en: 'Input to key figures in Kolada' },
} as const satisfies Record<string, Text>;

export type Pack = keyof typeof PACKS;
