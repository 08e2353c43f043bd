import { expect, type Browser, type Page } from '@playwright/test';
import { expectAccessible } from './browser-learner.ts';

/** What tests on a telephone without scripts share. */

export const telephone = { width: 390, height: 844 };

export const somebodyNew = async (browser: Browser): Promise<Page> =>
  (await browser.newContext({ javaScriptEnabled: false, viewport: telephone })).newPage();

/** No wider than the screen, with everything unfolded. */
export async function expectToFit(page: Page): Promise<void> {
  await page.locator('main').evaluate((main) => {
    for (const folded of main.querySelectorAll('details')) folded.open = true;
  });
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(overflow, page.url()).toBeLessThanOrEqual(0);
}

/** It fits, and is accessible. */
export async function expectToBeGood(page: Page): Promise<void> {
  await expectToFit(page);
  await expectAccessible(page);
}

/** The page as it is for the same person, looked at. The rules of access are checked by scripts, so here they run. */
export async function expectGood(page: Page): Promise<void> {
  const context = await page
    .context()
    .browser()
    ?.newContext({
      javaScriptEnabled: true,
      viewport: telephone,
      storageState: await page.context().storageState(),
    });
  if (!context) throw new Error('The page has a browser.');
  const again = await context.newPage();
  await again.goto(page.url());
  await expectToBeGood(again);
  await context.close();
}
