/** The BBIC triangle (triangeln): its sides and needs areas, now and before October 2015. */
import type { Code, Codebook, CodeIn } from '../../kernel/codebook.ts';
import { day } from '../../kernel/day.ts';

export const triangleSide = {
  name: 'triangleSide',
  sv: 'Triangelsida',
  en: 'Side of the triangle',
  provenance: 'verified',
  source: 'Socialstyrelsen, BBIC grunderna',
  note: {
    sv: 'Triangeln är ett registrerat varumärke: namnen återges som de är, översätts inte och ändras inte.',
    en: 'The triangle is a registered trademark: the names stand as they are, never translated or altered.',
  },
  codes: [
    { code: 'barnets-utveckling', sv: 'Barnets utveckling' },
    { code: 'foraldrarnas-formaga', sv: 'Föräldrarnas förmåga' },
    { code: 'familj-och-miljo', sv: 'Familj och miljö' },
  ],
} as const satisfies Codebook;

export const needsArea = {
  name: 'needsArea',
  sv: 'Delområde',
  en: 'Needs area',
  provenance: 'verified',
  source: 'Socialstyrelsen, BBIC grunderna; SBU 344',
  version: '2015',
  validFrom: day('2015-10-01'),
  note: {
    sv: 'Triangelns tolv delområden från oktober 2015. Namnen på de två sista sidornas områden återges som de används i praktiken; inga namn översätts eller ändras.',
    en: 'The twelve areas of the triangle from October 2015. The names of the areas of the two last sides stand as used in practice; no name is ever translated or altered.',
  },
  codes: [
    { code: 'halsa', sv: 'Hälsa', side: 'barnets-utveckling' },
    { code: 'utbildning', sv: 'Utbildning', side: 'barnets-utveckling' },
    { code: 'kanslor-och-beteende', sv: 'Känslor och beteende', side: 'barnets-utveckling' },
    { code: 'sociala-relationer', sv: 'Sociala relationer', side: 'barnets-utveckling' },
    { code: 'grundlaggande-omsorg', sv: 'Grundläggande omsorg', side: 'foraldrarnas-formaga' },
    { code: 'stimulans-och-vagledning', sv: 'Stimulans och vägledning', side: 'foraldrarnas-formaga' },
    { code: 'kanslomassig-tillganglighet', sv: 'Känslomässig tillgänglighet', side: 'foraldrarnas-formaga' },
    { code: 'sakerhet', sv: 'Säkerhet', side: 'foraldrarnas-formaga' },
    { code: 'nuvarande-familjesituation', sv: 'Nuvarande familjesituation', side: 'familj-och-miljo' },
    { code: 'familjebakgrund', sv: 'Familjebakgrund', side: 'familj-och-miljo' },
    { code: 'boende-arbete-och-ekonomi', sv: 'Boende, arbete och ekonomi', side: 'familj-och-miljo' },
    {
      code: 'socialt-natverk-och-integrering',
      sv: 'Socialt nätverk och integrering',
      side: 'familj-och-miljo',
    },
  ],
} as const satisfies Codebook<Code & { readonly side: CodeIn<typeof triangleSide> }>;

export const triangleSide2006 = {
  name: 'triangleSide2006',
  sv: 'Triangelsida före oktober 2015',
  en: 'Side of the triangle before October 2015',
  provenance: 'provisional',
  validTo: day('2015-09-30'),
  note: {
    sv: 'För läsning av äldre akter. Sidornas namn är återgivna efter de äldre delområdenas gruppering.',
    en: 'For reading older files. The names of the sides are given after the grouping of the older areas.',
  },
  codes: [
    { code: 'barnets-behov', sv: 'Barnets behov' },
    { code: 'foraldrars-formaga', sv: 'Föräldrars förmåga' },
    { code: 'familj-och-miljo', sv: 'Familj och miljö' },
  ],
} as const satisfies Codebook;

export const needsArea2006 = {
  name: 'needsArea2006',
  sv: 'Delområde före oktober 2015',
  en: 'Needs area before October 2015',
  provenance: 'verified',
  version: '2006',
  validTo: day('2015-09-30'),
  note: {
    sv: 'Triangelns tjugo äldre områden, för läsning av äldre akter och för överföring. Efterföljaren är vår egen tolkning, null där ingen passar.',
    en: 'The twenty older areas of the triangle, for reading older files and for migration. The successor is our own mapping, null where none fits.',
  },
  codes: [
    { code: 'halsa', sv: 'Hälsa', side: 'barnets-behov', successor: 'halsa' },
    { code: 'utbildning', sv: 'Utbildning', side: 'barnets-behov', successor: 'utbildning' },
    {
      code: 'kanslo-och-beteendemassig-utveckling',
      sv: 'Känslo- och beteendemässig utveckling',
      side: 'barnets-behov',
      successor: 'kanslor-och-beteende',
    },
    { code: 'identitet', sv: 'Identitet', side: 'barnets-behov', successor: 'kanslor-och-beteende' },
    {
      code: 'familj-och-sociala-relationer',
      sv: 'Familj och sociala relationer',
      side: 'barnets-behov',
      successor: 'sociala-relationer',
    },
    {
      code: 'socialt-upptradande',
      sv: 'Socialt uppträdande',
      side: 'barnets-behov',
      successor: 'sociala-relationer',
    },
    { code: 'klara-sig-sjalv', sv: 'Förmåga att klara sig själv', side: 'barnets-behov', successor: null },
    {
      code: 'grundlaggande-omsorg',
      sv: 'Grundläggande omsorg',
      side: 'foraldrars-formaga',
      successor: 'grundlaggande-omsorg',
    },
    { code: 'sakerhet', sv: 'Säkerhet', side: 'foraldrars-formaga', successor: 'sakerhet' },
    {
      code: 'kanslomassig-tillganglighet',
      sv: 'Känslomässig tillgänglighet',
      side: 'foraldrars-formaga',
      successor: 'kanslomassig-tillganglighet',
    },
    { code: 'stimulans', sv: 'Stimulans', side: 'foraldrars-formaga', successor: 'stimulans-och-vagledning' },
    {
      code: 'vagledning-och-granssattning',
      sv: 'Vägledning och gränssättning',
      side: 'foraldrars-formaga',
      successor: 'stimulans-och-vagledning',
    },
    { code: 'stabilitet', sv: 'Stabilitet', side: 'foraldrars-formaga', successor: null },
    {
      code: 'familjens-bakgrund-och-situation',
      sv: 'Familjens bakgrund och situation',
      side: 'familj-och-miljo',
      successor: 'familjebakgrund',
    },
    {
      code: 'familjenatverk',
      sv: 'Familjenätverk',
      side: 'familj-och-miljo',
      successor: 'socialt-natverk-och-integrering',
    },
    { code: 'ekonomi', sv: 'Ekonomi', side: 'familj-och-miljo', successor: 'boende-arbete-och-ekonomi' },
    { code: 'boende', sv: 'Boende', side: 'familj-och-miljo', successor: 'boende-arbete-och-ekonomi' },
    { code: 'arbete', sv: 'Arbete', side: 'familj-och-miljo', successor: 'boende-arbete-och-ekonomi' },
    {
      code: 'social-integrering',
      sv: 'Social integrering',
      side: 'familj-och-miljo',
      successor: 'socialt-natverk-och-integrering',
    },
    {
      code: 'lokalsamhallets-resurser',
      sv: 'Lokalsamhällets resurser',
      side: 'familj-och-miljo',
      successor: 'socialt-natverk-och-integrering',
    },
  ],
} as const satisfies Codebook<
  Code & {
    readonly side: CodeIn<typeof triangleSide2006>;
    readonly successor: CodeIn<typeof needsArea> | null;
  }
>;
