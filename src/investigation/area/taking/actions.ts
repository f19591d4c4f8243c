import type { Caller } from '../../../access/caller.ts';
import type { Work } from '../../../access/work.ts';
import type { Reader } from '../../../database/handle.ts';
import type { Instant } from '../../../kernel/clock.ts';
import { permit, valid } from '../../../kernel/outcome.ts';
import { areaListOn } from '../../../knowledge/areas.ts';
import { codesNotInForce } from '../../../knowledge/validity.ts';
import { getConsultation } from '../../consultation/actions.ts';
import { loadPlan } from '../../plan/actions.ts';
import { hindered } from '../../rules.ts';
import { keepStatement } from '../keeping.ts';
import { withWarnings } from '../rules.ts';
import * as rules from './rules.ts';
import type { TakenStatements, TakingInput } from './schema.ts';
import * as store from './store.ts';

/** Which statements of answers the areas of an investigation that the caller sees have. */
export function loadTakenParts(reader: Reader, investigationId: string): Promise<rules.TakenPart[]> {
  return store.findTakenParts(reader, investigationId);
}

/** What the areas have from the answer of a consultation, and the investigation they are of. @throws NotFound. */
export async function listTaken(reader: Reader, consultationId: string, caller: Caller, now: Instant) {
  const { investigation } = await getConsultation(reader, consultationId, caller, now);
  const items = await store.findStatementsOfAnswer(reader, {
    investigationId: investigation.id,
    consultationId,
  });
  return { items, investigation };
}

/**
 * Takes statements of an answer into the areas, all or none.
 * @throws NotFound. @throws Refused `investigation.closed`, `consultation.not-answered`, `area.answer-part-taken`.
 * @throws Invalid for a part that is not there, or is given twice, or has no area that was in force.
 */
export async function takeStatements(
  work: Work,
  consultationId: string,
  input: TakingInput,
): Promise<TakenStatements> {
  const { consultation, investigation } = await getConsultation(
    work.tx,
    consultationId,
    work.caller,
    work.now,
  );
  permit(hindered(investigation, 'state', work.today));
  permit(rules.notAnswered(consultation, work.today));
  const choices = rules.choicesOf(input, consultation.answerStatements);
  valid(
    rules.impossibleChoices(choices),
    codesNotInForce(
      investigation.openedOn,
      choices.map(({ area }, at) => [`parts.${at}.area`, areaListOn(investigation.openedOn), area] as const),
    ),
  );
  const taken = { investigationId: investigation.id, consultationId };
  permit(rules.partsTaken(choices, await store.findStatementsOfAnswer(work.tx, taken)));
  const source = rules.SOURCE_OF[consultation.counterpart];
  const plan = await loadPlan(work.tx, investigation.id);
  const items: TakenStatements['items'] = [];
  for (const { part, area, text } of choices) {
    const told = { area: area!, text: text!, source, consultationId, answerPart: part };
    const statement = await keepStatement(work, investigation, told, { action: 'area.take' });
    items.push(withWarnings(plan, statement));
  }
  return { items };
}
