import { findModule, type Module, type PublishedCourse } from '#lib/domain/courses/course.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { Action, Actor } from '#lib/domain/permissions.ts';
import { authorize, type Ctx } from '../../context.ts';
import { listRevisionsOfQuestion, type StaffRevision } from '../../queries/questions.ts';

/** A question as its staff may look at it. */
export interface StaffQuestion {
  actor: Actor;
  course: PublishedCourse;
  moduleKey: string;
  /** Null: the course no longer has it. */
  module: Module | null;
  /** Newest first. */
  revisions: StaffRevision[];
  /** What is asked now; the newest one where the question is not asked any more. */
  current: StaffRevision;
  /** Is it in the bank of its module? */
  isAsked: boolean;
}

export interface QuestionAddress {
  /** Slug. Empty: the first course that has such a question. */
  course: string;
  key: string;
}

/**
 * The question of a course that the actor teaches, or of any for an administrator; to everybody else it does not exist. The first line of every
 * service about one question. One statement.
 */
export async function staffQuestion(
  ctx: Ctx,
  action: Extract<Action, `question.${string}`>,
  address: QuestionAddress,
): Promise<StaffQuestion> {
  const course = await findCourse(ctx, address);
  const revisions = course
    ? await listRevisionsOfQuestion(ctx.db, { courseId: course.courseId, key: address.key })
    : [];
  const actor = authorize(ctx, action, { instructorIds: revisions[0]?.instructorIds ?? [] });
  if (!course) throw new AppError('not-found');
  const current = revisions.find(({ isAsked }) => isAsked) ?? revisions[0];
  if (!current) throw new AppError('not-found');
  const module = findModule(course.document, current.moduleKey) ?? null;
  return {
    actor,
    course,
    moduleKey: current.moduleKey,
    module,
    revisions,
    current,
    isAsked: current.isAsked,
  };
}

async function findCourse(ctx: Ctx, { course, key }: QuestionAddress): Promise<PublishedCourse | null> {
  if (course) return ctx.courses.findBySlug(course);
  return (await ctx.courses.list()).find((one) => isIn(one, key)) ?? null;
}

const isIn = ({ document }: PublishedCourse, key: string): boolean =>
  document.modules.some(({ quiz }) => quiz.questions.some((question) => question.key === key));

/** What every page about a question says of it. */
export const headOf = ({ course, module, current, isAsked }: StaffQuestion) => ({
  key: current.document.key,
  isAsked,
  course: {
    slug: course.document.slug,
    title: course.document.title,
    language: course.document.language,
  },
  module: module && { slug: module.slug, title: module.title, sector: module.sector },
});
