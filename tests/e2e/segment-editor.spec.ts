import { expect, test, type Browser, type Page } from '@playwright/test';
import { course, expectAccessible, logIn, register } from '../support/browser-learner.ts';
import { press, tabTo } from '../support/keyboard.ts';
import { standInForYouTube } from '../support/youtube-frame.ts';

/**
 * An instructor sets the segment of the chemicals module and takes it back again, since the other tests watch the same course. One after the other:
 * all of them publish segments of the one recording.
 */

test.describe.configure({ mode: 'serial' });

const editor = `/instructor/recordings/training-recording?course=${course}`;
const OWN_TITLE = 'The lecture: low-carbon transition in the chemical industry';
const PLACE = 3;
const field = (page: Page, name: string) => page.locator(`[name="segment.${PLACE}.${name}"]`);

async function openEditor(page: Page): Promise<void> {
  await standInForYouTube(page, { manner: 'plays', durationSeconds: 7200 });
  await logIn(page, 'instructor@demo.test');
  await page.goto('/instructor');
  await page.getByRole('link', { name: 'Recordings and segments' }).click();
  await expect(
    page.getByText(/^(\d of 5 segments have no times yet|All 5 segments have times)\.$/),
  ).toBeVisible();
  await page.getByRole('link', { name: 'Set the segments' }).click();
  await page.waitForURL(/recordings\/training-recording/);
  // A run that failed may have left its own.
  if ((await field(page, 'start').inputValue()) === '') return;
  await openRow(page);
  await takeBack(page);
  await page.goto(editor);
}

const openRow = (page: Page) =>
  page
    .locator('details', { has: field(page, 'title') })
    .locator('summary')
    .click();

async function publish(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'See what changes' }).last().click();
  await page.getByRole('button', { name: 'Publish' }).click();
  await page.waitForURL(/done=published/);
  await expect(page.getByText('The segments are published.')).toBeVisible();
}

/** What the file of the course says. */
async function takeBack(page: Page): Promise<void> {
  await field(page, 'title').fill(OWN_TITLE);
  for (const name of ['start', 'end']) await field(page, name).fill('');
  for (const part of ['at', 'title']) {
    const marks = page.locator(`[name^="segment.${PLACE}.mark."][name$=".${part}"]`);
    for (const mark of await marks.all()) await mark.fill('');
  }
  await publish(page);
}

/** A learner finds that title in the module, and the player begins there. */
async function expectForLearner(browser: Browser, given: { title: string; start: string }): Promise<void> {
  const context = await browser.newContext({ javaScriptEnabled: true });
  const page = await context.newPage();
  const asked = await standInForYouTube(page, { manner: 'plays', durationSeconds: 7200 });
  await register(page);
  // The news of a revision reaches the pages a moment later.
  await expect(async () => {
    await page.goto(`/learn/${course}/chemicals`);
    await expect(page.getByRole('heading', { name: given.title })).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await page.getByRole('link', { name: /^Play the recording/ }).click();
  await expect.poll(() => asked.at(-1)?.searchParams.get('start')).toBe(given.start);
  await context.close();
}

test('plays, takes start and end, adds a mark, publishes; the learner gets it', async ({ page, browser }) => {
  await openEditor(page);
  await expectAccessible(page);
  await page.getByLabel('Segment to set').selectOption({ index: PLACE });
  await page.getByRole('button', { name: 'Play: YouTube' }).click();
  const pause = page.getByRole('button', { name: 'Pause', exact: true });
  await expect(pause).toBeEnabled();

  await field(page, 'start').fill('۱۰:۰۰');
  await page.getByRole('button', { name: /^Go to .10:00/ }).click();
  await pause.click();
  await page.getByRole('button', { name: 'Start: One second later' }).click();
  await expect(field(page, 'start')).toHaveValue('10:01');
  await expect(page.locator('output')).toHaveText(/10:0\d/);
  await page.getByRole('button', { name: 'Start here' }).click();
  await expect(field(page, 'start')).toHaveValue('10:01');
  await field(page, 'end').fill('9:00');
  await page.getByRole('button', { name: 'See what changes' }).last().click();
  await expect(page.getByText('The end must be at least one second after the start.')).toBeVisible();
  await expect(field(page, 'end')).toBeFocused();
  await expectAccessible(page);

  await field(page, 'end').fill('20:00');
  await page.getByRole('button', { name: /^Go to .20:00/ }).click();
  await page.getByRole('button', { name: 'End here' }).click();
  await expect(field(page, 'end')).toHaveValue('20:00');
  await page.getByRole('button', { name: /^Go to .10:01/ }).click();
  await page.getByRole('button', { name: 'Add a mark here' }).click();
  await expect(field(page, 'mark.0.at')).toHaveValue('0:00');
  await expect(field(page, 'mark.0.title')).toBeFocused();
  await page.keyboard.insertText('The beginning of it');
  await field(page, 'title').fill('Chemicals, as it was told');

  page.once('dialog', (dialog) => void dialog.dismiss());
  await page.getByRole('link', { name: 'Recordings', exact: true }).click();
  await expect(page).toHaveURL(/training-recording/);

  await page.getByRole('button', { name: 'Preview as a learner' }).locator('visible=true').click();
  const preview = page.getByRole('region', { name: 'How a learner will see it' });
  await expect(preview).toContainText('Chemicals, as it was told');
  await expect(preview).toContainText(/9:59. long/);
  await expect(preview).toContainText('The beginning of it');
  await page.getByRole('button', { name: 'See what changes' }).last().click();
  await expect(page.getByText('Window: ')).toContainText('instead of the whole recording');
  await expect(page.getByText('Marks: 1 instead of 0')).toBeVisible();
  await expectAccessible(page);
  await publish(page);
  await expectForLearner(browser, { title: 'Chemicals, as it was told', start: '601' });

  await takeBack(page);
  await expectForLearner(browser, { title: OWN_TITLE, start: '0' });
});

test('with the keyboard alone', async ({ page }) => {
  await openEditor(page);
  await press(page, page.getByRole('button', { name: 'Play: YouTube' }));
  const playing = page.getByRole('button', { name: 'Pause', exact: true });
  await expect(playing).toBeEnabled();
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  const start = page.locator('[name="segment.0.start"]');
  await page.keyboard.press('s');
  await expect(start).toHaveValue(/^0:0\d$/);
  await page.keyboard.press('m');
  await expect(page.locator('[name="segment.0.mark.0.at"]')).toHaveValue('0:00');
  await page.keyboard.press('Space');
  await expect(playing).toBeVisible();
  await expect(async () => {
    await page.keyboard.press('e');
    expect(await page.locator('[name="segment.0.end"]').inputValue()).not.toBe(await start.inputValue());
  }).toPass();
  // In a field the same keys are letters.
  const title = page.locator('[name="segment.0.title"]');
  await tabTo(page, title);
  await page.keyboard.press('End');
  await page.keyboard.type(' es');
  await expect(title).toHaveValue(/ es$/);
  await tabTo(page, page.locator('[name="segment.0.mark.0.title"]'));
  await page.keyboard.type('Begin');
  await press(page, page.getByRole('button', { name: 'See what changes' }).last());
  await expect(page.getByRole('heading', { name: 'What changes' })).toBeVisible();
  await press(page, page.getByText('Keys', { exact: true }));
  await expect(page.getByText('take the time as the start')).toBeVisible();
  await expectAccessible(page);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('it is a plain form: nothing typed is lost, and it says what changes first', async ({
    page,
    browser,
  }) => {
    await openEditor(page);
    await expect(page.getByRole('link', { name: 'Open the recording at YouTube' }).first()).toBeVisible();
    await openRow(page);
    await field(page, 'start').fill('half past');
    await field(page, 'mark.0.at').fill('0:40');
    await page.getByRole('button', { name: 'See what changes' }).last().click();
    await expect(page.getByText('This is not a time.')).toBeVisible();
    await expect(field(page, 'start')).toHaveValue('half past');
    await expect(field(page, 'mark.0.at')).toHaveValue('0:40');
    await field(page, 'title').fill('Typed without scripts');
    await field(page, 'start').fill('62:03');
    await field(page, 'end').fill('4000');
    await field(page, 'mark.0.title').fill('After forty seconds');
    await page.getByRole('button', { name: 'Preview as a learner' }).locator('visible=true').click();
    await expect(page.getByRole('region', { name: 'How a learner will see it' })).toContainText(
      'After forty',
    );
    await publish(page);
    await expectForLearner(browser, { title: 'Typed without scripts', start: '3723' });
    await openRow(page);
    await takeBack(page);
  });
});

test('to a learner none of it exists', async ({ page }) => {
  await register(page);
  for (const path of ['/instructor/recordings', editor]) expect((await page.goto(path))?.status()).toBe(404);
});
