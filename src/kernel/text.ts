/** A text that a person reads, in both languages of the API. Swedish is the default. */
export interface Text {
  readonly sv: string;
  readonly en: string;
}

export type Language = keyof Text;
