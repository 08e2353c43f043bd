import { expect, test } from '@playwright/test';
import { cohortPath, course, expectAccessible, logIn, register } from '../support/browser-learner.ts';

/** Persian is complete, right-to-left, and the course text stays English and says so. */

test.beforeEach(async ({ context, baseURL }) => {
  await context.addCookies([{ name: 'PARAGLIDE_LOCALE', value: 'fa', url: baseURL ?? '' }]);
});

const personal = [
  '/dashboard',
  `/learn/${course}`,
  `/learn/${course}/steel`,
  `/learn/${course}/steel/quiz`,
  '/certificates',
  '/account',
];
const open = [
  '/',
  `/courses/${course}`,
  `/courses/${course}/experts`,
  `/courses/${course}/modules/steel`,
  '/verify',
  '/login',
  '/register',
  '/forgot-password',
];

/** Visible English outside of what is marked as English, and outside addresses, names and numbers. */
const unmarkedEnglish = () => {
  const found: string[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const parent = node.parentElement;
    const text = node.textContent?.trim() ?? '';
    // A Persian sentence may name a thing by its Latin letters (PDF, CSV, UTC); what has no Persian letter at all is a leftover.
    if (
      !parent ||
      !/[A-Za-z]{3,}/.test(text) ||
      /[\u0600-\u06FF]/.test(text) ||
      parent.closest('script, style, code, [lang]:not([lang=fa])')
    )
      continue;
    if (/@|https?:|^Pathways$|^English$|^Demo Instructor$/.test(text)) continue;
    if (parent.checkVisibility()) found.push(text);
  }
  return found;
};

for (const [who, paths] of [
  ['a visitor', open],
  ['a learner', personal],
] as const)
  test(`${who} reads Persian from right to left on every page`, async ({ page }) => {
    if (who === 'a learner') await register(page, { native: 'مریم حسینی', latin: 'Maryam Hosseini' });
    for (const path of paths) {
      await page.goto(path);
      await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
      await expect(page.locator('html')).toHaveAttribute('lang', 'fa');
      expect(await page.evaluate(unmarkedEnglish), path).toEqual([]);
      await expectAccessible(page);
    }
  });

test('an instructor reads the cohort in Persian', async ({ page, context, baseURL }) => {
  await logIn(page, 'instructor@demo.test');
  await context.addCookies([{ name: 'PARAGLIDE_LOCALE', value: 'fa', url: baseURL ?? '' }]);
  await page.goto(await cohortPath(page));
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await expectAccessible(page);
  await page.locator('tbody a').first().click();
  await page.waitForURL('**/instructor/learners/**');
  await expectAccessible(page);
});

test('an instructor sets segments in Persian', async ({ page, context, baseURL }) => {
  await logIn(page, 'instructor@demo.test');
  await context.addCookies([{ name: 'PARAGLIDE_LOCALE', value: 'fa', url: baseURL ?? '' }]);
  for (const path of [
    '/instructor/recordings',
    `/instructor/recordings/training-recording?course=${course}`,
  ]) {
    await page.goto(path);
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
    expect(await page.evaluate(unmarkedEnglish), path).toEqual([]);
    await expectAccessible(page);
  }
  await page.locator('[name="segment.0.start"]').fill('۲:۰۰');
  await page.locator('[name="segment.0.end"]').fill('۱:۰۰');
  await page.getByRole('button', { name: 'دیدن تغییرها' }).last().click();
  await expect(page.getByText('پایان باید دست‌کم یک ثانیه پس از آغاز باشد.')).toBeVisible();
  await page.locator('[name="segment.0.end"]').fill('۳:۰۰');
  await page.getByRole('button', { name: 'دیدن تغییرها' }).last().click();
  await expect(page.getByText(/^بازه: .۲:۰۰. تا/)).toBeVisible();
  expect(await page.evaluate(unmarkedEnglish)).toEqual([]);
  await expectAccessible(page);
});
