import { type CodeOf, type EntryOf, entryOf } from '../../knowledge/codebooks.ts';
import type { InvestigationRecord } from '../../record/record.ts';
import { valued } from '../value.ts';
import { inUnits, listed } from '../variable.ts';

/** Risk and protection as seen per area (risk- och skyddsfaktorer). An empty list says that none was recorded. */
export const FACTOR_VARIABLES = inUnits(['investigation'], {
  'investigation.riskFactors': {
    label: { sv: 'Riskfaktorer', en: 'Risk factors' },
    derivation: {
      sv: 'Registrerade riskfaktorer ur den lokala listan; koden visar delområdet. De som skrivits med egna ord ingår bara i antalet.',
      en: 'Risk factors recorded from the local list; the code tells the area. Those in own words are in the count alone.',
    },
    type: 'codes',
    codebook: 'factor',
    packs: ['bbic', 'nuso-1'],
    provenance: 'verified',
    derive: ({ investigation }) => valued(listed('factor', codesOf(investigation, 'risk'))),
  },
  'investigation.protectiveFactors': {
    label: { sv: 'Skyddsfaktorer', en: 'Protective factors' },
    derivation: {
      sv: 'Registrerade skyddsfaktorer ur den lokala listan; koden visar delområdet. De som skrivits med egna ord ingår bara i antalet.',
      en: 'Protective factors recorded from the local list; the code tells the area. Those in own words are in the count alone.',
    },
    type: 'codes',
    codebook: 'factor',
    packs: ['bbic', 'nuso-1'],
    provenance: 'verified',
    derive: ({ investigation }) => valued(listed('factor', codesOf(investigation, 'skydd'))),
  },
  'investigation.riskFactorCount': {
    label: { sv: 'Antal riskfaktorer', en: 'Number of risk factors' },
    derivation: {
      sv: 'Olika riskfaktorer ur listan, och var och en som skrivits med egna ord.',
      en: 'Different risk factors from the list, and each one in own words.',
    },
    type: 'integer',
    packs: ['bbic'],
    provenance: 'provisional',
    derive: ({ investigation }) => valued(countOf(investigation, 'risk')),
  },
  'investigation.protectiveFactorCount': {
    label: { sv: 'Antal skyddsfaktorer', en: 'Number of protective factors' },
    derivation: {
      sv: 'Olika skyddsfaktorer ur listan, och var och en som skrivits med egna ord.',
      en: 'Different protective factors from the list, and each one in own words.',
    },
    type: 'integer',
    packs: ['bbic'],
    provenance: 'provisional',
    derive: ({ investigation }) => valued(countOf(investigation, 'skydd')),
  },
  'investigation.sidesWithRisk': {
    label: { sv: 'Triangelsidor med riskfaktor', en: 'Sides of the triangle with a risk factor' },
    derivation: {
      sv: 'Sidor av triangeln där minst en riskfaktor är registrerad i något delområde.',
      en: 'Sides of the triangle where at least one risk factor is recorded in some area.',
    },
    type: 'codes',
    codebook: 'triangleSide',
    packs: ['bbic'],
    provenance: 'provisional',
    derive: ({ investigation }) => {
      const sides = ofKind(investigation, 'risk').map(({ area }) => sideOf(area));
      return valued(listed('triangleSide', sides));
    },
  },
});

type Kind = CodeOf<'factorKind'>;

const ofKind = ({ factors }: InvestigationRecord, kind: Kind) =>
  factors.filter((factor) => factor.kind === kind);

const codesOf = (investigation: InvestigationRecord, kind: Kind): CodeOf<'factor'>[] =>
  ofKind(investigation, kind).flatMap(({ code }) => code ?? []);

const countOf = (investigation: InvestigationRecord, kind: Kind): number =>
  new Set(codesOf(investigation, kind)).size +
  ofKind(investigation, kind).filter(({ code }) => code === null).length;

function sideOf(area: CodeOf<'needsArea'>): CodeOf<'triangleSide'> {
  const entry: EntryOf<'needsArea'> = entryOf('needsArea', area);
  return entry.side;
}
