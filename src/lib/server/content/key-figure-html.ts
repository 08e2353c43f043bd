import type { FigureDrawing, KeyFigure } from '#lib/domain/courses/course.ts';

export const escapeHtml = (text: string) =>
  text.replaceAll(/[&<>"']/g, (sign) => `&#${sign.codePointAt(0) ?? 0};`);

/** A key figure inside a reading: the number large, its caption, and where a comparison is honest a drawing to scale. */
export function keyFigureHtml(figure: KeyFigure): string {
  const unit = figure.unit ? ` <span class="unit">${escapeHtml(figure.unit)}</span>` : '';
  const drawing = figure.drawing ? drawingHtml(figure.drawing) : '';
  return (
    `<figure class="key-figure"><div><span class="value">${escapeHtml(figure.value)}</span>${unit}</div>` +
    `${drawing}<figcaption>${escapeHtml(figure.caption)}</figcaption></figure>`
  );
}

/** A share is a hundred dots, and the caption says it in words; bars stand in a table, so that their values can be read. */
function drawingHtml(drawing: FigureDrawing): string {
  if (drawing.type === 'share') {
    const filled = Math.round((drawing.part / drawing.whole) * 100);
    const dots = Array.from(
      { length: 100 },
      (_, index) => `M${4 + (index % 25) * 8} ${4 + Math.floor(index / 25) * 8}h0`,
    );
    const path = (part: readonly string[], opacity: string) =>
      `<path d="${part.join('')}" stroke="currentColor" stroke-width="5.4" stroke-linecap="round" opacity="${opacity}"/>`;
    return (
      `<svg class="dots" viewBox="0 0 200 32" width="320" aria-hidden="true">` +
      `${path(dots.slice(0, filled), '1')}${path(dots.slice(filled), '0.25')}</svg>`
    );
  }
  const highest = Math.max(...drawing.bars.map(({ value }) => value));
  const rows = drawing.bars.map(
    ({ label, value, unit }) =>
      `<tr><th scope="row">${escapeHtml(label)}</th><td>${value} ${escapeHtml(unit)}</td>` +
      `<td aria-hidden="true"><svg class="bar" width="${Math.round((value / highest) * 160)}" height="12">` +
      `<rect width="100%" height="12" fill="currentColor"/></svg></td></tr>`,
  );
  return `<table class="bars"><tbody>${rows.join('')}</tbody></table>`;
}
