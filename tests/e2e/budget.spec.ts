import { expect, test } from '@playwright/test';
import { linkedFiles } from '#lib/client/offline/addresses.ts';
import { course, register } from '../support/browser-learner.ts';

/** What the page that everybody reads costs a slow line. */

const BUDGET_BYTES = 51_200;
const STATIC_IMPORT = /(?:import|from)\s*["'](\.[^"']+\.js)["']/g;

test('the scripts that a module page needs at once are at most 50 KB', async ({ page, baseURL }) => {
  await register(page);
  const path = `/learn/${course}/steel`;
  const answer = await page.request.get(path);
  const named = linkedFiles(answer.headers()['link'] ?? null, path).filter((file) => file.endsWith('.js'));
  expect(named.length).toBeGreaterThan(2);

  const bytes = new Map<string, number>();
  const waiting = [...named];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (bytes.has(file)) continue;
    const script = await page.request.get(file, { headers: { 'accept-encoding': 'br' } });
    expect(script.headers()['content-encoding'], file).toBe('br');
    bytes.set(file, Number(script.headers()['content-length']));
    for (const [, address = ''] of (await script.text()).matchAll(STATIC_IMPORT))
      waiting.push(new URL(address, `${baseURL}${file}`).pathname);
  }
  // A file that the page does not name costs one more way there and back.
  expect([...bytes.keys()].filter((file) => !named.includes(file))).toEqual([]);
  const all = [...bytes.values()].reduce((sum, size) => sum + size, 0);
  expect(all, JSON.stringify(Object.fromEntries(bytes), null, 1)).toBeLessThanOrEqual(BUDGET_BYTES);
  expect(all).toBeGreaterThan(BUDGET_BYTES / 2);
});
