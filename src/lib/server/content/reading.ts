import type { Env } from 'markdown-it';
import type { KeyFigure } from '#lib/domain/courses/course.ts';

/** A block of a reading that the check looks at: a paragraph, heading, list item or table row. */
export interface ReadingBlock {
  /** Line in the Markdown text, from 1. */
  line: number;
  kind: 'heading' | 'text';
  text: string;
  factIds: string[];
}

/** A word of the text that points elsewhere, and its line in the Markdown text. */
export interface Mention {
  key: string;
  line: number;
}

/** What rendering a reading finds in it. */
export interface ReadingFindings {
  /** Facts cited, in order of first use: the number of a mark is the place in this list. */
  factIds: string[];
  /** Blocks outside "beyond" notes. */
  blocks: ReadingBlock[];
  citations: Mention[];
  figures: Mention[];
  terms: Mention[];
  /** What the author wrote wrongly. */
  faults: { line: number; message: string }[];
}

export interface RenderedReading extends ReadingFindings {
  /** Sanitised. */
  html: string;
  termKeys: string[];
}

export interface ReadingContext {
  /** Goes before every id of the reading, so that ids stay unique on a page that shows several readings. */
  idPrefix: string;
  /** Heading level of the title that the page sets above the reading; `##` becomes the level below it. */
  titleLevel: number;
  keyFigures: readonly KeyFigure[];
}

/** What the rules of the language share while they render one reading. */
export interface ReadingState extends ReadingFindings, ReadingContext, Env {
  headingIds: Set<string>;
  /** Figures by the place holder that stands for them until the rest is sanitised. */
  figureHtml: Map<string, string>;
}

export const newReadingState = (context: ReadingContext): ReadingState => ({
  ...context,
  factIds: [],
  blocks: [],
  citations: [],
  figures: [],
  terms: [],
  faults: [],
  headingIds: new Set(),
  figureHtml: new Map(),
});
