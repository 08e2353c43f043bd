import { readFile } from 'node:fs/promises';
import { expect, test, type Page } from '@playwright/test';
import { parse, stringify } from 'yaml';
import { course, expectAccessible, logIn, register } from '../support/browser-learner.ts';

/** The staff of a course take questions in and out. */

const importing = `/instructor/modules/transport/import?course=${course}`;
const exporting = `/instructor/modules/transport/export?course=${course}`;

const file = (text: string, name = 'bank.yaml') => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(text),
});
const choose = async (page: Page, given: ReturnType<typeof file>) => {
  await page.getByLabel('File').setInputFiles(given);
  await page.getByRole('button', { name: 'Show what would change' }).click();
};

interface Bank {
  questions: { key: string; explanation: string; [rest: string]: unknown }[];
}

/** The bank as it is asked now, with another explanation for one of its questions: other tests go on knowing its answers. */
async function changedBank(page: Page, index: number, more: object[] = []): Promise<string> {
  const address = `/instructor/modules/transport/export/file?course=${course}&format=yaml`;
  const bank = parse(await (await page.request.get(address)).text()) as Bank;
  const [question] = bank.questions.splice(index, 1);
  const said = { ...question, explanation: `Said again at ${Date.now()}.` };
  return stringify({ ...bank, questions: [said, ...more] });
}

/** Should the course have changed in between, the plan is shown again: then once more, as a person would. */
const apply = (page: Page) =>
  expect(async () => {
    await page.getByRole('button', { name: 'Import questions: 1' }).click({ timeout: 2_000 });
    await page.waitForURL(/done=1/, { timeout: 5_000 });
  }).toPass();

test.describe.configure({ mode: 'serial' });

for (const javaScriptEnabled of [true, false])
  test.describe(javaScriptEnabled ? 'with scripts' : 'without scripts', () => {
    test.use({ javaScriptEnabled });

    test('a file is looked at first, and then imported', async ({ page }) => {
      await logIn(page, 'instructor@demo.test');
      await page.goto('/instructor/questions');
      await page.getByRole('link', { name: 'Import questions' }).last().click();
      await page.waitForURL(/\/transport\/import/);
      const essay = { key: 'essay', type: 'essay', prompt: 'Write.', explanation: 'None.' };
      await choose(page, file(await changedBank(page, 0, [essay])));
      await expect(
        page.getByText('New: 0. In the place of others: 1. Unchanged: 0. Left out: 1.'),
      ).toBeVisible();
      await expect(page.getByRole('row', { name: /transport-q01/ })).toContainText('Takes the place');
      await expect(page.getByRole('row', { name: /essay Left out/ })).toBeVisible();
      if (javaScriptEnabled) await expectAccessible(page);
      await apply(page);
      await expect(page.getByRole('status')).toContainText('Questions imported: 1');
      await page.goto(`/instructor/questions/transport-q01?course=${course}`);
      await expect(page.getByText(/Said again at \d+/).first()).toBeAttached();
    });
  });

test('what goes out comes in again, and then there is nothing to do', async ({ page }) => {
  await logIn(page, 'instructor@demo.test');
  await page.goto(exporting);
  await expectAccessible(page);
  await page.getByLabel('Format').selectOption('yaml');
  await page.getByRole('button', { name: 'Show what it carries' }).click();
  await expect(page.getByText(/^All \d+ questions are carried/)).toBeVisible();
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: /^Download/ }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe(`${course}-transport.yaml`);
  const text = await readFile(await download.path(), 'utf8');
  await page.goto(importing);
  await choose(page, file(text));
  await expect(page.getByText('There is nothing to import.')).toBeVisible();
});

test('a bank that changed in between is shown again before anything is done', async ({ page, context }) => {
  await logIn(page, 'instructor@demo.test');
  await page.goto(importing);
  await choose(page, file(await changedBank(page, 1)));
  const other = await context.newPage();
  await other.goto(importing);
  await choose(other, file(await changedBank(page, 2)));
  await apply(other);
  await page.getByRole('button', { name: 'Import questions: 1' }).click();
  await expect(page.getByRole('alert')).toContainText('Somebody else changed');
  await apply(page);
});

test('a file that is too large, broken or hostile changes nothing and says why', async ({ page }) => {
  await logIn(page, 'instructor@demo.test');
  await page.goto(importing);
  for (const size of [350_001, 700_000]) {
    await choose(page, file('x'.repeat(size)));
    await expect(page.getByRole('alert')).toContainText('larger than 350 KB');
  }
  await choose(
    page,
    file('<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>', 'a.xml'),
  );
  await expect(page.getByRole('row', { name: /The whole file/ })).toContainText('document type');
  await expect(page.getByRole('button', { name: /^Import/ })).toHaveCount(0);
  expect(await page.content()).not.toContain('root:');
});

test('to a learner neither page exists', async ({ page }) => {
  await register(page);
  for (const path of [
    importing,
    exporting,
    `/instructor/modules/transport/export/file?course=${course}&format=gift`,
  ])
    expect((await page.goto(path))?.status()).toBe(404);
});
