/**
 * Time limits that no statute knows and a board can set for itself (nämndens egna gränser). They bind nobody but the
 * board, and exist only where its settings give them days.
 */
import type { LegalRule } from '../kernel/law.ts';

export const LOCAL_RULES = [
  {
    id: 'samtal-med-barnet',
    label: { sv: 'Samtal med barnet', en: 'Conversation with the child' },
    rule: {
      sv: 'Barnet har fått komma till tals i ett samtal inom den tid från inledningen som nämnden har satt. Gränsen är nämndens egen: lagen ger barnet rätt att komma till tals utan att ange en tid.',
      en: 'The child has been heard in a conversation within the time from the opening that the board has set. The limit is the board’s own: the act gives the child the right to be heard and names no time.',
    },
    starts: { sv: 'Utredningen inleddes', en: 'The investigation was opened' },
    periods: [{ period: null }],
    extension: {
      sv: 'Gäller inte när ett skäl att inte höra barnet är antecknat',
      en: 'Does not apply once a reason not to hear the child is recorded',
    },
    metBy: {
      sv: 'Ett samtal som barnet deltog i har hållits',
      en: 'A conversation that the child took part in was held',
    },
    force: 'local',
    citations: [],
    verified: true,
    phase: 1,
  },
  {
    id: 'utredningsplan',
    label: { sv: 'Utredningsplan', en: 'Investigation plan' },
    rule: {
      sv: 'Utredningsplanen är upprättad inom den tid från inledningen som nämnden har satt. Gränsen är nämndens egen.',
      en: 'The investigation plan is drawn up within the time from the opening that the board has set. The limit is the board’s own.',
    },
    starts: { sv: 'Utredningen inleddes', en: 'The investigation was opened' },
    periods: [{ period: null }],
    extension: null,
    metBy: { sv: 'Planen är sparad för första gången', en: 'The plan was saved for the first time' },
    force: 'local',
    citations: [],
    verified: true,
    phase: 1,
  },
] as const satisfies readonly LegalRule[];

export type LocalRuleId = (typeof LOCAL_RULES)[number]['id'];
