/** The import rules of the house; docs/architecture.md draws them and says why. */

const slices = ['person', 'report', 'intake', 'investigation', 'intervention'];
const parts = [
  'plan',
  'note',
  'conversation',
  'consultation',
  'instrument',
  'area',
  'sharing',
  'information',
  'analysis',
  'communication',
  'consent',
  'decision',
  'notification',
  'follow-up',
];
const interventionParts = ['goal', 'score', 'sip', 'follow-up', 'ending', 'whole'];

/** The floors, from the ground up: a file imports from its own floor and from those below. */
const floors = [
  ['^src/kernel/'],
  ['^src/database/', '^src/knowledge/(?!routes|schema)'],
  ['^src/access/'],
  ['^src/http/'],
  ['^src/knowledge/', '^src/audit/', '^src/board/'],
  ...slices.slice(0, 3).map((slice) => [`^src/${slice}/`]),
  ['^src/investigation/[^/]+[.]ts$'],
  ...parts.map((part) => [`^src/investigation/${part}/`]),
  ['^src/intervention/[^/]+[.]ts$'],
  ...interventionParts.map((part) => [`^src/intervention/${part}/`]),
  ['^src/record/'],
  ['^src/(deadlines|variables|document)/'],
  ['^src/quality/'],
  ['^src/calendar/', '^src/event/'],
  ['^src/webhook/'],
  ['^src/(handover|workload|extract)/'],
  ['^src/figures/'],
  ['^src/follow-up-page/'],
  ['^src/process[.]ts$', '^src/config[.]ts$', '^src/jobs[.]ts$'],
  ['^src/app[.]ts$'],
  ['^src/(main[.]js|(serve|integrity)[.]ts)$'],
];

const upward = floors.slice(0, -1).map((floor, at) => ({
  name: `floor-${at}-looks-up`,
  comment: 'An earlier step never knows a later one.',
  severity: 'error',
  from: { path: floor },
  to: { path: floors.slice(at + 1).flat(), pathNot: floors.slice(0, at + 1).flat() },
}));

const pure =
  '/(rules|completeness|schema|evaluate|derive|record|number|entries)[.]ts$|/catalogue/|/document/(compose/|model)|/knowledge/(?!routes)|/figures/(protection|dimension)/|/indicator/(compute|groups)|^src/kernel/';

module.exports = {
  forbidden: [
    ...upward,
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'rules-are-pure',
      comment: 'A rule gets what it needs; it asks no database, no framework, no machine.',
      severity: 'error',
      from: { path: pure },
      to: { path: ['drizzle-orm', 'fastify', 'pino', 'better-sqlite3', '/pg/', '^src/database/', '/(store|actions|routes|load)[.]ts$'], dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'rules-reach-no-machine',
      severity: 'error',
      from: { path: pure },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'a-store-is-private',
      comment: 'Other slices go through actions; the record alone reads across the steps.',
      severity: 'error',
      from: { path: '^src/(?:investigation/|intervention/)?([^/]+)/', pathNot: ['^src/record/'] },
      to: { path: '/store[.]ts$', pathNot: ['^src/(?:investigation/|intervention/)?$1/'] },
    },
    {
      name: 'routes-are-for-the-app',
      severity: 'error',
      from: { pathNot: ['^src/app[.]ts$'] },
      to: { path: '/routes[.]ts$' },
    },
    {
      name: 'the-browser-has-files-of-its-own',
      comment: 'What is sent to browsers imports nothing that is not sent along; and the server runs none of it.',
      severity: 'error',
      from: { path: '^src/follow-up-page/browser/' },
      to: { pathNot: '^src/follow-up-page/browser/' },
    },
    {
      name: 'the-server-runs-no-page',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/follow-up-page/browser/' },
      to: { path: '^src/follow-up-page/browser/' },
    },
    {
      name: 'dates-in-one-place',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/kernel/day[.]ts$'] },
      to: { path: 'node_modules/(@date-fns|date-fns)' },
    },
    {
      name: 'engines-in-one-place',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/database/(open|columns|migrate|handle|pile)[.]ts$'] },
      to: { path: ['better-sqlite3', 'node_modules/pg/', 'drizzle-orm/(pg|sqlite|node-postgres)'] },
    },
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'], extensions: ['.ts', '.js', '.json'] },
  },
};
