import { partiesOn } from '../../investigation/parties.ts';
import { recorded, UNKNOWN, valued } from '../value.ts';
import { type InvestigationUnit, inUnits, listed } from '../variable.ts';

/** What the investigation was helped by (bedömningsinstrument). */
export const INSTRUMENT_VARIABLES = inUnits(['investigation'], {
  'investigation.instruments': {
    label: { sv: 'Bedömningsinstrument', en: 'Assessment instruments' },
    derivation: {
      sv: 'Instrument som använts i utredningen. Tom lista: inget.',
      en: 'Instruments that were used in the investigation. Empty list: none.',
    },
    type: 'codes',
    codebook: 'instrument',
    packs: ['bbic', 'nuso-1'],
    provenance: 'verified',
    derive: ({ investigation: { instruments } }) =>
      valued(
        listed(
          'instrument',
          instruments.map(({ instrument }) => instrument),
        ),
      ),
  },
});

/** What the board held in the end (bedömning), and that the parties were told (kommunicering). */
export const ANALYSIS_VARIABLES = inUnits(['investigation'], {
  'investigation.assessedNeed': {
    label: { sv: 'Bedömt behov', en: 'Assessed need' },
    derivation: {
      sv: 'Delområden där bedömningen anger ett behov. Okänt tills en bedömning finns; tom lista i en avslutad utredning: inget behov.',
      en: 'Areas where the assessment states a need. Unknown until there is an assessment; empty list in a closed investigation: no need.',
    },
    type: 'codes',
    codebook: 'needsArea',
    packs: ['bbic', 'nuso-1'],
    provenance: 'verified',
    derive: ({ investigation: { analysis, closedOn } }) => {
      // An analysis can be begun on the first day, long before anything is assessed.
      if (analysis === null || (analysis.needs.length === 0 && closedOn === null)) return UNKNOWN;
      return valued(listed('needsArea', analysis.needs));
    },
  },
  'investigation.guardianAttitude': {
    label: { sv: 'Vårdnadshavares inställning till insats', en: 'Attitude of the guardians' },
    derivation: { sv: 'Som den är antecknad i bedömningen.', en: 'As recorded in the assessment.' },
    type: 'code',
    codebook: 'attitude',
    packs: ['bbic', 'nuso-1'],
    provenance: 'verified',
    derive: ({ investigation }) => recorded(investigation.analysis?.guardianAttitude ?? null),
  },
  'investigation.childAttitude': {
    label: { sv: 'Barnets inställning till insats', en: 'Attitude of the child' },
    derivation: { sv: 'Som den är antecknad i bedömningen.', en: 'As recorded in the assessment.' },
    type: 'code',
    codebook: 'attitude',
    packs: ['bbic', 'nuso-1'],
    provenance: 'verified',
    derive: ({ investigation }) => recorded(investigation.analysis?.childAttitude ?? null),
  },
  'investigation.communicated': {
    label: { sv: 'Utredningen kommunicerad', en: 'Investigation communicated' },
    derivation: {
      sv: 'Materialet är skickat till parterna, barnet självt inräknat från 15 år, eller ett undantag med skäl är registrerat.',
      en: 'The material was sent to the parties, from 15 years the child itself among them, or an exception with its reason is recorded.',
    },
    type: 'boolean',
    packs: ['bbic', 'egenkontroll'],
    provenance: 'provisional',
    derive: (unit) => valued(isCommunicated(unit)),
  },
});

/**
 * The record does not hold who the guardians are at closing: those who were told stand for them. That none was left out is
 * judged when the investigation is closed, which is refused otherwise.
 */
function isCommunicated({ record, investigation, asOf }: InvestigationUnit): boolean {
  const { communications, closedOn } = investigation;
  if (communications.some(({ exception }) => exception)) return true;
  const told = communications.flatMap(({ partyId, sentOn }) =>
    partyId === null || sentOn === null ? [] : partyId,
  );
  const others = told.filter((id) => id !== record.child.id);
  const parties = partiesOn(record.child, others, closedOn ?? asOf);
  return told.length > 0 && parties.every((id) => told.includes(id));
}
