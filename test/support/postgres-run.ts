import pg from 'pg';

/** Before the first and after the last test on a PostgreSQL: the schemas that were kept for use again are taken away. */
export default function begin() {
  const run = `${process.pid}_${Date.now().toString(36)}`;
  process.env.BARNAKT_TEST_RUN = run;
  return async () => {
    const client = new pg.Client({ connectionString: process.env.BARNAKT_TEST_POSTGRES });
    await client.connect();
    const { rows } = await client.query('select nspname from pg_namespace where starts_with(nspname, $1)', [
      `test_${run}_`,
    ]);
    for (const { nspname } of rows) await client.query(`drop schema ${nspname} cascade`);
    await client.end();
  };
}
