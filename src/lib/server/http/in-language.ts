import { AsyncLocalStorage } from 'node:async_hooks';
import {
  extractLocaleFromRequest,
  overwriteServerAsyncLocalStorage,
  type Locale,
} from '#lib/i18n/paraglide/runtime.js';

const requests = new AsyncLocalStorage<{ locale: Locale }>();
overwriteServerAsyncLocalStorage({
  getStore: () => requests.getStore(),
  run: (store, work: () => unknown) => requests.run({ locale: 'en', ...store }, work),
});

/**
 * Answers a request in the language that it asks for: within `work`, and whatever that waits for, messages are in it. The same as the compiler's own
 * `paraglideMiddleware`, which copies every request twice and keeps all of its body for the copy: for an upload that is the whole piece, for
 * a watch report a quarter of all that it costs.
 */
export function inLanguageOf<T>(request: Request, work: (locale: Locale) => T): T {
  const locale = extractLocaleFromRequest(request);
  return requests.run({ locale }, () => work(locale));
}
