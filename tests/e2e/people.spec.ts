import { expect, test, type Browser, type Page } from '@playwright/test';
import { freshEmail, logIn, makeCohorts, password } from '../support/browser-learner.ts';
import { expectGood, somebodyNew, telephone } from '../support/telephone.ts';

/**
 * How people come into a cohort and leave it, on a telephone and without scripts. The two cohorts are made by the test, so that the demo cohort
 * stays as other tests know it.
 */
test.use({ javaScriptEnabled: false, viewport: telephone });

const instructor = 'instructor@demo.test';
const admin = 'admin@demo.test';

/** Opens an address to join, makes an account on the way, and comes back to it. */
async function registerAt(page: Page, path: string, latin: string): Promise<string> {
  const email = freshEmail();
  await page.goto(path);
  await expectGood(page);
  await page.locator('main a[href^="/register"]').click();
  await page.locator('[name=nameNative]').fill(latin);
  await page.locator('[name=nameLatin]').fill(latin);
  await page.locator('[name=nameLanguage]').selectOption('en');
  await page.locator('[name=email]').fill(email);
  await page.locator('[name=password]').fill(password);
  await page.locator('form:has([name=password]) button[type=submit]').last().click();
  await page.waitForURL(`**${path}`);
  return email;
}

async function linkMailedTo(browser: Browser, email: string): Promise<string> {
  const office = await somebodyNew(browser);
  await logIn(office, admin);
  await office.goto('/admin/outbox');
  await office.getByRole('row', { name: email }).first().getByRole('link').click();
  const address = (await office.locator('article a[href*="/join/"]').getAttribute('href')) ?? '';
  await office.context().close();
  return new URL(address).pathname;
}

test('people ask, are invited, let in, moved, taken out and put back', async ({ page, browser }) => {
  test.slow();
  const stamp = Date.now();
  const [first, second] = [`People ${stamp} A`, `People ${stamp} B`];
  const office = await somebodyNew(browser);
  await makeCohorts(office, [first, second], instructor);
  await office.context().close();

  await logIn(page, instructor);
  await page.goto('/instructor');
  await page.getByRole('link', { name: first, exact: true }).click();
  const people = `${new URL(page.url()).pathname}/people`;
  await page.goto(people);
  await expectGood(page);

  await test.step('the address lets people ask', async () => {
    await page.getByText('Change how people join').click();
    await page.locator('[name=mode]').selectOption('approval');
    await page.locator('[name=limit]').fill('0');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('Give a whole number from 1 to 1,000,000')).toBeVisible();
    await expect(page.locator('[name=mode]')).toHaveValue('approval');
    await page.locator('[name=limit]').fill('1');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByText('How people join is saved.')).toBeVisible();
    await expect(page.locator('.lead')).toContainText('asks to be let in');
  });

  const address = (await page.getByLabel('Address to join').inputValue()).replace(/^https?:\/\/[^/]+/, '');
  const asker = await somebodyNew(browser);
  await test.step('somebody asks and is told what happens next', async () => {
    await registerAt(asker, address, 'Asker Askarova');
    await expect(asker.locator('main')).toContainText('decide who comes in');
    await asker.getByRole('button', { name: 'Ask to join' }).click();
    await expect(asker.locator('main')).toContainText('You asked to join.');
    await expectGood(asker);
    await asker.goto('/dashboard');
    await expect(asker.locator('main')).toContainText(`You asked to join ${first}`);
  });

  await test.step('an instructor lets them in', async () => {
    await page.goto(people);
    await expectGood(page);
    await page.getByRole('button', { name: 'Let in those chosen' }).click();
    await expect(page.getByText('Choose at least one', { exact: false }).first()).toBeVisible();
    await page.getByRole('checkbox', { name: 'Choose Asker Askarova' }).check();
    await page.getByRole('button', { name: 'Let in those chosen' }).click();
    await expect(page.getByText('They are in.')).toBeVisible();
    await expect(page.locator('.lead')).toContainText('the limit is reached');
    await asker.goto(address);
    await expect(asker.locator('main')).toContainText('You are in this cohort already.');
  });

  const invited = await somebodyNew(browser);
  await test.step('somebody is invited past the limit, and comes in by the link, once', async () => {
    const email = freshEmail();
    await page.getByText('Invite people by mail').click();
    await page.locator('[name=addresses]').fill(`${email}\nnobody@`);
    await page.getByRole('button', { name: 'Send the invitations' }).click();
    await expect(page.getByText('Line 2:')).toContainText('nobody@');
    await expect(page.locator('[name=addresses]')).toHaveValue(`${email}\nnobody@`);
    await expectGood(page);
    await page.locator('[name=addresses]').fill(email);
    await page.getByRole('button', { name: 'Send the invitations' }).click();
    await expect(page.getByRole('row', { name: email })).toContainText('Open');
    const link = await linkMailedTo(browser, email);
    await registerAt(invited, link, 'Invited Ivanova');
    await invited.getByRole('button', { name: 'Join the cohort' }).click();
    await invited.waitForURL('**/learn/**');
    await page.goto(people);
    await expect(page.getByRole('row', { name: email })).toContainText('Accepted');
    await asker.context().clearCookies();
    await asker.goto(link);
    await expect(asker.locator('main')).toContainText('was used already');
    await expectGood(asker);
  });

  await test.step('both are taken out, and put back', async () => {
    for (const name of ['Asker Askarova', 'Invited Ivanova'])
      await page.getByRole('checkbox', { name: `Choose ${name}` }).check();
    await page.getByText('Take them out of the cohort').click();
    await expectGood(page);
    await page.getByRole('button', { name: 'Take them out' }).click();
    await expect(page.locator('.lead')).toContainText('Learners in this cohort: 0.');
    await page.getByRole('button', { name: 'Put back' }).click();
    await expect(page.locator('.lead')).toContainText('Learners in this cohort: 2.');
  });

  await test.step('one is found and moved to another cohort', async () => {
    await page.locator('[name=words]').fill('invited');
    await page.getByRole('search').getByRole('button').last().click();
    await expect(page.getByRole('checkbox', { name: 'Choose Asker Askarova' })).toHaveCount(0);
    await page.getByRole('checkbox', { name: 'Choose Invited Ivanova' }).check();
    await page.getByText('Move them to another cohort').click();
    await page.locator('[name=to]').selectOption({ label: second });
    await page.getByRole('button', { name: 'Move them', exact: true }).click();
    await expect(page.getByText('They are moved.')).toBeVisible();
    await expect(page.locator('.lead')).toContainText('Learners in this cohort: 1.');
  });

  await test.step('days are planned, the cohort is archived and restored', async () => {
    await page.getByRole('navigation').getByRole('link', { name: 'Dates and settings' }).click();
    await expectGood(page);
    await page.locator('[name=startsOn]').fill('2026-03-02');
    await page.locator('[name=endsOn]').fill('2026-03-01');
    await page.locator('[name^="due."]').first().fill('2026-03-12');
    await page.getByRole('button', { name: 'Save the settings' }).click();
    await expect(page.getByText('The last day lies before the first.')).toBeVisible();
    await expect(page.locator('[name^="due."]').first()).toHaveValue('2026-03-12');
    await page.locator('[name=endsOn]').fill('2026-05-31');
    await page.getByRole('button', { name: 'Save the settings' }).click();
    await expect(page.locator('.lead')).toContainText('A day is planned for 1 of 5 modules.');
    await page.getByText('Archive this cohort').click();
    await page.getByRole('button', { name: 'Archive the cohort' }).click();
    await expect(page.getByText('The cohort is archived.')).toBeVisible();
    await asker.goto(address);
    await expect(asker.locator('main')).toContainText('takes nobody in any more');
    await page.goto(people);
    await expectGood(page);
    await page.getByRole('navigation').getByRole('link', { name: 'Dates and settings' }).click();
    await page.getByText('Restore this cohort').click();
    await page.getByRole('button', { name: 'Restore the cohort' }).click();
    await expect(page.getByText('The cohort is in use again.')).toBeVisible();
  });
});
