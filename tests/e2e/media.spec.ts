import { expect, test, type Page } from '@playwright/test';
import { course, expectAccessible, register } from '../support/browser-learner.ts';
import { cachesOn } from '../support/device.ts';
import { uploadLecture } from '../support/staff-upload.ts';

/** What counts as watched, on a real media element that plays two real minutes. */

const place = { module: 'cement', segment: 'lecture' };
const lecture = `/learn/${course}/${place.module}`;

test.describe.configure({ mode: 'default' });

test.beforeAll(async ({ browser, baseURL }) => {
  // Each worker may come first; the same file once more takes the place of the one before.
  await uploadLecture(browser, baseURL ?? '', place);
});

const poster = (page: Page) => page.locator('a.poster');

/** What the server knows, by a report that claims nothing. */
async function known(page: Page): Promise<[number, number][]> {
  const answer = await page.request.post('/api/watch', {
    data: { course, ...place, way: 'video', lengthSeconds: null, ranges: [] },
  });
  expect(answer.ok()).toBe(true);
  return ((await answer.json()) as { watched: [number, number][] }).watched;
}

const seconds = (ranges: readonly [number, number][]) =>
  ranges.reduce((sum, [from, to]) => sum + to - from, 0);

/** Plays on until a second of the file, and pauses there: then what is new of it is reported. Gives the second where it stopped. */
async function playUntil(page: Page, second: number): Promise<number> {
  return page.locator('.frame video, .frame audio').evaluate(
    (media: HTMLMediaElement, until) =>
      new Promise<number>((resolve) => {
        const look = () => {
          if (media.currentTime < until) return;
          media.removeEventListener('timeupdate', look);
          media.pause();
          resolve(media.currentTime);
        };
        media.addEventListener('timeupdate', look);
        void media.play();
      }),
    second,
  );
}

/** The server knows at least so many seconds by now. */
const expectKnown = (page: Page, atLeast: number) =>
  expect.poll(async () => seconds(await known(page)), { timeout: 20_000 }).toBeGreaterThanOrEqual(atLeast);

const twice = (page: Page) => page.getByRole('combobox', { name: 'Speed' }).selectOption('2');
const goTo = (page: Page, second: number) =>
  page.getByRole('slider', { name: 'Place in the recording' }).evaluate((slider: HTMLInputElement, value) => {
    slider.value = String(value);
    slider.dispatchEvent(new Event('input', { bubbles: true }));
  }, second);

test('a minute of two played twice at double speed is half, and a seek to the end adds nothing', async ({
  page,
}) => {
  await register(page);
  await page.goto(lecture);
  await expect(poster(page)).toContainText('Video');
  await poster(page).click();
  await twice(page);
  await playUntil(page, 60);
  await expectKnown(page, 60);
  const once = await known(page);
  expect(once).toHaveLength(1);
  expect(once[0]?.[0]).toBe(0);
  expect(seconds(once)).toBeGreaterThanOrEqual(60);
  expect(seconds(once)).toBeLessThanOrEqual(61);
  await expect(page.getByText(/^Watched so far: 5[01]%/)).toBeVisible();
  await expectAccessible(page);

  await goTo(page, 0);
  await playUntil(page, 60);
  expect(seconds(await known(page)) - seconds(once)).toBeLessThanOrEqual(1);

  await page.locator('.frame video').evaluate((media: HTMLMediaElement) => media.pause());
  await goTo(page, 119);
  await page.locator('.frame video').evaluate((media: HTMLMediaElement) => media.pause());
  await page.goto('/dashboard');
  await page.goto(lecture);
  expect(seconds(await known(page)) - seconds(once)).toBeLessThanOrEqual(2);
  await expect(page.getByText(/^Watched so far: 5[012]%/)).toBeVisible();
});

test('the first half by the picture and the second by the sound is the whole, and the way is told', async ({
  page,
}) => {
  await register(page);
  await page.goto(lecture);
  await poster(page).click();
  await twice(page);
  await playUntil(page, 60);
  await page.getByRole('button', { name: /^Play: Sound only/ }).click();
  await expect(page.locator('.frame audio')).toHaveCount(1);
  await expect(page.getByRole('combobox', { name: 'Speed' })).toHaveValue('2');
  const started = page.locator('.frame audio').evaluate((media: HTMLMediaElement) => media.currentTime);
  expect(await started).toBeGreaterThan(55);
  await playUntil(page, 119.5);
  await expectKnown(page, 118);
  const all = await known(page);
  expect(all).toHaveLength(1);
  expect(seconds(all)).toBeGreaterThanOrEqual(118);
  await expect(page.getByText('Recording watched')).toBeVisible();
  // The choice is remembered: the next time it begins with the sound.
  await page.goto(lecture);
  await expect(poster(page)).toContainText('Sound only');
});

test('a claim of the whole five seconds after the start is worth fifteen, and a replay and a second window nothing', async ({
  page,
  context,
}) => {
  await register(page);
  const opened = Date.now();
  await page.goto(lecture);
  await page.waitForFunction((since) => Date.now() - since >= 5_000, opened);
  const claim = (event: string) =>
    page.request.post('/api/watch', {
      data: {
        event,
        course,
        ...place,
        way: 'video',
        source: 'video-480',
        lengthSeconds: 120,
        position: 5,
        ranges: [[0, 120]],
      },
    });
  const { watched } = (await (await claim(crypto.randomUUID())).json()) as { watched: [number, number][] };
  const elapsed = (Date.now() - opened) / 1000;
  expect(seconds(watched)).toBeLessThanOrEqual(Math.ceil(elapsed * 2) + 5);
  expect(seconds(watched)).toBeGreaterThan(5);

  // Two windows play the same; every report is caught and sent once more.
  const second = await context.newPage();
  const bodies: string[] = [];
  for (const window of [page, second]) {
    window.on('request', (request) => {
      if (request.url().endsWith('/api/watch')) bodies.push(request.postData() ?? '');
    });
    await window.goto(lecture);
    await poster(window).click();
    await twice(window);
    await goTo(window, 60);
  }
  // A slow machine looks late whether the second has come: where each stopped is what it may have earned.
  const stopped = Math.max(await playUntil(second, 70), await playUntil(page, 70));
  await expectKnown(page, seconds(watched) + 9);
  const before = await known(page);
  expect(bodies.length).toBeGreaterThan(1);
  for (const body of bodies)
    await page.request.post('/api/watch', { data: body, headers: { 'content-type': 'application/json' } });
  const after = await known(page);
  expect(seconds(after) - seconds(before)).toBeLessThanOrEqual(1);
  const claimed = seconds(watched);
  expect(after.every(([from, to]) => to <= claimed + 1 || (from >= 59 && to <= stopped + 2))).toBe(true);
});

test('where every third party is out of reach the page is usable within two seconds, asks nobody before a click, and offers the next source', async ({
  page,
  baseURL,
}) => {
  const foreign: string[] = [];
  const isForeign = (url: URL) =>
    !url.href.startsWith(baseURL ?? '') && /^(https?|wss?):$/.test(url.protocol);
  page.on('request', (request) => {
    if (isForeign(new URL(request.url()))) foreign.push(request.url());
  });
  await register(page);
  // The best of three: what else the machine does is not what is measured. Where it is so busy that a page without recordings takes more than a
  // second, twice that page is the measure: who waits for a third party waits much longer.
  const times: number[] = [];
  const plain: number[] = [];
  for (const _try of [1, 2, 3]) {
    const begun = Date.now();
    await page.goto(lecture, { waitUntil: 'commit' });
    await expect(poster(page)).toBeVisible();
    await page.locator('form[action="?/read"] button').first().click({ trial: true });
    times.push(Date.now() - begun);
    await page.waitForLoadState('networkidle');
    const again = Date.now();
    await page.goto(`/learn/${course}`, { waitUntil: 'commit' });
    await page.locator('main a[href*="/learn/"]').first().click({ trial: true });
    plain.push(Date.now() - again);
    await page.waitForLoadState('networkidle');
  }
  await page.goto(lecture);
  expect(Math.min(...times)).toBeLessThan(Math.max(2_000, 2 * Math.min(...plain)));
  // Nobody else was asked for anything, so it does not matter who could be reached.
  expect(foreign).toEqual([]);

  // A source that does not come gives way to the next, by itself.
  const film = new URL((await poster(page).getAttribute('href')) ?? '', baseURL).pathname;
  await page.route(`**${film}`, (route) => route.abort('connectionrefused'));
  await poster(page).click();
  const notice = page.getByRole('status').filter({ hasText: 'cannot be reached from here' });
  await expect(notice).toBeVisible({ timeout: 12_000 });
  await expectAccessible(page);
  await notice.getByRole('button', { name: /^Play: Sound only/ }).click();
  await expect(page.locator('.frame audio')).toHaveCount(1);
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  expect(foreign).toEqual([]);

  // It is remembered: the next time nobody tries in vain again.
  await page.goto(lecture);
  await expect(poster(page)).toContainText('Sound only');
});

test('the keys play, skip, speed up and list themselves, and go no further than the player', async ({
  page,
}) => {
  await register(page);
  await page.goto(lecture);
  await poster(page).press('Enter');
  const video = page.locator('.frame video');
  await expect(page.getByRole('button', { name: 'Pause' })).toBeVisible();
  await page.keyboard.press('k');
  await expect(page.getByRole('button', { name: 'Play', exact: true })).toBeVisible();
  await page.keyboard.press('5');
  await expect.poll(() => video.evaluate((media: HTMLMediaElement) => media.currentTime)).toBeGreaterThan(59);
  await page.keyboard.press('ArrowLeft');
  await expect.poll(() => video.evaluate((media: HTMLMediaElement) => media.currentTime)).toBeLessThan(58);
  await page.keyboard.press('>');
  await expect(page.getByRole('combobox', { name: 'Speed' })).toHaveValue('1.25');
  await page.keyboard.press('?');
  const list = page.getByRole('dialog', { name: 'Keys of the player' });
  await expect(list).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(list).toBeHidden();
  await page.locator('form[action="?/read"] button').first().focus();
  await page.keyboard.press('>');
  await expect(page.getByRole('combobox', { name: 'Speed' })).toHaveValue('1.25');
});

test('kept with its sound a module plays it without a line, and what was heard counts when the line is back', async ({
  page,
  context,
}) => {
  await register(page);
  await page.goto(lecture);
  await page.getByRole('button', { name: 'Keep this module on this device' }).click();
  await page.getByRole('radio', { name: /^With the recording as sound/ }).check();
  await page.getByRole('button', { name: 'Keep it', exact: true }).click();
  await expect(page.getByText('This module is on your device')).toBeVisible({ timeout: 60_000 });
  expect((await cachesOn(page)).length).toBeGreaterThan(0);

  await context.setOffline(true);
  await page.goto(lecture);
  await page.getByRole('link', { name: /^Sound only/ }).click();
  const sound = page.locator('.frame audio');
  await goTo(page, 100);
  await expect
    .poll(() => sound.evaluate((media: HTMLMediaElement) => media.currentTime))
    .toBeGreaterThan(104);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText('What you watch is kept on this device')).toBeVisible();
  await context.setOffline(false);
  await expectKnown(page, 4);
  expect((await known(page)).some(([from]) => from >= 99 && from <= 102)).toBe(true);
});
