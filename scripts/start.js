/** `npm start`: makes the machine ready, then hands over to the product's own start on the pinned Node. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fail, pinnedNode, prepareBuild, prepareDependencies, root, run } from './prepare.js';

console.log('Pathways');
await prepareDependencies();
// Bad settings are told before minutes are spent on a build.
const checked = await run(pinnedNode, [join('src', 'lib', 'cli', 'check-settings.ts')]);
if (checked.code !== 0) process.exit(1);
await prepareBuild();

/** Short-lived objects are collected early, and the heap grows by little: half the memory for some of the speed (docs/decisions/0015, 0028). */
const LITTLE_MEMORY = ['--max-semi-space-size=4', '--heap-growing-percent=60'];
const child = spawn(pinnedNode, [...LITTLE_MEMORY, join('src', 'lib', 'cli', 'start.ts')], {
  cwd: root,
  stdio: 'inherit',
});
child.on('error', (error) => fail(`The server could not be started: ${error.message}`));
child.on('close', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
// Ctrl-C reaches the child by itself, as it stands in the same terminal.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => child.kill('SIGTERM'));
process.on('SIGHUP', () => child.kill('SIGTERM'));
// npm passes a signal on to the shell between us and it, and some shells end without passing it further.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref();
