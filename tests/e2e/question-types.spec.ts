import { expect, test, type Page } from '@playwright/test';
import type { QuestionType } from '#lib/domain/questions/question.ts';
import { questionsOf, rightFields, type KnownQuestion } from '../support/answer-key.ts';
import {
  answerRight,
  course,
  expectAccessible,
  fillFields,
  freshEmail,
  handIn,
  password,
} from '../support/browser-learner.ts';
import { answerByKeyboard } from '../support/keyboard.ts';

/** Every type of question, by keyboard on a right-to-left page, and without scripts. */

/** One of each; a type that is added and not asked here is an error of the types. */
const asked: Record<QuestionType, [folder: string, key: string]> = {
  'single-choice': ['01-coal-power', 'coal-q02'],
  'multiple-choice': ['01-coal-power', 'coal-q11'],
  'true-false': ['03-steel', 'steel-q12'],
  numeric: ['02-cement', 'cement-q04'],
  'short-text': ['04-chemicals', 'chemicals-q16'],
  matching: ['05-transport', 'transport-q17'],
  ordering: ['04-chemicals', 'chemicals-q10'],
  cloze: ['03-steel', 'steel-q16'],
  hotspot: ['02-cement', 'cement-q16'],
  categorise: ['01-coal-power', 'coal-q15'],
};
/** Each attempt draws a part of the bank: twelve were not always enough. */
const TRIES = 40;

function known(type: string, [folder, key]: readonly [string, string]): KnownQuestion {
  const question = questionsOf(folder).find((one) => one.key === key);
  if (question?.type !== type) throw new Error(`There is no question ${key} of the type ${type}.`);
  return question;
}

/** Opens an attempt that asks the question: new people draw until one of them has it. */
async function openAttemptWith(page: Page, module: string, key: string): Promise<void> {
  const send = (path: string, form: Record<string, string>) =>
    page.request.post(path, { form, maxRedirects: 0, headers: { origin: new URL(page.url()).origin } });
  await page.goto('/');
  for (let tries = 0; tries < TRIES; tries++) {
    await page.context().clearCookies({ name: 'pathways_session' });
    const person = { nameNative: 'Ayşe Yılmaz', nameLatin: 'Ayse Yilmaz', nameLanguage: 'tr' };
    await send('/register', { ...person, email: freshEmail(), password });
    await page.request.get(`/learn/${course}/${module}`);
    const started = await send(`/learn/${course}/${module}/quiz?/start`, {});
    const address = started.headers()['location'] ?? '';
    if (!(await (await page.request.get(address)).text()).includes(`seq.${key}`)) continue;
    await page.goto(address);
    return;
  }
  throw new Error(`${TRIES} attempts did not ask ${key}.`);
}

const frameOf = (page: Page, key: string) =>
  page.locator('.question', { has: page.locator(`[name="seq.${key}"]`) });

/** What the review says of the question. */
async function expectRight(page: Page, { prompt }: KnownQuestion): Promise<void> {
  const review = page.locator('.answers article', { hasText: prompt.trim() });
  await expect(review.locator('.verdict.right')).toHaveCount(1);
}

/** The page holds the right answer in its fields. */
async function expectAnswered(page: Page, question: KnownQuestion): Promise<void> {
  for (const [name, given] of Object.entries(rightFields(question)))
    for (const value of [given].flat()) {
      const box = page.locator(`input:is([type=radio], [type=checkbox])[name="${name}"][value="${value}"]`);
      if ((await box.count()) > 0) await expect(box).toBeChecked();
      else await expect(page.locator(`[name="${name}"]`)).toHaveValue(value);
    }
}

for (const [type, [folder, key]] of Object.entries(asked)) {
  const question = known(type, [folder, key]);
  const module = folder.replace(/^\d+-/, '');

  test(`${type} is answered with the keyboard alone on a right-to-left page`, async ({
    page,
    context,
    baseURL,
  }) => {
    await context.addCookies([{ name: 'PARAGLIDE_LOCALE', value: 'fa', url: baseURL ?? '' }]);
    await openAttemptWith(page, module, key);
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
    await page.locator('.status .count').waitFor();
    await answerByKeyboard(page, question);
    await expectAnswered(page, question);
    await expectAccessible(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
      page.viewportSize()?.width ?? 0,
    );
    await handInAll(page);
    await expectRight(page, question);
    await expectAccessible(page);
  });

  test(`${type} is answered without scripts`, async ({ browser, baseURL }) => {
    const context = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: 390, height: 844 },
      baseURL: baseURL ?? '',
    });
    const page = await context.newPage();
    await openAttemptWith(page, module, key);
    await (type === 'ordering' ? fillFields : answerRight)(page, question);
    await page.locator('button[formaction="?/save"]').click();
    await expectAnswered(page, question);
    await page.locator('form[action="?/submit"] .buttons button').last().click();
    await page.locator('.score').waitFor();
    await expectRight(page, question);
    await context.close();
  });
}

test('a place in a picture is chosen with the mouse, and a line is dragged into its group', async ({
  page,
}) => {
  await openAttemptWith(page, 'cement', 'cement-q16');
  await page.locator('.status .count').waitFor();
  await frameOf(page, 'cement-q16').locator('svg .region').nth(2).click();
  await expect(page.locator('[name="q.cement-q16"][value="landfill"]')).toBeChecked();

  await openAttemptWith(page, 'coal-power', 'coal-q15');
  await page.locator('.status .count').waitFor();
  const frame = frameOf(page, 'coal-q15');
  // By its words, not by its list; high enough that the bar at the bottom covers neither end.
  await page.setViewportSize({ width: 1280, height: 1400 });
  const line = frame.locator('li label', { hasText: 'Indiscriminate cuts' });
  const target = frame.locator('.groups .title').last();
  await line.hover();
  await page.mouse.down();
  // A browser asks whether it may be dropped only when the mouse moves over the place.
  for (let move = 0; move < 3; move++) await target.hover({ position: { x: 5 + move * 5, y: 8 } });
  await page.mouse.up();
  await expect(page.locator('[name="q.coal-q15.cuts"]')).toHaveValue('unwanted');
});

/** Hands in with questions left open, which is asked about once. */
async function handInAll(page: Page): Promise<void> {
  await page.locator('form[action="?/submit"] .buttons button').last().click();
  await handIn(page);
}
