import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import { hasTimes } from '#lib/domain/courses/segment-edit.ts';
import type { Ctx } from '../../context.ts';
import { staffCourses } from './staff-recording.ts';

/**
 * The staff of a course list its recordings with the segments of each: an instructor those of the courses in which they teach a cohort, an
 * administrator all. To anybody else the page does not exist. One statement, none for an administrator.
 */
export async function listRecordings(ctx: Ctx) {
  return (await staffCourses(ctx, 'recording.read')).map(recordingsOf);
}

function recordingsOf({ document, files }: PublishedCourse) {
  const { slug, title, language, modules } = document;
  return {
    ...{ slug, title, language },
    recordings: document.recordings.map(({ key, title: of }) => ({
      key,
      title: of,
      /** Of the whole recording. */
      files: files.filter((file) => file.recordingKey === key && file.segmentKey === null).length,
      segments: modules.flatMap((module) =>
        module.segments
          .filter(({ recordingKey }) => recordingKey === key)
          .map((segment) => ({
            key: segment.key,
            title: segment.title,
            startSeconds: segment.startSeconds,
            endSeconds: segment.endSeconds,
            marks: segment.chapters?.length ?? 0,
            module: { slug: module.slug, shortTitle: module.shortTitle, sector: module.sector },
          })),
      ),
    })),
  };
}

export type ListedCourse = Awaited<ReturnType<typeof listRecordings>>[number];

/** How many segments there are, and how many of them have no times yet. */
export function countTimes(courses: readonly Pick<ListedCourse, 'recordings'>[]): {
  segments: number;
  missing: number;
} {
  const segments = courses.flatMap(({ recordings }) => recordings.flatMap((recording) => recording.segments));
  return { segments: segments.length, missing: segments.filter((segment) => !hasTimes(segment)).length };
}
