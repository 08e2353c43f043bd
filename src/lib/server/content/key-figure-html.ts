import type { FigureDrawing, KeyFigure } from '#lib/domain/courses/course.ts';

export const escapeHtml = (text: string) =>
  text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0) ?? 0};`);

/**
 * A key figure inside a reading: the number large, its caption with its source marks, and where a comparison is honest a drawing to scale.
 * `marks` is HTML, everything else is escaped here.
 */
export function keyFigureHtml(figure: KeyFigure, marks: string): string {
  const unit = figure.unit ? ` <span class="unit">${escapeHtml(figure.unit)}</span>` : '';
  const caption = escapeHtml(figure.caption);
  const drawing = figure.drawing ? figureDrawingHtml(figure.drawing, figure.caption) : '';
  return (
    `<figure class="key-figure"><div><span class="value">${escapeHtml(figure.value)}</span>${unit}</div>` +
    `${drawing}<figcaption>${caption}${marks ? ` ${marks}` : ''}</figcaption></figure>`
  );
}

/** The drawing alone. `caption` is plain text: it names the share for those who cannot see the dots. */
export const figureDrawingHtml = (drawing: FigureDrawing, caption: string): string =>
  drawing.type === 'share' ? shareHtml(drawing, escapeHtml(caption)) : barsHtml(drawing);

/** A share is a hundred dots, and a table for those who cannot see them. */
function shareHtml({ part, whole }: { part: number; whole: number }, caption: string): string {
  const filled = Math.round((part / whole) * 100);
  const dots = Array.from(
    { length: 100 },
    (_, index) => `M${4 + (index % 25) * 8} ${4 + Math.floor(index / 25) * 8}h0`,
  );
  const path = (some: readonly string[], opacity: string) =>
    `<path d="${some.join('')}" stroke="currentColor" stroke-width="5.4" stroke-linecap="round" opacity="${opacity}"/>`;
  return (
    `<svg class="dots" viewBox="0 0 200 32" width="320" aria-hidden="true">` +
    `${path(dots.slice(0, filled), '1')}${path(dots.slice(filled), '0.25')}</svg>` +
    `<div class="visually-hidden"><table><tbody>` +
    `<tr><th scope="row">${caption}</th><td>${part} / ${whole}</td></tr></tbody></table></div>`
  );
}

/** Bars stand in a table that everyone sees, each beside its label and value. */
function barsHtml({ bars }: { bars: readonly { label: string; value: number; unit: string }[] }): string {
  const highest = Math.max(...bars.map(({ value }) => value));
  const rows = bars.map(
    ({ label, value, unit }) =>
      `<tr><th scope="row">${escapeHtml(label)}</th><td>${value} ${escapeHtml(unit)}</td>` +
      `<td aria-hidden="true"><svg class="bar" width="${Math.round((value / highest) * 100)}%" height="8">` +
      `<rect width="100%" height="8" fill="currentColor"/></svg></td></tr>`,
  );
  return `<table class="bars"><tbody>${rows.join('')}</tbody></table>`;
}
