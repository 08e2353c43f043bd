import { expect, test, type Locator, type Page } from '@playwright/test';
import { moduleFolders, rightFields, slugOf, type KnownQuestion } from '../support/answer-key.ts';
import { chooseOption, chooseRadio, tabTo } from '../support/keyboard.ts';
import { askedOn, course, freshEmail, password } from '../support/browser-learner.ts';

/** The main job with the keyboard alone: no click, no script that moves the focus for the person. */

async function press(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

async function type(page: Page, selector: string, text: string): Promise<void> {
  await tabTo(page, page.locator(selector));
  await page.keyboard.insertText(text);
}

async function fillFields(page: Page, question: KnownQuestion): Promise<void> {
  for (const [name, value] of Object.entries(rightFields(question))) {
    const field = page.locator(`[name="${name}"]`);
    if (Array.isArray(value)) await chooseRadio(page, name, value[0] ?? '');
    else if (await field.evaluate((node) => node instanceof HTMLSelectElement))
      await chooseOption(page, field, value);
    else await type(page, `[name="${name}"]`, value);
  }
}

async function answer(page: Page, question: KnownQuestion): Promise<void> {
  const name = `q.${question.key}`;
  if (question.type === 'single-choice')
    await chooseRadio(page, name, question.options?.find(({ correct }) => correct)?.key ?? '');
  else if (question.type === 'true-false') await chooseRadio(page, name, String(question.answer));
  else if (question.type === 'numeric')
    await type(page, `[name="${name}"]`, String((question.answer as { value: number }).value));
  else if (question.type === 'multiple-choice') {
    // In the order of the page, so that Tab only goes forward.
    const boxes = page.locator(`[name="${name}"]`);
    const right = new Set(question.options?.filter(({ correct }) => correct).map(({ key }) => key));
    for (let index = 0; index < (await boxes.count()); index++)
      if (right.has(await boxes.nth(index).inputValue())) await press(page, boxes.nth(index), 'Space');
  } else if (question.type !== 'ordering') await fillFields(page, question);
  else {
    const list = page.locator('fieldset', { hasText: question.prompt.trim() }).locator('ol');
    for (const [place, { text }] of (question.items ?? []).entries()) {
      const item = list.locator('li', { hasText: text.trim() });
      const indexOf = () => item.evaluate((node) => [...(node.parentElement?.children ?? [])].indexOf(node));
      for (let index = await indexOf(); index > place; index = await indexOf())
        await press(page, item.locator('button').first(), 'Enter');
    }
  }
}

test('the keyboard alone is enough for the main job', async ({ page }) => {
  test.setTimeout(300_000);
  await page.goto('/register');
  await type(page, '[name=nameNative]', '李建国');
  await type(page, '[name=nameLatin]', 'LI Jianguo');
  await type(page, '[name=email]', freshEmail());
  await type(page, '[name=password]', password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/dashboard');

  for (const folder of moduleFolders) {
    await page.goto(`/learn/${course}/${slugOf(folder)}`);
    const marks = page.locator('form[action="?/read"] button, form[action="?/readStandIn"] button');
    for (let left = await marks.count(); left > 0; left--) {
      await press(page, marks.first());
      await expect(marks).toHaveCount(left - 1);
    }
    await press(page, page.locator(`.reading a[href$="/${slugOf(folder)}/quiz"]`).first());
    await press(page, page.locator('form[action="?/start"] button'));
    await page.waitForURL(/\/quiz\/[0-9a-f-]{36}$/);
    await page.locator('.status .words[role=status]', { hasText: /^\s*Saved\s*$/ }).waitFor();
    for (const question of await inPageOrder(page, await askedOn(page, folder))) await answer(page, question);
    await press(page, page.locator('form[action="?/submit"] .buttons button').first());
    await expect(page.locator('.score')).toContainText('100');
  }
  await page.goto('/certificates');
  await tabTo(page, page.locator('a[href$=".pdf"]').first());
});

async function inPageOrder(page: Page, questions: KnownQuestion[]): Promise<KnownQuestion[]> {
  const prompts = (await page.locator('fieldset .prompt').allInnerTexts()).map((text) => text.trim());
  const place = ({ prompt }: KnownQuestion) => prompts.indexOf(prompt.trim().replaceAll(/\s+/g, ' '));
  return [...questions].sort((a, b) => place(a) - place(b));
}
