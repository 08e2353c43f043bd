import { expect, test, type Browser, type Page } from '@playwright/test';
import { cohortPath, course, logIn, makeCohorts, register } from '../support/browser-learner.ts';
import { press } from '../support/keyboard.ts';
import { expectGood, expectToBeGood, expectToFit, somebodyNew, telephone } from '../support/telephone.ts';

/** What an instructor does in a week: who is behind, why, help, and every screen looked at. */

const instructor = 'instructor@demo.test';

const FORMS = [
  { name: 'a telephone, light', viewport: telephone, colorScheme: 'light', locale: 'en' },
  {
    name: 'a desk, dark and from right to left',
    viewport: { width: 1280, height: 844 },
    colorScheme: 'dark',
    locale: 'fa',
  },
] as const;

/** Every screen of the room, of the demo cohort. */
async function screens(page: Page): Promise<string[]> {
  const cohort = await cohortPath(page);
  await page.goto(cohort);
  const learner = await page.locator('tbody a[href*="/instructor/learners/"]').first().getAttribute('href');
  const module = '/instructor/modules/cement';
  return [
    '/instructor',
    cohort,
    `${cohort}?show=behind&sort=cement&dir=desc`,
    `${cohort}?q=nobody-is-called-so`,
    ...['attention', 'report', 'announcements', 'people', 'people/import', 'settings', 'dates', 'extend'].map(
      (part) => `${cohort}/${part}`,
    ),
    learner ?? '/missing',
    `${module}?course=${course}`,
    `${module}/questions?course=${course}`,
    `/instructor/modules/coal-power/segments/lecture/evidence?course=${course}`,
    '/instructor/questions',
    `/instructor/questions/cement-q01?course=${course}`,
  ];
}

for (const { name, viewport, colorScheme, locale } of FORMS)
  test(`every screen fits and is accessible: ${name}`, async ({ browser, baseURL }) => {
    test.slow();
    const context = await browser.newContext({ viewport, colorScheme });
    const page = await context.newPage();
    await logIn(page, instructor);
    const addresses = await screens(page);
    await context.addCookies([{ name: 'PARAGLIDE_LOCALE', value: locale, url: baseURL ?? '' }]);
    for (const address of addresses) {
      const answer = await page.goto(address);
      expect(answer?.status(), address).toBe(200);
      await expect(page.locator('html')).toHaveAttribute('dir', locale === 'fa' ? 'rtl' : 'ltr');
      await expectToBeGood(page);
    }
    await context.close();
  });

test('every screen fits a telephone from right to left', async ({ page, context, baseURL }) => {
  test.slow();
  await page.setViewportSize(telephone);
  await logIn(page, instructor);
  const addresses = await screens(page);
  await context.addCookies([{ name: 'PARAGLIDE_LOCALE', value: 'fa', url: baseURL ?? '' }]);
  for (const address of addresses) {
    await page.goto(address);
    await expectToFit(page);
  }
});

test('the pages of the office fit and are accessible', async ({ page }) => {
  await page.setViewportSize(telephone);
  await logIn(page, 'admin@demo.test');
  for (const path of ['/admin', '/admin/users', '/admin/cohorts', '/admin/outbox', '/admin/audit']) {
    await page.goto(path);
    await expectToBeGood(page);
  }
});

/** A cohort with one learner, behind since yesterday. */
async function makeLateCohort(browser: Browser, page: Page, name: string): Promise<string> {
  const office = await somebodyNew(browser);
  await makeCohorts(office, [name], instructor);
  await office.context().close();
  await logIn(page, instructor);
  const cohort = await cohortPath(page, name);
  await page.goto(`${cohort}/people`);
  const address = await page.getByLabel('Address to join').inputValue();
  const learner = await somebodyNew(browser);
  await register(learner);
  await learner.goto(new URL(address).pathname);
  await learner.getByRole('button', { name: 'Join the cohort' }).click();
  await learner.waitForURL('**/learn/**');
  await learner.context().close();
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  await page.goto(`${cohort}/settings`);
  await page.locator('[name^="due."]').first().fill(yesterday);
  await page.getByRole('button', { name: 'Save the settings' }).click();
  return cohort;
}

test.describe('without scripts, on a telephone', () => {
  test.use({ javaScriptEnabled: false, viewport: telephone });

  test('who is behind is seen, set aside, helped, written to and noted', async ({ page, browser }) => {
    test.slow();
    const cohort = await makeLateCohort(browser, page, `Room ${Date.now()}`);
    const card = page.getByRole('article', { name: 'Айгерім Нұрланқызы' });

    await test.step('the list says why, and sets aside for some days, until it is undone', async () => {
      await page.goto(`${cohort}/attention`);
      await expect(page.locator('.lead')).toContainText('1 of 1 learners need a hand');
      await expect(card).toContainText('passed 1 days ago');
      await card.getByText('Set aside').click();
      await card.getByRole('button', { name: '7 days' }).click();
      await expect(page.locator('main')).toContainText('All instructors of this cohort see the list without');
      await expect(card).toHaveCount(0);
      await expectGood(page);
      await page.getByRole('button', { name: 'Undo' }).click();
      await expect(card).toBeVisible();
      await expectGood(page);
    });

    await test.step('a view of the table is kept, and forgotten', async () => {
      await page.goto(cohort);
      await page.locator('[name=show]').selectOption('needs-help');
      await page.locator('[name=q]').fill('нұрлан');
      await page.getByRole('button', { name: 'Apply' }).click();
      await expect(page.getByRole('link', { name: 'Айгерім Нұрланқызы' })).toBeVisible();
      await page.getByText('Save this view').click();
      await page.getByLabel('Name of the view').fill('Need a hand, called Nurlan');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.goto(cohort);
      await page.getByRole('link', { name: 'Need a hand, called Nurlan' }).click();
      await expect(page.locator('[name=show]')).toHaveValue('needs-help');
      await expectGood(page);
      await page.getByRole('button', { name: 'Remove the view Need a hand, called Nurlan' }).click();
      await expect(page.getByRole('link', { name: 'Need a hand, called Nurlan' })).toHaveCount(0);
    });

    await test.step('those chosen in the table are written to', async () => {
      await page.goto(cohort);
      await page.getByRole('checkbox', { name: 'Choose Айгерім Нұрланқызы' }).check();
      await page.getByRole('button', { name: 'Write a message' }).click();
      await page.getByLabel('Subject').fill('The deadline of yesterday');
      await page.getByLabel('Text').fill('Do you need more time?');
      await page.getByRole('button', { name: 'Look at it first' }).click();
      await expectGood(page);
      await page.getByRole('button', { name: /^Send to/ }).click();
      await expect(page.getByText('The announcement was sent.', { exact: false })).toBeVisible();
      await expect(page.getByRole('table').getByText('The deadline of yesterday')).toBeVisible();
    });

    await test.step('more time takes the learner off the list', async () => {
      await page.goto(`${cohort}/attention`);
      await card.getByRole('link', { name: 'Give more time' }).click();
      await page
        .getByLabel('Planned for')
        .fill(new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10));
      await page.getByLabel('Reason').fill('Ill for a week');
      await page.getByRole('button', { name: 'Give this day' }).click();
      await expect(page.getByText('The new day is saved', { exact: false })).toBeVisible();
      await page.goto(`${cohort}/attention`);
      await expect(card).toHaveCount(0);
    });

    await test.step('the page of the learner says so, and keeps a note', async () => {
      await page.goto(cohort);
      await page.getByRole('link', { name: 'Айгерім Нұрланқызы' }).click();
      await expect(page.locator('main')).toContainText('Ill for a week');
      await page.getByLabel('New note').fill('Called: is back on Monday.');
      await page.getByRole('button', { name: 'Keep the note' }).click();
      // Among the notes, and in what happened.
      await expect(page.getByText('Called: is back on Monday.')).toHaveCount(2);
      await expectGood(page);
    });
  });
});

test('the keyboard alone sets aside, undoes, sorts and chooses', async ({ page, browser }) => {
  test.slow();
  const cohort = await makeLateCohort(browser, page, `Keys ${Date.now()}`);
  await page.goto(`${cohort}/attention`);
  const card = page.getByRole('article', { name: 'Айгерім Нұрланқызы' });
  await press(page, card.locator('summary'));
  await press(page, card.getByRole('button', { name: '14 days' }));
  await expect(card).toHaveCount(0);
  await press(page, page.getByRole('button', { name: 'Undo' }));
  await expect(card).toBeVisible();
  await page.goto(cohort);
  await press(page, page.getByRole('columnheader', { name: 'Average mark' }).getByRole('link'));
  await page.waitForURL(/sort=mark/);
  await press(page, page.getByRole('checkbox', { name: 'Choose Айгерім Нұрланқызы' }), 'Space');
  await press(page, page.getByRole('button', { name: 'Give more time' }));
  await expect(page.getByRole('list', { name: 'Chosen learners' })).toContainText('Айгерім Нұрланқызы');
});
