import { parse } from 'csv-parse/sync';
import { expect } from 'vitest';
import { finished } from '../../support/extracts.ts';
import type { World } from '../../support/world.ts';

export type Row = Readonly<Record<string, string>>;

/** The rows of an extract's data, as whoever is told the separator reads them. */
export const rowsOf = (data: string): Row[] => parse(data, { bom: true, delimiter: ';', columns: true });

/** A controller asks for an extract, waits for it, and fetches its data. */
export async function extract(world: World, told: Record<string, unknown>) {
  const controller = world.as('controller');
  const made = await finished(world, await controller.post('/extracts', { formats: ['csv'], ...told }));
  expect(made.state).toBe('done');
  const fetched = await controller.get(`/extracts/${made.id}/data`);
  return {
    made,
    manifest: { ...made, ...made.manifest },
    fetched,
    data: fetched.text,
    get rows() {
      return rowsOf(fetched.text);
    },
  };
}
