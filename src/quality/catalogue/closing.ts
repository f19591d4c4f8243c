import { countsFor, statusOfStep } from '../../investigation/consultation/rules.ts';
import { isCarriedThrough } from '../../investigation/decision/completeness.ts';
import type { Day } from '../../kernel/day.ts';
import { nameOfArea } from '../../knowledge/areas.ts';
import { CODEBOOKS, type CodeOf, entryOf } from '../../knowledge/codebooks.ts';
import type { CaseRecord, InvestigationRecord } from '../../record/record.ts';
import { EXPLAINED, inInvestigation } from '../cases.ts';
import type { About, Found, QualityRule } from '../rule.ts';

/**
 * What an investigation lacks that is closed. Today the API refuses to close it so; what was closed before, or came
 * from elsewhere, may lack it. One that ended on the way, since the child moved or the application was withdrawn, is
 * asked for none of it.
 */

type Closed = InvestigationRecord & { readonly closedOn: Day };

const isClosed = (one: InvestigationRecord): one is Closed => one.closedOn !== null;
const closedIn = ({ investigations }: CaseRecord): Closed[] =>
  investigations.filter(isClosed).filter(({ outcome }) => outcome === null || isCarriedThrough(outcome));

const lacking = (one: Closed, about: About | null = null): Found => ({
  case: inInvestigation(one),
  about,
  since: one.closedOn,
  endedOn: null,
});

const isUnsettled = ({ consultations, waivers }: InvestigationRecord, step: CodeOf<'consultationStep'>) =>
  statusOfStep(
    consultations.filter(({ counterpart }) => countsFor(counterpart, step)),
    waivers.some((waiver) => waiver.step === step),
  ).status === 'saknas';

/** The areas that the latest plan takes up and nothing is stated on. */
const silentAreas = ({ plans, statements }: InvestigationRecord) =>
  (plans.at(-1)?.areas ?? [])
    .filter(({ decision }) => decision === 'utreds')
    .map(({ area }) => area)
    .filter((area) => statements.every((told) => told.area !== area));

const areaNamed = (id: string) => nameOfArea(id as CodeOf<'needsArea'>);

export const CLOSING_RULES = {
  Q005: {
    severity: 'error',
    kinds: ['investigation'],
    label: {
      sv: 'Avslutad utan analys och bedömning',
      en: 'Closed without analysis and assessment',
    },
    explanation: {
      sv: 'Från dagen för avslutet, där analysen inte väger samman och säger vad det betyder för barnet, eller bedömningen inte säger barnets bästa och förslag. Inte där ärendet flyttats eller ansökan återtagits.',
      en: 'From the day of closing, where the analysis does not take things together and say what they mean for the child, or the assessment does not say what is best and what is proposed. Not where the case has moved or the application was withdrawn.',
    },
    law: 'dokumentation',
    mend: EXPLAINED.investigation,
    find: (record) =>
      closedIn(record)
        .filter(({ analysis }) => !analysis?.analysed || !analysis.assessed)
        .map((one) => lacking(one)),
  },
  Q006: {
    severity: 'error',
    kinds: ['investigation'],
    label: {
      sv: 'Avslutad utan att skol- eller hälsosteget tagits eller motiverats bort',
      en: 'Closed with the school or the health step neither taken nor waived',
    },
    explanation: {
      sv: 'Från dagen för avslutet, en för varje steg som varken är taget eller undantaget. Inte där ärendet flyttats eller ansökan återtagits.',
      en: 'From the day of closing, one for each step that is neither taken nor waived. Not where the case has moved or the application was withdrawn.',
    },
    law: 'konsultationssteg',
    say: ({ id }) => {
      const name = entryOf('consultationStep', id as CodeOf<'consultationStep'>).sv;
      return {
        sv: `Avslutad utan att steget tagits eller motiverats bort: ${name}`,
        en: `Closed with the step neither taken nor waived: ${name}`,
      };
    },
    mend: EXPLAINED.investigation,
    find: (record) =>
      closedIn(record).flatMap((one) =>
        CODEBOOKS.consultationStep.codes
          .filter(({ code }) => isUnsettled(one, code))
          .map(({ code: id }) => lacking(one, { kind: 'consultation-step', id })),
      ),
  },
  Q009: {
    severity: 'warning',
    kinds: ['investigation'],
    label: {
      sv: 'Delområde som utreds utan någon uppgift vid avslutet',
      en: 'Area marked utreds with no statement at closing',
    },
    explanation: {
      sv: 'Från dagen för avslutet, en för varje delområde som planen tar upp och ingen uppgift finns om. Inte där ärendet flyttats eller ansökan återtagits.',
      en: 'From the day of closing, one for each area that the plan takes up and nothing is stated on. Not where the case has moved or the application was withdrawn.',
    },
    law: 'dokumentation',
    say: ({ id }) => ({
      sv: `Delområdet ${areaNamed(id)} utreds, men ingen uppgift finns vid avslutet`,
      en: `The area ${areaNamed(id)} is marked utreds, with no statement at closing`,
    }),
    mend: EXPLAINED.investigation,
    find: (record) =>
      closedIn(record).flatMap((one) => silentAreas(one).map((id) => lacking(one, { kind: 'area', id }))),
  },
  Q011: {
    severity: 'warning',
    kinds: ['investigation'],
    label: {
      sv: 'Avslutad utan samtal med barnet och utan skäl',
      en: 'Closed without a conversation with the child and without a reason',
    },
    explanation: {
      sv: 'Från dagen för avslutet, där barnet inte deltog i något samtal och skälet inte är antecknat. Inte där ärendet flyttats eller ansökan återtagits.',
      en: 'From the day of closing, where the child took part in no conversation and the reason is not recorded. Not where the case has moved or the application was withdrawn.',
    },
    law: 'barnets-asikter',
    tellsOfChild: true,
    mend: EXPLAINED.investigation,
    find: (record) =>
      closedIn(record)
        .filter(
          ({ childFirstHeardOn, notHeardReason }) => childFirstHeardOn === null && notHeardReason === null,
        )
        .map((one) => lacking(one)),
  },
} as const satisfies Readonly<Record<string, QualityRule>>;
