import { expect, test } from '@playwright/test';
import { course, expectAccessible, logIn, register } from '../support/browser-learner.ts';

/** An instructor looks at how the questions of the demo work. */

const figures = `/instructor/modules/cement/questions?course=${course}`;

test('from the list of questions to the figures of a quiz, a choice of attempts, a question and the file', async ({
  page,
}) => {
  await logIn(page, 'instructor@demo.test');
  await page.goto('/instructor/questions');
  await page.getByRole('link', { name: 'Figures' }).nth(1).click();
  await page.waitForURL(/\/instructor\/modules\/cement\/questions/);
  await expect(page.getByRole('heading', { name: 'The quiz as a whole' })).toBeVisible();
  const rows = page.locator('table').first().locator('tbody tr');
  await expect(rows).toHaveCount(16);
  await expectAccessible(page);

  await page.locator('[name=attempts]').selectOption('all');
  await page.getByRole('button', { name: 'Show' }).click();
  await page.waitForURL(/attempts=all/);
  await expect(page.locator('[name=attempts]')).toHaveValue('all');

  const downloading = page.waitForEvent('download');
  const files = page.getByRole('group', { name: 'Question by question' });
  await files.getByRole('link', { name: 'CSV', exact: true }).click();
  expect((await downloading).suggestedFilename()).toBe('cement.csv');

  await rows.first().getByRole('link').first().click();
  await page.waitForURL(/\/instructor\/questions\//);
  await expect(page.getByRole('heading', { name: 'What was answered' })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Upper third' })).toBeVisible();
  await expectAccessible(page);
});

test('a quiz that nobody took says what to do', async ({ page }) => {
  await logIn(page, 'admin@demo.test');
  await page.goto('/admin/cohorts');
  const name = `Empty ${Date.now()}`;
  await page.locator('form[action="?/create"] [name=name]').fill(name);
  await page.locator('form[action="?/create"] button').last().click();
  await expect(page.getByRole('link', { name })).toBeVisible();
  await page.goto(figures);
  await page.locator('[name=cohort]').selectOption({ label: name });
  await page.getByRole('button', { name: 'Show' }).click();
  await expect(page.getByText('No finished attempts yet')).toBeVisible();
});

test('to a learner there are no figures', async ({ page }) => {
  await register(page);
  for (const path of [figures, figures.replace('cement/questions?', 'cement.csv?')])
    expect((await page.goto(path))?.status()).toBe(404);
});
