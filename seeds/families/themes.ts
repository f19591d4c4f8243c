import type { CodeOf } from '../../src/knowledge/codebooks.ts';

/** What an investigation is about, by the group of its cause: enough to fill a file with plain, fictitious text. */
export interface Theme {
  readonly purpose: string;
  readonly questions: readonly string[];
  /** Investigated; the other areas of the triangle are left out. */
  readonly areas: readonly CodeOf<'needsArea'>[];
  readonly risk: { readonly area: CodeOf<'needsArea'>; readonly code: CodeOf<'factor'> };
  readonly protection: { readonly area: CodeOf<'needsArea'>; readonly code: CodeOf<'factor'> };
  readonly childTells: string;
  readonly schoolTells: string;
  readonly together: string;
  readonly meaning: string;
  readonly need: CodeOf<'needsArea'>;
  readonly bestInterests: string;
  readonly proposal: string;
  /** What is granted where the family wants it. */
  readonly interventions: readonly CodeOf<'interventionType'>[];
}

export const THEMES: Readonly<Record<CodeOf<'causeGroup'>, Theme>> = {
  vald: {
    purpose: 'Ta reda på om barnet är tryggt hemma och vem som skyddar det.',
    questions: ['Vad har barnet varit med om?', 'Vem skyddar barnet i dag?'],
    areas: [
      'sakerhet',
      'kanslor-och-beteende',
      'nuvarande-familjesituation',
      'socialt-natverk-och-integrering',
    ],
    risk: { area: 'sakerhet', code: 'bevittnat-vald' },
    protection: { area: 'sakerhet', code: 'en-skyddande-foralder' },
    childTells: 'Barnet säger att det är lugnt nu men att det lyssnar efter steg i trappan.',
    schoolTells: 'Barnet är vaksamt och vill gärna stanna kvar på eftermiddagarna.',
    together: 'Våldet är en allvarlig risk. En förälder skyddar, och släkten hjälper till.',
    meaning: 'Barnet behöver få vara säkert på att våldet är slut, och få tala om det.',
    need: 'sakerhet',
    bestInterests: 'Barnets bästa är att bo med den förälder som skyddar det.',
    proposal: 'Stödsamtal för barnet och samtal om våld för föräldrarna.',
    interventions: ['personligt-stod', 'foraldraskapsstod'],
  },
  foralder: {
    purpose: 'Ta reda på om barnet får den omsorg det behöver, och vilket stöd familjen behöver.',
    questions: ['Får barnet mat, sömn och tillsyn varje dag?', 'Vad orkar föräldrarna?'],
    areas: [
      'grundlaggande-omsorg',
      'kanslomassig-tillganglighet',
      'nuvarande-familjesituation',
      'utbildning',
    ],
    risk: { area: 'grundlaggande-omsorg', code: 'brist-tillsyn' },
    protection: { area: 'utbildning', code: 'god-relation-till-larare' },
    childTells: 'Barnet vill bo kvar hemma, men att någon hjälper till på kvällarna.',
    schoolTells: 'Barnet är ofta trött men tyr sig till sin lärare.',
    together: 'Bristerna i omsorgen återkommer. Skolan och släkten är ett skydd.',
    meaning: 'Barnet tar ett ansvar som inte är ett barns.',
    need: 'grundlaggande-omsorg',
    bestInterests: 'Barnets bästa är att bo kvar hemma med stöd.',
    proposal: 'Familjebehandling i hemmet.',
    interventions: ['familjebehandling'],
  },
  barn: {
    purpose: 'Ta reda på vad som ligger bakom det som har hänt, och vad den unge behöver.',
    questions: ['Hur ser vardagen ut?', 'Vem har den unge att lita på?'],
    areas: ['kanslor-och-beteende', 'sociala-relationer', 'utbildning', 'stimulans-och-vagledning'],
    risk: { area: 'utbildning', code: 'skolfranvaro' },
    protection: { area: 'sociala-relationer', code: 'trygg-vuxen' },
    childTells: 'Den unge säger att allt känns meningslöst utom träningen.',
    schoolTells: 'Frånvaron har ökat sedan förra terminen.',
    together: 'Frånvaro och sällskap är en risk. Det finns en vuxen som den unge litar på.',
    meaning: 'Utan hjälp tillbaka till skolan blir avståndet till jämnåriga större.',
    need: 'utbildning',
    bestInterests: 'Den unges bästa är att komma tillbaka till skolan med en vuxen vid sin sida.',
    proposal: 'Kontaktperson och stöd i skolarbetet.',
    interventions: ['kontaktperson', 'skolinriktad'],
  },
  annat: {
    purpose: 'Ta reda på vad barnet behöver.',
    questions: ['Hur har barnet det?'],
    areas: ['grundlaggande-omsorg', 'kanslor-och-beteende'],
    risk: { area: 'kanslor-och-beteende', code: 'trauma' },
    protection: { area: 'kanslor-och-beteende', code: 'god-sjalvkansla' },
    childTells: 'Barnet vill ha någon att prata med.',
    schoolTells: 'Skolan har inget särskilt att berätta.',
    together: 'Det finns både risk och skydd.',
    meaning: 'Barnet behöver lugn och ro.',
    need: 'grundlaggande-omsorg',
    bestInterests: 'Barnets bästa är att ha det lugnt omkring sig.',
    proposal: 'Råd och stöd.',
    interventions: ['radgivning-utan-behovsprovning'],
  },
};
