import { describe, expect, it } from 'vitest';
import { SECTORS } from '#lib/domain/courses/course.ts';
import { SECTOR_DRAWINGS } from '#lib/domain/courses/sector-drawings.ts';

describe.each(SECTORS)('the drawing of %s', (sector) => {
  const drawing = SECTOR_DRAWINGS[sector];

  it('is smaller than 4 KB', () => {
    expect(new TextEncoder().encode(drawing).length).toBeLessThan(4096);
  });

  it('takes its colour and weight from where it stands', () => {
    expect(drawing).not.toMatch(/fill=|stroke|style=|class=|#/);
  });

  it('holds shapes only, all closed', () => {
    const opened = drawing.match(/<(?!\/)[^>]*[^/]>/g)?.length ?? 0;
    const closed = drawing.match(/<\/\w+>/g)?.length ?? 0;
    expect(drawing.replace(/<\/?(path|circle|ellipse|g)\b[^>]*>/g, '')).toBe('');
    expect(opened).toBe(closed);
  });
});
