import { expect, test, type Page } from '@playwright/test';
import { cohortPath, expectAccessible, logIn, makeCohorts } from '../support/browser-learner.ts';

/** Beside each table of the staff there are links to its files, on a telephone and without scripts too. */
test.use({ viewport: { width: 390, height: 844 } });

/** Every file that the page offers, by its address: what the link leads to is a table. Returns the addresses, without what follows the format. */
async function offeredFiles(page: Page): Promise<string[]> {
  const links = page.locator('main a[download]');
  const found = await links.evaluateAll((all) => all.map((link) => link.getAttribute('href') ?? ''));
  for (const href of found) {
    const file = await page.request.get(href);
    expect(file.status(), href).toBe(200);
    const isCsv = /\.csv(\?|$)/.test(href);
    expect(file.headers()['content-type'], href).toContain(isCsv ? 'text/csv' : 'spreadsheetml');
    const head = (await file.body()).subarray(0, 3);
    expect(head.toString(isCsv ? 'hex' : 'latin1'), href).toMatch(isCsv ? /^efbbbf$/ : /^PK/);
  }
  return found.map((href) => /([\w-]+)\.(?:csv|xlsx)(?:\?|$)/.exec(href)?.[1] ?? href);
}

const twice = (...names: string[]) => names.flatMap((name) => [name, name]);

test('the overview and the page of a learner', async ({ page }) => {
  await logIn(page, 'instructor@demo.test');
  const cohort = await cohortPath(page);
  // Other tests make cohorts beside it, with charts of their own.
  expect(new Set(await offeredFiles(page))).toEqual(new Set(['standing', 'completions', 'cohorts']));
  await expectAccessible(page);
  await page.goto(cohort);
  await page.locator('main tbody th a').first().click();
  await page.waitForURL(/\/instructor\/learners\//);
  expect(await offeredFiles(page)).toEqual(twice('modules', 'attempts', 'timeline'));
  await expectAccessible(page);
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(overflow).toBeLessThanOrEqual(390);

  const downloading = page.waitForEvent('download');
  await page.getByRole('group', { name: 'What happened' }).getByRole('link', { name: 'CSV' }).click();
  expect((await downloading).suggestedFilename()).toContain('What happened.csv');
});

test('who comes into a cohort, and the plan of an enrolment', async ({ page, browser }) => {
  const name = `Files ${Date.now()}`;
  const office = await browser.newPage();
  await makeCohorts(office, [name], 'instructor@demo.test');
  await office.goto('/admin/cohorts');
  expect(await offeredFiles(office)).toEqual(twice('cohorts'));
  await office.context().close();

  await logIn(page, 'instructor@demo.test');
  const cohort = await cohortPath(page, name);
  await page.goto(`${cohort}/people`);
  await page.getByText('Invite people by mail').click();
  await page.locator('[name=addresses]').fill(`invited.${Date.now()}@example.org`);
  await page.locator('form:has([name=addresses]) button').last().click();
  await expect(page.getByRole('heading', { name: 'Invitations' })).toBeVisible();
  expect(await offeredFiles(page)).toEqual(twice('invitations'));

  await page.goto(`${cohort}/people/import`);
  const buffer = Buffer.from('Name,E-mail\nAnna,no address\n');
  await page
    .getByLabel('File (CSV or XLSX)')
    .setInputFiles({ name: 'people.csv', mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: 'Look at the file' }).click();
  await expect(page.getByRole('heading', { name: 'Lines to mend: 1' })).toBeVisible();
  expect(await offeredFiles(page)).toEqual(twice('plan', 'template'));
  await expectAccessible(page);
});
