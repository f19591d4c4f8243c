/**
 * Places in the statutes that are no time limits: what a refusal, a completeness list or a document cites. Dated like
 * those of the time limits. Where the older place was not read in a statute, it is left out rather than guessed.
 */
import type { Citation } from '../kernel/law.ts';
import type { Text } from '../kernel/text.ts';
import { FIRST_DAY_OF_SOL_2025, fl, lvu, sol2001, sol2025 } from './statutes.ts';

/** A rule of law without a time limit (rättsregel). */
export interface CitedRule {
  readonly label: Text;
  readonly citations: readonly Citation[];
}

/** Every rule without a time limit, by id. The ids are distinct from those of the time limits. */
export const CITATIONS = {
  // The child's rights
  'barnets-basta': {
    label: { sv: 'Barnets bästa', en: 'The best interests of the child' },
    citations: [sol2025('3 kap. 1 § första stycket')],
  },
  'vem-ar-barn': {
    label: { sv: 'Barn är den som är under 18 år', en: 'A child is a person under 18' },
    citations: [sol2025('3 kap. 1 § andra stycket')],
  },
  'unga-18-20': {
    label: { sv: 'Unga är 18-20 år', en: 'Young persons are 18-20' },
    citations: [sol2025('20 kap. 1-2 §§, 22 kap. 7 §')],
  },
  'barnets-asikter': {
    label: { sv: 'Barnets rätt att framföra sina åsikter', en: 'The right of the child to be heard' },
    citations: [sol2025('3 kap. 2 §')],
  },
  'information-till-barnet': {
    label: { sv: 'Barnets rätt till information', en: 'The right of the child to information' },
    citations: [sol2025('3 kap. 3 §')],
  },
  'barnets-egen-talan': {
    label: {
      sv: 'Barn som fyllt 15 år för sin egen talan',
      en: 'A child of 15 or over is a party in its own right',
    },
    citations: [sol2025('3 kap. 4 §')],
  },

  // The report
  anmalningsskyldighet: {
    label: { sv: 'Skyldighet att anmäla oro för ett barn', en: 'The duty to report concern for a child' },
    citations: [sol2025('19 kap. 1-3 §§')],
  },
  'erbjudande-om-mote': {
    label: { sv: 'Erbjudande om möte', en: 'The offer of a meeting' },
    citations: [sol2025('19 kap. 5 §')],
  },

  // The investigation
  'inleda-utredning': {
    label: { sv: 'När utredning ska inledas', en: 'When an investigation is opened' },
    citations: [sol2001('11 kap. 1 §'), sol2025('14 kap. 2 §')],
  },
  'kontakter-i-utredning': {
    label: { sv: 'Kontakter under en utredning', en: 'Contacts in an investigation' },
    citations: [sol2025('20 kap. 5 § första stycket')],
  },
  'proportionerlig-utredning': {
    label: {
      sv: 'Utredningen görs inte mer omfattande än motiverat',
      en: 'The investigation is no wider than justified',
    },
    citations: [sol2025('20 kap. 5 § andra stycket')],
  },
  uppgiftsskyldighet: {
    label: {
      sv: 'Skyldighet att lämna uppgifter till nämnden',
      en: 'The duty to supply information to the board',
    },
    citations: [sol2001('14 kap. 1 § tredje stycket'), sol2025('20 kap. 6 §')],
  },
  konsultationssteg: {
    label: {
      sv: 'Konsultation med skola och hälso- och sjukvård',
      en: 'Consultation of school and health care',
    },
    citations: [sol2001('14 kap. 1 § tredje stycket'), sol2025('20 kap. 5-6 §§')],
  },
  'samtal-utan-samtycke': {
    label: {
      sv: 'Samtal med barn utan vårdnadshavarens samtycke',
      en: 'Talks with a child without the consent of the guardian',
    },
    citations: [sol2025('20 kap. 7 §')],
  },

  // Documentation
  dokumentation: {
    label: { sv: 'Skyldighet att dokumentera', en: 'The duty to document' },
    citations: [sol2001('11 kap. 5 §'), sol2025('14 kap. 3 §')],
  },
  'felaktig-uppgift': {
    label: {
      sv: 'Att en uppgift anses felaktig antecknas',
      en: 'That an entry is held to be wrong is noted',
    },
    citations: [sol2025('14 kap. 6 §')],
  },
  'forvaring-av-handlingar': {
    label: { sv: 'Handlingar skyddas mot obehöriga', en: 'Documents are kept from the unauthorised' },
    citations: [sol2025('14 kap. 7 §')],
  },

  // Communication and decision
  'muntliga-uppgifter': {
    label: {
      sv: 'Rätt att lämna uppgifter muntligt inför nämnden',
      en: 'The right to speak before the board',
    },
    citations: [sol2025('14 kap. 8 §')],
  },
  partsinsyn: {
    label: { sv: 'Partsinsyn', en: 'Access of the parties to the material' },
    citations: [fl('10 §')],
  },
  'dokumentation-av-beslut': {
    label: { sv: 'Dokumentation av beslut', en: 'Documentation of decisions' },
    citations: [fl('31 §')],
  },
  'motivering-av-beslut': {
    label: { sv: 'Motivering av beslut', en: 'Reasons of decisions' },
    citations: [fl('32 §')],
  },
  'underrattelse-om-beslut': {
    label: {
      sv: 'Underrättelse om beslut och hur det överklagas',
      en: 'Notice of decisions and how to appeal',
    },
    citations: [fl('33-34 §§')],
  },
  'overklagbara-beslut': {
    label: { sv: 'Beslut som får överklagas', en: 'Decisions that can be appealed' },
    citations: [sol2025('35 kap. 1 §')],
  },
  'delegering-till-tjansteman': {
    label: { sv: 'Delegering till tjänsteman', en: 'Delegation to officials' },
    citations: [{ ref: 'kommunallagen (2017:725) 6 kap. 37-38 §§' }],
  },
  'delegering-till-utskott': {
    label: {
      sv: 'Beslut som högst får delegeras till ett utskott',
      en: 'Decisions that at most a committee may take',
    },
    citations: [sol2001('10 kap. 4 §'), sol2025('30 kap. 6-8 §§')],
  },
  'ordforandens-beslut': {
    label: {
      sv: 'Ordföranden beslutar när nämnden inte kan avvaktas',
      en: 'The chair decides where the board cannot be awaited',
    },
    citations: [lvu('6 § andra stycket')],
  },

  // Follow-up
  'information-om-uppfoljning': {
    label: {
      sv: 'Information när en uppföljning inleds eller avslutas',
      en: 'Information when a follow-up begins or ends',
    },
    citations: [sol2025('23 kap. 3 §')],
  },
  'kontakter-i-uppfoljning': {
    label: { sv: 'Kontakter under en uppföljning', en: 'Contacts in a follow-up' },
    citations: [sol2025('23 kap. 4 §')],
  },

  // Interventions
  'vard-enligt-lvu': {
    label: { sv: 'Vem som kan beredas vård enligt LVU', en: 'Who can be given care under LVU' },
    citations: [lvu('1 §')],
  },
  'ratt-till-insats': {
    label: { sv: 'Rätt till insatser efter behovsprövning', en: 'The right to interventions by need' },
    citations: [sol2025('11 kap. 1 §')],
  },
  'insats-utan-behovsprovning': {
    label: { sv: 'Insatser utan individuell behovsprövning', en: 'Interventions without a needs test' },
    citations: [sol2025('11 kap. 5 §')],
  },
  'samtycke-till-insats': {
    label: { sv: 'Samtycke till insatser för barn', en: 'Consent to interventions for children' },
    citations: [sol2001('3 kap. 6 a-b §§'), sol2025('21 kap. 1-2 §§')],
  },
  'samtycke-till-placering': {
    label: {
      sv: 'Vårdnadshavarens samtycke till placering krävs alltid',
      en: 'Placement always needs the consent of the guardian',
    },
    citations: [sol2025('21 kap. 1 § fjärde stycket')],
  },
  'samordnad-individuell-plan': {
    label: { sv: 'Samordnad individuell plan', en: 'Coordinated individual plan' },
    citations: [sol2025('10 kap. 8-9 §§')],
  },
  'vardplan-och-genomforandeplan': {
    label: { sv: 'Vårdplan och genomförandeplan', en: 'Vårdplan and genomförandeplan' },
    citations: [
      {
        ...sol2025('9 kap. 12 §'),
        about: { sv: 'skyldigheten att upprätta planerna', en: 'the duty to draw up the plans' },
      },
      {
        ref: 'SoF (2025:468) 10 kap. 2-3 §§',
        validFrom: FIRST_DAY_OF_SOL_2025,
        about: { sv: 'planernas innehåll', en: 'the content of the plans' },
      },
    ],
  },

  // Personal data
  personuppgifter: {
    label: { sv: 'Vilka personuppgifter som får behandlas', en: 'Which personal data may be processed' },
    citations: [{ ref: 'lag (2001:454) 7 §' }],
  },
  sammanstallningar: {
    label: { sv: 'Sammanställningar av personuppgifter', en: 'Compilations of personal data' },
    citations: [{ ref: 'lag (2001:454) 7 a §' }],
  },
  'behorighet-och-loggning': {
    label: { sv: 'Behörighet, loggning och kontroll', en: 'Access control, logging and checks' },
    citations: [{ ref: 'lag (2001:454) 10 §' }],
  },
  andamal: {
    label: {
      sv: 'Ändamål för behandling av personuppgifter',
      en: 'Purposes of processing personal data',
    },
    citations: [{ ref: 'förordning (2001:637) 12 §' }],
  },
  sokbegrepp: {
    label: { sv: 'Tillåtna sökbegrepp', en: 'Permitted search terms' },
    citations: [{ ref: 'förordning (2001:637) 15 §' }],
  },
} as const satisfies Record<string, CitedRule>;

export type CitationId = keyof typeof CITATIONS;
