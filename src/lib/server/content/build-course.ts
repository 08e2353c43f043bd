import type { CourseDocument, Fact, Module, Section, Segment } from '#lib/domain/courses/course.ts';
import type { QuestionDocument } from '#lib/domain/questions/question.ts';
import { buildQuestion } from './questions/registry.ts';
import {
  keyFiguresOf,
  type AuthoredCourse,
  type AuthoredModule,
  type AuthoredSection,
} from './read-course.ts';
import type { FactEntry } from './schema.ts';

/** A checked course as it will be published; questions get their revisions when they are written. */
export interface BuiltCourse {
  document: CourseDocument;
  questions: { moduleKey: string; document: QuestionDocument }[];
}

const MINUTE_SECONDS = 60;

/** Turns checked files into the tree that is published. `revisionId` of each question is empty here. */
export function buildCourse(authored: AuthoredCourse): BuiltCourse {
  const { attempts, source, recordings, modules: _folders, ...course } = authored.course.value;
  const { limit, timeLimitMinutes, graceMinutes } = attempts;
  return {
    document: {
      ...course,
      slug: course.key,
      attemptRules: {
        freeAttempts: attempts.free,
        coolDownSeconds: attempts.coolDownMinutes * MINUTE_SECONDS,
        attemptLimit: limit,
        timeLimitSeconds: timeLimitMinutes === null ? null : timeLimitMinutes * MINUTE_SECONDS,
        ...(graceMinutes === undefined ? {} : { graceSeconds: graceMinutes * MINUTE_SECONDS }),
      },
      source: { title: source.title, organisers: source.organisers, dates: source.dates },
      recordings: recordings.map(({ key, title, youtube, playlist }) => ({
        key,
        title,
        youtubeId: youtube,
        playlistId: playlist ?? null,
      })),
      opening: section(authored.opening),
      closing: section(authored.closing),
      expertsNote: authored.experts.value.note,
      experts: authored.experts.value.experts.map(({ lecture, facts: _facts, ...expert }) => ({
        ...expert,
        moduleKey: lecture,
      })),
      glossary: authored.glossary.value.map(({ key, term, short, definition, reference }) => ({
        key,
        term,
        short: short ?? null,
        definition,
        reference: reference ?? null,
      })),
      modules: authored.modules.map((module, index) => buildModule(module, index + 1)),
      facts: authored.facts.value.map(fact),
    },
    questions: authored.modules.flatMap(({ module, quiz, pictures }) =>
      quiz.value.questions.map((question) => ({
        moduleKey: module.value.key,
        document: buildQuestion(question, (file) => pictures.get(file) ?? null),
      })),
    ),
  };
}

function buildModule(authored: AuthoredModule, number: number): Module {
  const { lecturer, sections, segments, keyFigures: _figures, ...module } = authored.module.value;
  const named = (file: string): Section => {
    const found = authored.sections.get(file);
    if (!found) throw new Error(`${file} was not read.`);
    return section(found);
  };
  return {
    ...module,
    slug: module.key,
    number,
    lecturerKey: lecturer,
    keyFigures: keyFiguresOf(authored.module.value),
    sections: sections.map(named),
    segments: segments.map(({ key, title, recording, start, end, standIn, chapters }): Segment => ({
      key,
      title,
      recordingKey: recording,
      startSeconds: start,
      endSeconds: end,
      standIn: named(standIn),
      // Without marks there is no list of them: a course that has none keeps its hash.
      ...(chapters.length > 0
        ? { chapters: chapters.map(({ at, title: of }) => ({ atSeconds: at, title: of })) }
        : {}),
    })),
    quiz: {
      draw: authored.quiz.value.draw,
      questions: authored.quiz.value.questions.map(({ key, objective }) => ({
        key,
        objectiveKey: objective ?? '',
        revisionId: '',
      })),
    },
    facts: authored.facts.value.map(fact),
  };
}

function section({ value, reading }: AuthoredSection): Section {
  return { ...value, html: reading.html, factIds: reading.factIds, termKeys: reading.termKeys };
}

function fact({ id, statement, source }: FactEntry): Fact {
  return { id, statement, source };
}
