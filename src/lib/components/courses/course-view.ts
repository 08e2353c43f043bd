import type { KeyFigure, SectorKey } from '#lib/domain/courses/course.ts';

/** A course as the first page shows it: no reading, no bank of questions. */
export interface CourseView {
  slug: string;
  title: string;
  subtitle: string;
  summary: string;
  /** Language of all its text. */
  language: string;
  studyHours: number;
  source: { title: string; organisers: string[]; dates: string };
  expertCount: number;
  modules: {
    key: string;
    slug: string;
    number: number;
    title: string;
    sector: SectorKey;
    minutes: number;
    figure: KeyFigure | null;
  }[];
}
