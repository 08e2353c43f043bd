import { expect, test, type Page } from '@playwright/test';
import { course, expectAccessible, logIn, register } from '../support/browser-learner.ts';

/**
 * An instructor corrects questions of the steel module and has their answers marked again. The corrections leave the key as it is, since the
 * other tests answer these questions too; no other test may expect their explanations.
 */

const addressOf = (key: string, page = '') => `/instructor/questions/${key}${page}?course=${course}`;

async function correct(page: Page, key: string, look = expectAccessible): Promise<void> {
  // Another one at every run: the database of the browser tests may be an old one.
  const explanation = `Said better than before (${key}, ${Date.now()}).`;
  await page.goto(addressOf(key));
  await look(page);
  await page.locator(`a[href*="/${key}/correct"]`).click();
  const rest = page.locator('[name=rest]');
  await expect(rest).toHaveValue(/key|value|answer/);
  const asPublished = await rest.inputValue();

  await rest.fill(`${asPublished}oops: 1\n`);
  await page.locator('button[formaction*="publish"]').click();
  const line = asPublished.split('\n').length;
  await expect(page.locator('#problems')).toContainText(`Line ${line}: the file: "oops" is not a key here`);
  await expect(rest).toHaveValue(/oops: 1/);
  await look(page);

  await rest.fill(asPublished);
  await page.locator('[name=explanation]').fill(explanation);
  await page.locator('form:has([name=rest]) button:not([formaction])').click();
  await expect(page.getByRole('region', { name: 'How it will look' })).toContainText(explanation);
  await look(page);

  await page.locator('button[formaction*="publish"]').click();
  await page.waitForURL(/done=corrected/);
  await expect(page.getByText('The correction is published')).toBeVisible();
  await expect(page.getByRole('row', { name: /asked now/ })).toContainText('Demo Instructor');
}

/** Until the progress page that starts; what the dry run said. */
async function markAgain(page: Page, key: string, look = expectAccessible): Promise<string> {
  await page.locator(`a[href*="/${key}/regrade"]`).first().click();
  const show = async (policy: string) => {
    await page.locator(`[value=${policy}]`).check();
    await page.getByRole('button', { name: 'Show what would change' }).click();
    await page.waitForURL((url) => url.searchParams.get('policy') === policy);
    await page.getByRole('heading', { name: 'What would change' }).waitFor();
  };
  await show('full-credit');
  // All have full credit already after an earlier run: back to the key then.
  if (await page.getByText('No mark would change').isVisible()) await show('new-only');
  const answer = page.getByText(/\d+ of \d+ marks? would change/);
  await expect(answer).toBeVisible();
  await look(page);
  const told = await answer.innerText();
  await page.getByRole('button', { name: 'Mark the answers again' }).click();
  await page.waitForURL(/\/regrades\//);
  return told.split(' ')[0] ?? '';
}

// One after the other: the second marks back what the first gave.
test.describe.configure({ mode: 'serial' });

test('with scripts: the progress page tells by itself when it is finished', async ({ page }) => {
  await logIn(page, 'instructor@demo.test');
  await correct(page, 'steel-q03');
  const changed = await markAgain(page, 'steel-q03');
  await expect(page.getByText(`Marks changed: ${changed}.`)).toBeVisible({ timeout: 30_000 });
  await expectAccessible(page);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });
  /** The checker of accessibility is itself a script. */
  const withoutLooking = () => Promise.resolve();

  test('every step is a plain form, and the progress page is loaded again', async ({ page }) => {
    await logIn(page, 'instructor@demo.test');
    await correct(page, 'steel-q03', withoutLooking);
    const changed = await markAgain(page, 'steel-q03', withoutLooking);
    await expect(async () => {
      const again = page.getByRole('link', { name: 'Show the latest' });
      if (await again.isVisible()) await again.click();
      await expect(page.getByText(`Marks changed: ${changed}.`)).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 30_000 });
  });
});

test('to a learner none of it exists', async ({ page }) => {
  await register(page);
  for (const part of ['', '/correct', '/regrade', '/regrade.csv'])
    expect((await page.goto(addressOf('steel-q01', part)))?.status()).toBe(404);
});
