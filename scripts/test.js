/** `npm test`: makes the machine ready, runs every check and every test, and prints how many passed and failed. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { prepareBrowser } from './browser.js';
import { prepareBuild, prepareDependencies, root, run } from './prepare.js';

const results = join(root, 'test-results');
const counts = { passed: 0, failed: 0 };
/** @type {string[]} */
const broken = [];

/** A check that passes or fails as a whole. @param {string} title @param {string} script */
async function check(title, script) {
  const started = Date.now();
  const { code, output } = await run('npm', ['run', '--silent', script], { quiet: true });
  note(title, code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }, started);
  if (code !== 0) console.error(output);
}

/**
 * A test runner that writes what it counted as JSON.
 * @param {string} title @param {string} command @param {string[]} args @param {Record<string, string>} env
 * @param {string} file @param {(report: any) => { passed: number, failed: number }} count
 */
async function suite(title, command, args, env, file, count) {
  const started = Date.now();
  const path = join(results, file);
  const { code } = await run(command, args, { env });
  const counted = existsSync(path) ? count(JSON.parse(readFileSync(path, 'utf8'))) : { passed: 0, failed: 0 };
  // A runner that fails without a failed test (a crash, no test found) is a failure too.
  if (code !== 0 && counted.failed === 0) counted.failed = 1;
  if (counted.passed + counted.failed === 0) counted.failed = 1;
  note(title, counted, started);
}

/** @param {string} title @param {{ passed: number, failed: number }} counted @param {number} started */
function note(title, { passed, failed }, started) {
  counts.passed += passed;
  counts.failed += failed;
  if (failed > 0) broken.push(title);
  const seconds = Math.round((Date.now() - started) / 1000);
  console.log(
    `  ${failed > 0 ? 'FAILED' : 'passed'}  ${title}: ${passed} passed, ${failed} failed (${seconds} s)`,
  );
}

/** @param {any} report Vitest's JSON report. */
const vitestCount = (report) => ({ passed: report.numPassedTests, failed: report.numFailedTests });
/** One that passed at the second try is told, not counted against a slow machine. @param {any} report Playwright's JSON report. */
const playwrightCount = ({ stats }) => {
  if (stats.flaky > 0)
    console.log(`  Browser tests that passed at the second try only: ${stats.flaky} (named above as flaky).`);
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected };
};

console.log('Pathways: checks and tests');
const began = Date.now();
await prepareDependencies();
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
await run('npm', ['run', '--silent', 'messages'], { quiet: true });
await check('Format', 'format:check');
await check('Types', 'check');
await check('Lint', 'lint');
await check('Course content', 'content:check');
const unit = join(results, 'vitest.json');
await suite(
  'Unit and integration tests',
  'npx',
  ['vitest', 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${unit}`],
  {},
  'vitest.json',
  vitestCount,
);
await prepareBuild();
const browser = await prepareBrowser();
await suite(
  'Browser tests',
  'npx',
  ['playwright', 'test', '--reporter=list,json'],
  { PATHWAYS_CHROMIUM: browser, PLAYWRIGHT_JSON_OUTPUT_NAME: join(results, 'playwright.json') },
  'playwright.json',
  playwrightCount,
);
console.log(`\nFinished in ${Math.round((Date.now() - began) / 1000)} s.`);
if (broken.length > 0) console.log(`Failed: ${broken.join(', ')}.`);
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exit(counts.failed > 0 ? 1 : 0);
