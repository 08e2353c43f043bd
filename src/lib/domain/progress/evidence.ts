import type { Range } from './watched-ranges.ts';

/** Everything that one learner has shown in one course, as it is stored; what it amounts to is derived (module-progress.ts). */
export interface Evidence {
  sectionsRead: readonly { moduleKey: string; sectionKey: string; readAt: Date }[];
  segments: readonly SegmentEvidence[];
  quizzes: readonly QuizEvidence[];
  completions: readonly { moduleKey: string; completedAt: Date }[];
  /** Segments that staff excused the learner from. */
  exemptions: readonly { moduleKey: string; segmentKey: string }[];
}

/** The way a segment was followed: the two that need a player, and the written stand-in. */
export const EVIDENCE_WAYS = ['video', 'audio', 'transcript'] as const;
export type EvidenceWay = (typeof EVIDENCE_WAYS)[number];

export interface SegmentEvidence {
  moduleKey: string;
  segmentKey: string;
  watched: readonly Range[];
  /** As the player measured it; null until a player has. */
  lengthSeconds: number | null;
  way: EvidenceWay;
  standInReadAt: Date | null;
  /** Where the player stood last, on any device, in seconds of the segment; null before it played. */
  positionSeconds: number | null;
}

export interface QuizEvidence {
  moduleKey: string;
  /** Finished and graded attempts. */
  attempts: number;
  /** Best graded mark in percent, null before the first. */
  bestPercent: number | null;
  inProgressAttemptId: string | null;
}

export const NO_EVIDENCE: Evidence = {
  sectionsRead: [],
  segments: [],
  quizzes: [],
  completions: [],
  exemptions: [],
};
