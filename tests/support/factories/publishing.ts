import { and, asc, desc, eq } from 'drizzle-orm';
import { onTestFinished, vi } from 'vitest';
import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import { createCourses } from '#lib/server/content/published-courses.ts';
import type { Ctx } from '#lib/server/context.ts';
import type { Database } from '#lib/server/db/client.ts';
import {
  attemptQuestions,
  attempts,
  courseRevisions,
  questionRevisions,
} from '#lib/server/db/schema/index.ts';
import { publishCourse, type PublishReport } from '#lib/server/services/courses/publish-course.ts';
import { authoredCourse, type AuthoredFolder } from '../authored-course.ts';
import { TestClock, testContext } from '../context.ts';
import { insertEnrolment, insertUser } from './learning.ts';

/** What is right in the first revision of the authored course; `a` in all other questions. */
const authoredAnswers: Readonly<Record<string, unknown>> = {
  'steel-q01': 'b',
  'steel-q02': ['a', 'c'],
  'steel-q03': 'false',
  'steel-q04': { typed: '1.8', unit: 't' },
  'steel-q05': { a: '1', b: '2', c: '3' },
  'steel-q13': 'true',
};
/** The right answer as the page sends it. */
export const authoredAnswer = (key: string) => authoredAnswers[key] ?? 'a';

export const QUIZ = 'modules/01-steel/quiz.yaml';
export const MODULE = 'modules/01-steel/module.yaml';
export const STEEL = { course: 'sample', module: 'steel' };
const EXTRA = '03-extra.md';

export interface PublishingWorld {
  authored: AuthoredFolder;
  clock: TestClock;
  as(actor?: Actor | null): Ctx;
  /** Publishes the folder as it is now and waits until the memory of courses knows. */
  publish(): Promise<PublishReport>;
  /** What the memory of courses holds. */
  published(): Promise<PublishedCourse>;
  learner(): Promise<Actor>;
}

/** The authored course in a database that holds no other, with the product's own memory of it. */
export async function publishingWorld(database: Database): Promise<PublishingWorld> {
  await database.sql`truncate courses cascade`;
  const authored = await authoredCourse();
  const courses = createCourses(database);
  onTestFinished(() => courses.close());
  const clock = new TestClock();
  const as: PublishingWorld['as'] = (actor = null) => testContext(database.db, { actor, clock, courses });
  const published = async () => {
    const course = await courses.findBySlug(STEEL.course);
    if (!course) throw new Error('The course is not published.');
    return course;
  };
  return {
    authored,
    clock,
    as,
    published,
    async publish() {
      const report = await publishCourse(as(), authored.folder);
      await vi.waitUntil(async () => (await published()).revisionNumber === report.revisionNumber, 10_000);
      return report;
    },
    async learner() {
      const actor = await insertUser(database.db);
      await insertEnrolment(database.db, actor.userId, (await published()).courseId);
      return actor;
    },
  };
}

/** Another key for the numeric question, which every attempt asks: 1 instead of 1.8. */
export const correctQuestion = ({ replace }: AuthoredFolder) =>
  replace(QUIZ, 'answer: { value: 1.8,', 'answer: { value: 1,');

const ADDED = `  - key: steel-q13
    type: true-false
    objective: steel-how-much
    section: why-steel-matters
    facts: [steel-01]
    prompt: Steel causes CO₂.
    answer: true
    explanation: It does.
`;

/** A thirteenth question, true, which every attempt asks. */
export const addQuestion = ({ replace }: AuthoredFolder) =>
  replace(QUIZ, 'questions:\n', `questions:\n${ADDED}`);

export const removeQuestion = ({ replace }: AuthoredFolder) => replace(QUIZ, ADDED, '');

/** A third section, `steel-extra`. */
export async function addSection({ replace, write }: AuthoredFolder): Promise<void> {
  await write(
    `modules/01-steel/${EXTRA}`,
    '---\nkey: steel-extra\ntitle: More\nminutes: 1\n---\nProducers run pilot plants. [^steel-02]\n',
  );
  await replace(MODULE, 'sections: [01-why.md, 02-next.md]', `sections: [01-why.md, 02-next.md, ${EXTRA}]`);
}

export async function removeSection({ replace, remove }: AuthoredFolder): Promise<void> {
  await replace(MODULE, `, ${EXTRA}]`, ']');
  await remove(`modules/01-steel/${EXTRA}`);
}

/** Revisions of the course, oldest first. */
export const courseRevisionsOf = ({ db }: Database) =>
  db.select().from(courseRevisions).orderBy(asc(courseRevisions.number));

/** Revisions of one question, oldest first. */
export const questionRevisionsOf = ({ db }: Database, key: string) =>
  db
    .select()
    .from(questionRevisions)
    .where(eq(questionRevisions.key, key))
    .orderBy(asc(questionRevisions.number));

/** The newest attempt of somebody, and its row of one question. */
export async function storedAnswer({ db }: Database, { userId }: Actor, questionKey: string) {
  const [row] = await db
    .select({ attempt: attempts, question: attemptQuestions })
    .from(attempts)
    .innerJoin(attemptQuestions, eq(attemptQuestions.attemptId, attempts.id))
    .where(and(eq(attempts.userId, userId), eq(attemptQuestions.questionKey, questionKey)))
    .orderBy(desc(attempts.number))
    .limit(1);
  if (!row) throw new Error(`${questionKey} was not asked.`);
  return row;
}
