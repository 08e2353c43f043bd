import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedDatabase } from '../server/db/embedded.ts';
import { measureCertificates } from './bench/certificates.ts';
import { measureDashboards } from './bench/dashboards.ts';
import { compareModulePage } from './bench/module-page.ts';
import { measureWatchReports } from './bench/watch-reports.ts';
import { openHouse, publishCourses, type House } from './house.ts';
import { runCommand } from './lines.ts';

/**
 * `npm run bench`: measures the built product on a database of its own, which is gone afterwards. Without a word the module page against a bare
 * server; `npm run bench -- watch` how many watch reports are taken per second; `npm run bench -- dashboards` what the
 * screens of staff cost with up to a million learners; `npm run bench -- certificates`, which needs no database, how long a certificate takes
 * and what ten thousand do to the memory.
 */

const MEASUREMENTS: Record<string, (house: House) => Promise<void>> = {
  page: compareModulePage,
  watch: measureWatchReports,
  dashboards: measureDashboards,
};

await runCommand(async () => {
  const [what = 'page'] = process.argv.slice(2);
  if (what === 'certificates') return measureCertificates();
  const measure = MEASUREMENTS[what];
  if (!measure) {
    const known = [...Object.keys(MEASUREMENTS), 'certificates'].join(' or ');
    throw new Error(`There is no "${what}" to measure: ${known}.`);
  }
  const folder = await mkdtemp(join(tmpdir(), 'pathways-bench-'));
  // Postgres counts its statements, for the measurement that asks how many there were.
  const postgres = await startEmbeddedDatabase(folder, {
    flags: ['-c', 'shared_preload_libraries=pg_stat_statements'],
  });
  process.env['DATA_DIR'] = folder;
  process.env['DATABASE_URL'] = postgres.url;
  process.env['LOG_LEVEL'] = 'error';
  const house = await openHouse();
  try {
    await publishCourses(house.platform);
    await measure(house);
  } finally {
    await house.close();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
  process.exit(0);
});
