import { closeSync, fsyncSync, openSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { DEMO_BOARD } from '../seeds/personas.ts';
import { seedBoard } from '../seeds/seed.ts';
import { createBoard } from '../src/access/boards.ts';
import { openSqlite } from '../src/database/open.ts';
import { projectBoardIfChanged } from '../src/deadlines/projection/integrity.ts';
import { systemClock } from '../src/kernel/clock.ts';
import { follow } from '../src/process.ts';
import { projectFindingsIfChanged } from '../src/quality/projection/integrity.ts';
import { AUDIT_KEY } from './server.ts';

/**
 * `node bench/closed-board.ts <folder> <number>`: the demo board with so many closed investigations more, in a process of
 * its own, so that the memory it takes is not that of the server that is measured.
 */

/** What a closed investigation stands in, and which columns name something of the case. */
const CLONED: Readonly<Record<string, readonly string[]>> = {
  person: ['id'],
  report: ['id'],
  reported_child: ['report_id', 'child_id'],
  intake: ['id', 'report_id', 'child_id', 'investigation_id'],
  protection_assessment: ['id', 'intake_id'],
  investigation: ['id', 'child_id', 'intake_id'],
};

/** Tables with rows of their own per investigation: everything with such a column and an id, found in the database. */
function tablesOfInvestigation(connection: Sqlite.Database): string[] {
  const names = connection
    .prepare("select name from sqlite_schema where type = 'table'")
    .pluck()
    .all() as string[];
  return names.filter((name) => {
    const columns = (connection.pragma(`table_info(${name})`) as { name: string }[]).map((one) => one.name);
    return columns.includes('investigation_id') && !(name in CLONED) && name !== 'deadline';
  });
}

/**
 * Puts copies of the closed investigation with most in it beside it: the same rows with other ids, numbers and days. They
 * have neither relations nor interventions, whose ten queries a real board has besides.
 */
function addInvestigations(file: string, count: number): void {
  const connection = new Sqlite(file);
  connection.pragma('synchronous = off');
  connection.pragma('foreign_keys = off');
  const further = tablesOfInvestigation(connection);
  const weight = further
    .map((name) => `(select count(*) from ${name} t where t.investigation_id = i.id)`)
    .join(' + ');
  const one = connection
    .prepare(
      `select i.id, i.child_id child, i.intake_id intake, n.report_id report
       from investigation i join intake n on n.id = i.intake_id
       where i.closed_on is not null order by ${weight} desc limit 1`,
    )
    .get() as Record<'id' | 'child' | 'intake' | 'report', string>;
  const of: Readonly<Record<string, string>> = {
    person: `id = '${one.child}'`,
    report: `id = '${one.report}'`,
    reported_child: `report_id = '${one.report}' and child_id = '${one.child}'`,
    intake: `id = '${one.intake}'`,
    protection_assessment: `intake_id = '${one.intake}'`,
    investigation: `id = '${one.id}'`,
  };
  const naming = (name: string) => CLONED[name] ?? ['id', 'investigation_id'];
  for (const name of [...Object.keys(CLONED), ...further]) {
    const columns = connection.pragma(`table_info(${name})`) as { name: string }[];
    const values = columns.map(({ name: column }) => {
      if (naming(name).includes(column)) return `printf('%08x', n) || substr(${column}, 9)`;
      if (column === 'case_number') return "printf('2019-%07d', n)";
      return column.endsWith('personal_number') || column.endsWith('coordination_number')
        ? 'null'
        : `"${column}"`;
    });
    connection.exec(
      `with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${count})
       insert or ignore into ${name} (${columns.map(({ name: column }) => `"${column}"`).join()})
       select ${values.join()} from ${name}, numbers where ${of[name] ?? `investigation_id = '${one.id}'`}`,
    );
  }
  connection.exec('analyze');
  connection.close();
}

const [folder, count] = process.argv.slice(2) as [string, string];
const file = join(folder, `${DEMO_BOARD.id}.sqlite`);
const database = await openSqlite(file, { flush: 'never' });
const board = createBoard(DEMO_BOARD, database, AUDIT_KEY, follow);
await seedBoard(board, systemClock);
addInvestigations(file, Number(count));
// As the server does when it starts: it would be measured with that otherwise.
await projectBoardIfChanged(board, systemClock);
await projectFindingsIfChanged(board);
await database.close();
// What is left to the system to write would hold up the first commits that are measured.
const written = openSync(file, 'r+');
fsyncSync(written);
closeSync(written);
