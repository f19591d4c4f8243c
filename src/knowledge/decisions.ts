/**
 * Who may decide what (beslutanderätt). A board chooses by its own delegation order which officials decide what an
 * official may; what takes a committee is law and no board can change it.
 */
import type { Day } from '../kernel/day.ts';
import { type Citation, citationsOn } from '../kernel/law.ts';
import type { Text } from '../kernel/text.ts';
import { CITATIONS } from './citations.ts';
import type { CodeOf } from './codebooks.ts';
import { lvu, sol2001, sol2025 } from './statutes.ts';

/** Who decides: an official (tjänsteman) by delegation, the chair (ordförande), a committee (utskott), the board (nämnden). */
const DECIDERS = {
  official: { sv: 'Tjänsteman på delegation', en: 'Official by delegation' },
  chair: { sv: 'Ordförande eller förordnad ledamot', en: 'Chair or appointed member' },
  utskott: { sv: 'Utskott', en: 'Committee' },
  board: { sv: 'Nämnden', en: 'The board' },
} as const satisfies Record<string, Text>;

export type Decider = keyof typeof DECIDERS;

/** A kind of decision (beslut) and what the law says of it. */
export interface DecisionRule {
  readonly code: string;
  readonly label: Text;
  /** The least that it takes: an official, or a committee of the board. */
  readonly authority: 'official' | 'utskott';
  /** Who may decide when a committee cannot be awaited. Reported at the next meeting of the board. */
  readonly urgent?: 'chair';
  /** Whether an individual can appeal to a court; null where some of the decisions of this kind can be appealed. */
  readonly appealable: boolean | null;
  /** What the decision rests on. */
  readonly citations: readonly Citation[];
  /** What says who may make it. */
  readonly delegation: readonly Citation[];
  /** 1 = intake, investigation and open care, 2 = placement and compulsory care. */
  readonly phase: 1 | 2;
}

const byOfficial = CITATIONS['delegering-till-tjansteman'].citations;
const byCommittee = (place: string): readonly Citation[] => [sol2001('10 kap. 4 §'), sol2025(place)];

/** Every kind of decision, in the order of the case. */
export const DECISIONS = [
  {
    code: 'inleda-utredning',
    label: { sv: 'Inleda utredning', en: 'Open an investigation' },
    authority: 'official',
    appealable: false,
    citations: [sol2001('11 kap. 1 §, 11 kap. 1 a § andra stycket'), sol2025('14 kap. 2 §, 20 kap. 2 §')],
    delegation: byOfficial,
    phase: 1,
  },
  {
    code: 'inte-inleda-utredning',
    label: { sv: 'Inte inleda utredning', en: 'Not open an investigation' },
    authority: 'official',
    appealable: false,
    citations: [sol2001('11 kap. 1 a § andra stycket'), sol2025('20 kap. 2 §')],
    delegation: byOfficial,
    phase: 1,
  },
  {
    code: 'forlanga-forhandsbedomning',
    label: { sv: 'Förlänga förhandsbedömning', en: 'Extend a preliminary assessment' },
    authority: 'official',
    appealable: false,
    citations: [sol2001('11 kap. 1 a § andra stycket'), sol2025('20 kap. 2 §')],
    delegation: byOfficial,
    phase: 1,
  },
  {
    code: 'forlanga-utredning',
    label: { sv: 'Förlänga utredning', en: 'Extend an investigation' },
    authority: 'official',
    appealable: false,
    citations: [sol2001('11 kap. 2 § andra stycket'), sol2025('20 kap. 3 §')],
    delegation: byOfficial,
    phase: 1,
  },
  {
    code: 'avsluta-utan-insats',
    label: { sv: 'Avsluta utredning utan insats', en: 'Close an investigation without insats' },
    authority: 'official',
    appealable: false,
    citations: [sol2025('20 kap.')],
    delegation: byOfficial,
    phase: 1,
  },
  {
    code: 'uppfoljning-av-barnets-situation',
    label: { sv: 'Uppföljning av barnets situation', en: 'Follow-up of the situation of the child' },
    authority: 'official',
    appealable: false,
    citations: [sol2001('11 kap. 4 a-b §§'), sol2025('23 kap. 1-2 §§')],
    delegation: byOfficial,
    phase: 1,
  },
  {
    code: 'insats-bifall',
    label: { sv: 'Bevilja insats', en: 'Grant an insats' },
    authority: 'official',
    appealable: true,
    citations: [sol2025('11 kap. 1 §, 35 kap. 1 §')],
    delegation: byOfficial,
    phase: 1,
  },
  {
    // Nothing is tried against a need, and so nothing that 35 kap. 1 § lets anyone appeal.
    code: 'insats-utan-behovsprovning',
    label: { sv: 'Lämna insats utan behovsprövning', en: 'Give an insats without a needs test' },
    authority: 'official',
    appealable: false,
    citations: CITATIONS['insats-utan-behovsprovning'].citations,
    delegation: byOfficial,
    phase: 1,
  },
  {
    code: 'insats-avslag',
    label: { sv: 'Avslå ansökan om insats', en: 'Refuse an application for an insats' },
    authority: 'official',
    appealable: true,
    citations: [sol2025('11 kap. 1 §, 35 kap. 1 §')],
    delegation: byOfficial,
    phase: 1,
  },
  {
    code: 'vard-i-familjehem',
    label: {
      sv: 'Vård i familjehem, jourhem eller annat enskilt hem',
      en: 'Care in a familjehem, jourhem or other private home',
    },
    authority: 'utskott',
    appealable: true,
    citations: [sol2025('22 kap. 2, 4 §§')],
    delegation: byCommittee('30 kap. 6 § 1'),
    phase: 1,
  },
  {
    code: 'vard-i-hvb',
    label: { sv: 'Vård i HVB eller stödboende med samtycke', en: 'Care in an HVB or stödboende by consent' },
    authority: 'official',
    appealable: true,
    citations: [sol2025('11 kap. 1 §')],
    delegation: byOfficial,
    phase: 1,
  },
  {
    code: 'overvagande-vard',
    label: {
      sv: 'Övervägande av fortsatt vård eller vårdnadsöverflyttning',
      en: 'Consideration of continued care or of a transfer of custody',
    },
    authority: 'utskott',
    appealable: false,
    citations: [sol2001('6 kap. 8, 8 b §§'), sol2025('22 kap. 13-14 §§')],
    delegation: byCommittee('30 kap. 6 § 2'),
    phase: 2,
  },
  {
    code: 'ansokan-lvu',
    label: { sv: 'Ansökan om vård enligt LVU', en: 'Application for care under LVU' },
    authority: 'utskott',
    appealable: false,
    citations: [lvu('4 §')],
    delegation: byCommittee('30 kap. 7 § 1'),
    phase: 1,
  },
  {
    code: 'omedelbart-omhandertagande',
    label: { sv: 'Omedelbart omhändertagande', en: 'Immediate custody' },
    authority: 'utskott',
    urgent: 'chair',
    appealable: true,
    citations: [lvu('6, 41 §§')],
    delegation: byCommittee('30 kap. 7 § 2'),
    phase: 1,
  },
  {
    code: 'omprovning-lvu',
    label: {
      sv: 'Övervägande eller omprövning av vård enligt LVU',
      en: 'Consideration or review of care under LVU',
    },
    authority: 'utskott',
    appealable: null,
    citations: [lvu('13 §')],
    delegation: byCommittee('30 kap. 7 § 5'),
    phase: 2,
  },
  {
    code: 'umgange-eller-hemlighallande',
    label: {
      sv: 'Umgänge eller hemlighållande av vistelseort',
      en: 'Contact, or keeping the whereabouts secret',
    },
    authority: 'utskott',
    appealable: true,
    citations: [lvu('14 §')],
    delegation: byCommittee('30 kap. 7 § 8'),
    phase: 2,
  },
] as const satisfies readonly DecisionRule[];

export type DecisionCode = (typeof DECISIONS)[number]['code'];

/** What the law says of a kind of decision. */
export function decisionRuleOf(code: DecisionCode): DecisionRule {
  const rule = DECISIONS.find((entry) => entry.code === code);
  if (rule === undefined) throw new RangeError(`There is no decision ${code}.`);
  return rule;
}

/**
 * Whether the law lets a decider make a kind of decision. What an official may, everyone above may; the chair alone
 * otherwise only where the law lets the chair act when the board cannot be awaited. Whether the delegation order of
 * the board names the official is for the board's settings.
 * Source: SoL (2025:400) 30 kap. 6-8 §§, LVU 6 § andra stycket, kommunallagen 6 kap. 37-38 §§.
 */
export function mayDecide(code: DecisionCode, decider: Decider): boolean {
  const rule = decisionRuleOf(code);
  const allowed = {
    official: rule.authority === 'official',
    chair: rule.authority === 'official' || rule.urgent === 'chair',
    utskott: true,
    board: true,
  } satisfies Record<Decider, boolean>;
  return allowed[decider];
}

/** What to cite for a decision on a day: what it rests on, and what says who may make it. Joined with `; `. */
export function decisionCitationOn(code: DecisionCode, on: Day): string {
  const rule = decisionRuleOf(code);
  return citationsOn([...rule.citations, ...rule.delegation], on);
}

/** The ground for care that a legal basis (lagrum) names, beside what the decision rests on by its kind. */
const GROUND = {
  sol: [],
  'lvu-2': [lvu('2 §')],
  'lvu-3': [lvu('3 §')],
  'lvu-2-3': [lvu('2-3 §§')],
  'lvu-6': [lvu('6 §')],
  'lag-2024-79': [{ ref: 'lag (2024:79)' }],
} as const satisfies Record<CodeOf<'legalBasis'>, readonly Citation[]>;

/** What some decisions rest on, on a day, without what says who may make them. Joined with `; `. */
export function legalBasisOn(
  codes: readonly DecisionCode[],
  legalBasis: CodeOf<'legalBasis'> | null,
  on: Day,
): string {
  const ground = legalBasis === null ? [] : GROUND[legalBasis];
  return citationsOn([...codes.flatMap((code) => decisionRuleOf(code).citations), ...ground], on);
}
