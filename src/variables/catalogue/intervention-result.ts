import { changesOf } from '../../intervention/score/rules.ts';
import type { ScoreChange } from '../../intervention/score/schema.ts';
import { CODEBOOKS, type CodebookName, type CodeOf } from '../../knowledge/codebooks.ts';
import type { InterventionRecord } from '../../record/record.ts';
import { NOT_APPLICABLE, recorded, UNKNOWN, type Value, valued } from '../value.ts';
import { inUnits, listed } from '../variable.ts';

/** What the intervention was to reach, and how far it came (mål, uppföljning, resultat). */
export const INTERVENTION_RESULT_VARIABLES = inUnits(['intervention'], {
  'intervention.goals': {
    label: { sv: 'Antal mål', en: 'Number of goals' },
    derivation: { sv: 'Mål som satts, även övergivna.', en: 'Goals set, those given up too.' },
    type: 'integer',
    packs: ['bbic', 'webbkollen'],
    provenance: 'provisional',
    derive: ({ intervention }) => valued(intervention.goals.length),
  },
  'intervention.measurableGoals': {
    label: { sv: 'Antal mätbara mål', en: 'Number of measurable goals' },
    derivation: {
      sv: 'Mål som i sin senaste lydelse har en indikator och ett målvärde.',
      en: 'Goals that have an indicator and a target as they now read.',
    },
    type: 'integer',
    packs: ['bbic', 'webbkollen'],
    provenance: 'provisional',
    derive: ({ intervention }) =>
      valued(goalsAsTheyRead(intervention).filter(({ measurable }) => measurable).length),
  },
  'intervention.goalAreas': {
    label: { sv: 'Målens delområden', en: 'Areas of the goals' },
    derivation: {
      sv: 'Delområden som målen gäller. Tom lista: inga mål.',
      en: 'Areas that the goals are about. Empty list: no goals.',
    },
    type: 'codes',
    codebook: 'needsArea',
    packs: ['bbic', 'webbkollen'],
    provenance: 'provisional',
    derive: ({ intervention }) => {
      const areas = goalsAsTheyRead(intervention).map(({ area }) => area);
      return valued(listed('needsArea', areas));
    },
  },
  'intervention.followUps': {
    label: { sv: 'Antal uppföljningar', en: 'Number of follow-ups' },
    derivation: {
      sv: 'Uppföljningar som hållits medan insatsen pågick.',
      en: 'Follow-ups that were held while it ran.',
    },
    type: 'integer',
    packs: ['bbic', 'webbkollen'],
    provenance: 'provisional',
    derive: ({ intervention }) => valued(intervention.followUps.length),
  },
  'intervention.goalAttainment': {
    label: { sv: 'Måluppfyllelse', en: 'Attainment of the goals' },
    derivation: {
      sv: 'Hur långt de gällande målen kommit, vart och ett efter sin senaste bedömning, vid avslutet eller en uppföljning. Alla uppnådda: uppnått. Inget går att bedöma: går inte att bedöma. Inget uppnått eller delvis uppnått: inte uppnått. Annars delvis uppnått. Okänt tills något mål bedömts. Ej tillämpligt utan gällande mål.',
      en: 'How far the goals that hold have come, each by its latest judgement, at the end or a follow-up. All attained: attained. None can be judged: cannot be judged. None attained or partly so: not attained. Else partly attained. Unknown until a goal is judged. Not applicable without goals that hold.',
    },
    population: { sv: 'Insatser med gällande mål.', en: 'Interventions with goals that hold.' },
    type: 'code',
    codebook: 'goalStatus',
    packs: ['bbic', 'webbkollen'],
    provenance: 'provisional',
    derive: ({ intervention }) => attainment(intervention),
  },
  'intervention.change': {
    label: { sv: 'Förändring', en: 'Change' },
    derivation: {
      sv: 'Den senaste bedömningen av förändring för barnet i stort, vid avslutet eller en uppföljning. Okänt tills en finns.',
      en: 'The latest assessment of change for the child on the whole, at the end or a follow-up. Unknown until there is one.',
    },
    type: 'code',
    codebook: 'changeAssessment',
    packs: ['bbic', 'webbkollen'],
    provenance: 'provisional',
    derive: ({ intervention: { end, followUps } }) =>
      recorded(end?.change ?? followUps.findLast(({ change }) => change !== null)?.change ?? null),
  },
  'intervention.childViewAtFollowUp': {
    label: { sv: 'Barnets syn dokumenterad vid uppföljning', en: 'The child’s view recorded at follow-up' },
    derivation: {
      sv: 'Barnets egen syn är antecknad vid den senaste uppföljningen. Ej tillämpligt där ingen hållits.',
      en: 'The view of the child is recorded at the latest follow-up. Not applicable where none was held.',
    },
    population: { sv: 'Insatser som har följts upp.', en: 'Interventions that were followed up.' },
    type: 'boolean',
    packs: ['bbic', 'webbkollen'],
    provenance: 'provisional',
    derive: ({ intervention }) => {
      const latest = intervention.followUps.at(-1);
      return latest === undefined ? NOT_APPLICABLE : valued(latest.childViewRecorded);
    },
  },
  'intervention.scoreChange': {
    label: { sv: 'Förändring på skattningsskala', en: 'Change on a rating scale' },
    derivation: {
      sv: 'Sista minus första totalpoäng på ORS eller CORS (0–40) av samma uppgiftslämnare, barnet självt i första hand; aldrig mellan två instrument. Där båda har använts två gånger gäller det som användes sist. Ej tillämpligt utan två skattningar.',
      en: 'Last minus first total of ORS or CORS (0–40) by the same respondent, the child before others; never between two instruments. Where both were used twice, the one used last counts. Not applicable without two uses.',
    },
    population: {
      sv: 'Insatser med två skattningar på samma instrument.',
      en: 'Interventions with two uses of one instrument.',
    },
    type: 'number',
    packs: ['bbic', 'webbkollen'],
    provenance: 'provisional',
    derive: ({ intervention }) => scoreChange(intervention),
  },
});

/** Each goal in its latest version. */
const goalsAsTheyRead = ({ goals }: InterventionRecord) =>
  goals.flatMap(({ versions }) => versions.at(-1) ?? []);

function attainment({ goals, followUps, end }: InterventionRecord): Value<CodeOf<'goalStatus'>> {
  const holding = goals.filter(({ endedOn }) => endedOn === null);
  if (holding.length === 0) return NOT_APPLICABLE;
  const judged = [...followUps, ...(end ? [end] : [])].flatMap((occasion) => occasion.goals);
  const statuses = holding.flatMap(({ id }) => judged.findLast(({ goalId }) => goalId === id)?.status ?? []);
  if (statuses.length === 0) return UNKNOWN;
  const every = (...wanted: CodeOf<'goalStatus'>[]) => statuses.every((status) => wanted.includes(status));
  if (every('uppnatt')) return valued('uppnatt');
  if (every('ej-bedombart')) return valued('ej-bedombart');
  return valued(every('inte-uppnatt', 'ej-bedombart') ? 'inte-uppnatt' : 'delvis-uppnatt');
}

/** The scales that a change is told on: of the young, and of children. The others rate something else. */
const RATED: readonly ScoreChange['instrument'][] = ['ors', 'cors'];

function scoreChange({ scores }: InterventionRecord): Value<number> {
  const changes = changesOf(scores.map((use) => ({ ...use, scores: [...use.scores], retractedAt: null })));
  const [chosen] = changes
    .filter(({ instrument, scale }) => RATED.includes(instrument) && scale === 'total')
    .sort(
      (a, b) =>
        placeIn('respondent', a.respondent) - placeIn('respondent', b.respondent) ||
        (a.last.on > b.last.on ? -1 : a.last.on < b.last.on ? 1 : 0) ||
        placeIn('instrument', a.instrument) - placeIn('instrument', b.instrument),
    );
  return chosen === undefined ? NOT_APPLICABLE : valued(chosen.difference);
}

/** Where a code stands in its list, the child first among respondents; what was not told comes last. */
function placeIn<Book extends CodebookName>(book: Book, code: CodeOf<Book> | null): number {
  const { codes } = CODEBOOKS[book];
  const at = codes.findIndex((one) => one.code === code);
  return at === -1 ? codes.length : at;
}
