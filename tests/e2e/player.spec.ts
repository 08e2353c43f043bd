import { expect, test } from '@playwright/test';
import { course, expectAccessible, register } from '../support/browser-learner.ts';
import { standInForYouTube, type FrameManner } from '../support/youtube-frame.ts';

/** The recording, with a stand-in for YouTube's frame that speaks its messages. */

const lecture = `/learn/${course}/steel`;

test('what plays is counted in seconds of the segment, a missing part is a press away, and it goes on where it stopped', async ({
  page,
}) => {
  const asked = await standInForYouTube(page, { manner: 'plays', durationSeconds: 120 });
  await register(page);
  await page.goto(lecture);
  const reported = page.waitForResponse('**/api/watch', { timeout: 30_000 });
  await page.locator('a.poster').click();
  const answer = (await (await reported).json()) as { watched: [number, number][]; covered: boolean };
  expect(answer.covered).toBe(false);
  expect(answer.watched).toHaveLength(1);
  expect(answer.watched[0]?.[0]).toBe(0);
  expect(answer.watched[0]?.[1]).toBeGreaterThanOrEqual(6);
  expect(answer.watched[0]?.[1]).toBeLessThanOrEqual(12);
  await expectAccessible(page);

  // The bar: its middle is the middle of the segment.
  const again = page.waitForResponse(async (response) => {
    if (!response.url().endsWith('/api/watch')) return false;
    return ((await response.json()) as { watched: unknown[] }).watched.length === 2;
  });
  const bar = page.locator('.touch.seeks');
  await bar.click({ position: { x: ((await bar.boundingBox())?.width ?? 0) / 2, y: 8 } });
  const { watched } = (await (await again).json()) as { watched: [number, number][] };
  expect(watched[1]?.[0]).toBeGreaterThanOrEqual(59);
  expect(watched[1]?.[0]).toBeLessThanOrEqual(62);

  // The first missing part lies between the two.
  const first = page.getByRole('button', { name: /^Play 0:\d\d–/ }).first();
  await expect(first).toHaveAccessibleName(/–(0:59|1:0[0-2])$/);
  await first.click();
  await expect
    .poll(async () => Number(await page.getByRole('slider', { name: 'Place in the recording' }).inputValue()))
    .toBeLessThan(50);
  // What is told on leaving goes out while the page is already going.
  await page.goto('/dashboard');
  const poster = page.locator('a.poster');
  await expect(async () => {
    await page.goto(lecture);
    await expect(poster).toContainText(/Go on at 0:[0-3]\d/, { timeout: 1_000 });
  }).toPass();
  const position = Number(/0:(\d\d)/.exec(await poster.innerText())?.[1]);
  expect(position).toBeGreaterThan(5);
  await poster.click();
  await expect.poll(() => asked.at(-1)?.searchParams.get('start')).toBe(String(position));
});

test('whatever keeps YouTube from playing, the page says so and offers the summary, and another try', async ({
  page,
}) => {
  const given: { manner: FrameManner; durationSeconds: number } = {
    manner: 'refused',
    durationSeconds: 120,
  };
  await standInForYouTube(page, given);
  await register(page);
  await page.goto(lecture);
  await page.locator('a.poster').click();
  const notice = page.getByRole('status').filter({ hasText: 'cannot be reached from here' });
  const retry = page.getByRole('button', { name: 'Try the recording again' });
  for (const error of [2, 5, 100, 101, 150, 153]) {
    await expect(notice).toBeVisible({ timeout: 12_000 });
    given.manner = { error };
    await retry.click();
    await expect(notice).toBeHidden();
  }
  await expect(notice).toBeVisible();
  await expect(page.getByRole('link', { name: 'Read the summary' })).toHaveAttribute(
    'href',
    '#lecture-summary',
  );
  await expectAccessible(page);
  given.manner = 'silent';
  await retry.click();
  await expect(notice).toBeVisible({ timeout: 12_000 });
  given.manner = 'plays';
  await retry.click();
  await expect(page.getByText(/^Watched so far/)).toBeVisible();
  await expect(notice).toBeHidden();
});
