import { v7 as uuidv7 } from 'uuid';
import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import type { Executor } from '#lib/server/db/client.ts';
import { attemptQuestions, attempts } from '#lib/server/db/schema/index.ts';
import { insertEnrolment, insertUser } from './learning.ts';

const AT = new Date('2026-03-05T10:00:00Z');

/** Share of the points that each question of the bank brought; null: it was not asked. */
export type Marks = (number | null)[];

/** A learner with graded attempts at `steel`, each given by its marks; `answers` beside them where they matter. */
export async function insertMarkedLearner(
  db: Executor,
  course: PublishedCourse,
  tries: readonly { marks: Marks; answers?: readonly unknown[] }[],
  cohortId: string | null = null,
): Promise<string> {
  const { userId } = await insertUser(db);
  await insertEnrolment(db, userId, course.courseId, { cohortId });
  const bank = course.document.modules[0]?.quiz.questions ?? [];
  for (const [index, { marks, answers }] of tries.entries()) {
    const asked = bank.flatMap(({ key, revisionId }, at) => {
      const mark = marks[at] ?? null;
      return mark === null ? [] : [{ key, revisionId, mark, answer: answers?.[at] ?? null }];
    });
    const id = uuidv7();
    await db.insert(attempts).values({
      id,
      userId,
      courseId: course.courseId,
      moduleKey: 'steel',
      number: index + 1,
      state: 'graded',
      revisionId: course.revisionId,
      seed: 1,
      startedAt: AT,
      submittedAt: AT,
      gradedAt: AT,
      score: asked.reduce((all, { mark }) => all + mark, 0),
      maxScore: asked.length,
    });
    await db.insert(attemptQuestions).values(
      asked.map(({ key, revisionId, mark, answer }, at) => ({
        attemptId: id,
        position: at + 1,
        questionKey: key,
        questionRevisionId: revisionId,
        answer,
        answerSeq: 1,
        points: mark,
      })),
    );
  }
  return userId;
}
