import { expect, test, type Page } from '@playwright/test';
import { becomeDemoPerson, expectAccessible, logIn } from '../support/browser-learner.ts';
import { readPng, unbakePng, unbakeSvg } from '../support/unbake.ts';

/**
 * What a holder and an administrator do with certificates. The holders are two invented graduates of the demo that no other test touches: Sana logs in and
 * has her name corrected, Amir's certificate is revoked and made valid again.
 */

const SANA = 'sana.baloch@demo.test';
const AMIR = 'amir.sadeghi@demo.test';
const admin = 'admin@demo.test';

const overflow = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const codeOn = async (page: Page): Promise<string> =>
  (await page.locator('article.certificate .code').first().innerText()).trim();

async function findAmir(page: Page): Promise<string> {
  await page.goto('/admin/certificates');
  await page.locator('[name=words]').fill(AMIR);
  await page.getByRole('search').getByRole('button').last().click();
  await page.waitForURL(/words=/);
  const link = page.locator('tbody a[href*="/admin/certificates/"]').first();
  const address = (await link.getAttribute('href')) ?? '';
  await page.goto(address);
  return address.split('/').at(-1) ?? '';
}

test.describe.serial('a holder', () => {
  // Everything a holder and an administrator do works without scripts.
  test.use({ javaScriptEnabled: false });

  test('has every form of the certificate and the badges, and what is downloaded is whole', async ({
    page,
    browser,
  }) => {
    await becomeDemoPerson(browser, page, SANA);
    await page.goto('/certificates');
    const code = await codeOn(page);
    const linkedIn = page.getByRole('link', { name: 'Add to LinkedIn' });
    await expect(linkedIn).toHaveAttribute('rel', 'noreferrer noopener');
    const address = new URL((await linkedIn.getAttribute('href')) ?? '');
    expect(address.searchParams.get('certId')).toBe(code);
    expect(address.searchParams.get('certUrl')).toContain(`/verify/${code}`);

    const get = async (path: string) => {
      const answer = await page.request.get(path);
      expect(answer.status(), path).toBe(200);
      return answer.body();
    };
    expect((await get(`/certificates/${code}.pdf`)).subarray(0, 5).toString()).toBe('%PDF-');
    expect((await get(`/certificates/${code}.zip`)).subarray(0, 2).toString()).toBe('PK');
    expect(JSON.parse((await get(`/certificates/${code}.json`)).toString())).toMatchObject({
      type: ['VerifiableCredential', 'OpenBadgeCredential'],
    });
    const badges = page.locator('a[href$=".png"]');
    await expect(badges).toHaveCount(5);
    const png = (await badges.first().getAttribute('href')) ?? '';
    const credential = (await get(png.replace(/png$/, 'json'))).toString();
    expect(unbakePng(await get(png))).toEqual([credential]);
    expect(unbakeSvg((await get(png.replace(/png$/, 'svg'))).toString())).toEqual([credential]);
    const preview = await get(`/verify/${code}/preview.png`);
    expect(readPng(preview)[0]?.data.readUInt32BE(0)).toBe(1200);
  });

  test('asks for a correction, an administrator grants it, and the old certificate gives way', async ({
    page,
    browser,
  }) => {
    await logIn(page, SANA);
    await page.goto('/certificates');
    const old = await codeOn(page);
    await page.getByRole('link', { name: 'Ask for a correction of the name' }).click();
    // Another name at every run: the database of the browser tests may be an old one.
    const latin = `Sana Baloch ${'IVX'.charAt(Date.now() % 3)}${'aeiouy'.charAt(Date.now() % 6)}`;
    const [previous] = [await page.locator('[name=nameLatin]').inputValue()];
    await page.locator('[name=nameLatin]').fill(latin === previous ? `${latin}h` : latin);
    await page.locator('[name=reason]').fill('My passport spells it like this.');
    await page.getByRole('button', { name: 'Ask for the correction' }).click();
    await expect(page.getByText('Your wish is sent')).toBeVisible();
    await expect(page.getByText('It waits for a decision')).toBeVisible();

    const office = await (await browser.newContext({ javaScriptEnabled: false })).newPage();
    await logIn(office, admin);
    await office.goto('/admin/certificates');
    const wish = office.locator('article', { hasText: old });
    await expect(wish).toContainText('My passport spells it like this.');
    await wish.locator('summary').first().click();
    await wish.getByRole('button', { name: 'Issue the corrected certificate' }).click();
    await expect(office.getByText('The corrected certificate is issued')).toBeVisible();
    await office.context().close();

    await page.goto('/certificates');
    const now = await codeOn(page);
    expect(now).not.toBe(old);
    await expect(page.locator('article.certificate').first()).toContainText('Sana Baloch');
    await expect(page.locator('.earlier', { hasText: old })).toBeVisible();
    await page.goto(`/verify/${old}`);
    await expect(page.getByText('This certificate is valid')).toHaveCount(0);
    await page.goto(`/verify/${now}`);
    await expect(page.getByText('This certificate is valid').first()).toBeVisible();
  });

  for (const locale of ['en', 'fa'])
    test(`finds pages that fit 390 pixels and are accessible (${locale})`, async ({ browser, baseURL }) => {
      const context = await browser.newContext({
        javaScriptEnabled: true,
        viewport: { width: 390, height: 900 },
      });
      const page = await context.newPage();
      await logIn(page, SANA);
      // The language of this browser alone.
      await context.addCookies([{ name: 'PARAGLIDE_LOCALE', value: locale, url: baseURL ?? '' }]);
      await page.goto('/certificates');
      await expect(page.locator('html')).toHaveAttribute('dir', locale === 'fa' ? 'rtl' : 'ltr');
      const code = await codeOn(page);
      for (const path of ['/certificates', `/certificates/${code}/correct`]) {
        await page.goto(path);
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
        expect(await overflow(page)).toBe(0);
        await expectAccessible(page);
      }
      await context.close();
    });
});

test.describe('with scripts', () => {
  test('an instructor sees how a design looks before it is saved', async ({ page }) => {
    await logIn(page, 'instructor@demo.test');
    await page.goto('/instructor');
    await page.getByRole('link', { name: /^Certificates of/ }).click();
    await page.waitForURL(/\/instructor\/certificates/);
    await page.setViewportSize({ width: 390, height: 900 });
    const sheet = page.getByRole('img', { name: 'How a certificate will look' });
    await expect(sheet).toBeVisible({ timeout: 30_000 });
    expect(await overflow(page)).toBe(0);
    await expectAccessible(page);
    // It is drawn anew while it is typed.
    const before = await sheet.getAttribute('src');
    await page.getByLabel('Heading', { exact: false }).first().fill('Proof of work');
    await expect(sheet).not.toHaveAttribute('src', before ?? '', { timeout: 30_000 });
    const address = await page.getByRole('button', { name: 'Open the preview' }).getAttribute('formaction');
    const preview = await page.request.post(address ?? '/missing', {
      multipart: {
        heading: 'Proof of work',
        accent: '#1f4e5f',
        transcript: 'on',
        name0: 'Ada',
        role0: 'Head',
      },
      headers: { origin: new URL(page.url()).origin },
    });
    expect(preview.status()).toBe(200);
    expect((await preview.body()).subarray(0, 5).toString()).toBe('%PDF-');
    // Nothing is saved here: other tests earn certificates of this course.
    await page.locator('[name=accent]').fill('red');
    await page.getByRole('button', { name: 'Save the design' }).click();
    await expect(page.getByText('Write the colour as')).toBeVisible();
    await expect(page.locator('[name=accent]')).toHaveValue('red');
  });

  test('an administrator revokes, everybody reads why, and it can be made valid again', async ({
    page,
    browser,
  }) => {
    await logIn(page, admin);
    const code = await findAmir(page);
    const heading = page.getByText('Revoke this certificate');
    // An earlier run may have stopped half way.
    if (!(await heading.isVisible())) {
      await page.getByText('Let it hold again').click();
      await page.locator('[name=reason]').fill('From an earlier run.');
      await page.getByRole('button', { name: 'Make it valid again' }).click();
      await page.waitForURL(/done=reinstated/);
    }
    await heading.click();
    await page.locator('form[action="?/revoke"] [name=reason]').fill('The answers were not their own.');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Revoke the certificate' }).click();
    await page.waitForURL(/done=revoked/);
    await expect(
      page.getByRole('listitem').filter({ hasText: 'The answers were not their own.' }).last(),
    ).toContainText('Demo Administrator');

    const employer = await browser.newPage();
    await employer.goto(`/verify/${code}`);
    await expect(employer.getByRole('heading', { level: 1 })).toContainText('revoked');
    await employer.context().close();

    await page.getByText('Let it hold again').click();
    await page.locator('form[action="?/reinstate"] [name=reason]').fill('It was a mistake.');
    await page.getByRole('button', { name: 'Make it valid again' }).click();
    await page.waitForURL(/done=reinstated/);
    await expect(page.getByText('The certificate is valid again.')).toBeVisible();
  });

  test('erasing a holder is refused until the code is typed', async ({ page }) => {
    await logIn(page, admin);
    await findAmir(page);
    await page.getByText('Erase the holder', { exact: true }).click();
    await page.locator('[name=typed]').fill('yes');
    await page.getByRole('button', { name: 'Erase the holder for ever' }).click();
    await expect(page.getByText('This is not the code of this certificate')).toBeVisible();
  });

  for (const locale of ['en', 'fa'])
    test(`the pages of the office fit 390 pixels and are accessible (${locale})`, async ({
      page,
      context,
      baseURL,
    }) => {
      await logIn(page, admin);
      // The language of this browser alone: others log in with the same account.
      await context.addCookies([{ name: 'PARAGLIDE_LOCALE', value: locale, url: baseURL ?? '' }]);
      await page.setViewportSize({ width: 390, height: 900 });
      await page.goto('/admin/certificates');
      await expect(page.locator('tbody tr').first()).toBeVisible();
      expect(await overflow(page)).toBe(0);
      await expectAccessible(page);
      await page.goto((await page.locator('tbody a').first().getAttribute('href')) ?? '/missing');
      await expect(page.locator('main summary').first()).toBeVisible();
      expect(await overflow(page)).toBe(0);
      await expectAccessible(page);
    });
});
