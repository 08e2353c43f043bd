import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { freshDatabase } from '../../support/database.ts';

/** The start on bad ground: one plain line, exit code 1, nothing damaged. */

const folder = mkdtempSync(join(tmpdir(), 'pathways-start-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (file: string, env: Record<string, string>) => {
  const { status, stderr } = spawnSync(process.execPath, [join('src', 'lib', 'cli', file)], {
    env: { ...process.env, DATA_DIR: join(folder, 'unused'), PORT: '0', ...env },
    encoding: 'utf8',
    timeout: 180_000,
  });
  return { status, lines: stderr.trim().split('\n') };
};

describe('a bad setting stops the start with one line that names it', () => {
  test.each([
    ['PORT', 'abc', 'PORT must be a port number from 0 to 65535.'],
    ['PORT', '70000', 'PORT must be a port number from 0 to 65535.'],
    ['ORIGIN', 'learn.example.org', 'ORIGIN must be an address such as https://learn.example.org'],
    ['ORIGIN', 'https://learn.example.org/path', 'ORIGIN must be an address'],
    ['DATABASE_URL', 'mysql://x', 'DATABASE_URL must be an address such as postgres://'],
    ['STORAGE_URL', 'media', 'STORAGE_URL must be an address such as s3+https://'],
    ['ISSUER_KEY', 'secret', 'ISSUER_KEY must be the 43 characters that'],
    ['SMTP_URL', 'mail.example.org', 'SMTP_URL must be an address such as smtps://'],
    ['DEMO', 'yes', 'DEMO must be 0 or 1.'],
    ['DEMO_PASSWORD', 'short', 'DEMO_PASSWORD must be a password of at least 10 characters.'],
    ['ADMIN_EMAIL', 'admin@example.org', 'ADMIN_EMAIL and ADMIN_PASSWORD must be given together.'],
    [
      'DATABASE_URL',
      'postgres://a:b@127.0.0.1:1/x',
      'The database at DATABASE_URL cannot be reached (ECONNREFUSED)',
    ],
  ])('%s=%s', (name, value, expected) => {
    const { status, lines } = run('check-settings.ts', { [name]: value });
    expect(status).toBe(1);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(expected);
  });

  test('a port in use', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = String(typeof address === 'object' ? address?.port : 0);
    // A child in the same process group could not answer while we wait for it: it is asked without blocking.
    const child = spawn(process.execPath, [join('src', 'lib', 'cli', 'check-settings.ts')], {
      env: { ...process.env, PORT: port },
    });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const status = await new Promise((resolve) => child.on('close', resolve));
    other.close();
    expect(status).toBe(1);
    expect(said.trim()).toBe(
      `Pathways: PORT ${port} is in use on 127.0.0.1. Stop the other program, or set PORT to another number.`,
    );
  });
});

test('a DATA_DIR that holds something else is left as it is', () => {
  const data = join(folder, 'strange');
  mkdirSync(join(data, 'postgres'), { recursive: true });
  writeFileSync(join(data, 'postgres', 'holiday.txt'), 'sun');
  const { status, lines } = run('start.ts', { DATA_DIR: data });
  expect(status).toBe(1);
  expect(lines.at(-1)).toMatch(/^Pathways: .*postgres is not a Postgres database\.$/);
  expect(readdirSync(data)).toEqual(['postgres']);
  expect(readdirSync(join(data, 'postgres'))).toEqual(['holiday.txt']);
});

test('a key file that is damaged stops the start and is left as it is', async () => {
  const data = join(folder, 'damaged-key');
  mkdirSync(data);
  writeFileSync(join(data, 'issuer-key.json'), '{"seed":');
  const { url, close } = await freshDatabase();
  const { status, lines } = run('prepare-house.ts', { DATA_DIR: data, DATABASE_URL: url });
  await close();
  expect(status).toBe(1);
  expect(lines).toEqual([
    `Pathways: ${join(data, 'issuer-key.json')} is damaged: put its backup back, or set ISSUER_KEY to the key.`,
  ]);
  expect(readFileSync(join(data, 'issuer-key.json'), 'utf8')).toBe('{"seed":');
});

test('after a killed process the next one takes over its Postgres and finds every row', async () => {
  const data = mkdtempSync(join(tmpdir(), 'pathways-killed-'));
  onTestFinished(() => rmSync(data, { recursive: true, force: true }));
  const program = `
    const { startEmbeddedDatabase } = await import('#lib/server/db/embedded.ts');
    const { url } = await startEmbeddedDatabase(${JSON.stringify(data)});
    process.stdout.write(url);
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program]);
  const url = await new Promise<string>((resolve) =>
    child.stdout.once('data', (said: Buffer) => resolve(said.toString())),
  );
  const first = postgres(url, { max: 1 });
  await first`create table kept as select 42 as answer`;
  await first.end();
  child.kill('SIGKILL');
  await new Promise((resolve) => child.once('close', resolve));

  const { startEmbeddedDatabase } = await import('#lib/server/db/embedded.ts');
  const again = await startEmbeddedDatabase(data);
  const second = postgres(again.url, { max: 1 });
  expect(again.fresh).toBe(false);
  expect(await second`select answer from kept`).toEqual([{ answer: 42 }]);
  await second.end();
  await again.stop();
});
