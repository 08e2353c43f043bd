import { expect, test, type Page } from '@playwright/test';
import {
  becomeDemoPerson,
  expectAccessible,
  freshEmail,
  logIn,
  password,
} from '../support/browser-learner.ts';

/** What learners say, what staff say to them, and the page of a learner. */

/** Of the demo cohort; no other test touches her. */
const GRADUATE = 'ayesha.siddiqui@demo.test';

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** The address of the page of a learner of the demo cohort who has completed the course. */
async function openLearner(page: Page): Promise<string> {
  await page.goto('/instructor');
  await page.getByRole('link', { name: 'Demo cohort' }).first().click();
  await page.waitForURL(/\/instructor\/cohorts\/[\w-]{36}$/);
  await page.goto(`${page.url()}?show=finished`);
  const link = page.locator('tbody a[href^="/instructor/learners/"]').first();
  await link.click();
  await page.waitForURL(/\/instructor\/learners\//);
  return new URL(page.url()).pathname;
}

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('a learner says how useful a completed module was, and changes it', async ({ page, browser }) => {
    await becomeDemoPerson(browser, page, GRADUATE);
    await page.goto('/learn/industrial-decarbonization');
    await page.getByRole('link', { name: 'Say how useful this module was' }).first().click();
    await page.waitForURL(/\/feedback$/);
    await expect(page.getByText('Your instructors see it without your name')).toBeVisible();
    await page.getByRole('radio', { name: 'Useful', exact: true }).check();
    await page.getByLabel('What was unclear?').fill('The second figure.');
    await page.getByRole('button', { name: /answers/ }).click();
    await page.waitForURL(/done=1/);
    await expect(page.getByText('Thank you')).toBeVisible();
    await expect(page.getByRole('radio', { name: 'Useful', exact: true })).toBeChecked();
    await expect(page.getByLabel('What was unclear?')).toHaveValue('The second figure.');
    await page.getByRole('radio', { name: 'Very useful' }).check();
    await page.getByRole('button', { name: 'Change the answers' }).click();
    await expect(page.getByRole('radio', { name: 'Very useful' })).toBeChecked();
  });

  test('an announcement goes from its writer to the start page of the learner, who marks it read', async ({
    page,
    browser,
    baseURL,
  }) => {
    const subject = `A word ${Date.now()}`;
    await logIn(page, 'instructor@demo.test');
    const address = await openLearner(page);
    await page.getByRole('link', { name: 'Write to this learner' }).click();
    await page.waitForURL(/announcements\?learner=/);
    await expect(page.getByText('To the learners you chose: 1')).toBeVisible();
    await page.getByRole('link', { name: 'Write to the whole cohort instead' }).click();
    await page.getByLabel('Subject').fill(subject);
    await page.getByRole('button', { name: 'Look at it first' }).click();
    // The browser asks for the text itself.
    await page.getByLabel('Text', { exact: true }).fill('Dear all,\n\nthe <b>quiz</b> opens\non Monday.');
    await page.getByRole('button', { name: 'Look at it first' }).click();
    await expect(page.getByText(/This goes to everyone in the cohort: \d+ learners/)).toBeVisible();
    await expect(page.getByText('the <b>quiz</b> opens').first()).toBeVisible();
    await page.getByRole('button', { name: /^Send to \d+/ }).click();
    await page.waitForURL(/done=sent/);
    await expect(page.locator('tbody').getByText(subject)).toBeVisible();
    await page.goto(address);
    await expect(page.getByText(subject)).toBeVisible();

    const context = await browser.newContext({ javaScriptEnabled: false, baseURL: baseURL ?? '' });
    const learner = await context.newPage();
    await becomeDemoPerson(browser, learner, GRADUATE);
    await learner.goto('/dashboard');
    const message = learner.locator('.notice', { hasText: subject });
    await message.locator('summary').click();
    await expect(message.getByText('the <b>quiz</b> opens')).toBeVisible();
    await message.getByRole('button', { name: /Mark as read/ }).click();
    await learner.waitForURL('**/dashboard');
    await expect(learner.locator('.notice', { hasText: subject })).toHaveCount(0);
    await learner.goto('/announcements');
    await expect(learner.getByText(subject).first()).toBeVisible();
    await context.close();
  });

  test('a learner is excused from a recording with a reason, and a note is kept and removed', async ({
    page,
  }) => {
    await logIn(page, 'instructor@demo.test');
    await openLearner(page);
    const help = page.locator('section:has(> h3:text("Help this learner"))');
    await help.locator('details > summary').first().click();
    await help.getByText('Excuse from the recording').first().click();
    await help
      .locator('form[action="?/exempt"]')
      .first()
      .getByLabel('Reason')
      .fill('No line where she works.');
    await help.getByRole('button', { name: 'Excuse' }).first().click();
    await page.waitForURL(/done=exempt/);
    await expect(page.getByText('Lecture: excused')).toBeVisible();
    await help.locator('details > summary').first().click();
    await help.getByText('Take the excuse back').first().click();
    await help.locator('form[action="?/require"]').first().getByLabel('Reason').fill('A mistake.');
    await help.getByRole('button', { name: 'Take the excuse back' }).first().click();
    await page.waitForURL(/done=require/);
    await expect(page.getByText('Lecture: excused')).toHaveCount(0);
    await page.getByLabel('New note').fill('Called her.');
    await page.getByRole('button', { name: 'Keep the note' }).click();
    await page.waitForURL(/done=note/);
    await page.getByText('Remove this note').first().click();
    await page.getByRole('button', { name: 'Remove it' }).first().click();
    await page.waitForURL(/done=unnote/);
  });
});

for (const width of [390, 1280])
  test(`the page of a learner and an attempt of theirs are readable at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await logIn(page, 'instructor@demo.test');
    await openLearner(page);
    await expect(page.locator('.lead')).toContainText('Has completed the whole course');
    await expect(page.getByText('Got a certificate')).toBeVisible();
    expect(await overflow(page)).toBe(0);
    await expectAccessible(page);
    await page.locator('tbody a[href*="/attempts/"]').first().click();
    await page.waitForURL(/\/attempts\//);
    await expect(page.getByText(/Right answer|right/).first()).toBeVisible();
    expect(await overflow(page)).toBe(0);
    await expectAccessible(page);
  });

test('what a learner may not see does not exist for them', async ({ page, browser, baseURL }) => {
  const staff = await browser.newContext({ baseURL: baseURL ?? '' });
  const theirs = await staff.newPage();
  await logIn(theirs, 'instructor@demo.test');
  const learner = await openLearner(theirs);
  const attempt = await theirs.locator('tbody a[href*="/attempts/"]').first().getAttribute('href');
  const write = await theirs.getByRole('link', { name: 'Write to this learner' }).getAttribute('href');
  await staff.close();
  await page.goto('/register');
  await page.locator('[name=nameNative]').fill('A Learner');
  await page.locator('[name=nameLatin]').fill('A Learner');
  await page.locator('[name=email]').fill(freshEmail());
  await page.locator('[name=password]').fill(password);
  await page.locator('form:has([name=password]) button[type=submit]').last().click();
  await page.waitForURL('**/dashboard');
  for (const address of [learner, attempt ?? '', write ?? ''])
    expect((await page.goto(address))?.status(), address).toBe(404);
});
