import { choiceOf } from '../../investigation/plan/rules.ts';
import type { Plan } from '../../investigation/plan/schema.ts';
import { areasOn } from '../../knowledge/areas.ts';
import type { CodeOf } from '../../knowledge/codebooks.ts';
import { type Draft, fact, facts, heading, type PrintedDocument, paragraph, table } from '../model.ts';
import * as words from './wording.ts';

export interface PlanFacts {
  readonly frame: words.Frame;
  readonly plan: Plan;
}

const DECISION = {
  utreds: 'Utreds',
  'utreds-inte': 'Utreds inte',
} as const satisfies Record<CodeOf<'areaDecision'>, string>;

const NOTHING = 'Inget är antecknat.';

/** The plan of an investigation (utredningsplan), as it now stands. */
export function composePlan({ frame, plan }: PlanFacts): PrintedDocument {
  return {
    ...words.framed(frame),
    title: 'Utredningsplan',
    fileName: 'utredningsplan',
    draft: draftOf(plan),
    blocks: [
      ...words.care(frame.child),
      facts([
        ...words.identityOf(frame.child),
        ...words.caseFacts(frame),
        fact(
          'Planen',
          plan.savedAt === null
            ? 'Inte sparad'
            : `Version ${plan.version}, sparad ${words.dayInWords(plan.savedAt)} av ${plan.savedBy}`,
        ),
      ]),
      heading(2, 'Syfte'),
      words.textOr(plan.purpose, NOTHING),
      heading(2, 'Frågeställningar'),
      words.listOr(plan.questions, NOTHING),
      heading(2, 'Delområden'),
      paragraph('Utredningen görs inte mer omfattande än vad som är motiverat. Därför väljs delområden.'),
      ...areasOn(frame.openedOn).flatMap(({ name: side, areas }) => [
        heading(3, side),
        table(
          ['Delområde', 'Beslut', 'Skäl'],
          areas.map(({ area, name }) => {
            const choice = choiceOf(plan, area);
            return [name, choice ? DECISION[choice.decision] : 'Inte bestämt', choice?.reason ?? ''];
          }),
        ),
      ]),
      heading(2, 'Planerade samtal'),
      words.listOr(plan.plannedConversations, NOTHING),
      heading(2, 'Planerade konsultationer'),
      words.listOr(plan.plannedConsultations, NOTHING),
      heading(2, 'Parternas synpunkter på planen'),
      words.textOr(plan.partiesComments, NOTHING),
    ],
  };
}

function draftOf({ version, purpose }: Plan): Draft | null {
  if (version === 0) return { mark: words.UNSIGNED, why: 'Ingen utredningsplan är sparad.' };
  if (purpose === null) return { mark: words.UNSIGNED, why: 'Planen saknar syfte.' };
  return null;
}
