import { type Day, dayOf, daysAfter, daysBetween } from '../../kernel/day.ts';
import { nameOfArea } from '../../knowledge/areas.ts';
import type { CodeOf } from '../../knowledge/codebooks.ts';
import type { CaseRecord, IntakeRecord, InvestigationRecord } from '../../record/record.ts';
import {
  earliest,
  inIntake,
  inIntervention,
  inInvestigation,
  lasting,
  latest,
  receivedOn,
} from '../cases.ts';
import { CASE_KINDS, type Found, type QualityRule } from '../rule.ts';

/** What is missing in a case, or does not go together (innehåll). */

/** Closing and opening anew within so many days may be a way of gaining time (JO, dnr 2565-2016). */
const SOON = 7;

const areaNamed = (id: string) => nameOfArea(id as CodeOf<'needsArea'>);

export const CONTENT_RULES = {
  Q007: {
    severity: 'error',
    kinds: ['intake'],
    label: { sv: 'Huvudsaklig orsak saknas efter beslut', en: 'Main cause missing on a decided intake' },
    explanation: { sv: 'Från dagen för beslutet.', en: 'From the day of the decision.' },
    law: 'dokumentation',
    mend: {
      text: { sv: 'Ange mainCause på aktualiseringen.', en: 'Give mainCause on the intake.' },
      at: '/intakes/{case}',
    },
    mendableWhenClosed: true,
    find: ({ intakes }) =>
      intakes.flatMap((one): Found[] =>
        one.decidedOn === null || one.mainCause !== null
          ? []
          : [{ case: inIntake(one), about: null, since: one.decidedOn, endedOn: null }],
      ),
  },
  Q010: {
    severity: 'warning',
    kinds: ['investigation'],
    label: {
      sv: 'Risk- eller skyddsfaktor i ett delområde som inte utreds',
      en: 'Risk or protective factor in an area that is not investigated',
    },
    explanation: {
      sv: 'En för varje delområde som den senaste planen lämnar utanför och en faktor är registrerad i, från den dag då båda fanns.',
      en: 'One for each area that the latest plan leaves out and a factor is recorded in, from the day on which both were there.',
    },
    law: 'proportionerlig-utredning',
    tellsOfChild: true,
    say: ({ id }) => ({
      sv: `Faktor i delområdet ${areaNamed(id)}, som inte utreds`,
      en: `Factor in the area ${areaNamed(id)}, which is not investigated`,
    }),
    mend: {
      text: {
        sv: 'Ändra planen så att delområdet utreds, eller ta tillbaka faktorn.',
        en: 'Change the plan so that the area is investigated, or take the factor back.',
      },
      at: '/investigations/{case}/plan',
    },
    find: ({ investigations }) =>
      investigations.flatMap((one) =>
        leftOutWithFactor(one).map(({ area: id, since }) => ({
          case: inInvestigation(one),
          about: { kind: 'area' as const, id },
          since,
          endedOn: null,
        })),
      ),
  },
  Q012: {
    severity: 'warning',
    kinds: ['investigation'],
    label: {
      sv: 'Ny utredning inom sju dagar efter att den förra avslutades',
      en: 'New investigation opened within seven days after the last one closed',
    },
    explanation: {
      sv: 'Från den dag då den nya inleddes, den sjunde dagen efter avslutet inräknad. Att avsluta och inleda på nytt för att vinna tid är inte tillåtet (JO, dnr 2565-2016). Säger inget om vilken den förra var.',
      en: 'From the day that the new one was opened, the seventh day after the closing included. To close and open anew in order to gain time is not allowed (JO, dnr 2565-2016). Does not tell which the last one was.',
    },
    law: 'utredning',
    tellsOfChild: true,
    mend: {
      text: {
        sv: 'Skriv i en journalanteckning vad nytt som har kommit fram sedan den förra avslutades.',
        en: 'Say in a note what has come up since the last one was closed.',
      },
      at: '/investigations/{case}/notes',
    },
    find: ({ investigations }) =>
      investigations
        .filter((one) => investigations.some((other) => other.id !== one.id && isSoonAfter(one, other)))
        .map((one) => ({ case: inInvestigation(one), about: null, since: one.openedOn, endedOn: null })),
  },
  Q016: {
    severity: 'information',
    kinds: CASE_KINDS,
    label: { sv: 'Juridiskt kön eller födelsedatum saknas', en: 'Legal sex or birth date unknown' },
    explanation: {
      sv: 'Från den dag då ärendet började, i varje ärende. För ett ofött barn från dagen efter den väntade födelsen.',
      en: 'From the day that the case began, in every case. For an unborn child from the day after the expected birth.',
    },
    law: null,
    mend: {
      text: { sv: 'Komplettera personuppgifterna.', en: 'Complete the person’s data.' },
      at: '/persons/{child}',
    },
    mendableWhenClosed: true,
    find: (record) => withUnknownChild(record),
  },
  Q018: {
    severity: 'warning',
    kinds: ['investigation'],
    label: {
      sv: 'Planen är inte omprövad sedan en ny anmälan påfördes',
      en: 'Plan not revised although a new report was joined to the investigation',
    },
    explanation: {
      sv: 'Från dagen efter att anmälan påfördes, om en plan fanns före den. Upphör när planen sparas på nytt, ändrad eller som den är.',
      en: 'From the day after the report joined, where there was a plan before it. Ends when the plan is saved anew, changed or as it is.',
    },
    law: 'proportionerlig-utredning',
    tellsOfChild: true,
    mend: {
      text: {
        sv: 'Läs anmälan, och spara planen på nytt.',
        en: 'Read the report, and save the plan anew.',
      },
      at: '/investigations/{case}/plan',
    },
    find: ({ intakes, investigations }) => investigations.flatMap((one) => joinedSincePlan(one, intakes)),
  },
} as const satisfies Readonly<Record<string, QualityRule>>;

/** The areas that the latest plan leaves out and that have factors, with the day on which that became so. */
function leftOutWithFactor({ plans, factors }: InvestigationRecord) {
  const leavesOut = (plan: InvestigationRecord['plans'][number], area: CodeOf<'needsArea'>) =>
    plan.areas.some((choice) => choice.area === area && choice.decision === 'utreds-inte');
  return [...new Set(factors.map(({ area }) => area))].flatMap((area) => {
    // Since when it has been left out without a break.
    const from = plans.slice(plans.findLastIndex((plan) => !leavesOut(plan, area)) + 1)[0];
    if (from === undefined) return [];
    const seen = factors.filter((one) => one.area === area).map(({ recordedAt }) => dayOf(recordedAt));
    return [{ area, since: latest(dayOf(from.savedAt), earliest(seen)!) }];
  });
}

function isSoonAfter({ openedOn }: InvestigationRecord, { closedOn, openedOn: before }: InvestigationRecord) {
  if (closedOn === null || closedOn > openedOn || before > openedOn) return false;
  return daysBetween(closedOn, openedOn) <= SOON;
}

function withUnknownChild({ child, intakes, investigations, interventions }: CaseRecord): Found[] {
  const { birthDate, legalSex, expectedBirthDate } = child;
  if (birthDate !== null && legalSex !== null) return [];
  const from = (start: Day) =>
    birthDate === null && expectedBirthDate !== null ? latest(start, daysAfter(expectedBirthDate, 1)) : start;
  return [
    ...intakes.map((one) => ({ case: inIntake(one), start: receivedOn(one) })),
    ...investigations.map((one) => ({ case: inInvestigation(one), start: one.openedOn })),
    ...interventions.map((one) => ({ case: inIntervention(one), start: one.startedOn })),
  ].map(({ case: of, start }) => ({ case: of, about: null, since: from(start), endedOn: null }));
}

/**
 * The reports that joined since the plan. A plan knows how many reports the investigation rested on when it was saved:
 * one that joined as the third is seen by the first plan that knows of three. A plan that does not know is passed over.
 */
function joinedSincePlan(one: InvestigationRecord, intakes: readonly IntakeRecord[]): Found[] {
  const own = intakes.filter(({ investigationId }) => investigationId === one.id);
  const joined = own
    .flatMap(({ id, outcome, decidedOn }) =>
      outcome === 'pafors-pagaende-utredning' && decidedOn !== null ? [{ id, decidedOn }] : [],
    )
    .sort((a, b) =>
      a.decidedOn !== b.decidedOn ? (a.decidedOn < b.decidedOn ? -1 : 1) : a.id < b.id ? -1 : 1,
    );
  const opening = own.length - joined.length;
  return joined.flatMap(({ id, decidedOn }, at) => {
    const known = one.plans.flatMap(({ reports, savedAt }) =>
      reports === null ? [] : [{ reports, savedAt }],
    );
    const rank = opening + at + 1;
    if (!known.some(({ reports }) => reports < rank)) return [];
    const seen = known.filter(({ reports }) => reports >= rank).map(({ savedAt }) => dayOf(savedAt));
    return lasting(daysAfter(decidedOn, 1), earliest(seen)).map((days) => ({
      case: inInvestigation(one),
      about: { kind: 'joined-report' as const, id },
      ...days,
    }));
  });
}
