import { readFile } from 'node:fs/promises';
import { expect, test, type Browser, type Page } from '@playwright/test';
import {
  answerRight,
  askedOn,
  course,
  expectAccessible,
  logIn,
  register,
} from '../support/browser-learner.ts';

/** What can go wrong while an attempt is under way: the line, a second window, the time. */

const folder = '04-chemicals';
const quiz = `/learn/${course}/chemicals/quiz`;

async function start(page: Page): Promise<string> {
  await page.goto(quiz);
  await page.locator('form[action="?/start"] button').click();
  await page.waitForURL(/\/quiz\/[0-9a-f-]{36}$/);
  await expect(status(page)).toContainText(/^\s*Saved\s*$/);
  return page.url();
}

const status = (page: Page) => page.locator('.status .words[role=status]').first();
const submit = (page: Page) => page.locator('form[action="?/submit"] .buttons button').first();

async function answerOneChoice(page: Page): Promise<string> {
  const asked = await askedOn(page, folder);
  const question = asked.find(({ type }) => type === 'single-choice' || type === 'true-false');
  if (!question) throw new Error('No question with radio buttons was drawn.');
  await answerRight(page, question);
  return question.key;
}

test('what cannot be handed in is saved as a file, and the file is handed in later, on a page without scripts', async ({
  page,
  context,
  browser,
}) => {
  await register(page);
  const address = await start(page);
  await context.setOffline(true);
  for (const question of await askedOn(page, folder)) await answerRight(page, question);
  await submit(page).click();
  const offer = page.getByRole('button', { name: 'Save the answers as a file' });
  await expect(offer).toBeVisible();
  await expectAccessible(page);
  const downloading = page.waitForEvent('download');
  await offer.click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe(`${course}-chemicals-1.txt`);
  const file = await readFile(await download.path(), 'utf8');
  await expect(page.getByText('Do not change the file')).toBeVisible();
  const storageState = await context.storageState();
  await page.close();

  // The same person on another device, where no scripts run.
  const other = await browser.newContext({ storageState, javaScriptEnabled: false });
  const plain = await other.newPage();
  const upload = async (text: string) => {
    await plain.goto(quiz);
    await plain.locator('summary', { hasText: 'Hand in a file' }).click();
    const buffer = Buffer.from(text);
    await plain.locator('[name=file]').setInputFiles({ name: 'answers.txt', mimeType: 'text/plain', buffer });
    await plain.getByRole('button', { name: 'Hand in this file' }).click();
  };
  const [header = '', payload = '', signature = ''] = file.split('.');
  await upload(`${header}.${payload.slice(0, -2)}AA.${signature}`);
  await expect(plain.getByText('This is not a file of answers of yours')).toBeVisible();
  await upload('Dear teacher, my line was down.');
  await expect(plain.getByText('This is not a file of answers of yours')).toBeVisible();
  for (const _time of ['once', 'and again']) {
    await upload(file);
    await expect(plain).toHaveURL(address);
    await expect(plain.locator('.score')).toHaveText(/100\s?%/);
  }
  await other.close();
});

test('when the line is back, the same button hands in', async ({ page, context }) => {
  await register(page);
  await start(page);
  for (const question of await askedOn(page, folder)) await answerRight(page, question);
  await expect(status(page)).toContainText(/^\s*Saved\s*$/);
  await context.setOffline(true);
  await submit(page).click();
  await expect(page.getByText('Your answers were not handed in')).toBeVisible();
  await context.setOffline(false);
  await submit(page).click();
  await expect(page.locator('.score')).toHaveText(/100\s?%/);
});

test('two windows show the same answers, and the other one says so', async ({ page, context }) => {
  await register(page);
  const address = await start(page);
  const other = await context.newPage();
  await other.goto(address);
  await expect(status(other)).toContainText(/^\s*Saved\s*$/);
  const key = await answerOneChoice(page);
  const chosen = await page.locator(`[name="q.${key}"]:checked`).inputValue();
  await expect(other.locator(`[name="q.${key}"][value="${chosen}"]`)).toBeChecked();
  await expect(other.getByText(/Changed in another window and shown here too: question \d/)).toBeVisible();
  // The window that was told goes on from there: its next answer is newer, and the first one follows.
  const radios = other.locator(`[name="q.${key}"]:not(:checked)`);
  const next = (await radios.first().getAttribute('value')) ?? '';
  await radios.first().check();
  await expect(page.locator(`[name="q.${key}"][value="${next}"]`)).toBeChecked();
  await expect(status(other)).toContainText(/^\s*Saved\s*$/);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.reload();
  await expect(page.locator(`[name="q.${key}"][value="${next}"]`)).toBeChecked();
});

const MINUTE = 60_000;

/** A cohort whose quiz of chemicals closes in so many whole minutes of the clock. */
async function cohortThatCloses(
  browser: Browser,
  minutes: number,
): Promise<{ invitation: string; closesAt: number }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await logIn(page, 'admin@demo.test');
  const name = `Closes soon ${Date.now()}`;
  await page.goto('/admin/cohorts');
  await page.locator('form[action="?/create"] [name=name]').fill(name);
  await page.locator('form[action="?/create"] button').last().click();
  const card = page.locator('main *:has(> h2)', { hasText: name }).last();
  const cohort = (await card.getByRole('link', { name }).getAttribute('href')) ?? '';
  const invitation = await card.locator('code').innerText();
  await page.goto(`${cohort}/dates`);
  const closesAt = Math.ceil(Date.now() / MINUTE + minutes) * MINUTE;
  await page.locator('[name="closes.chemicals"]').fill(new Date(closesAt).toISOString().slice(0, 16));
  await page.locator('form:has([name="closes.chemicals"]) button').last().click();
  await page.waitForURL(/saved=1/);
  await context.close();
  return { invitation: new URL(invitation).pathname, closesAt };
}

test('the time runs down calmly, is said at five minutes and at one, and then nothing can be changed', async ({
  page,
  browser,
}) => {
  const { invitation, closesAt } = await cohortThatCloses(browser, 12);
  const forwardTo = async (left: number) => {
    const now = await page.evaluate(() => Date.now());
    await page.clock.fastForward(closesAt - left - now);
  };
  await page.clock.install();
  await register(page);
  await page.goto(invitation);
  await page.locator('main form button').click();
  await page.waitForURL(/\/learn\//);
  await start(page);
  const time = page.locator('.bar .time');
  await expect(time).toContainText(/Time left: 1[0-3] min/);
  await expectAccessible(page);
  await answerOneChoice(page);
  await expect(status(page)).toContainText(/^\s*Saved\s*$/);
  await forwardTo(4.5 * MINUTE);
  await expect(time).toContainText(/Time left: 4:[0-3]\d/);
  await expect(time.getByRole('status')).toHaveText('Five minutes left.');
  await forwardTo(0.9 * MINUTE);
  await expect(time.getByRole('status')).toHaveText(/One minute left/);
  await forwardTo(-1_000);
  await expect(time.getByRole('status')).toHaveText(/The time is up/);
  for (const field of await page.locator('.question [name^="q."]').all()) await expect(field).toBeDisabled();
  await expectAccessible(page);
});
