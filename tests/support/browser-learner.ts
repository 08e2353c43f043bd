import AxeBuilder from '@axe-core/playwright';
import { expect, type Browser, type Page } from '@playwright/test';
import { questionsOf, rightFields, type KnownQuestion } from './answer-key.ts';

/** Steps that several browser tests take. */

export const course = 'industrial-decarbonization';
export const password = 'a long enough phrase 42';
export const demoPassword = 'demo-password-for-tests';

let count = 0;
export const freshEmail = () => `browser-${Date.now()}-${process.pid}-${++count}@example.org`;

/** No violation of WCAG 2.2 A and AA on the page as it is now. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
  expect(found, page.url()).toEqual([]);
}

export async function register(
  page: Page,
  name = { native: 'Айгерім Нұрланқызы', latin: 'Aigerim Nurlankyzy' },
) {
  await page.goto('/register');
  await page.locator('[name=nameNative]').fill(name.native);
  await page.locator('[name=nameLatin]').fill(name.latin);
  await page.locator('[name=nameLanguage]').selectOption('kk');
  await page.locator('[name=email]').fill(freshEmail());
  await page.locator('[name=password]').fill(password);
  await page.locator('form:has([name=password]) button[type=submit]').last().click();
  await page.waitForURL('**/dashboard');
}

export async function logIn(page: Page, email: string): Promise<void> {
  await page.goto('/login');
  await page.locator('[name=email]').fill(email);
  await page.locator('[name=password]').fill(demoPassword);
  await page.locator('form:has([name=password]) button[type=submit]').last().click();
  await page.waitForURL((url) => !url.pathname.startsWith('/login'));
}

/** The path of a cohort in the staff's area, for who is logged in and looks after it; others may have made cohorts beside it. */
export async function cohortPath(page: Page, name = 'Demo cohort'): Promise<string> {
  await page.goto('/instructor');
  const href = await page.getByRole('link', { name, exact: true }).first().getAttribute('href');
  return /^\/instructor\/cohorts\/[^/?#]+/.exec(href ?? '')?.[0] ?? '/missing';
}

/** As an administrator makes cohorts and gives them to an instructor; also without scripts. */
export async function makeCohorts(office: Page, names: string[], instructor: string): Promise<void> {
  await logIn(office, 'admin@demo.test');
  for (const name of names) {
    await office.goto('/admin/cohorts');
    await office.locator('form[action="?/create"] [name=name]').fill(name);
    await office.locator('form[action="?/create"] button').last().click();
    const card = office.locator('article', { hasText: name });
    await card.locator('form[action="?/assign"] [name=email]').fill(instructor);
    await card.locator('form[action="?/assign"] button').click();
    await expect(card).toContainText(instructor);
  }
}

/** Logs in as an invented person, whose password nobody knows: the administrator reads the letter with the link to choose one. */
export async function becomeDemoPerson(browser: Browser, page: Page, email: string): Promise<void> {
  await page.goto('/forgot-password');
  await page.locator('[name=email]').fill(email);
  await page.locator('form:has([name=email]) button[type=submit]').last().click();
  await expect(page.locator('main [name=email]')).toHaveCount(0);
  const office = await browser.newPage();
  await logIn(office, 'admin@demo.test');
  await office.goto('/admin/outbox');
  await office.getByRole('row', { name: email }).first().getByRole('link').click();
  const link = office.locator('article a[href*="/reset-password/"]');
  const address = (await link.getAttribute('href')) ?? '';
  await office.context().close();
  await page.goto(new URL(address).pathname);
  await page.locator('[name=password]').fill(demoPassword);
  await page.locator('form:has([name=password]) button[type=submit]').last().click();
  await expect(page.locator('main [name=password]')).toHaveCount(0);
  await logIn(page, email);
}

/** Questions of the open attempt, in the order of the page. */
export async function askedOn(page: Page, folder: string): Promise<KnownQuestion[]> {
  const names = await page
    .locator('fieldset [name^="q."]')
    .evaluateAll((controls) => controls.map((control) => control.getAttribute('name') ?? ''));
  const keys = new Set(names.map((name) => name.split('.')[1]));
  // An untouched order has no field yet; it is known by its prompt.
  const text = (await page.locator('form').allInnerTexts()).join('\n');
  return questionsOf(folder).filter(({ key, prompt }) => keys.has(key) || text.includes(prompt.trim()));
}

/** Gives the right answer with the mouse. */
export async function answerRight(page: Page, question: KnownQuestion): Promise<void> {
  const name = `q.${question.key}`;
  const choose = (value: string) => page.locator(`[name="${name}"][value="${value}"]`).check();
  if (question.type === 'true-false') await choose(String(question.answer));
  else if (question.type === 'numeric') {
    const field = page.locator(`[name="${name}"]`);
    await field.fill(String((question.answer as { value: number }).value));
    await field.blur();
  } else if (question.type === 'ordering') await putInOrder(page, question);
  else if (question.options) {
    for (const { key, correct } of question.options) if (correct) await choose(key);
  } else await fillFields(page, question);
}

/** Texts are typed, choices are made from their lists, places of a picture from the list beside it. */
export async function fillFields(page: Page, question: KnownQuestion): Promise<void> {
  for (const [name, value] of Object.entries(rightFields(question))) {
    if (Array.isArray(value)) {
      for (const one of value) await page.locator(`[name="${name}"][value="${one}"]`).check();
      continue;
    }
    const field = page.locator(`[name="${name}"]`);
    if (await field.evaluate((node) => node instanceof HTMLSelectElement)) await field.selectOption(value);
    else await field.fill(value);
  }
}

async function putInOrder(page: Page, question: KnownQuestion): Promise<void> {
  const list = page.locator('fieldset', { hasText: question.prompt.trim() }).locator('ol');
  for (const [place, { text }] of (question.items ?? []).entries()) {
    const item = list.locator('li', { hasText: text.trim() });
    for (let moves = 0; moves < 10; moves++) {
      const index = await item.evaluate((node) => [...(node.parentElement?.children ?? [])].indexOf(node));
      if (index <= place) break;
      await item.locator('button').first().click();
    }
  }
}

/** Hands in the attempt and waits for the review. */
export async function handIn(page: Page): Promise<void> {
  await page.locator('form[action="?/submit"] .buttons button').first().click();
  await page.locator('.score').waitFor();
}
