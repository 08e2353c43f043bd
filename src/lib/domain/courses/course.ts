import type { CaptionTrack, RecordingFile } from './recording-file.ts';

/**
 * A published course as learners see it: the tree that publishing renders once and that every page reads from memory.
 * Keys are authored and immutable; `html` is sanitised when it is published.
 */

export const SECTORS = ['coal-power', 'cement', 'steel', 'chemicals', 'transport'] as const;
export type SectorKey = (typeof SECTORS)[number];

/** A place in the source report: heading as printed, paragraph counted from 1 below it. */
export interface SourcePlace {
  heading: string;
  paragraph: number;
}

export interface Fact {
  id: string;
  statement: string;
  source: SourcePlace;
}

export interface Section {
  key: string;
  title: string;
  minutes: number;
  html: string;
  /** Facts cited, in order of first use; their places are listed under the reading. */
  factIds: string[];
  /** Glossary entries used. */
  termKeys: string[];
}

export interface KeyFigure {
  key: string;
  value: string;
  unit: string;
  caption: string;
  factIds: string[];
  drawing: FigureDrawing | null;
}

export type FigureDrawing =
  | { type: 'share'; part: number; whole: number }
  | { type: 'bars'; bars: { label: string; value: number; unit: string }[] };

/** A window of a recording. `startSeconds` and `endSeconds` are null while nobody has set them: then it is the whole recording. */
export interface Segment {
  key: string;
  title: string;
  recordingKey: string;
  startSeconds: number | null;
  endSeconds: number | null;
  standIn: Section;
  /** Marks within the segment, in order. Absent: none. */
  chapters?: Chapter[];
}

/** A mark in a segment, in seconds of the segment. */
export interface Chapter {
  atSeconds: number;
  title: string;
}

export interface Recording {
  key: string;
  title: string;
  youtubeId: string;
  playlistId: string | null;
}

export interface Objective {
  key: string;
  text: string;
}

export interface Module {
  key: string;
  slug: string;
  /** 1 to n, in course order. */
  number: number;
  title: string;
  shortTitle: string;
  sector: SectorKey;
  lecturerKey: string;
  summary: string;
  minutes: number;
  objectives: Objective[];
  keyFigures: KeyFigure[];
  sections: Section[];
  segments: Segment[];
  quiz: {
    /** How many questions an attempt draws. */
    draw: number;
    /** The bank, pinned to revisions. */
    questions: { key: string; objectiveKey: string; revisionId: string }[];
  };
  facts: Fact[];
}

export interface Expert {
  key: string;
  name: string;
  familyName: string;
  role: string;
  affiliation: string;
  bio: string;
  /** The module that rests on this person's lecture; null where the report summarises none. */
  moduleKey: string | null;
}

export interface GlossaryEntry {
  key: string;
  term: string;
  short: string | null;
  definition: string;
  reference: { title: string; url: string } | null;
}

export interface AttemptRules {
  /** Attempts before the cool-down applies. */
  freeAttempts: number;
  coolDownSeconds: number;
  /** Null: unlimited. */
  attemptLimit: number | null;
  /** Null: no time limit. */
  timeLimitSeconds: number | null;
  /** After the deadline no answer is taken, but what was answered may be handed in for so long. Absent: not at all. */
  graceSeconds?: number;
}

export interface CourseDocument {
  key: string;
  slug: string;
  title: string;
  subtitle: string;
  summary: string;
  /** BCP 47 language of the course text. */
  language: string;
  /** Estimated hours of study, printed on the certificate. */
  studyHours: number;
  passMarkPercent: number;
  attemptRules: AttemptRules;
  source: { title: string; organisers: string[]; dates: string };
  recordings: Recording[];
  opening: Section;
  closing: Section;
  expertsNote: string;
  experts: Expert[];
  glossary: GlossaryEntry[];
  modules: Module[];
  /** Facts of the course itself, cited by the opening, the closing and the experts page. */
  facts: Fact[];
}

/** A course document together with the identity of its revision. */
export interface PublishedCourse {
  courseId: string;
  revisionId: string;
  revisionNumber: number;
  publishedAt: Date;
  document: CourseDocument;
  /** What staff uploaded of its recordings; not part of the revision. */
  files: readonly RecordingFile[];
  captions: readonly CaptionTrack[];
}

/** The module with that key, or undefined. */
export function findModule(course: CourseDocument, key: string): Module | undefined {
  return course.modules.find((module) => module.key === key);
}
