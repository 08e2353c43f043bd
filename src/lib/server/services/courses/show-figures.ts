import type { KeyFigure } from '#lib/domain/courses/course.ts';
import type { Html } from '#lib/domain/courses/html.ts';
import { figureDrawingHtml } from '../../content/key-figure-html.ts';

/** A key figure as a page shows it: the drawing is made here, as in readings, so that no script has to make it again. */
export type ShownFigure = Omit<KeyFigure, 'drawing'> & { drawing: Html | null };

/** Anybody may see them. `html` decides how a drawing travels (domain/courses/html.ts). */
export const showFigures = (figures: readonly KeyFigure[], html: (text: string) => Html): ShownFigure[] =>
  figures.map((figure) => ({
    ...figure,
    drawing: figure.drawing ? html(figureDrawingHtml(figure.drawing, figure.caption)) : null,
  }));
