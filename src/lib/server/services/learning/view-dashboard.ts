import { courseProgress, type CourseProgress } from '#lib/domain/progress/course-progress.ts';
import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import { authorize, type Ctx } from '../../context.ts';
import type { LearnerPlan } from '../../queries/due-days.ts';
import { listOwn } from '../../queries/announcements.ts';
import { listLearning } from '../../queries/progress.ts';

export interface DashboardView {
  enrolled: {
    course: PublishedCourse;
    progress: CourseProgress;
    lastSectionKey: string | null;
    plan: LearnerPlan;
  }[];
  /** Published courses that the person is not enrolled in. */
  open: PublishedCourse[];
  /** The newest messages of the staff that were not read yet. */
  unread: Awaited<ReturnType<typeof listOwn>>;
}

const MOST_UNREAD = 3;

/** A person's own start page: each course with what to do next, and the courses they could begin. Two statements. */
export async function viewDashboard(ctx: Ctx): Promise<DashboardView> {
  const actor = authorize(ctx, 'learning.read');
  const [rows, unread, published] = await Promise.all([
    listLearning(ctx.db, actor.userId),
    listOwn(ctx.db, actor.userId, { after: null, limit: MOST_UNREAD, unread: true }),
    ctx.courses.list(),
  ]);
  const enrolled = rows.flatMap((row) => {
    const course = published.find(({ courseId }) => courseId === row.courseId);
    if (!course) return [];
    const progress = courseProgress(course.document, row.evidence, row.lastModuleKey);
    return [{ course, progress, lastSectionKey: row.lastSectionKey, plan: row.plan }];
  });
  const open = published.filter((course) => !rows.some((row) => row.courseId === course.courseId));
  return { enrolled, open, unread };
}
