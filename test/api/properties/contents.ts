/** What the random moves say: a few of each, some of which are refused. */

export const INTERVENTIONS = [
  { type: 'familjebehandling' },
  { type: 'placering', placementForm: 'familjehem' },
  { type: 'placering' },
] as const;

export const PLANS = [
  {
    purpose: 'Stöd.',
    areas: [
      ...['halsa', 'utbildning', 'kanslor-och-beteende', 'sociala-relationer', 'grundlaggande-omsorg'],
      ...['stimulans-och-vagledning', 'kanslomassig-tillganglighet', 'sakerhet'],
      ...['nuvarande-familjesituation', 'familjebakgrund', 'boende-arbete-och-ekonomi'],
      'socialt-natverk-och-integrering',
    ].map((code) => ({ area: code, decision: 'utreds' })),
  },
  { purpose: 'Stöd.', areas: [{ area: 'halsa', decision: 'utreds-inte' }] },
  {},
  { areas: [1, 2].map(() => ({ area: 'halsa', decision: 'utreds' })) },
  { areas: [{ area: 'ekonomi', decision: 'utreds' }] },
];
export const ANALYSES = [
  { analysis: { together: 'Skydd.', meaningForChild: 'Trygghet.' } },
  { assessment: { bestInterests: 'Stöd.', proposal: 'Insats.' } },
  { analysis: { together: 'Risk.' }, assessment: { needs: ['halsa'], childView: 'Vill bo kvar.' } },
  { assessment: { needs: ['ekonomi'] } },
];
/** The first is divided into statements, and the last says nothing. */
export const ANSWERS = [
  {
    statements: [
      { area: 'halsa', text: 'Trött.' },
      { area: 'grundlaggande-omsorg', text: 'Hungrig.' },
      { area: null, text: 'Ensam.' },
    ],
  },
  { answer: 'God närvaro.' },
  {},
];
export const ENDINGS = [
  { outcome: 'insats-sol', legalBasis: 'sol', interventions: [INTERVENTIONS[0]] },
  { outcome: 'insats-sol', legalBasis: 'sol', interventions: [INTERVENTIONS[1]] },
  { outcome: 'insats-sol' },
  { outcome: 'vard-lvu', legalBasis: 'lvu-2' },
  { outcome: 'ingen-insats-inget-behov' },
  { outcome: 'ingen-insats-avbojd', declinedBy: 'bada' },
  { outcome: 'ansokan-atertagen' },
  { outcome: 'flyttat' },
];
