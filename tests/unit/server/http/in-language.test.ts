import { expect, test } from 'vitest';
import * as m from '#lib/i18n/paraglide/messages.js';
import { inLanguageOf } from '#lib/server/http/in-language.ts';

const asking = (headers: Record<string, string>) => new Request('http://here/', { headers });

test.each([
  ['the cookie', { cookie: 'a=b; PARAGLIDE_LOCALE=fa', 'accept-language': 'en' }, 'fa'],
  ['the browser, where no cookie says more', { 'accept-language': 'fa-IR,fa;q=0.9,en;q=0.8' }, 'fa'],
  ['nothing', {}, 'en'],
  ['a language that we do not have', { cookie: 'PARAGLIDE_LOCALE=xx' }, 'en'],
])('a request is answered in the language of %s', (_of, headers, locale) => {
  expect(inLanguageOf(asking(headers), (given) => given)).toBe(locale);
});

test('two requests at the same time each have their own language, also after waiting', async () => {
  const answer = (locale: string) =>
    inLanguageOf(asking({ cookie: `PARAGLIDE_LOCALE=${locale}` }), async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return m.nav_login();
    });
  const [english, persian] = await Promise.all([answer('en'), answer('fa')]);
  expect([english, persian]).toEqual([m.nav_login({}, { locale: 'en' }), m.nav_login({}, { locale: 'fa' })]);
  expect(english).not.toBe(persian);
});
