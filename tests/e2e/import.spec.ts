import { expect, test, type Browser, type Page } from '@playwright/test';
import { cohortPath, expectAccessible, logIn, makeCohorts } from '../support/browser-learner.ts';

/** An instructor enrols people from a file, in a cohort made for it: the demo cohort stays as other tests know it. */

const HEAD = 'Name;Name in Latin letters;E-mail;Country';
let run = Date.now();

async function openImport(browser: Browser, page: Page): Promise<void> {
  const name = `Import ${Date.now()} ${process.pid}`;
  const office = await browser.newPage();
  await makeCohorts(office, [name], 'instructor@demo.test');
  await office.context().close();
  await logIn(page, 'instructor@demo.test');
  await page.goto(`${await cohortPath(page, name)}/people/import`);
}

async function send(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.getByLabel('File (CSV or XLSX)').setInputFiles({ name, mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: 'Look at the file' }).click();
}

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled, viewport: { width: 390, height: 844 } });

    test('a file is looked at line by line, and then enrolled', async ({ page, browser }) => {
      run += 1;
      await openImport(browser, page);
      await send(page, 'empty.csv', Buffer.from('Name'));
      await expect(page.getByText('There are no people in this file.')).toBeVisible();
      if (javaScriptEnabled) await expectAccessible(page);
      const lines = [
        `نرگس رضایی;Narges Rezaei;narges.${run}@example.org;Iran`,
        `Anna;Anna;no address;Narnia`,
      ];
      // As a spreadsheet of the region saves "Unicode text".
      await send(page, 'people.csv', Buffer.from(`\uFEFF${[HEAD, ...lines].join('\r\n')}\r\n`, 'utf16le'));
      await expect(page.getByRole('heading', { name: '1 people would be enrolled' })).toBeVisible();
      const bad = page.getByRole('row', { name: /^3 no address/ });
      await expect(bad).toContainText('This is no e-mail address.');
      await expect(bad).toContainText('"Narnia" is no country');
      if (javaScriptEnabled) await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);

      await page.getByRole('button', { name: 'Enrol 1 people' }).click();
      await expect(page.getByText('Nothing was changed: there are lines to mend.')).toBeVisible();
      await page.getByLabel('Enrol the good lines and leave the others out').check();
      await page.getByRole('button', { name: 'Enrol 1 people' }).click();
      await expect(page.getByText('1 people were enrolled')).toBeVisible();
    });

    test('columns whose heads say nothing are chosen', async ({ page, browser }) => {
      run += 1;
      await openImport(browser, page);
      await send(page, 'list.csv', Buffer.from(`a,b\nAnna,anna.${run}@example.org\n`));
      await expect(page.getByText('Say which columns hold the name and the e-mail address.')).toBeVisible();
      await page.locator('[name=nameNative]').selectOption('0');
      await page.locator('[name=email]').selectOption('1');
      await page.getByRole('button', { name: 'Look again' }).click();
      await expect(page.getByRole('heading', { name: '1 people would be enrolled' })).toBeVisible();
      if (javaScriptEnabled) await expectAccessible(page);
    });
  });

test('the empty table and every table of the page come as files, with scripts and by their links', async ({
  page,
  browser,
}) => {
  await openImport(browser, page);
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'CSV', exact: true }).click();
  expect((await downloading).suggestedFilename()).toBe('people.csv');
  await expect(page.getByText('Saved, 0 rows.')).toBeVisible();
  const href = await page.getByRole('link', { name: 'Excel (XLSX)' }).getAttribute('href');
  const file = await page.request.get(href ?? '');
  expect(file.headers()['content-type']).toContain('spreadsheetml');
  expect((await file.body()).subarray(0, 2).toString()).toBe('PK');
});
