import { locales } from '../project.inlang/settings.json';
import type { Locale } from '../paraglide/runtime.js';

/**
 * What a page needs of `paraglide/runtime.js`, which it stands in for (messages-plugin.ts). The server has decided the language and written it into the
 * page: nothing is left to be found out from cookies and the browser's wishes.
 */

export { locales };

export const getLocale = () => document.documentElement.lang as Locale;

type Text = (inputs: Record<string, unknown>) => string;

/** A message: its texts in the order of `locales`. */
export const say =
  (...texts: readonly Text[]): Text =>
  (inputs = {}) =>
    texts[locales.indexOf(getLocale())]?.(inputs) ?? '';
