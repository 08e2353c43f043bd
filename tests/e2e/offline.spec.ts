import { expect, test, type Page } from '@playwright/test';
import { moduleFolders, slugOf } from '../support/answer-key.ts';
import {
  answerRight,
  askedOn,
  course,
  expectAccessible,
  freshEmail,
  password,
  register,
} from '../support/browser-learner.ts';
import { cachesOn, keepModule, moduleAddress, waitingOn, workersOn } from '../support/device.ts';

/** A module is kept on the device, used without a line, and what was done arrives once. */

const folder = moduleFolders.find((name) => name.endsWith('cement')) ?? '';
const module = moduleAddress(slugOf(folder));
const bar = '.device .notice';

/** Marks everything that can be marked on the module page. */
async function markAll(page: Page): Promise<number> {
  const marks = page.locator('form[action="?/read"], form[action="?/readStandIn"]');
  const count = await marks.count();
  for (let left = count; left > 0; left--) {
    await marks.first().locator('button').click();
    await expect(marks).toHaveCount(left - 1);
  }
  return count;
}

async function registerAs(page: Page, email: string): Promise<void> {
  await page.goto('/register');
  await page.locator('[name=nameNative]').fill('Anna');
  await page.locator('[name=nameLanguage]').selectOption('en');
  await page.locator('[name=email]').fill(email);
  await page.locator('[name=password]').fill(password);
  await page.locator('form:has([name=password]) button[type=submit]').last().click();
  await page.waitForURL('**/dashboard');
}

async function logInAs(page: Page, email: string): Promise<void> {
  await page.goto('/login');
  await page.locator('[name=email]').fill(email);
  await page.locator('[name=password]').fill(password);
  await page.locator('form:has([name=password]) button[type=submit]').last().click();
  await page.waitForURL((url) => !url.pathname.startsWith('/login'));
}

async function logOut(page: Page): Promise<void> {
  await page.locator('header summary').click();
  await page.locator('header form[action="/logout"] button').click();
}

test('reading and a practice are finished without a line, and the server has them once', async ({
  page,
  context,
}) => {
  await register(page);
  await page.goto(module);
  expect(await workersOn(page)).toBe(0);
  await keepModule(page);
  await expectAccessible(page);

  await context.setOffline(true);
  const answer = await page.goto(module);
  expect(answer?.fromServiceWorker()).toBe(true);
  await expect(page.locator(bar)).toBeVisible();
  const marked = await markAll(page);
  expect(marked).toBeGreaterThan(3);
  await page.reload();
  await expect(page.locator('form[action="?/unread"]').first()).toBeVisible();
  await expect(page.locator('form[action="?/read"], form[action="?/readStandIn"]')).toHaveCount(0);
  // A mark can be taken back before it was sent, and given again.
  await page.locator('form[action="?/unread"] button').first().click();
  await expect(page.locator('form[action="?/read"]')).toHaveCount(1);
  await page.locator('form[action="?/read"] button').click();
  await expect(page.locator('form[action="?/read"]')).toHaveCount(0);

  await page.goto('/kept');
  await expectAccessible(page);
  await page.locator('a[href*="/practice/"]').click();
  await page.locator('#practice').waitFor();
  await expectAccessible(page);
  const asked = await askedOn(page, folder);
  for (const question of asked) await answerRight(page, question);
  // What is answered outlives a closed window.
  const practice = page.url();
  const second = await context.newPage();
  await page.close();
  await second.goto(practice);
  await second.locator('#practice > :is(button, .button)').click();
  await expect(second.locator('#practice .notice.good')).toBeVisible();
  await second.reload();
  await expect(second.locator('#practice .notice.good')).toBeVisible();
  const events = await waitingOn(second);
  expect(events).toHaveLength(marked + 1);

  await context.setOffline(false);
  await expect(second.locator('.score')).toHaveText('100%', { timeout: 30_000 });
  expect(await waitingOn(second)).toEqual([]);
  await expectAccessible(second);

  const stateOf = async () => {
    await second.goto(module);
    await second.waitForFunction(() => document.querySelector('form[action="?/unread"]') !== null);
    const read = await second.locator('form[action="?/unread"], form[action="?/unreadStandIn"]').count();
    await second.goto(`${module}/practice`);
    return { read, practices: await second.locator('.percent').allInnerTexts() };
  };
  const state = await stateOf();
  expect(state).toEqual({ read: marked, practices: ['100%'] });
  for (const event of [...events, ...events.toReversed()]) {
    const replayed = await second.request.post('/api/outbox', { data: event });
    expect(await replayed.json()).toEqual({ id: event['id'] });
  }
  expect(await stateOf()).toEqual(state);
  await expectAccessible(second);

  // What was sent is in the kept pages too.
  await context.setOffline(true);
  await second.goto(module);
  await expect(second.locator('form[action="?/read"]')).toHaveCount(0);
  await context.setOffline(false);
});

test('a sending that fails says so and keeps everything', async ({ page, context }) => {
  await register(page);
  await page.goto(module);
  await keepModule(page);
  await context.setOffline(true);
  await page.goto(module);
  await page.locator('form[action="?/read"] button').first().click();
  await expect(page.locator(bar)).toContainText('Waiting to be sent from this device: 1');

  let status = 500;
  await context.route('**/api/outbox', (route) =>
    status === 0 ? route.abort() : route.fulfill({ status, json: { code: 'x' } }),
  );
  await context.setOffline(false);
  await page.goto('/kept');
  const send = page.locator('section', { has: page.locator('#waiting-title') });
  const says = [
    [500, 'the server does not answer'],
    [0, 'the server does not answer'],
    [401, 'Log in again, then it is sent'],
    [404, 'no longer enrolled'],
  ] as const;
  for (const [next, words] of says) {
    status = next;
    await send.locator('button').click();
    await expect(send.locator('.notice')).toContainText(words);
    expect(await waitingOn(page)).toHaveLength(1);
  }
  await expectAccessible(page);
  await context.unroute('**/api/outbox');
  await send.locator('button').click();
  await expect(page.locator('#waiting-title')).toHaveCount(0);
  await page.goto(module);
  await expect(page.locator('form[action="?/unread"]')).toHaveCount(1);
});

test('on a shared computer the next person meets nothing, and what waits stays with its owner', async ({
  page,
  context,
}) => {
  const email = freshEmail();
  await registerAs(page, email);
  await page.goto(module);
  await keepModule(page);
  await context.setOffline(true);
  await page.goto(module);
  await page.locator('form[action="?/read"] button').first().click();
  await expect(page.locator(bar)).toContainText('1');
  await context.route('**/api/outbox', (route) => route.fulfill({ status: 500, json: {} }));
  await context.setOffline(false);

  await page.goto('/dashboard');
  await expect(page.locator(bar)).toContainText('the server does not answer');
  await logOut(page);
  await expect(page.locator('dialog')).toBeVisible();
  await expectAccessible(page);
  await page.locator('dialog button').nth(1).click();
  await page.waitForURL('**/');
  expect(await cachesOn(page)).toEqual([]);
  await context.unroute('**/api/outbox');

  await registerAs(page, freshEmail());
  await expect(page.locator(bar)).toHaveCount(0);
  await page.goto('/kept');
  await expect(page.locator('.empty')).toBeVisible();
  await expectAccessible(page);
  await page.goto(module);
  await expect(page.locator('form[action="?/unread"]')).toHaveCount(0);
  expect(await waitingOn(page)).toHaveLength(1);
  await context.setOffline(true);
  await expect(page.goto(module)).rejects.toThrow(/ERR_INTERNET_DISCONNECTED|ERR_FAILED/);
  await context.setOffline(false);

  await page.goto('/dashboard');
  await logOut(page);
  await page.waitForURL('**/');
  await logInAs(page, email);
  await expect.poll(() => waitingOn(page)).toEqual([]);
  await page.goto(module);
  await expect(page.locator('form[action="?/unread"]')).toHaveCount(1);
});

test('removing frees the device, and it is as if nothing had been kept', async ({ page }) => {
  await register(page);
  await page.goto(module);
  await keepModule(page);
  await page.goto('/kept');
  await expect(page.locator('h3')).toHaveCount(1);
  expect(await cachesOn(page)).toHaveLength(1);
  await page.locator('li button').click();
  await page.locator('li button').first().click();
  await expect(page.locator('.empty')).toBeVisible();
  expect(await cachesOn(page)).toEqual([]);
  expect(await workersOn(page)).toBe(0);
  await page.goto(module);
  await expect(page.locator('.keep button')).toBeVisible();
});

test('what is not kept gets a page that says what is, in the language of the reader', async ({
  page,
  context,
  baseURL,
}) => {
  await register(page);
  await context.addCookies([{ name: 'PARAGLIDE_LOCALE', value: 'fa', url: baseURL ?? '' }]);
  await page.goto(module);
  await keepModule(page);
  await expectAccessible(page);
  await context.setOffline(true);
  await page.goto('/certificates');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expectAccessible(page);
  await page.locator(`a[href="${module}"]`).click();
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expect(page.locator('.reading')).toBeVisible();
  await page.goto('/kept');
  await expect(page.locator('h3')).toHaveCount(1);
  await expectAccessible(page);
});

test('a practice works without scripts', async ({ browser, baseURL }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, ...(baseURL ? { baseURL } : {}) });
  const page = await context.newPage();
  await registerAs(page, freshEmail());
  await page.goto(`/learn/${course}/${slugOf(folder)}/quiz`);
  await page.locator('a[href$="/practice"]').click();
  await page.locator('form[action="?/start"] button').click();
  await page.locator('#practice > :is(button, .button)').click();
  await expect(page.locator('.score')).toHaveText('0%');
  await context.close();
});
