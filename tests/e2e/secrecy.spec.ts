import { expect, test, type APIResponse, type Page } from '@playwright/test';
import { moduleFolders, questionsOf, slugOf } from '../support/answer-key.ts';
import { answerRight, askedOn, course, handIn, register } from '../support/browser-learner.ts';

/** Nothing that reveals a key, a score or an explanation leaves the server before handing in. */

const TELLING = /correctKeys?|"?explanation"?\s*:|tolerance|"factor"|isCorrect|"correct"/;

function expectSilent(text: string, folder: string, where: string): void {
  expect(text, where).not.toMatch(TELLING);
  for (const { key, explanation } of questionsOf(folder)) {
    const words = explanation.replaceAll(/\s+/g, ' ').trim();
    expect(text.replaceAll(/\s+/g, ' ').includes(words.slice(0, 60)), `${where} tells of ${key}`).toBe(false);
  }
}

const body = async (response: APIResponse) =>
  `${JSON.stringify(response.headers())}\n${await response.text()}`;

async function start(page: Page, folder: string): Promise<string> {
  await page.goto(`/learn/${course}/${slugOf(folder)}/quiz`);
  await page.locator('form[action="?/start"] button').click();
  await page.waitForURL(/\/quiz\/[0-9a-f-]{36}$/);
  return page.url();
}

test('pages, data and API answers are silent until the attempt is handed in', async ({ page }) => {
  await register(page);
  for (const folder of moduleFolders) {
    const module = `/learn/${course}/${slugOf(folder)}`;
    const address = await start(page, folder);
    const attempt = new URL(address).pathname;
    for (const path of [module, `${module}/quiz`, attempt]) {
      expectSilent(await body(await page.request.get(path)), folder, path);
      expectSilent(await body(await page.request.get(`${path}/__data.json`)), folder, `${path}/__data.json`);
    }
    expectSilent(await page.content(), folder, 'the living page');
    const id = attempt.split('/').at(-1) ?? '';
    for (const { key } of await askedOn(page, folder)) {
      const put = (answer: unknown, seq: number) =>
        page.request.put(`/api/attempts/${id}/answers/${key}`, { data: { answer, seq } });
      const answers = [
        await put('a', 1),
        await put(['a', 'b'], 2),
        await put(null, 3),
        await put('x'.repeat(20_000), 4),
      ];
      const texts = await Promise.all(answers.slice(0, 3).map((answer) => answer.text()));
      // Right, wrong and empty answers are taken with the very same words.
      expect(new Set(texts)).toEqual(new Set(['{"saved":true}']));
      for (const answer of answers) expectSilent(await body(answer), folder, `answer of ${key}`);
    }
  }
});

test('pages and data of a practice are silent until it is handed in', async ({ page }) => {
  await register(page);
  for (const folder of moduleFolders) {
    const practices = `/learn/${course}/${slugOf(folder)}/practice`;
    await page.goto(practices);
    await page.locator('form[action="?/start"] button').click();
    await page.waitForURL(/\/practice\/[0-9a-f-]{36}$/);
    const practice = new URL(page.url()).pathname;
    for (const path of [practices, practice]) {
      expectSilent(await body(await page.request.get(path)), folder, path);
      expectSilent(await body(await page.request.get(`${path}/__data.json`)), folder, `${path}/__data.json`);
    }
    expectSilent(await page.content(), folder, 'the living page');
  }
});

test('after handing in the explanation and the right answer are there', async ({ page }) => {
  await register(page);
  // Not one whose explanations another test corrects meanwhile.
  const folder = moduleFolders.find((name) => name.endsWith('cement')) ?? '';
  await start(page, folder);
  const asked = await askedOn(page, folder);
  for (const question of asked) await answerRight(page, question);
  await handIn(page);
  for (const { explanation } of asked)
    await expect(page.locator('main')).toContainText(explanation.replaceAll(/\s+/g, ' ').trim());
});

test("somebody else's attempt does not exist", async ({ page, browser }) => {
  await register(page);
  const address = await start(page, moduleFolders[0] ?? '');
  const other = await browser.newContext();
  const stranger = await other.newPage();
  await register(stranger);
  expect((await stranger.goto(address))?.status()).toBe(404);
  const id = address.split('/').at(-1) ?? '';
  const key = questionsOf(moduleFolders[0] ?? '')[0]?.key ?? '';
  const put = await stranger.request.put(`/api/attempts/${id}/answers/${key}`, {
    data: { answer: 'a', seq: 9 },
  });
  expect(put.status()).toBe(404);
  await other.close();
});
