import { z } from 'zod';
import { dated, validityFields } from '../kernel/dated.ts';
import { HandlerId, UnitCode } from '../kernel/fields.ts';
import { CODEBOOKS, type CodebookName, type CodeOf } from '../knowledge/codebooks.ts';
import { levelsOf, type WorkloadSettings } from '../knowledge/workload.ts';

/** What a board's settings may say of workload (arbetsbelastning), as the configuration is parsed. */

const Weight = z.number().min(0).max(1_000);
const FullLoad = z.number().positive().max(100_000);

/** An object with a field for each code of a list, each of which may be left out. */
const perCode = <Name extends CodebookName, T extends z.ZodType>(name: Name, value: T) =>
  z.strictObject(
    Object.fromEntries(CODEBOOKS[name].codes.map(({ code }) => [code, value.optional()])) as {
      [Code in CodeOf<Name>]: z.ZodOptional<T>;
    },
  );

const unique = (texts: readonly string[]) => new Set(texts).size === texts.length;

export const WorkloadSettingsField: z.ZodType<WorkloadSettings> = z
  .strictObject({
    weights: z
      .strictObject({
        intakes: perCode('reportType', perCode('intakePhase', Weight)).optional(),
        investigations: perCode('investigationPhase', Weight).optional(),
        overdue: Weight.optional(),
      })
      .optional(),
    fullLoad: FullLoad.optional(),
    units: z
      .array(z.strictObject({ unit: UnitCode, fullLoad: FullLoad }))
      .refine((units) => unique(units.map(({ unit }) => unit)), 'one full load per unit')
      .optional(),
    levels: z
      .array(
        z.strictObject({
          code: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
          name: z.string().min(1),
          // So small a share that every case fills it says nothing of a load.
          share: z.number().min(0.05).max(2),
        }),
      )
      .min(1)
      .refine((levels) => unique(levels.map(({ code }) => code)), 'one level per code')
      .optional(),
    handlers: dated(
      z.strictObject({ handlerId: HandlerId, level: z.string(), ...validityFields }),
      ({ handlerId }) => handlerId,
    ).optional(),
  })
  .superRefine((settings, ctx) => {
    const known = new Set(levelsOf(settings).value.map(({ code }) => code));
    for (const [at, entry] of (settings.handlers ?? []).entries()) {
      if (!known.has(entry.level))
        ctx.addIssue({ code: 'custom', message: `no level ${entry.level}`, path: ['handlers', at] });
    }
  });
