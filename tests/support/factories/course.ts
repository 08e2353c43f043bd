import { v7 as uuidv7 } from 'uuid';
import type { CourseDocument, Module, PublishedCourse, Section } from '#lib/domain/courses/course.ts';
import type { QuestionDocument } from '#lib/domain/questions/question.ts';
import { moduleShapesOf } from '#lib/domain/courses/module-shape.ts';
import type { Executor } from '#lib/server/db/client.ts';
import { saveShapes } from '#lib/server/queries/standings.ts';
import { courseRevisions, courses, questionRevisions } from '#lib/server/db/schema/index.ts';
import { sampleQuestions } from './course-questions.ts';

const PUBLISHED = new Date('2026-03-01T00:00:00Z');
let count = 0;

export interface SampleCourse {
  course: PublishedCourse;
  /** Question documents by revision id. */
  questions: Map<string, QuestionDocument>;
}

const section = (key: string, given: Partial<Section> = {}): Section => ({
  key,
  title: `Section ${key}`,
  minutes: 4,
  html: `<p>Text of ${key}</p>`,
  factIds: [],
  termKeys: [],
  ...given,
});

function sampleModule(
  key: 'steel' | 'cement',
  number: number,
  questions: Map<string, QuestionDocument>,
): Module {
  const bank = sampleQuestions(key).map((document) => ({ revisionId: uuidv7(), document }));
  for (const { revisionId, document } of bank) questions.set(revisionId, document);
  return {
    key,
    slug: key,
    number,
    title: `The ${key} industry`,
    shortTitle: key === 'steel' ? 'Steel' : 'Cement',
    sector: key,
    lecturerKey: `${key}-lecturer`,
    summary: `What the lecture says of ${key}.`,
    minutes: 20,
    objectives: [
      { key: `${key}-why`, text: `Explain why ${key} matters.` },
      { key: `${key}-how-much`, text: `State how much CO₂ ${key} causes.` },
    ],
    keyFigures: [
      {
        key: 'intensity',
        value: '1.8',
        unit: 't CO₂',
        caption: 'for each tonne',
        factIds: [`${key}-01`],
        drawing: null,
      },
    ],
    sections: [
      section(`${key}-first`, { factIds: [`${key}-01`], termKeys: ['clinker'] }),
      section(`${key}-second`),
    ],
    segments: [
      {
        key: 'lecture',
        title: 'The lecture',
        recordingKey: 'recording',
        startSeconds: 0,
        endSeconds: 120,
        standIn: section('stand-in', { html: '<p>A written summary of the lecture.</p>' }),
      },
    ],
    quiz: {
      draw: 5,
      questions: bank.map(({ revisionId, document }) => ({
        key: document.key,
        objectiveKey: document.objectiveKey,
        revisionId,
      })),
    },
    facts: [
      { id: `${key}-01`, statement: 'One tonne causes 1.8 tonnes.', source: { heading: key, paragraph: 1 } },
    ],
  };
}

/**
 * A published course of two modules (`steel`, `cement`), each with two sections, one segment of 120 s and a bank of six questions of all
 * five types (see course-questions.ts) of which an attempt draws five. Not in the database: see `insertSampleCourse`.
 */
export function sampleCourse(given: Partial<CourseDocument> = {}): SampleCourse {
  const questions = new Map<string, QuestionDocument>();
  const slug = given.slug ?? `sample-${++count}`;
  const expert = { familyName: 'LI', role: 'Professor', affiliation: 'A university', bio: 'Teaches.' };
  const document: CourseDocument = {
    key: slug,
    slug,
    title: 'A sample course',
    subtitle: 'Two sectors',
    summary: 'What two lectures say.',
    language: 'en',
    studyHours: 2,
    passMarkPercent: 60,
    attemptRules: { freeAttempts: 3, coolDownSeconds: 600, attemptLimit: null, timeLimitSeconds: null },
    source: { title: 'A report', organisers: ['The organisers'], dates: '8 and 9 June 2022' },
    recordings: [{ key: 'recording', title: 'The recording', youtubeId: 'aaaaaaaaaaa', playlistId: null }],
    opening: section('opening'),
    closing: section('closing'),
    expertsNote: 'The report does not summarise every lecture.',
    experts: [
      { ...expert, key: 'steel-lecturer', name: 'LI Steel', moduleKey: 'steel' },
      { ...expert, key: 'cement-lecturer', name: 'LI Cement', moduleKey: 'cement' },
      { ...expert, key: 'no-lecture', name: 'LI Silent', moduleKey: null },
    ],
    glossary: [
      { key: 'clinker', term: 'Clinker', short: null, definition: 'What a kiln makes.', reference: null },
    ],
    modules: [sampleModule('steel', 1, questions), sampleModule('cement', 2, questions)],
    facts: [],
    ...given,
  };
  const course = {
    courseId: uuidv7(),
    revisionId: uuidv7(),
    revisionNumber: 1,
    publishedAt: PUBLISHED,
    document,
    files: [],
    captions: [],
  };
  return { course, questions };
}

/** A sample course with its rows: the course, its current revision and its question revisions. */
export async function insertSampleCourse(
  db: Executor,
  given: Partial<CourseDocument> = {},
): Promise<SampleCourse> {
  const sample = sampleCourse(given);
  const { courseId, revisionId, document } = sample.course;
  await db.insert(courses).values({
    id: courseId,
    slug: document.slug,
    currentRevisionId: revisionId,
    createdAt: PUBLISHED,
  });
  await db.insert(courseRevisions).values({
    id: revisionId,
    courseId,
    number: 1,
    contentHash: document.slug,
    document,
    publishedAt: PUBLISHED,
  });
  await saveShapes(db, courseId, moduleShapesOf(document));
  const rows = document.modules.flatMap((module) =>
    module.quiz.questions.flatMap(({ key, revisionId: id }) => {
      const question = sample.questions.get(id);
      return question ? [{ id, courseId, moduleKey: module.key, key, document: question }] : [];
    }),
  );
  await db
    .insert(questionRevisions)
    .values(rows.map((row) => ({ ...row, number: 1, contentHash: row.key, createdAt: PUBLISHED })));
  return sample;
}
