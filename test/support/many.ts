import { newId } from '../../src/kernel/id.ts';
import type { World } from './world.ts';

type Row = Record<string, unknown>;

const literal = (value: unknown): string => {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'number') return String(value);
  if (typeof value === 'boolean') return String(value);
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return `'${text.replaceAll("'", "''")}'`;
};

/** Puts copies of an intake, each of a child of its own, straight into the database: many of them, and quickly. */
export async function copyIntake(world: World, intakeId: string, count: number): Promise<void> {
  const [intake] = (await world.database.raw(`select * from intake where id = '${intakeId}'`)) as [Row];
  const [child] = (await world.database.raw(`select * from person where id = '${intake.child_id}'`)) as [Row];
  const insert = async (table: string, rows: readonly Row[]) => {
    const columns = Object.keys(rows[0]!);
    const values = rows.map((row) => `(${columns.map((column) => literal(row[column])).join()})`);
    await world.database.raw(
      `insert into "${table}" (${columns.map((name) => `"${name}"`).join()}) values ${values.join()}`,
    );
  };
  for (let made = 0; made < count; made += 500) {
    const numbers = Array.from({ length: Math.min(500, count - made) }, (_, at) => made + at);
    const children = numbers.map(() => ({ ...child, id: newId(), personal_number: null }));
    await insert('person', children);
    await insert(
      'intake',
      children.map(({ id }, at) => ({
        ...intake,
        id: newId(),
        child_id: id,
        case_number: `1999-${String(numbers[at]! + 10_000)}`,
      })),
    );
  }
}
