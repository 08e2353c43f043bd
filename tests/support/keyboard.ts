import type { Locator, Page } from '@playwright/test';

/** Presses Tab until the element has the focus. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < 400; presses++) {
    if (await target.evaluate((node) => node === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches ${String(target)}`);
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
