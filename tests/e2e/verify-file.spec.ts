import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page, type Request } from '@playwright/test';
import { commandsFor } from '#lib/components/verify/commands.ts';
import { bakedPng, bakedSvg } from '../support/badge-pictures.ts';
import { expectAccessible } from '../support/browser-learner.ts';
import { PlainClient } from '../support/plain-client.ts';
import { earnCertificate } from '../support/plain-learner.ts';

/** A file is checked: in the browser without being sent, by a form without scripts, and without us by anybody. */

// One worker, so that the certificate is earned once.
test.describe.configure({ mode: 'default' });

let code: string;
let pdf: Buffer;
let credential: Buffer;

test.beforeAll(async ({ baseURL }) => {
  test.setTimeout(240_000);
  ({ code, pdf, credential } = await earnCertificate(new PlainClient(baseURL ?? '')));
});

const changedAt = (bytes: Buffer, at: number) => {
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
};
const file = (name: string, buffer: Buffer | Uint8Array) => ({
  name,
  mimeType: 'application/octet-stream',
  buffer: Buffer.from(buffer),
});

const zone = (page: Page) => page.getByRole('button', { name: 'Choose files, or drop them here' });
const answerOn = (page: Page, name: string) => page.locator('article[data-answer]', { hasText: name });

/** Scripts are there once the zone is. */
async function open(page: Page): Promise<void> {
  await page.goto('/verify');
  await expect(zone(page)).toBeVisible();
}

async function expectAnswer(page: Page, name: string, answer: string): Promise<void> {
  await expect(answerOn(page, name)).toHaveAttribute('data-answer', answer, { timeout: 30_000 });
}

test('files that are chosen stay in the browser: only the code in them is asked after', async ({ page }) => {
  await open(page);
  const sent: Request[] = [];
  page.on('request', (request) => sent.push(request));
  await page
    .locator('input[type=file]')
    .setInputFiles([
      file('sheet.pdf', pdf),
      file('credential.json', credential),
      file('badge.svg', bakedSvg(credential.toString())),
      file('badge.png', bakedPng([credential.toString()])),
      file('forged.pdf', changedAt(pdf, 200)),
      file('forged.json', Buffer.from(credential.toString().replace('Narges', 'Nargis'))),
      file('spaced.json', Buffer.from(JSON.stringify(JSON.parse(credential.toString())))),
      file('holiday.jpg', Buffer.alloc(3_000, 7)),
      file('empty.pdf', Buffer.alloc(0)),
    ]);
  for (const name of ['sheet.pdf', 'credential.json', 'badge.svg', 'badge.png'])
    await expectAnswer(page, name, 'valid');
  for (const name of ['forged.pdf', 'forged.json', 'spaced.json']) await expectAnswer(page, name, 'changed');
  for (const name of ['holiday.jpg', 'empty.pdf']) await expectAnswer(page, name, 'not-ours');
  await expect(answerOn(page, 'spaced.json')).toContainText('Its signature fits');
  await expect(answerOn(page, 'forged.json')).not.toContainText('Its signature fits');
  await expect(answerOn(page, 'sheet.pdf')).toContainText('Narges Rezaei');
  await expectAccessible(page);

  const isPartOfPage = (request: Request) =>
    /^\/(_app\/|favicon|icon|manifest)/.test(new URL(request.url()).pathname);
  const asked = sent.filter((request) => !isPartOfPage(request));
  expect(asked.length).toBeGreaterThanOrEqual(7);
  for (const request of asked) {
    expect([request.method(), new URL(request.url()).pathname]).toEqual(['GET', `/api/verify/${code}`]);
    expect(new URL(request.url()).search).toBe('');
  }
  for (const request of sent) expect(request.postDataBuffer()).toBeNull();
  await answerOn(page, 'forged.pdf').getByRole('link', { name: 'Open the record' }).click();
  await page.waitForURL(`**/verify/${code}`);
  await expect(page.getByRole('heading', { name: 'This certificate is valid' })).toBeVisible();
});

test('a file that is dropped anywhere on the page is checked, not opened', async ({ page }) => {
  await open(page);
  const transfer = await page.evaluateHandle((base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const given = new DataTransfer();
    given.items.add(new File([bytes], 'dropped.pdf'));
    return given;
  }, pdf.toString('base64'));
  await page.dispatchEvent('h1', 'dragover', { dataTransfer: transfer });
  await page.dispatchEvent('h1', 'drop', { dataTransfer: transfer });
  await expectAnswer(page, 'dropped.pdf', 'valid');
});

test('the zone is a button for the keyboard, and the code that checks signatures comes only when it is needed', async ({
  page,
}) => {
  const scripts: string[] = [];
  page.on('response', (response) => {
    if (response.url().endsWith('.js')) scripts.push(response.url());
  });
  await open(page);
  await page.waitForLoadState('networkidle');
  const before = scripts.length;
  await zone(page).focus();
  const choosing = page.waitForEvent('filechooser');
  await page.keyboard.press('Enter');
  await (await choosing).setFiles(file('sheet.pdf', pdf));
  await expectAnswer(page, 'sheet.pdf', 'valid');
  expect(scripts.length).toBe(before);
  await page.locator('input[type=file]').setInputFiles(file('credential.json', credential));
  await expectAnswer(page, 'credential.json', 'valid');
  expect(scripts.length).toBeGreaterThan(before);
});

test('in Persian everything is said in Persian', async ({ page, context, baseURL }) => {
  await context.addCookies([{ name: 'PARAGLIDE_LOCALE', value: 'fa', url: baseURL ?? '' }]);
  await page.goto('/verify');
  await expect(page.getByRole('button', { name: /پرونده‌ها را انتخاب کنید/ })).toBeVisible();
  await page
    .locator('input[type=file]')
    .setInputFiles([file('sheet.pdf', pdf), file('forged.pdf', changedAt(pdf, 300))]);
  await expectAnswer(page, 'sheet.pdf', 'valid');
  await expectAnswer(page, 'forged.pdf', 'changed');
  await expect(answerOn(page, 'forged.pdf')).toContainText('همان پروندهٔ صادرشده نیست');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expectAccessible(page);
  for (const path of [`/verify/${code}`, '/verify/elsewhere']) {
    await page.goto(path);
    await expectAccessible(page);
  }
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  async function send(page: Page, given: ReturnType<typeof file>): Promise<void> {
    await page.goto('/verify');
    await page.locator('input[type=file]').setInputFiles(given);
    await page.getByRole('button', { name: 'Check the file' }).click();
  }

  test('a file is sent, judged by the same rule and kept nowhere', async ({ page }) => {
    await send(page, file('sheet.pdf', pdf));
    await expectAnswer(page, 'sheet.pdf', 'valid');
    await send(page, file('credential.json', credential));
    await expectAnswer(page, 'credential.json', 'valid');
    await send(page, file('forged.pdf', changedAt(pdf, pdf.length - 10)));
    await expectAnswer(page, 'forged.pdf', 'changed');
    await send(page, file('large.bin', Buffer.alloc(4_900_000, 65)));
    await expectAnswer(page, 'large.bin', 'not-ours');
  });

  test('a file that is too large is answered with what to do, however large it is', async ({ page }) => {
    for (const size of [5_050_000, 9_000_000]) {
      await send(page, file('huge.pdf', Buffer.alloc(size, 65)));
      await expect(page.getByRole('alert')).toContainText('larger than 5 MB');
    }
  });
});

test('other pages still take no more than they did', async ({ request }) => {
  const answer = await request.post('/login', {
    multipart: {
      email: 'a@b.example',
      password: { name: 'x', mimeType: 'text/plain', buffer: Buffer.alloc(700_000) },
    },
  });
  expect(answer.status()).toBeGreaterThanOrEqual(400);
});

test('the page for technical verifiers says what works: its program, on the documents of this site alone', async ({
  page,
  request,
}) => {
  await page.goto('/verify/elsewhere');
  await expectAccessible(page);
  const commands = commandsFor(new URL(page.url()).origin);
  for (const text of Object.values(commands))
    await expect(page.locator('pre', { hasText: text })).toBeVisible();
  const folder = await mkdtemp(join(tmpdir(), 'pathways-verifier-'));
  for (const [, name = '', address = ''] of commands.fetch.matchAll(/curl -o (\S+) (\S+)/g))
    await writeFile(join(folder, name), await (await request.get(address)).body());
  await writeFile(join(folder, 'credential.json'), credential);
  const program = await request.get('/check-credential.mjs');
  expect(program.status()).toBe(200);
  // Its libraries are found from here; a verifier installs them.
  const names = commands.run.split(' ').slice(2);
  const said = await new Promise<string>((resolve, reject) => {
    const args = ['static/check-credential.mjs', ...names.map((name) => join(folder, name))];
    execFile(process.execPath, args, (error, out) => (error ? reject(new Error(out)) : resolve(out)));
  });
  expect(said).toContain('The signature fits');
  expect(said).toContain('The status holds');
  expect(said).toContain('Holder: Narges Rezaei');
  await rm(folder, { recursive: true });
});

test('an unknown code has no record, and guessing learns nothing more', async ({ request }) => {
  const unknown = await request.get('/api/verify/00000-00000-00000-00000-000000');
  const nonsense = await request.get('/api/verify/nonsense');
  expect([unknown.status(), nonsense.status()]).toEqual([404, 404]);
  expect(await unknown.json()).toEqual(await nonsense.json());
  const known = await request.get(`/api/verify/${code}`);
  expect(known.headers()['cache-control']).toBe('no-store');
});
