import type { CourseDocument, Module } from '../courses/course.ts';
import { coverageOf, isCovered } from './coverage.ts';
import type { Evidence, EvidenceWay } from './evidence.ts';
import { resumeAt } from './resume-at.ts';
import type { Range } from './watched-ranges.ts';
import { wayTaken } from './way-taken.ts';

/** What still stands between a learner and a module's completion. */
export type Missing =
  | { kind: 'section'; key: string; title: string }
  | { kind: 'segment'; key: string; title: string }
  | { kind: 'quiz'; bestPercent: number | null };

export interface SectionProgress {
  key: string;
  title: string;
  minutes: number;
  read: boolean;
}

export interface SegmentProgress {
  key: string;
  title: string;
  /** By what was followed, or because staff excused the learner from it. */
  covered: boolean;
  isExempt: boolean;
  /** Null while the length is unknown. */
  coverage: number | null;
  watched: readonly Range[];
  lengthSeconds: number | null;
  standInRead: boolean;
  /** Where to go on, in seconds of the segment; null: from the beginning. */
  resumeSeconds: number | null;
  /** As `wayTaken` judges; null before anything was recorded. */
  way: EvidenceWay | null;
}

export interface ModuleProgress {
  moduleKey: string;
  state: 'not-started' | 'in-progress' | 'complete';
  completedAt: Date | null;
  sections: SectionProgress[];
  segments: SegmentProgress[];
  quiz: { attempts: number; bestPercent: number | null; passed: boolean; inProgressAttemptId: string | null };
  missing: Missing[];
  stepsDone: number;
  stepsTotal: number;
}

/**
 * Where a learner stands in a module. Complete means: every section marked read, every segment covered (or excused from by staff), best attempt at or above the pass
 * mark. A recorded completion stands for good: a new revision with new sections never takes it away, so `state` is then `complete`
 * although `missing` may name something new.
 *
 * Worked example: 4 of 4 sections read, stand-in read, best mark 55 % at a pass mark of 60 %: `in-progress`, missing the quiz, 5 of 6 steps.
 */
export function moduleProgress(course: CourseDocument, module: Module, evidence: Evidence): ModuleProgress {
  const of = <T extends { moduleKey: string }>(rows: readonly T[]) =>
    rows.filter((row) => row.moduleKey === module.key);
  const read = new Set(of(evidence.sectionsRead).map((row) => row.sectionKey));
  const sections = module.sections.map(({ key, title, minutes }) => ({
    key,
    title,
    minutes,
    read: read.has(key),
  }));
  const segments = module.segments.map((segment) =>
    segmentProgress(segment, {
      rows: of(evidence.segments),
      isExempt: of(evidence.exemptions).some(({ segmentKey }) => segmentKey === segment.key),
    }),
  );
  const quizRow = of(evidence.quizzes)[0];
  const bestPercent = quizRow?.bestPercent ?? null;
  const quiz = {
    attempts: quizRow?.attempts ?? 0,
    bestPercent,
    passed: bestPercent !== null && bestPercent >= course.passMarkPercent,
    inProgressAttemptId: quizRow?.inProgressAttemptId ?? null,
  };
  const missing: Missing[] = [
    ...sections.filter((s) => !s.read).map(({ key, title }) => ({ kind: 'section' as const, key, title })),
    ...segments.filter((s) => !s.covered).map(({ key, title }) => ({ kind: 'segment' as const, key, title })),
    ...(quiz.passed ? [] : [{ kind: 'quiz' as const, bestPercent }]),
  ];
  const completedAt = of(evidence.completions)[0]?.completedAt ?? null;
  const stepsTotal = sections.length + segments.length + 1;
  const started =
    read.size > 0 ||
    of(evidence.segments).length > 0 ||
    quiz.attempts > 0 ||
    quiz.inProgressAttemptId !== null;
  return {
    moduleKey: module.key,
    state: completedAt ? 'complete' : started ? 'in-progress' : 'not-started',
    completedAt,
    sections,
    segments,
    quiz,
    missing,
    stepsDone: stepsTotal - missing.length,
    stepsTotal,
  };
}

function segmentProgress(
  segment: Module['segments'][number],
  { rows, isExempt }: { rows: Evidence['segments']; isExempt: boolean },
): SegmentProgress {
  const row = rows.find((candidate) => candidate.segmentKey === segment.key);
  const watched = row?.watched ?? [];
  const authored =
    segment.startSeconds !== null && segment.endSeconds !== null
      ? segment.endSeconds - segment.startSeconds
      : null;
  const lengthSeconds = authored ?? row?.lengthSeconds ?? null;
  const standInRead = Boolean(row?.standInReadAt);
  return {
    key: segment.key,
    title: segment.title,
    covered: isExempt || isCovered({ ranges: watched, lengthSeconds, standInRead }),
    isExempt,
    coverage: coverageOf(watched, lengthSeconds),
    watched,
    lengthSeconds,
    standInRead,
    resumeSeconds: resumeAt(row?.positionSeconds ?? null, lengthSeconds),
    way: row
      ? wayTaken({
          way: row.way,
          hasWatched: watched.length > 0,
          isWatchedEnough: isCovered({ ranges: watched, lengthSeconds, standInRead: false }),
          standInRead,
        })
      : null,
  };
}
