import type { CatalogueEntry } from './schema.ts';
import type { Variable } from './variable.ts';

/** A variable as the catalogue shows it. */
export function describeVariable(variable: Variable): CatalogueEntry {
  const { id, label, unitsOfCount, population, type, codebook, derivation } = variable;
  const { validFrom, provenance, packs } = variable;
  return {
    id,
    label,
    unitsOfCount: [...unitsOfCount],
    population,
    type,
    codebook: codebook ?? null,
    derivation,
    validFrom: validFrom ?? null,
    provenance,
    packs: [...packs],
    quasiIdentifier: variable.quasiIdentifier ?? false,
  };
}
