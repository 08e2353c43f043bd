/**
 * Makes the machine ready with nothing but Node: dependencies as locked, the build as the source is. No dependencies, because it
 * runs before there are any; plain JavaScript, because it runs on any Node from 20.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));

/** The Node that the lock file pins; everything after the installation runs on it. */
export const pinnedNode = join(
  root,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/** Prints one line and ends with exit code 1. @param {string} line @returns {never} */
export function fail(line) {
  console.error(`Pathways: ${line}`);
  process.exit(1);
}

/**
 * Runs a program to its end.
 * @param {string} command @param {string[]} args
 * @param {{ env?: Record<string, string>, quiet?: boolean }} [options] `quiet`: output is kept and returned instead of shown
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, { env = {}, quiet = false } = {}) {
  return new Promise((resolve) => {
    const path = `${join(root, 'node_modules', '.bin')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}`;
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, PATH: path, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
      shell: process.platform === 'win32',
    });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ code: 127, output: String(error) }));
    child.on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/**
 * Does one long step quietly, with a line that shows that it goes on; shows the whole output only when it fails.
 * @param {string} title @param {string} command @param {string[]} args
 */
async function step(title, command, args) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const live = process.stdout.isTTY;
  process.stdout.write(live ? `  ${title} ...` : `  ${title} ...\n`);
  const timer = setInterval(() => live && process.stdout.write(`\r  ${title} ... ${seconds()} s`), 1000);
  const { code, output } = await run(command, args, { quiet: true });
  clearInterval(timer);
  if (live) process.stdout.write('\r');
  if (code === 0) console.log(`  ${title}: done in ${seconds()} s`);
  else {
    console.error(output);
    fail(
      `${title} failed (exit code ${code}). The output above says why; run the command again once it is mended.`,
    );
  }
}

/** Are the packages in node_modules those of the lock file? npm keeps its own record of what it installed. */
function dependenciesAreCurrent() {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record) || !existsSync(pinnedNode)) return false;
  const wanted = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')).packages;
  const present = JSON.parse(readFileSync(record, 'utf8')).packages;
  return Object.entries(wanted).every(
    ([path, entry]) => path === '' || entry.optional || present[path]?.version === entry.version,
  );
}

/** Installs the locked dependencies when they are missing or stale. */
export async function prepareDependencies() {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major < 20) fail(`Node ${process.versions.node} is too old. Install Node 20 or newer.`);
  if (dependenciesAreCurrent()) return;
  await step('Installing dependencies', 'npm', ['ci', '--no-fund', '--no-audit', '--loglevel=error']);
}

/** Of the folder of the message tool only the settings are ours; the tool writes the rest with the first build. */
const messageTool = join('src', 'lib', 'i18n', 'project.inlang');
const BUILD_INPUTS = [
  'src',
  join(messageTool, 'settings.json'),
  'static',
  'svelte.config.js',
  'vite.config.ts',
  'package-lock.json',
];
const NOT_BUILT = new Set([
  join('src', 'lib', 'content'),
  join('src', 'lib', 'i18n', 'paraglide'),
  messageTool,
]);
const stampFile = join(root, 'build', '.source-hash');

/** SHA-256 over names and bytes of everything below `folder` that goes into the build. */
export function sourceHash(folder = root) {
  const hash = createHash('sha256');
  /** @param {string} path */
  const add = (path) => {
    if (NOT_BUILT.has(path)) return;
    const full = join(folder, path);
    if (!existsSync(full)) return;
    const entries = readdirOrNull(full);
    if (entries) for (const entry of entries.sort()) add(join(path, entry));
    else hash.update(path).update('\0').update(readFileSync(full)).update('\0');
  };
  BUILD_INPUTS.forEach(add);
  return hash.digest('hex');
}

/** @param {string} path */
function readdirOrNull(path) {
  try {
    return readdirSync(path);
  } catch {
    return null;
  }
}

/** Builds the server and the pages when the source has changed since the last build. */
export async function prepareBuild() {
  const hash = sourceHash();
  const messages = join(root, 'src', 'lib', 'i18n', 'paraglide', 'messages.js');
  if (existsSync(stampFile) && existsSync(messages) && readFileSync(stampFile, 'utf8') === hash) return;
  await step('Building the pages', 'npm', ['run', '--silent', 'build']);
  writeFileSync(stampFile, hash);
}
