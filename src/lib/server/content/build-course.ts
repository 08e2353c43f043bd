import type { CourseDocument, Fact, Module, Section, Segment } from '#lib/domain/courses/course.ts';
import type { QuestionBase, QuestionDocument } from '#lib/domain/questions/question.ts';
import {
  keyFiguresOf,
  type AuthoredCourse,
  type AuthoredModule,
  type AuthoredSection,
} from './read-course.ts';
import type { FactEntry, QuestionEntry } from './schema.ts';

/** A checked course as it will be published; questions get their revisions when they are written. */
export interface BuiltCourse {
  document: CourseDocument;
  questions: { moduleKey: string; document: QuestionDocument }[];
}

const MINUTE_SECONDS = 60;

/** Turns checked files into the tree that is published. `revisionId` of each question is empty here. */
export function buildCourse(authored: AuthoredCourse): BuiltCourse {
  const { attempts, source, recordings, modules: _folders, ...course } = authored.course.value;
  const { limit, timeLimitMinutes } = attempts;
  return {
    document: {
      ...course,
      slug: course.key,
      attemptRules: {
        freeAttempts: attempts.free,
        coolDownSeconds: attempts.coolDownMinutes * MINUTE_SECONDS,
        attemptLimit: limit,
        timeLimitSeconds: timeLimitMinutes === null ? null : timeLimitMinutes * MINUTE_SECONDS,
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
    questions: authored.modules.flatMap(({ module, quiz }) =>
      quiz.value.questions.map((question) => ({
        moduleKey: module.value.key,
        document: buildQuestion(question),
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
    segments: segments.map(({ key, title, recording, start, end, standIn }): Segment => ({
      key,
      title,
      recordingKey: recording,
      startSeconds: start,
      endSeconds: end,
      standIn: named(standIn),
    })),
    quiz: {
      draw: authored.quiz.value.draw,
      questions: authored.quiz.value.questions.map(({ key, objective }) => ({
        key,
        objectiveKey: objective,
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

function buildQuestion(entry: QuestionEntry): QuestionDocument {
  const base: QuestionBase = {
    key: entry.key,
    objectiveKey: entry.objective,
    sectionKey: entry.section,
    factIds: entry.facts,
    prompt: entry.prompt,
    explanation: entry.explanation,
    points: entry.points,
  };
  switch (entry.type) {
    case 'single-choice': {
      const correct = entry.options.find((option) => option.correct);
      return {
        ...base,
        type: entry.type,
        options: withoutKey(entry.options),
        correctKey: correct?.key ?? '',
      };
    }
    case 'multiple-choice': {
      const correctKeys = entry.options.filter(({ correct }) => correct).map(({ key }) => key);
      return { ...base, type: entry.type, options: withoutKey(entry.options), correctKeys };
    }
    case 'true-false':
      return { ...base, type: entry.type, answer: entry.answer };
    case 'numeric': {
      const { value, tolerance, unit } = entry.answer;
      return { ...base, type: entry.type, value, tolerance, unit, units: entry.units };
    }
    case 'ordering':
      return { ...base, type: entry.type, items: entry.items };
  }
}

const withoutKey = (options: readonly { key: string; text: string }[]) =>
  options.map(({ key, text }) => ({ key, text }));
