import { expect, test, type Page } from '@playwright/test';
import { course, expectAccessible, logIn, register } from '../support/browser-learner.ts';

/** What the staff see of a segment: from the page of the module, on a phone and a wide screen, in both directions, and on paper. */

const module = `/instructor/modules/coal-power?course=${course}`;
const evidence = `/instructor/modules/coal-power/segments/lecture/evidence?course=${course}`;

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

for (const width of [390, 1280])
  test(`an instructor sees at ${width} pixels how a segment is watched`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await logIn(page, 'instructor@demo.test');
    await page.goto(module);
    await page.locator('main a[href*="/evidence"]').first().click();
    await page.waitForURL(/\/segments\/lecture\/evidence/);
    await expect(page.locator('.lead')).toHaveText(/^\d+ of \d+ watched it\. \d+ have covered it/);
    await expect(page.getByText('YouTube')).toBeVisible();
    await page.getByText('The same as a table').click();
    await expect(page.getByRole('columnheader', { name: 'Stopped here' })).toBeVisible();
    expect(await overflow(page)).toBe(0);
    await expectAccessible(page);
  });

test('in Persian the page runs from right to left, and time from left to right', async ({
  page,
  context,
  baseURL,
}) => {
  await logIn(page, 'instructor@demo.test');
  // The language of this browser alone: others log in with the same account.
  await context.addCookies([{ name: 'PARAGLIDE_LOCALE', value: 'fa', url: baseURL ?? '' }]);
  await page.goto(evidence);
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  const marks = page.locator('.axis span');
  await expect(marks.first()).toHaveText('۰:۰۰');
  const [first, last] = [await marks.first().boundingBox(), await marks.last().boundingBox()];
  expect(first?.x).toBeLessThan(last?.x ?? 0);
  await page.setViewportSize({ width: 390, height: 900 });
  expect(await overflow(page)).toBe(0);
  await expectAccessible(page);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the numbers, the drawing, the table and the choice of a cohort are there', async ({ page }) => {
    await logIn(page, 'instructor@demo.test');
    await page.goto(evidence);
    expect(await page.locator('svg.heat rect').count()).toBeGreaterThan(1);
    await page.locator('main summary').click();
    await expect(page.locator('main details table')).toBeVisible();
    await page.locator('[name=cohort]').selectOption({ label: 'Demo cohort' });
    await page.getByRole('button', { name: 'Show' }).click();
    await page.waitForURL(/cohort=[\w-]{36}/);
    await expect(page.locator('.lead')).toContainText('of 40');
  });
});

test('a cohort in which nobody watched says what to do', async ({ page }) => {
  await logIn(page, 'admin@demo.test');
  await page.goto('/admin/cohorts');
  const name = `Unseen ${Date.now()}`;
  await page.locator('form[action="?/create"] [name=name]').fill(name);
  await page.locator('form[action="?/create"] button').last().click();
  await expect(page.getByRole('link', { name })).toBeVisible();
  await page.goto(evidence);
  await page.locator('[name=cohort]').selectOption({ label: name });
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByText('Nobody has watched or read it yet')).toBeVisible();
  await expectAccessible(page);
});

test('to a learner there is no such page', async ({ page }) => {
  await register(page);
  expect((await page.goto(evidence))?.status()).toBe(404);
});
