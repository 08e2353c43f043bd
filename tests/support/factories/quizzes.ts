import { asc, eq } from 'drizzle-orm';
import type { AttemptRules, PublishedCourse } from '#lib/domain/courses/course.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import type { QuestionDocument } from '#lib/domain/questions/question.ts';
import { answersFromForm } from '#lib/domain/quizzes/form-answers.ts';
import type { Ctx } from '#lib/server/context.ts';
import type { Executor } from '#lib/server/db/client.ts';
import { attemptQuestions, attempts } from '#lib/server/db/schema/index.ts';
import { startAttempt } from '#lib/server/services/quizzes/start-attempt.ts';
import { coursesOf, TestClock, testContext } from '../context.ts';
import { insertSampleCourse } from './course.ts';
import { insertEnrolment, insertUser } from './learning.ts';

const RULES: AttemptRules = {
  freeAttempts: 3,
  coolDownSeconds: 600,
  attemptLimit: null,
  timeLimitSeconds: null,
};

export interface QuizWorld {
  db: Executor;
  clock: TestClock;
  course: PublishedCourse;
  questions: Map<string, QuestionDocument>;
  learner: Actor;
  /** A context of that person, the learner unless said otherwise. */
  as(actor?: Actor | null, given?: Partial<Ctx>): Ctx;
  /** The quiz of the module `steel`. */
  place: { course: string; module: string };
  /** Starts an attempt of the learner. */
  start(): Promise<string>;
  /** The attempt and its questions as they are in the database. */
  stored(attemptId: string): Promise<{ attempt: typeof attempts.$inferSelect; rows: StoredQuestion[] }>;
  /** The right answer of a question of the sample course, as the page sends it. */
  rightAnswer(question: StoredQuestion): unknown;
}

export type StoredQuestion = typeof attemptQuestions.$inferSelect;

/** A sample course with an enrolled learner before its first quiz. */
export async function quizWorld(db: Executor, rules: Partial<AttemptRules> = {}): Promise<QuizWorld> {
  const { course, questions } = await insertSampleCourse(db, { attemptRules: { ...RULES, ...rules } });
  const learner = await insertUser(db);
  await insertEnrolment(db, learner.userId, course.courseId);
  const clock = new TestClock();
  const courses = coursesOf([course], questions);
  const as: QuizWorld['as'] = (actor = learner, given = {}) =>
    testContext(db, { actor, clock, courses, ...given });
  const place = { course: course.document.slug, module: 'steel' };
  return {
    db,
    clock,
    course,
    questions,
    learner,
    as,
    place,
    start: async () => (await startAttempt(as(), place)).attemptId,
    async stored(attemptId) {
      const [attempt] = await db.select().from(attempts).where(eq(attempts.id, attemptId));
      if (!attempt) throw new Error(`No attempt ${attemptId}`);
      const rows = await db
        .select()
        .from(attemptQuestions)
        .where(eq(attemptQuestions.attemptId, attemptId))
        .orderBy(asc(attemptQuestions.position));
      return { attempt, rows };
    },
    rightAnswer: (row) => rightAnswerOf(questions.get(row.questionRevisionId)),
  };
}

function rightAnswerOf(question: QuestionDocument | undefined): unknown {
  switch (question?.type) {
    case 'single-choice':
      return question.correctKey;
    case 'multiple-choice':
      return question.correctKeys;
    case 'true-false':
      return String(question.answer);
    case 'numeric':
      return { typed: '1800 kg', unit: '' };
    case 'ordering':
      return Object.fromEntries(question.items.map(({ key }, index) => [key, String(index + 1)]));
    default:
      throw new Error('No such question');
  }
}

/** The answers of a form, as the route hands them on. */
export const formOf = (body: string) => answersFromForm(new URLSearchParams(body));
