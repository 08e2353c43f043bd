import type { Locator, Page } from '@playwright/test';
import { rightFields, type KnownQuestion } from './answer-key.ts';

/** Presses Tab until the element has the focus. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < 400; presses++) {
    if (await target.evaluate((node) => node === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches ${String(target)}`);
}

/** Reaches an element and presses a key there. */
export async function press(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Reaches a field and writes into it. */
export async function type(page: Page, selector: string, text: string): Promise<void> {
  await tabTo(page, page.locator(selector));
  await page.keyboard.insertText(text);
}

/** The arrow keys choose in a list that has the focus, or gets it. */
export async function chooseOption(page: Page, select: Locator, value: string): Promise<void> {
  const values = await valuesOf(select.locator('option'));
  await tabTo(page, select);
  for (let step = 0; step < values.indexOf(value); step++) await page.keyboard.press('ArrowDown');
}

/** Tab enters a group of radio buttons; the arrows choose. */
export async function chooseRadio(page: Page, name: string, value: string): Promise<void> {
  const radios = page.locator(`[name="${name}"]`);
  await tabTo(page, radios.first());
  await page.keyboard.press('Space');
  for (let step = 0; step < (await valuesOf(radios)).indexOf(value); step++)
    await page.keyboard.press('ArrowDown');
}

const valuesOf = (controls: Locator): Promise<string[]> =>
  controls.evaluateAll((all) => all.map((one) => (one as HTMLInputElement | HTMLOptionElement).value));

async function fillFields(page: Page, question: KnownQuestion): Promise<void> {
  for (const [name, value] of Object.entries(rightFields(question))) {
    const field = page.locator(`[name="${name}"]`);
    if (Array.isArray(value)) await chooseRadio(page, name, value[0] ?? '');
    else if (await field.evaluate((node) => node instanceof HTMLSelectElement))
      await chooseOption(page, field, value);
    else await type(page, `[name="${name}"]`, value);
  }
}

/** Gives the right answer without a click. */
export async function answerByKeyboard(page: Page, question: KnownQuestion): Promise<void> {
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
