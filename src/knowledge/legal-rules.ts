/**
 * The time limits (tidsgränser) of a child-welfare case as dated data: those of intake and investigation here, those
 * of placement, compulsory care and retention beside. Owns the facts and their wording, never computes a deadline.
 * The act in force on the day of an action or decision is the one that applies to it, whenever the case began.
 */
import type { LegalRule } from '../kernel/law.ts';
import { PLACEMENT_RULES } from './legal-rules-placement.ts';
import {
  always,
  changedBySol2025,
  fl,
  since2025Act1501,
  sol2001,
  sol2025,
  sol2025Amended,
  sol2025Original,
} from './statutes.ts';

const INVESTIGATION_RULES = [
  {
    id: 'skyddsbedomning',
    label: { sv: 'Omedelbar skyddsbedömning', en: 'Immediate protection assessment' },
    rule: {
      sv: 'När en anmälan gäller ett barn eller en ung person ska nämnden genast bedöma om det finns behov av omedelbart skydd. Bedömningen dokumenteras.',
      en: 'When an anmälan concerns a child or a young person, the board assesses at once whether immediate protection is needed. The assessment is documented.',
    },
    starts: { sv: 'Anmälan har kommit in, för varje barn', en: 'The report came in, for each child' },
    periods: always(null),
    localPeriod: { days: 0 },
    localPeriodAfterHours: { days: 1 },
    extension: null,
    metBy: { sv: 'Skyddsbedömningen är registrerad', en: 'The protection assessment is recorded' },
    force: 'statutory-duty-advisory-time',
    citations: [sol2001('11 kap. 1 a § första stycket'), sol2025('20 kap. 1 §')],
    verified: true,
    phase: 1,
    notes: {
      sv: 'Lagen säger genast, inte antal timmar eller dagar. Praxis: samma dag, eller nästa dag när anmälan kom in efter kontorstid. Nämnden kan ställa in både tiden och när kontoret stänger (17:00 om inget sägs).',
      en: 'The act says at once, no hours or days. Practice: the same day, or the next when the report came in after office hours. A board can set both the time and when its office closes (17:00 if nothing is said).',
    },
  },
  {
    id: 'forhandsbedomning',
    label: { sv: 'Förhandsbedömning', en: 'Preliminary assessment' },
    rule: {
      sv: 'Nämnden beslutar inom fjorton dagar efter att en anmälan kom in om utredning ska inledas eller inte. Beslutet behövs inte om en utredning om samma barn redan pågår. En ansökan förhandsbedöms inte: den leder genast till utredning.',
      en: 'Within fourteen days after an anmälan came in, the board decides to open or not to open an investigation. No decision is needed where one about the same child is already running. An ansökan has no preliminary assessment: it leads to an investigation at once.',
    },
    starts: { sv: 'Anmälan har kommit in, för varje barn', en: 'The report came in, for each child' },
    periods: always({ days: 14 }),
    extension: {
      sv: 'Endast vid synnerliga skäl, genom beslut med ny slutdag',
      en: 'Only on synnerliga skäl (exceptional grounds), by a decision with a new end day',
    },
    metBy: {
      sv: 'Beslut att inleda eller inte inleda utredning, eller anmälan påförd en pågående utredning',
      en: 'A decision to open or not to open, or the report joined to a running investigation',
    },
    force: 'statutory',
    citations: [sol2001('11 kap. 1 a § andra stycket'), sol2025('20 kap. 2 §')],
    verified: true,
    phase: 1,
  },
  {
    id: 'utredning',
    label: { sv: 'Utredning enligt fyramånadersregeln', en: 'Investigation, four-month rule' },
    rule: {
      sv: 'Utredningen bedrivs skyndsamt och är slutförd inom fyra månader från det att den inleddes.',
      en: 'The investigation is conducted promptly and finished within four months from when it was opened.',
    },
    starts: { sv: 'Utredningen inleddes', en: 'The investigation was opened' },
    periods: always({ months: 4 }),
    extension: {
      sv: 'Särskilda skäl, för viss tid, genom beslut med skäl, ny slutdag och beslutsfattare; lagen begränsar varken längd eller antal',
      en: 'Särskilda skäl (special grounds), for a definite time, by a decision with reasons, a new end day and a decider; the act caps neither length nor number',
    },
    metBy: { sv: 'Utredningen är avslutad genom beslut', en: 'The investigation is closed by a decision' },
    force: 'statutory',
    citations: [sol2001('11 kap. 2 § andra stycket'), sol2025('20 kap. 3 §')],
    verified: true,
    phase: 1,
  },
  {
    id: 'information-om-utredning',
    label: { sv: 'Information om att utredning inletts', en: 'Information that an investigation was opened' },
    rule: {
      sv: 'Den som berörs av utredningen informeras genast om att den har inletts, om inte särskilda skäl talar mot det.',
      en: 'Those concerned by the investigation are told at once that it was opened, unless särskilda skäl (special grounds) speak against it.',
    },
    starts: { sv: 'Utredningen inleddes', en: 'The investigation was opened' },
    periods: always(null),
    localPeriod: { days: 3 },
    extension: {
      sv: 'Särskilda skäl mot att informera, antecknade med skälet',
      en: 'Särskilda skäl (special grounds) against informing, recorded with the reason',
    },
    metBy: {
      sv: 'Varje berörd är informerad, eller skälet att inte informera är antecknat',
      en: 'Everyone concerned is informed, or the reason not to is recorded',
    },
    force: 'statutory-duty-advisory-time',
    citations: [sol2001('11 kap. 2 § tredje stycket'), sol2025('20 kap. 4 §')],
    verified: true,
    phase: 1,
    notes: {
      sv: 'Lagen säger genast. Tre dagar är ett lokalt värde som nämnden kan ställa in.',
      en: 'The act says at once. Three days is a local value that a board can set.',
    },
  },
  {
    id: 'aterkoppling-till-anmalare',
    label: { sv: 'Information till anmälaren', en: 'Information to the reporter' },
    rule: {
      sv: 'En anmälare med anmälningsskyldighet som begär det får veta om utredning har inletts, inte har inletts eller redan pågick, senast en vecka efter beslutet. Kommer begäran senare, eller pågick utredningen redan, lämnas informationen genast. Den lämnas inte om det är olämpligt med hänsyn till omständigheterna. Privatpersoner omfattas inte.',
      en: 'A reporter with the duty to report who asks is told whether an investigation was opened, was not opened or was already running, at the latest one week after the decision. Where the request comes later, or the investigation was already running, the information is given at once. It is not given where the circumstances make it unsuitable. Private persons are not covered.',
    },
    starts: {
      sv: 'Beslut att inleda eller inte inleda utredning, eller begäran om den kom senare',
      en: 'The decision to open or not to open, or the request where it came later',
    },
    periods: since2025Act1501({ weeks: 1 }),
    extension: null,
    metBy: {
      sv: 'Informationen är lämnad, eller antecknad som olämplig att lämna',
      en: 'The information is given, or recorded as unsuitable to give',
    },
    force: 'statutory',
    citations: [sol2001('14 kap. 1 b §'), sol2025Original('19 kap. 6 §'), sol2025Amended('19 kap. 6 §')],
    verified: true,
    phase: 1,
    notes: {
      sv: 'Tidsgränsen en vecka finns från den 15 januari 2026. Dessförinnan lämnades informationen på begäran, utan tidsgräns.',
      en: 'The limit of one week exists from 15 January 2026. Before, the information was given on request, without a time limit.',
    },
  },
  {
    id: 'kommunicering',
    label: { sv: 'Kommunicering', en: 'Communication with the parties' },
    rule: {
      sv: 'Innan nämnden beslutar underrättas parterna om allt material av betydelse och får en bestämd tid att yttra sig.',
      en: 'Before the board decides, the parties are notified of all material that matters and given a set time to comment.',
    },
    starts: { sv: 'Materialet skickades', en: 'The material was sent' },
    periods: always(null),
    localPeriod: { days: 14 },
    extension: { sv: 'Ny dag som handläggaren bestämmer', en: 'A new day set by the handler' },
    metBy: {
      sv: 'Yttrande har kommit in, eller dagen har passerat',
      en: 'A comment came in, or the day passed',
    },
    force: 'duty-statutory-day-local',
    citations: [fl('25 §')],
    verified: true,
    phase: 1,
    notes: {
      sv: 'Handläggaren bestämmer dagen. Fjorton dagar är ett lokalt värde som nämnden kan ställa in.',
      en: 'The handler sets the day. Fourteen days is a local value that a board can set.',
    },
  },
  {
    id: 'konsultation-svar',
    label: { sv: 'Svar på konsultation', en: 'Answer to a consultation' },
    rule: {
      sv: 'Den som konsulteras svarar senast den dag som är överenskommen. När en utredning är beslutad ska de som har anmälningsskyldighet lämna alla uppgifter som kan vara av betydelse; samtycke behövs inte.',
      en: 'The consulted party answers by the day agreed. Once an investigation is decided, those with the duty to report supply all information that can matter; no consent is needed.',
    },
    starts: { sv: 'Konsultationen skickades', en: 'The consultation was sent' },
    periods: always(null),
    localPeriod: { days: 14 },
    extension: { sv: 'Påminnelse med ny svarsdag', en: 'A reminder with a new answer day' },
    metBy: {
      sv: 'Svar har kommit in, är avböjt, eller konsultationen är avslutad med skäl',
      en: 'An answer came in, was declined, or the consultation is closed with a reason',
    },
    force: 'agreement',
    citations: [sol2001('14 kap. 1 § tredje stycket'), sol2025('20 kap. 6 §')],
    verified: true,
    phase: 1,
    notes: {
      sv: 'Lagrummet gäller skyldigheten att lämna uppgifter; svarstiden följer av överenskommelse med regionen eller verksamheten.',
      en: 'The citation is for the duty to supply information; the time to answer follows from agreements with the region or the party.',
    },
  },
  {
    id: 'overklagande',
    label: { sv: 'Överklagandetid', en: 'Time to appeal' },
    rule: {
      sv: 'En enskild överklagar inom tre veckor från den dag då den parten fick del av beslutet. Beslutet får laga kraft när tiden har gått ut för alla parter utan överklagande. Beslut att inleda, inte inleda eller förlänga får inte överklagas.',
      en: 'An individual appeals within three weeks from the day that party received the decision. It gains legal force when the time has run out unused for every party. Decisions to open, not to open or to extend cannot be appealed.',
    },
    starts: { sv: 'Parten fick del av beslutet', en: 'The party received the decision' },
    periods: always({ weeks: 3 }),
    extension: null,
    metBy: { sv: 'Överklagandet har kommit in', en: 'The appeal came in' },
    force: 'statutory',
    citations: [fl('44 §')],
    verified: true,
    phase: 1,
  },
  {
    id: 'uppfoljning-efter-utredning',
    label: {
      sv: 'Uppföljning efter utredning utan insats',
      en: 'Follow-up after an investigation without insats',
    },
    rule: {
      sv: 'När en utredning avslutats utan beslut om insats kan nämnden besluta att följa upp barnets situation. Uppföljningen avslutas senast när tiden gått ut, eller när en ny utredning inleds dessförinnan. Barn som fyllt 15 år och vårdnadshavare informeras när den inleds och avslutas.',
      en: 'When an investigation was closed without a decision on an insats, the board may decide to follow up the situation of the child. The follow-up ends at the latest when the time has run out, or when a new investigation is opened before that. A child of 15 or over and the guardians are informed when it begins and ends.',
    },
    starts: { sv: 'Utredningen avslutades', en: 'The investigation was closed' },
    periods: changedBySol2025({ months: 2 }, { months: 6 }),
    extension: null,
    metBy: { sv: 'Uppföljningen är avslutad', en: 'The follow-up is ended' },
    force: 'statutory',
    citations: [sol2001('11 kap. 4 a, 4 c §§'), sol2025('23 kap. 1, 5 §§')],
    verified: true,
    phase: 1,
    notes: {
      sv: 'Två månader till och med den 30 juni 2025, därefter sex.',
      en: 'Two months until 30 June 2025, six from then on.',
    },
  },
] as const satisfies readonly LegalRule[];

/** Every time limit, in the order of the case. */
export const LEGAL_RULES = [...INVESTIGATION_RULES, ...PLACEMENT_RULES] as const;

export type LegalRuleId = (typeof LEGAL_RULES)[number]['id'];
