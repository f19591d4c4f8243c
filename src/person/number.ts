import personnummer from 'personnummer';
import { type Day, isDay } from '../kernel/day.ts';

// The module exports the class itself; its types say that the class is one level further in.
const Personnummer = personnummer as unknown as typeof personnummer.default;

/** What an identity number tells: which kind it is, and what is written in it. */
export interface IdentityNumber {
  readonly kind: 'personal' | 'coordination';
  /** Twelve digits, without a sign between. */
  readonly digits: string;
  readonly birthDate: Day;
  readonly legalSex: 'flicka' | 'pojke';
}

/**
 * Reads a personnummer or samordningsnummer, `YYYYMMDDNNNN` with or without a hyphen before the last four.
 * Twelve digits are asked for because ten leave the century open. Null when the check digit or the date is wrong.
 */
export function readNumber(text: string): IdentityNumber | null {
  if (!/^\d{8}-?\d{4}$/.test(text)) return null;
  try {
    const number = Personnummer.parse(text, { allowCoordinationNumber: true, allowInterimNumber: false });
    // The library computes a date of its own from ten digits; the day is taken from the twelve that were given.
    const coordination = number.isCoordinationNumber();
    const dayOfMonth = Number(text.slice(6, 8)) - (coordination ? 60 : 0);
    const birthDate = `${text.slice(0, 4)}-${text.slice(4, 6)}-${String(dayOfMonth).padStart(2, '0')}`;
    if (!isDay(birthDate)) return null;
    return {
      kind: coordination ? 'coordination' : 'personal',
      digits: text.replace('-', ''),
      birthDate,
      legalSex: number.isFemale() ? 'flicka' : 'pojke',
    };
  } catch {
    return null;
  }
}
