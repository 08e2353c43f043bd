import { expect, test, type Page } from '@playwright/test';
import { moduleFolders, slugOf } from '../support/answer-key.ts';
import {
  answerRight,
  askedOn,
  course,
  expectAccessible,
  handIn,
  register,
} from '../support/browser-learner.ts';

/** The main job with a mouse, on a phone and on a desk, with a look at the accessibility of every page on the way. */

async function study(page: Page, folder: string): Promise<void> {
  await page.goto(`/learn/${course}/${slugOf(folder)}`);
  await expectAccessible(page);
  const marks = page.locator('form[action="?/read"] button, form[action="?/readStandIn"] button');
  for (let left = await marks.count(); left > 0; left--) {
    await marks.first().click();
    await expect(marks).toHaveCount(left - 1);
  }
}

async function passQuiz(page: Page, folder: string): Promise<void> {
  await page.goto(`/learn/${course}/${slugOf(folder)}/quiz`);
  await expectAccessible(page);
  await page.locator('form[action="?/start"] button').click();
  await page.waitForURL(/\/quiz\/[0-9a-f-]{36}$/);
  await expect(page.locator('.status [role=status]').first()).toBeAttached();
  await expectAccessible(page);
  const asked = await askedOn(page, folder);
  expect(asked.length).toBeGreaterThanOrEqual(8);
  for (const question of asked) await answerRight(page, question);
  await handIn(page);
  await expect(page.locator('.score')).toContainText('100');
  await expectAccessible(page);
}

for (const width of [390, 1280])
  test(`at ${width} px a person registers, studies five sectors and gets a certificate`, async ({
    page,
    browser,
  }) => {
    test.setTimeout(600_000);
    await page.setViewportSize({ width, height: 844 });
    // The phone is light, the desk is dark: both schemes are looked at on every page.
    await page.emulateMedia({ colorScheme: width < 1000 ? 'light' : 'dark' });
    await page.goto('/');
    await expectAccessible(page);
    await register(page);
    await expectAccessible(page);
    for (const folder of moduleFolders) {
      await study(page, folder);
      await passQuiz(page, folder);
    }
    await page.goto(`/learn/${course}`);
    await expectAccessible(page);
    await page.goto('/dashboard');
    await expectAccessible(page);
    await page.goto('/certificates');
    await expectAccessible(page);
    const pdf = page.locator('a[href$=".pdf"]').first();
    const response = await page.request.get((await pdf.getAttribute('href')) ?? '');
    expect((await response.body()).subarray(0, 4).toString()).toBe('%PDF');
    const verify = await page.locator('a[href*="/verify/"]').first().getAttribute('href');
    const visit = await browser.newContext();
    const stranger = await visit.newPage();
    await stranger.goto(verify ?? '/missing');
    await expect(stranger.locator('main')).toContainText('Айгерім Нұрланқызы');
    await expect(stranger.locator('main')).toContainText('Aigerim Nurlankyzy');
    await expectAccessible(stranger);
    await visit.close();
  });

async function expectToFit(page: Page, path: string): Promise<void> {
  await page.goto(path);
  expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(390);
}

test('at 390 px no page is wider than the screen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await register(page);
  for (const path of [
    '/',
    '/dashboard',
    `/courses/${course}`,
    `/courses/${course}/experts`,
    `/learn/${course}`,
    `/learn/${course}/steel`,
    `/learn/${course}/steel/quiz`,
    '/certificates',
    '/verify',
    '/account',
  ])
    await expectToFit(page, path);
});
