import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { cohortPath, course, expectAccessible, logIn, register } from '../support/browser-learner.ts';
import { shownGlyphs } from '../support/pdf-text.ts';

/** The staff look at a module, at its questions and at the report of the demo cohort. */

const modulePage = `/instructor/modules/cement?course=${course}`;
const questionPage = `/instructor/modules/cement/questions?course=${course}`;

const reportAddress = async (page: Page) => `${await cohortPath(page)}/report`;

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test('a module says where most stop, with its parts as pictures, words and tables', async ({ page }) => {
  await logIn(page, 'instructor@demo.test');
  await page.goto(modulePage);
  await expect(page.locator('.lead')).toContainText('The largest gap is');
  await expect(page.getByRole('heading', { name: 'The way through the module' })).toBeVisible();
  const table = page.locator('figure', { hasText: 'A stop is as full as learners came so far.' });
  await table.getByText('The same as a table').click();
  await expect(table.getByRole('row', { name: /Passed the quiz/ })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('link', { name: 'How the questions work' }).click();
  await page.waitForURL(/\/modules\/cement\/questions/);
  await expect(page.locator('.lead')).toContainText(/of (the )?16 questions/);
  await expect(page.getByRole('heading', { name: 'Facility by language' })).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'English' })).toBeVisible();
  await expectAccessible(page);
});

test('the report has its numbers on the page, as a file and as a PDF', async ({ page }) => {
  await logIn(page, 'instructor@demo.test');
  const address = await reportAddress(page);
  await page.goto(address);
  const learners = await page
    .locator('dt', { hasText: /^Learners$/ })
    .locator('xpath=../dd')
    .innerText();
  expect(Number(learners)).toBeGreaterThanOrEqual(40);
  await expect(page.getByRole('heading', { name: 'How this was counted' })).toBeVisible();
  await expectAccessible(page);

  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download as PDF' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/\.pdf$/);
  const pages = shownGlyphs(await readFile(await download.path()));
  const text = pages
    .flat()
    .map(({ letters }) => letters)
    .join('');
  expect(pages.length).toBeLessThanOrEqual(3);
  expect(text).toContain(`${learners}Learners`);
  expect(text).toContain('Modules completed');

  const csv = await page.request.get(`${address}.csv`);
  expect(await csv.text()).toContain(`In numbers,Learners,${learners},`);
  expect((await page.request.get(`${address}.xlsx`)).ok()).toBe(true);
  expect((await page.request.get(`${address}.doc`)).status()).toBe(404);

  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('link', { name: 'Download as PDF' })).toBeHidden();
  const printed = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
  expect(printed.match(/\/Type ?\/Page\b/g)?.length).toBeLessThanOrEqual(4);
});

test.describe('on a phone, without scripts', () => {
  test.use({ viewport: { width: 390, height: 800 }, javaScriptEnabled: false });

  test('no page is wider than the screen', async ({ page }) => {
    await logIn(page, 'instructor@demo.test');
    for (const path of [modulePage, questionPage, await reportAddress(page)]) {
      await page.goto(path);
      expect(await overflow(page), path).toBe(0);
      await expect(page.locator('h1')).toBeVisible();
    }
  });
});

test('to a learner none of it exists', async ({ page, browser }) => {
  const staff = await (await browser.newContext()).newPage();
  await logIn(staff, 'instructor@demo.test');
  const address = await reportAddress(staff);
  await staff.context().close();
  await register(page);
  for (const path of [modulePage, questionPage, address, `${address}.pdf`, `${address}.csv`])
    expect((await page.request.get(path)).status(), path).toBe(404);
});
