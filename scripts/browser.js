/**
 * Finds a Chromium for the browser tests: the one Playwright has; else the system's; else the one Playwright can install; else, as
 * root on Debian, the one of its packages.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fail, pinnedNode, root, run } from './prepare.js';

const SYSTEM = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

async function playwrightHas() {
  const ask = "import('@playwright/test').then(({ chromium }) => console.log(chromium.executablePath()))";
  const { output } = await run(pinnedNode, ['-e', ask], { quiet: true });
  const path = output.trim().split('\n').at(-1) ?? '';
  return path && existsSync(path) ? path : null;
}

const systemHas = () => SYSTEM.find((path) => existsSync(path)) ?? null;

/** Path of a Chromium; installs one where there is none, or ends with one line that says what to do. */
export async function prepareBrowser() {
  const present = (await playwrightHas()) ?? systemHas();
  if (present) return present;
  console.log('  Installing a browser for the tests ...');
  const cli = join(root, 'node_modules', '@playwright', 'test', 'cli.js');
  await run(pinnedNode, [cli, 'install', 'chromium'], { quiet: true });
  const installed = await playwrightHas();
  if (installed) return installed;
  if (existsSync('/etc/debian_version') && process.getuid?.() === 0) {
    await run('apt-get', ['update', '-qq'], { quiet: true });
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], { quiet: true });
  }
  return (
    systemHas() ?? fail('no browser for the tests. Install Chromium or Chrome, then run the tests again.')
  );
}
