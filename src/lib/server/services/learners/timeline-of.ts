import { AppError } from '#lib/domain/errors.ts';
import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import type { Ctx } from '../../context.ts';
import type { LearnerEnrolment } from '../../queries/cohorts.ts';
import { listTimeline, type TimelinePlace, type TimelineRow } from '../../queries/timeline.ts';
import { inBatches } from '../../tables/in-batches.ts';

const PAGE_SIZE = 50;

export interface TimelineEvent extends Omit<TimelineRow, 'key' | 'tie'> {
  key: string;
  /** Titles as the course has them now; null where it has no such part any more. */
  moduleTitle: string | null;
  partTitle: string | null;
  language: string;
  /** What it is of: a section, a segment, an attempt, a code. */
  of: string | null;
}

interface SeenIn {
  userId: string;
  seen: readonly { enrolment: LearnerEnrolment; course: PublishedCourse }[];
}

/**
 * A page of what happened to a learner in the given courses, newest first; `after` comes from the page before. For who may see them there. One
 * statement.
 */
export async function timelineOf(
  ctx: Ctx,
  of: SeenIn & { after: string | null },
): Promise<{ events: TimelineEvent[]; next: string | null }> {
  const place = readPlace(of.after);
  const found = await listTimeline(ctx.db, scopeOf(of), { after: place, limit: PAGE_SIZE + 1 });
  const rows = found.slice(0, PAGE_SIZE);
  const last = rows.at(-1);
  return {
    events: rows.map((row) => withTitles(row, of.seen)),
    next: found.length > PAGE_SIZE && last ? `${last.at.getTime()}.${last.tie}` : null,
  };
}

/** All that happened to a learner in the given courses, newest first. For who may see them there. A statement for every thousand events. */
export async function* wholeTimeline(ctx: Ctx, of: SeenIn): AsyncGenerator<TimelineEvent> {
  const rows = inBatches(
    (page: { after: TimelinePlace | null; limit: number }) => listTimeline(ctx.db, scopeOf(of), page),
    ({ at, tie }) => ({ at, tie }),
  );
  for await (const row of rows) yield withTitles(row, of.seen);
}

const scopeOf = ({ userId, seen }: SeenIn) => ({
  userId,
  courseIds: seen.map(({ course }) => course.courseId),
  cohortIds: seen.flatMap(({ enrolment }) => enrolment.cohortId ?? []),
});

/** `1772438400000.read/...`; nothing is the first page. */
function readPlace(after: string | null): TimelinePlace | null {
  if (!after) return null;
  const [, time, tie] = /^(\d{1,13})\.([\w/.-]{1,300})$/.exec(after) ?? [];
  if (time === undefined || tie === undefined) throw new AppError('not-found');
  return { at: new Date(Number(time)), tie };
}

function withTitles(row: TimelineRow, seen: readonly { course: PublishedCourse }[]): TimelineEvent {
  const { tie, key, ...event } = row;
  const document = seen.find(({ course }) => course.courseId === row.courseId)?.course.document;
  const module = document?.modules.find((one) => one.key === row.moduleKey);
  const parts = [...(module?.sections ?? []), ...(module?.segments ?? [])];
  return {
    ...event,
    key: tie,
    of: key,
    moduleTitle: module?.title ?? row.moduleKey,
    partTitle: parts.find((part) => part.key === key)?.title ?? null,
    language: document?.language ?? 'en',
  };
}
