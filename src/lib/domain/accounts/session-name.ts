/** Which browser on which system a session was opened with, as far as a browser's own words tell. */
export interface SessionName {
  browser: string | null;
  system: string | null;
}

/** The first that matches counts: Edge and Opera also say Chrome, Chrome also says Safari. */
const BROWSERS: readonly (readonly [string, RegExp])[] = [
  ['Edge', /Edg(e|A|iOS)?\//],
  ['Opera', /OPR\/|Opera/],
  ['Samsung Internet', /SamsungBrowser\//],
  ['Yandex', /YaBrowser\//],
  ['Firefox', /Firefox\/|FxiOS\//],
  ['Chrome', /Chrome\/|CriOS\//],
  ['Safari', /Safari\//],
];
const SYSTEMS: readonly (readonly [string, RegExp])[] = [
  ['Android', /Android/],
  ['iOS', /iPhone|iPad|iPod/],
  ['Windows', /Windows/],
  ['macOS', /Mac OS X|Macintosh/],
  ['Linux', /Linux|X11/],
];

/** Worked example: a user agent that holds `Windows NT 10.0` and `Firefox/140.0` is `{ browser: 'Firefox', system: 'Windows' }`. */
export function sessionName(userAgent: string): SessionName {
  const first = (known: typeof BROWSERS) => known.find(([, sign]) => sign.test(userAgent))?.[0] ?? null;
  return { browser: first(BROWSERS), system: first(SYSTEMS) };
}
