import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SECTORS } from '#lib/domain/courses/course.ts';
import { contrast, linearRgb, readSchemes, type Oklch } from '../../support/colours.ts';

const schemes = readSchemes(readFileSync('src/lib/styles/tokens.css', 'utf8'));

const SURFACES = ['paper', 'paper-raised', 'paper-sunk', 'accent-soft'];
/** What is written, and on which grounds. */
const TEXT: [string, string[]][] = [
  ['ink', [...SURFACES, 'good-soft', 'warn-soft', 'bad-soft', 'info-soft']],
  ['ink-soft', SURFACES],
  ['accent-strong', SURFACES],
  ['good', ['paper', 'paper-raised', 'good-soft']],
  ['warn', ['paper', 'paper-raised', 'warn-soft']],
  ['bad', ['paper', 'paper-raised', 'bad-soft']],
  ['info', ['paper', 'paper-raised', 'info-soft']],
  // Buttons, chosen switches and stops: paper on a filled ground.
  ['paper', ['ink', 'accent-strong', 'bad']],
];
/** What is drawn: edges of controls, lines of the pathway, focus rings, drawings. */
const DRAWN: [string, string[]][] = [
  ['line-strong', ['paper', 'paper-raised', 'paper-sunk']],
  ['accent', SURFACES],
  ['focus', SURFACES],
  ['plate-ink', ['plate']],
];

describe.each(['light', 'dark'] as const)('in the %s scheme', (scheme) => {
  describe.each(['neutral', ...SECTORS])('%s', (sector) => {
    const colour = (name: string): Oklch => {
      const found = schemes[scheme].get(sector)?.get(name);
      if (!found) throw new Error(`tokens.css has no colour --${name}`);
      return found;
    };
    const pairs = (table: [string, string[]][]) =>
      table.flatMap(([top, grounds]) => grounds.map((on) => [top, on]));

    it.each(pairs(TEXT))('%s can be read on %s', (top, on) => {
      expect(contrast(colour(top), colour(on))).toBeGreaterThanOrEqual(4.5);
    });

    it.each(pairs(DRAWN))('%s can be seen on %s', (top, on) => {
      expect(contrast(colour(top), colour(on))).toBeGreaterThanOrEqual(3);
    });

    it('keeps every colour within what a screen can show', () => {
      const outside = [...(schemes[scheme].get(sector) ?? [])].filter(([, value]) =>
        linearRgb(value).some((part) => part < -0.005 || part > 1.005),
      );
      expect(outside).toEqual([]);
    });
  });
});

describe('the measure of contrast', () => {
  it('is 21 between black and white', () => {
    expect(contrast([0, 0, 0], [1, 0, 0])).toBeCloseTo(21, 1);
  });

  it('is 4.48 for the grey #777777 on white, as WCAG tools say', () => {
    expect(contrast([0.5693, 0, 0], [1, 0, 0])).toBeCloseTo(4.48, 1);
  });
});
