import type { Time } from '../../deadlines/evaluate.ts';
import type { DeadlineRuleId } from '../../deadlines/rules.ts';
import { addPeriod, type Day, daysAfter } from '../../kernel/day.ts';
import type { CaseRecord } from '../../record/record.ts';
import { earliest, inIntake, inIntervention, inInvestigation, lasting, latest } from '../cases.ts';
import type { CaseKind, Found, FoundIn, QualityRule } from '../rule.ts';

/** What was not done in its time (tider): by the same limits as the deadlines, and never by a sum of its own. */

const DAY_AFTER = 1;
const SIX_MONTHS = { months: 6 };

/** The case that a time is of. */
function caseOf({ intakes, investigations }: CaseRecord, { instance }: Time): FoundIn {
  const { kind, id } = instance.case;
  const isThis = (one: { readonly id: string }) => one.id === id;
  return kind === 'intake' ? inIntake(intakes.find(isThis)!) : inInvestigation(investigations.find(isThis)!);
}

/** The day on which what was waited for came, or was no longer waited for. */
const endedOn = ({ instance: { ending } }: Time): Day | null =>
  ending === null || ending.state === 'not-applicable' ? null : ending.day;

const overdue = (record: CaseRecord, times: readonly Time[], atLeast = 0): Found[] =>
  times.flatMap((time) => {
    const { start } = time.instance;
    const next = atLeast === 0 ? start.day : daysAfter(start.day, atLeast);
    const last = latest(time.limit.lastLawfulDay, next);
    const ended = endedOn(time);
    if (ended !== null && ended <= last) return [];
    return [{ case: caseOf(record, time), about: null, since: daysAfter(last, DAY_AFTER), endedOn: ended }];
  });

const EXTENSIBLE: readonly DeadlineRuleId[] = ['forhandsbedomning', 'utredning'];
const EXTENDED: Readonly<Record<CaseKind, 'forhandsbedomning' | 'utredning'>> = {
  intake: 'forhandsbedomning',
  investigation: 'utredning',
  intervention: 'utredning',
};

export const TIME_RULES = {
  Q001: {
    severity: 'error',
    kinds: ['investigation'],
    label: {
      sv: 'Pågår längre än fyra månader utan giltig förlängning',
      en: 'Open longer than four months without a valid extension',
    },
    explanation: {
      sv: 'Från dagen efter den sista dag som lagen och förlängningarna ger. Upphör när utredningen avslutas; att det skedde för sent sägs av tidsfristen.',
      en: 'From the day after the last one that law and extensions give. Ends when the investigation is closed; that this came late is told by the deadline.',
    },
    law: 'utredning',
    mend: {
      text: {
        sv: 'Registrera en förlängning som beslutades i tid, eller avsluta utredningen.',
        en: 'Record an extension that was decided in time, or close the investigation.',
      },
      at: '/investigations/{case}/extensions',
    },
    find: (record, times) => overdue(record, times('utredning')),
  },
  Q002: {
    severity: 'error',
    kinds: ['intake', 'investigation'],
    label: {
      sv: 'Förlängning beslutad efter att tiden gått ut',
      en: 'Extension decided after the limit that it extends had passed',
    },
    explanation: {
      sv: 'Från dagen för beslutet. En sådan förlängning räknas inte. Gäller förhandsbedömning och utredning.',
      en: 'From the day of the decision. Such an extension does not count. For preliminary assessments and investigations.',
    },
    law: (kind) => EXTENDED[kind],
    say: ({ id }) => ({
      sv: `Förlängningen som beslutades ${id} kom efter att tiden gått ut`,
      en: `The extension decided on ${id} came after the limit had passed`,
    }),
    mend: {
      text: {
        sv: 'Avsluta ärendet. Var beslutet i själva verket tidigare, registrera det med rätt dag.',
        en: 'Finish the case. If the decision was in fact earlier, record it with its right day.',
      },
      at: '/{kind}/{case}',
    },
    find: (record, times) =>
      EXTENSIBLE.flatMap((rule) => times(rule)).flatMap((time) =>
        time.instance.extensions
          .filter((_, at) => time.steps[at]?.late)
          .map(({ decidedOn }) => ({
            case: caseOf(record, time),
            about: { kind: 'extension' as const, id: decidedOn },
            since: decidedOn,
            endedOn: null,
          })),
      ),
  },
  Q003: {
    severity: 'error',
    kinds: ['intake'],
    label: {
      sv: 'Anmälan utan skyddsbedömning efter nästa dag',
      en: 'Anmälan without a protection assessment after the next day',
    },
    explanation: {
      sv: 'Från den andra dagen efter den då anmälan kom in, eller dagen efter nämndens egen tid där den är längre. Upphör när bedömningen görs.',
      en: 'From the second day after the report came in, or the day after the board’s own time where that is longer. Ends when the assessment is made.',
    },
    law: 'skyddsbedomning',
    mend: {
      text: {
        sv: 'Registrera skyddsbedömningen, med tiden då den gjordes.',
        en: 'Record the protection assessment, with the time it was made.',
      },
      at: '/intakes/{case}/protection-assessments',
    },
    find: (record, times) => overdue(record, times('skyddsbedomning'), DAY_AFTER),
  },
  Q004: {
    severity: 'error',
    kinds: ['intake'],
    label: {
      sv: 'Förhandsbedömning utan beslut efter 14 dagar och utan förlängning',
      en: 'Intake undecided after 14 days without an extension',
    },
    explanation: {
      sv: 'Från dagen efter den sista dag som lagen och förlängningarna ger. Upphör när beslutet fattas. Gäller bara anmälningar.',
      en: 'From the day after the last one that law and extensions give. Ends with the decision. For an anmälan alone.',
    },
    law: 'forhandsbedomning',
    mend: {
      text: { sv: 'Fatta beslutet.', en: 'Make the decision.' },
      at: '/intakes/{case}/decision',
    },
    find: (record, times) => overdue(record, times('forhandsbedomning')),
  },
  Q015: {
    severity: 'warning',
    kinds: ['intervention'],
    label: {
      sv: 'Insats utan uppföljning på sex månader',
      en: 'Insats running six months without a follow-up',
    },
    explanation: {
      sv: 'Från dagen efter att sex månader har gått sedan insatsen började eller senast följdes upp. Upphör med nästa uppföljning, eller när insatsen avslutas.',
      en: 'From the day after six months have passed since the insats began or was last followed up. Ends with the next follow-up, or when the insats ends.',
    },
    law: null,
    mend: {
      text: { sv: 'Följ upp insatsen, eller avsluta den.', en: 'Follow the insats up, or end it.' },
      at: '/interventions/{case}/follow-ups',
    },
    find: ({ interventions }) =>
      interventions.flatMap((one) => {
        const held = one.followUps.map(({ heldOn }) => heldOn);
        return [one.startedOn, ...held].flatMap((from) => {
          const next = earliest(held.filter((on) => on > from));
          return lasting(
            daysAfter(addPeriod(from, SIX_MONTHS), DAY_AFTER),
            next ?? one.end?.endedOn ?? null,
          ).map((days) => ({
            case: inIntervention(one),
            about: null,
            part: from,
            ...days,
          }));
        });
      }),
  },
  Q017: {
    severity: 'warning',
    kinds: ['investigation'],
    label: {
      sv: 'Konsultation obesvarad efter svarsdagen och utan påminnelse',
      en: 'Consultation past its answer day and not reminded',
    },
    explanation: {
      sv: 'Från dagen efter svarsdagen, den senaste påminnelsens om det finns en. Upphör med påminnelsen, svaret eller avslutet.',
      en: 'From the day after the answer day, that of the latest reminder where there is one. Ends with the reminder, the answer or the closing.',
    },
    law: 'konsultation-svar',
    mend: {
      text: {
        sv: 'Påminn, registrera svaret, eller avsluta konsultationen utan svar.',
        en: 'Remind, record the answer, or close the consultation without one.',
      },
      at: '/consultations/{about}/reminders',
    },
    find: (record, times) =>
      times('konsultation-svar').flatMap((time) => {
        const last = time.limit.lastLawfulDay;
        const { id } = time.instance.subject;
        const ends = [...remindedAfter(record, id, last), endedOn(time)];
        const ended = earliest(ends.flatMap((on) => on ?? []));
        if (ended !== null && ended <= last) return [];
        return [
          {
            case: caseOf(record, time),
            about: { kind: 'consultation' as const, id },
            since: daysAfter(last, DAY_AFTER),
            endedOn: ended,
          },
        ];
      }),
  },
} as const satisfies Readonly<Record<string, QualityRule>>;

/** The reminders of a consultation that came when its answer day had passed. */
const remindedAfter = ({ investigations }: CaseRecord, id: string, last: Day): readonly Day[] =>
  investigations
    .flatMap(({ consultations }) => consultations.filter((one) => one.id === id))
    .flatMap(({ remindedOn }) => remindedOn.filter((on) => on > last));
