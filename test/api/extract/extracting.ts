import { parse } from 'csv-parse/sync';
import { done } from '../../support/casework.ts';
import type { World } from '../../support/world.ts';

export type Row = Readonly<Record<string, string>>;

/** The rows of an extract's data, as whoever is told the separator reads them. */
export const rowsOf = (data: string): Row[] => parse(data, { bom: true, delimiter: ';', columns: true });

/** A controller makes an extract and fetches its data. */
export async function extract(world: World, told: Record<string, unknown>) {
  const controller = world.as('controller');
  const manifest = done(await controller.post('/extracts', told));
  const fetched = await controller.get(`/extracts/${manifest.id}/data`);
  return { manifest, fetched, data: fetched.text, rows: rowsOf(fetched.text) };
}
