import { v7 as uuidv7 } from 'uuid';
import type { CourseDocument, Module, PublishedCourse, Section } from '#lib/domain/courses/course.ts';
import type { Actor, Role } from '#lib/domain/permissions.ts';
import { moduleShapesOf } from '#lib/domain/courses/module-shape.ts';
import type { Executor } from '#lib/server/db/client.ts';
import { saveShapes } from '#lib/server/queries/standings.ts';
import {
  attempts,
  cohortInstructors,
  cohorts,
  courseRevisions,
  courses,
  enrolments,
  users,
} from '#lib/server/db/schema/index.ts';

const START = new Date('2026-03-01T00:00:00Z');
let count = 0;

/** A person who can be an actor. */
export async function insertUser(
  db: Executor,
  given: Partial<typeof users.$inferInsert> & { role?: Role } = {},
): Promise<Actor & { email: string }> {
  const id = given.id ?? uuidv7();
  const row = {
    id,
    email: `person${++count}@example.org`,
    passwordHash: 'none',
    nameNative: 'Айгерім Нұрланқызы',
    nameLatin: 'Aigerim Nurlankyzy',
    nameLanguage: 'kk',
    createdAt: START,
    ...given,
  };
  await db.insert(users).values(row);
  return { userId: id, role: given.role ?? 'learner', email: row.email };
}

const section = (key: string): Section => ({
  key,
  title: `Section ${key}`,
  minutes: 4,
  html: `<p>${key}</p>`,
  factIds: [],
  termKeys: [],
});

function module(number: number): Module {
  return {
    key: `module-${number}`,
    slug: `module-${number}`,
    number,
    title: `Module ${number}`,
    shortTitle: `M${number}`,
    sector: 'steel',
    lecturerKey: 'lecturer',
    summary: '',
    minutes: 20,
    objectives: [],
    keyFigures: [],
    sections: [section('one'), section('two')],
    segments: [
      {
        key: 'lecture',
        title: 'Lecture',
        recordingKey: 'recording',
        startSeconds: 0,
        endSeconds: 120,
        standIn: section('stand-in'),
      },
    ],
    quiz: { draw: 8, questions: [] },
    facts: [],
  };
}

/** A published course of two modules for tests of progress: two sections and a segment of 120 s each, no questions. */
export async function insertPlainCourse(
  db: Executor,
  given: Partial<CourseDocument> = {},
): Promise<PublishedCourse> {
  const slug = `plain-${++count}`;
  const document: CourseDocument = {
    key: slug,
    slug,
    title: 'A plain course',
    subtitle: '',
    summary: '',
    language: 'en',
    studyHours: 2,
    passMarkPercent: 60,
    attemptRules: { freeAttempts: 3, coolDownSeconds: 600, attemptLimit: null, timeLimitSeconds: null },
    source: { title: 'Report', organisers: ['Organiser'], dates: '2022' },
    recordings: [],
    opening: section('opening'),
    closing: section('closing'),
    expertsNote: '',
    experts: [],
    glossary: [],
    modules: [module(1), module(2)],
    facts: [],
    ...given,
  };
  const published = {
    courseId: uuidv7(),
    revisionId: uuidv7(),
    revisionNumber: 1,
    publishedAt: START,
    document,
    files: [],
    captions: [],
  };
  await db.insert(courses).values({
    id: published.courseId,
    slug,
    currentRevisionId: published.revisionId,
    createdAt: START,
  });
  await db.insert(courseRevisions).values({
    id: published.revisionId,
    courseId: published.courseId,
    number: 1,
    contentHash: slug,
    document,
    publishedAt: START,
  });
  await saveShapes(db, published.courseId, moduleShapesOf(document));
  return published;
}

export async function insertEnrolment(
  db: Executor,
  userId: string,
  courseId: string,
  given: Partial<typeof enrolments.$inferInsert> = {},
): Promise<void> {
  await db.insert(enrolments).values({ userId, courseId, enrolledAt: START, ...given });
}

/** A graded attempt with that mark, without its questions. */
export async function insertGradedAttempt(
  db: Executor,
  course: PublishedCourse,
  given: { userId: string; moduleKey: string; percent: number; number?: number },
): Promise<void> {
  await db.insert(attempts).values({
    id: uuidv7(),
    userId: given.userId,
    courseId: course.courseId,
    moduleKey: given.moduleKey,
    number: given.number ?? 1,
    state: 'graded',
    revisionId: course.revisionId,
    seed: 1,
    startedAt: START,
    submittedAt: START,
    gradedAt: START,
    score: given.percent / 10,
    maxScore: 10,
  });
}

export async function insertCohort(
  db: Executor,
  course: PublishedCourse,
  instructorIds: readonly string[],
): Promise<string> {
  const id = uuidv7();
  await db.insert(cohorts).values({
    id,
    courseId: course.courseId,
    name: `Cohort ${++count}`,
    joinCode: `join-${count}`,
    createdAt: START,
  });
  for (const userId of instructorIds) await db.insert(cohortInstructors).values({ cohortId: id, userId });
  return id;
}
