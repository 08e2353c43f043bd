import { expect, test, type Page } from '@playwright/test';
import { course, expectAccessible, logIn } from '../support/browser-learner.ts';
import { generatedAudio, generatedVideo } from '../support/generated-media.ts';

/** Staff upload recordings and captions; learners get them in ranges. */

const place = '/instructor/modules/transport/segments/lecture?course=' + course;

/** The staff page of the segment, once its scripts are at work: until then the form would go as it goes without them. */
async function openFiles(page: Page): Promise<void> {
  await page.goto(place);
  await atWork(page);
}
const atWork = (page: Page) => expect(page.getByText('Without scripts only files up to')).toHaveCount(0);

/** The next request that fits breaks as a line does. */
async function breakOnce(page: Page, address: RegExp): Promise<{ broken: boolean }> {
  const state = { broken: false };
  await page.route(address, (route) => {
    if (state.broken || route.request().method() !== 'PUT') return route.continue();
    state.broken = true;
    return route.abort('connectionreset');
  });
  return state;
}

const chooseKind = (page: Page, kind: string) => page.locator('select[name=kind]').selectOption(kind);
const choose = (page: Page, name: string, buffer: Buffer) =>
  page.locator('input[type=file]').first().setInputFiles({ name, mimeType: 'video/mp4', buffer });
const send = (page: Page) => page.locator('form[action^="?/upload"] button').click();

test('a film goes through a line that breaks, is checked, and plays for learners in ranges', async ({
  page,
  browser,
}) => {
  await logIn(page, 'instructor@demo.test');
  const film = await generatedVideo(page, {
    seconds: 70,
    width: 426,
    height: 240,
    sound: true,
    framesPerSecond: 8,
  });
  expect(film.length).toBeGreaterThan(512 * 1024);
  const line = await breakOnce(page, /offset=524288$/);
  await openFiles(page);
  await expectAccessible(page);

  await chooseKind(page, 'video-240');
  await choose(page, 'page.mp4', Buffer.from('<!doctype html><script>alert(1)</script>'));
  await send(page);
  await expect(page.getByText('This is not an MP4, WebM or Ogg file')).toBeVisible();
  await page.getByRole('button', { name: 'Give up' }).click();

  await chooseKind(page, 'video-240');
  await choose(page, 'transport lecture.mp4', film);
  await send(page);
  await expect(page.getByText('The file was uploaded.')).toBeVisible({ timeout: 30_000 });
  expect(line.broken).toBe(true);
  const row = page.getByRole('row', { name: 'transport lecture.mp4' });
  await expect(row).toContainText('Offered');
  await expectAccessible(page);

  const address = (await row.getByRole('link').getAttribute('href')) ?? '';
  const learner = await browser.newContext();
  const other = await learner.newPage();
  expect((await other.request.get(address, { maxRedirects: 0 })).status()).toBe(404);
  await logIn(other, 'learner@demo.test');
  const part = await other.request.get(address, { headers: { range: 'bytes=100-199' } });
  expect(part.status()).toBe(206);
  expect(part.headers()).toMatchObject({
    'content-range': `bytes 100-199/${film.length}`,
    'content-type': 'video/mp4',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  });
  expect(Buffer.compare(await part.body(), film.subarray(100, 200))).toBe(0);
  const whole = await other.request.get(address);
  expect(Buffer.compare(await whole.body(), film)).toBe(0);
  expect(whole.headers()['content-disposition']).toContain("filename*=UTF-8''transport%20lecture.mp4");
  // A real element plays it, and seeks.
  const played = await other.evaluate(
    async (src) => {
      const video = document.createElement('video');
      video.muted = true;
      video.src = src;
      document.body.append(video);
      await new Promise((resolve, reject) => {
        video.onloadeddata = resolve;
        video.onerror = () => reject(new Error(video.error?.message));
      });
      video.currentTime = 60;
      await new Promise((resolve) => (video.onseeked = resolve));
      return [Math.round(video.duration), Math.round(video.currentTime), video.videoHeight];
    },
    address.replace(/\?.*/, ''),
  );
  expect(played).toEqual([70, 60, 240]);
  await learner.close();

  await row.getByText('Remove', { exact: true }).click();
  await row.getByRole('button', { name: 'Remove the file' }).click();
  await expect(page.getByText('The file was removed.')).toBeVisible();
  await expect(row).toHaveCount(0);
});

test('after a reload the same file goes on where it stopped', async ({ page }) => {
  await logIn(page, 'instructor@demo.test');
  const sound = await generatedAudio(page, { seconds: 200 });
  expect(sound.length).toBeGreaterThan(512 * 1024);
  await page.route(/offset=524288$/, (route) => route.abort('connectionreset'));
  await openFiles(page);
  await chooseKind(page, 'audio');
  await choose(page, 'transport.m4a', sound);
  await send(page);
  await expect(page.getByText('The line is down.')).toBeVisible({ timeout: 20_000 });
  await expect(page.getByRole('progressbar')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.unroute(/offset=524288$/);
  await page.reload();
  await expect(page.getByText(/transport\.m4a stopped at \d+%/)).toBeVisible();
  await atWork(page);
  const offsets: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'PUT') offsets.push(new URL(request.url()).searchParams.get('offset') ?? '');
  });
  // Another upload of the same person may have stopped here, too: the form offers the kind of that one.
  await chooseKind(page, 'audio');
  await choose(page, 'transport.m4a', sound);
  await send(page);
  await expect(page.getByText('The file was uploaded.')).toBeVisible({ timeout: 30_000 });
  expect(offsets[0]).toBe('524288');
  const row = page.getByRole('row', { name: 'transport.m4a' });
  await row.getByText('Remove', { exact: true }).click();
  await row.getByRole('button', { name: 'Remove the file' }).click();
  await expect(page.getByText('The file was removed.')).toBeVisible();
});

const VTT = `WEBVTT

00:01.000 --> 00:04.000
Cement is <b>everywhere</b> & grey

00:06.000 --> 00:09.000
A kiln is hot
`;

test('captions are uploaded, looked at, moved, mended and removed', async ({ page }) => {
  await logIn(page, 'instructor@demo.test');
  await page.goto(place);
  const captions = page.locator('form[action^="?/saveCaptions"]');
  await captions.locator('[name=language]').fill('EN');
  await captions
    .locator('[name=file]')
    .setInputFiles({ name: 'a.vtt', mimeType: 'text/vtt', buffer: Buffer.from(VTT) });
  await captions.getByRole('button', { name: 'Save the captions' }).click();
  await expect(page.getByText('The captions were saved.')).toBeVisible();
  const row = page.getByRole('row', { name: 'English' });
  await expect(row).toContainText('2');

  await row.getByRole('link', { name: 'Edit' }).click();
  const text = captions.locator('[name=text]');
  await expect(text).toHaveValue(/Cement is everywhere &amp; grey/);
  await captions.locator('[name=shift]').fill('1,5');
  await captions.getByRole('button', { name: 'Show how it is read' }).click();
  await expect(page.getByRole('cell', { name: '00:00:02.500' })).toBeVisible();
  await expect(text).toHaveValue(/00:00:02\.500 --> 00:00:05\.500/);
  await expect(captions.locator('[name=shift]')).toHaveValue('');
  await expectAccessible(page);

  await text.fill('WEBVTT\n\n00:05.000 --> 00:02.000\nback in time\n');
  await captions.getByRole('button', { name: 'Save the captions' }).click();
  await expect(page.getByText('Line 3: the end is not after the start')).toBeVisible();
  await expect(text).toHaveValue(/back in time/);
  await expectAccessible(page);
  await text.fill('WEBVTT\n\n00:02.000 --> 00:05.000\nin time\n');
  await captions.getByRole('button', { name: 'Save the captions' }).click();
  await expect(page.getByText('The captions were saved.')).toBeVisible();

  const vtt = await page.request.get(`/api/captions/${course}/transport/lecture/en.vtt`);
  expect(await vtt.text()).toBe('WEBVTT\n\n00:00:02.000 --> 00:00:05.000\nin time\n');
  expect(vtt.headers()['content-type']).toBe('text/vtt; charset=utf-8');
  const plain = await page.request.get(`/api/captions/${course}/transport/lecture/en.vtt?text=1`);
  expect(await plain.text()).toBe('in time\n');

  await row.getByText('Remove', { exact: true }).click();
  await row.getByRole('button', { name: 'Remove the captions' }).click();
  await expect(page.getByText('The captions were removed.')).toBeVisible();
  expect((await page.request.get(`/api/captions/${course}/transport/lecture/en.vtt`)).status()).toBe(404);
});

test('without scripts a small file and captions are taken by forms', async ({ page, browser }) => {
  await logIn(page, 'instructor@demo.test');
  const sound = await generatedAudio(page, { seconds: 20 });
  const plain = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
  });
  const form = await plain.newPage();
  await form.goto(place.replace('transport', 'coal-power'));
  await expect(form.getByText('Without scripts only files up to')).toBeVisible();
  await chooseKind(form, 'audio');
  await choose(form, 'steel.m4a', sound);
  await send(form);
  await expect(form.getByText('The file was uploaded.')).toBeVisible();
  await choose(form, 'large.m4a', Buffer.alloc(900_000));
  await send(form);
  await expect(form.getByText(/too large for a form/)).toBeVisible();
  await form.goto(`/instructor/recordings/training-recording/files?course=${course}`);
  await expect(form.getByText('There is no file yet')).toBeVisible();
  await expectAccessible(page);
  await form.goto(place.replace('transport', 'coal-power'));
  const row = form.getByRole('row', { name: 'steel.m4a' });
  await row.getByText('Remove', { exact: true }).click();
  await row.getByRole('button', { name: 'Remove the file' }).click();
  await expect(form.getByText('The file was removed.')).toBeVisible();
  await plain.close();
});
