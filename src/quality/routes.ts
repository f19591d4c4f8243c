import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Paging, pageOf } from '../http/paging.ts';
import { reads, serves } from '../http/route.ts';
import { Id } from '../kernel/fields.ts';
import { listQuality, qualityOf, summariseQuality } from './actions.ts';
import { QUALITY_RULE_IDS, QUALITY_VERSION } from './catalogue.ts';
import { describeRule } from './rules.ts';
import * as schema from './schema.ts';

const tag = 'Follow-up';

/** What the records lack or contradict (datakvalitet): as a worklist, of one case, and counted. */
export async function qualityRoutes(app: FastifyInstance): Promise<void> {
  serves(app, {
    url: '/quality-rules',
    operation: 'quality-rule.list',
    permission: 'knowledge:read',
    tag,
    sv: 'Läs katalogen över kvalitetsregler',
    summary: 'Read the catalogue of the rules of data quality (kvalitetsregler)',
    response: schema.QualityRules,
    handle: async ({ today }) => ({
      qualityVersion: QUALITY_VERSION,
      items: QUALITY_RULE_IDS.map((id) => describeRule(id, today)),
    }),
  });

  reads(app, {
    url: '/data-quality',
    operation: 'quality.list',
    permission: 'quality:read',
    tag,
    sv: 'Lista kvalitetsbrister, de allvarligaste först',
    summary: 'List findings of data quality, the most severe first',
    description:
      'All that holds today in the cases that the caller sees, and within a severity what has held longest first; each ' +
      'with the place to put it right. What something that came later has ended is left out: it is told of with the ' +
      'case. Whose, `handlerId`, which for the caller is in `/me`.',
    query: Paging.extend(schema.QualityFilter.shape),
    response: pageOf('QualityPage', schema.QualityItem),
    async handle({ query, ...asking }) {
      const { found, items, page } = await listQuality(asking, query, query);
      return {
        value: { items, page },
        persons: [...new Set(found.map(({ childId }) => childId))],
        ids: items.map(({ id }) => id),
      };
    },
  });

  // Served, not read: it counts findings and names no child, so that nobody's file has been looked into.
  serves(app, {
    url: '/data-quality/summary',
    operation: 'quality.summary',
    permission: 'quality:summary',
    tag,
    sv: 'Läs hur många kvalitetsbrister som finns per regel och enhet',
    summary: 'Read how many findings of data quality there are per rule and unit',
    description:
      'Those that hold today, in cases open and closed. A team leader is given those of the cases that they see; a ' +
      'controller those of all cases of the units of the token, or of the board. A rule that tells of what has happened ' +
      'to a child is not broken down by unit for a controller where any unit has fewer than the board has set for small ' +
      'populations (five when not set), nor told where the sum is as small. The others tell how files are kept, and are ' +
      'counted exactly.',
    query: schema.QualitySummaryFilter,
    response: schema.QualitySummary,
    handle: ({ query, ...asking }) => summariseQuality(asking, query),
  });

  for (const [kind, url, sv, of] of CASES) {
    reads(app, {
      url: `/${url}/:caseId/data-quality`,
      operation: `quality.of-${kind}`,
      permission: 'quality:read',
      tag,
      sv: `Läs ${sv} kvalitetsbrister, även de som har upphört`,
      summary: `Read the findings of data quality of an ${of}, those that have ended too`,
      params: z.object({ caseId: Id }),
      response: schema.CaseQuality,
      async handle({ params, ...asking }) {
        const { childId, items } = await qualityOf(asking, kind, params.caseId);
        return { value: { items }, persons: [childId], ids: items.map(({ id }) => id) };
      },
    });
  }
}

const CASES = [
  ['intake', 'intakes', 'en aktualiserings', 'intake'],
  ['investigation', 'investigations', 'en utrednings', 'investigation'],
  ['intervention', 'interventions', 'en insats', 'insats'],
] as const;
