import { expect, test, type Page } from '@playwright/test';
import { moduleFolders, slugOf, type KnownQuestion } from '../support/answer-key.ts';
import { answerByKeyboard, press, tabTo, type } from '../support/keyboard.ts';
import { askedOn, course, freshEmail, password } from '../support/browser-learner.ts';

/** The main job with the keyboard alone: no click, no script that moves the focus for the person. */

test('the keyboard alone is enough for the main job', async ({ page }) => {
  test.setTimeout(600_000);
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
    for (const question of await inPageOrder(page, await askedOn(page, folder)))
      await answerByKeyboard(page, question);
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
