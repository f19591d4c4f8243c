import type { CatalogueEntry } from './schema.ts';
import type { Variable } from './variable.ts';

/** A variable as the catalogue shows it. */
export function describeVariable(variable: Variable): CatalogueEntry {
  const { id, label, unitsOfCount, type, codebook, derivation, validFrom, provenance, packs } = variable;
  return {
    id,
    label,
    unitsOfCount: [...unitsOfCount],
    type,
    codebook: codebook ?? null,
    derivation,
    validFrom: validFrom ?? null,
    provenance,
    packs: [...packs],
    quasiIdentifier: variable.quasiIdentifier ?? false,
  };
}
