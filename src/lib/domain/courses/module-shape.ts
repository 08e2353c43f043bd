import type { CourseDocument } from './course.ts';

/** What a course asks for in one module: as much of it as is needed to count who stands where. */
export interface ModuleShape {
  moduleKey: string;
  /** From 0, in course order. */
  position: number;
  sectionKeys: string[];
  segmentKeys: string[];
  /** Beside each segment: its length in seconds, 0 while the course does not give it. */
  segmentSeconds: number[];
  passPercent: number;
}

/** Worked example: a module of two sections and a segment without a window: two keys, one key, `[0]`. */
export function moduleShapesOf({ modules, passMarkPercent }: CourseDocument): ModuleShape[] {
  return modules.map(({ key, sections, segments }, position) => ({
    moduleKey: key,
    position,
    sectionKeys: sections.map((section) => section.key),
    segmentKeys: segments.map((segment) => segment.key),
    segmentSeconds: segments.map(({ startSeconds, endSeconds }) =>
      startSeconds === null || endSeconds === null ? 0 : endSeconds - startSeconds,
    ),
    passPercent: passMarkPercent,
  }));
}
