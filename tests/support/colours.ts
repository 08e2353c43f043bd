/** Colours of tokens.css as numbers, and the contrast of WCAG 2.2 between two of them. */

export type Oklch = readonly [lightness: number, chroma: number, hue: number];

/** Relative luminance (0 to 1) of an OKLCH colour as a screen shows it in sRGB (Ottosson 2020; WCAG 2.2, "relative luminance"). */
export function luminance([lightness, chroma, hue]: Oklch): number {
  const [red, green, blue] = linearRgb([lightness, chroma, hue]).map((part) =>
    Math.min(1, Math.max(0, part)),
  );
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

/** Linear sRGB; a part outside 0 to 1 means that a screen cannot show the colour. */
export function linearRgb([lightness, chroma, hue]: Oklch): [number, number, number] {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

/** Contrast ratio from 1 to 21. */
export function contrast(one: Oklch, other: Oklch): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((x, y) => y - x);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

export type Tokens = ReadonlyMap<string, Oklch>;

/** Tokens of a scheme by sector; `neutral` is what holds outside a sector. A sector inherits what it does not set. */
export type Schemes = Record<'light' | 'dark', ReadonlyMap<string, Tokens>>;

/** Reads tokens.css: rules of `:root` and `[data-sector]`, outside and inside the dark scheme's media query. */
export function readSchemes(css: string): Schemes {
  const plain = css.replace(/\/\*[\s\S]*?\*\//g, '');
  const start = plain.indexOf('@media (prefers-color-scheme: dark)');
  const end = plain.indexOf('\n}', start);
  const light = rules(plain.slice(0, start) + plain.slice(end + 2));
  const dark = rules(plain.slice(start, end));
  const schemes = { light: inherit(light, light), dark: inherit(light, dark) };
  return schemes;
}

function rules(css: string): Map<string, Map<string, string>> {
  const found = new Map<string, Map<string, string>>();
  for (const [, selector, body] of css.matchAll(/(:root|\[data-sector='[\w-]+'\])\s*\{([^{}]*)\}/g)) {
    const key = selector === ':root' ? 'neutral' : (selector ?? '').slice(14, -2);
    const tokens = found.get(key) ?? new Map<string, string>();
    for (const [, name, value] of (body ?? '').matchAll(/--([\w-]+):\s*([^;]+);/g))
      tokens.set(name ?? '', (value ?? '').trim());
    found.set(key, tokens);
  }
  return found;
}

function inherit(light: Map<string, Map<string, string>>, scheme: Map<string, Map<string, string>>) {
  const sectors = new Map<string, Tokens>();
  for (const key of light.keys()) {
    const raw = new Map([
      ...(light.get('neutral') ?? []),
      ...(scheme.get('neutral') ?? []),
      ...(light.get(key) ?? []),
      ...(scheme.get(key) ?? []),
    ]);
    const tokens = new Map<string, Oklch>();
    for (const name of raw.keys()) {
      const value = resolve(raw, name);
      if (value) tokens.set(name, value);
    }
    sectors.set(key, tokens);
  }
  return sectors;
}

function resolve(raw: Map<string, string>, name: string): Oklch | null {
  const value = raw.get(name) ?? '';
  const reference = /^var\(--([\w-]+)\)$/.exec(value);
  if (reference) return resolve(raw, reference[1] ?? '');
  const parts = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)$/.exec(value);
  return parts ? [Number(parts[1]), Number(parts[2]), Number(parts[3])] : null;
}
