import { expect, test } from '@playwright/test';
import { answerRight, askedOn, course, expectAccessible, register } from '../support/browser-learner.ts';

/** Blocked hosts and broken lines. */

test('nothing of a third party is asked for before a click, and a blocked YouTube gives way to the summary', async ({
  page,
  baseURL,
}) => {
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(baseURL ?? '') && !request.url().startsWith('data:'))
      foreign.push(request.url());
  });
  // A blocked host hangs and never answers.
  await page.route('https://www.youtube-nocookie.com/**', () => new Promise(() => undefined));
  await register(page);
  for (const path of ['/', '/dashboard', `/courses/${course}`, `/learn/${course}`, `/learn/${course}/steel`])
    await page.goto(path, { waitUntil: 'networkidle' });
  expect(foreign).toEqual([]);
  await page.locator('a.poster').click();
  await expect(page.locator('.player [role=status]', { hasText: /summary/i })).toBeVisible({
    timeout: 12_000,
  });
  expect(foreign.every((url) => url.startsWith('https://www.youtube-nocookie.com/embed/oHulRJPGA5c'))).toBe(
    true,
  );
  await expectAccessible(page);
});

test('answers given without a line are kept, sent when it returns, and survive a reload', async ({
  page,
  context,
}) => {
  await register(page);
  await page.goto(`/learn/${course}/steel/quiz`);
  await page.locator('form[action="?/start"] button').click();
  await page.waitForURL(/\/quiz\/[0-9a-f-]{36}$/);
  const status = page.locator('.status .words[role=status]');
  await expect(status).toContainText(/^\s*Saved\s*$/);
  const asked = (await askedOn(page, '03-steel')).filter(({ type }) => type === 'single-choice');
  const [question] = asked;
  if (!question) throw new Error('No single choice was drawn.');
  await context.setOffline(true);
  await answerRight(page, question);
  await expect(status).toContainText(/kept on this device/i);
  await context.setOffline(false);
  await expect(status).toContainText(/^\s*Saved\s*$/, { timeout: 15_000 });
  await page.reload();
  const right = question.options?.find(({ correct }) => correct)?.key ?? '';
  await expect(page.locator(`[name="q.${question.key}"][value="${right}"]`)).toBeChecked();
});

test('what is typed and chosen before the scripts arrive stays', async ({ page }) => {
  let release: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => (release = resolve));
  await register(page);
  await page.goto(`/learn/${course}/steel/quiz`);
  await page.locator('form[action="?/start"] button').click();
  await page.waitForURL(/\/quiz\/[0-9a-f-]{36}$/);
  const asked = await askedOn(page, '03-steel');
  const [question] = asked.filter(({ type }) => type === 'single-choice' || type === 'true-false');
  if (!question) throw new Error('No question with radio buttons was drawn.');
  await page.route('**/*.js', async (route) => {
    await arrived;
    await route.continue();
  });
  await page.reload({ waitUntil: 'domcontentloaded' });
  await answerRight(page, question);
  const chosen = page.locator(`[name="q.${question.key}"]:checked`);
  const value = await chosen.inputValue();
  release();
  await expect(page.locator('.status .words[role=status]')).toContainText(/^\s*Saved\s*$/, {
    timeout: 15_000,
  });
  await expect(chosen).toHaveValue(value);
  await page.reload();
  await expect(chosen).toHaveValue(value);
});

test('a form that is filled before the scripts arrive keeps what was typed', async ({ page }) => {
  let release: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => (release = resolve));
  await page.route('**/*.js', async (route) => {
    await arrived;
    await route.continue();
  });
  await page.goto('/register', { waitUntil: 'domcontentloaded' });
  await page.locator('[name=nameNative]').fill('王晓梅');
  await page.locator('[name=nameLanguage]').selectOption('zh');
  release();
  await page.waitForLoadState('networkidle');
  await expect(page.locator('[name=nameNative]')).toHaveValue('王晓梅');
  await expect(page.locator('[name=nameLanguage]')).toHaveValue('zh');
});
