import { expect, type Page } from '@playwright/test';
import { course } from './browser-learner.ts';

/** What a browser keeps, as its own storage tells. */

export const moduleAddress = (slug: string) => `/learn/${course}/${slug}`;

/** Keeps the module of the page that is open, and waits until the service worker watches over the page. */
export async function keepModule(page: Page): Promise<void> {
  await page.locator('.keep button').click();
  await page.locator('#keep-title').waitFor();
  await page.locator('.panel button').last().click();
  await expect(page.locator('.panel .notice.good')).toBeVisible({ timeout: 60_000 });
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

/** Everything that waits, of whomever, as it is sent. */
export const waitingOn = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<Record<string, unknown>[]>((resolve, reject) => {
        const opening = indexedDB.open('pathways');
        opening.onerror = () => reject(new Error('no database'));
        opening.onsuccess = () => {
          const database = opening.result;
          const all = database.transaction('outbox').objectStore('outbox').getAll();
          all.onsuccess = () => {
            database.close();
            resolve(all.result as Record<string, unknown>[]);
          };
        };
      }),
  );

export const cachesOn = (page: Page): Promise<string[]> => page.evaluate(() => caches.keys());

export const workersOn = (page: Page): Promise<number> =>
  page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length);
