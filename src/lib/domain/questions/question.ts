import type { CategoriseQuestion } from './categorise.ts';
import type { ClozeQuestion } from './cloze.ts';
import type { HotspotQuestion } from './hotspot.ts';
import type { MatchingQuestion } from './matching.ts';
import type { MultipleChoiceQuestion } from './multiple-choice.ts';
import type { NumericQuestion } from './numeric.ts';
import type { OrderingQuestion } from './ordering.ts';
import type { ShortTextQuestion } from './short-text.ts';
import type { SingleChoiceQuestion } from './single-choice.ts';
import type { TrueFalseQuestion } from './true-false.ts';

/**
 * What every question of every type shares. A type adds its own fields in its own file (single-choice.ts, ...) and registers here
 * and in registry.ts; nothing else needs to know it.
 */
export interface QuestionBase {
  key: string;
  objectiveKey: string;
  /** The section of the reading that answers it. */
  sectionKey: string;
  factIds: string[];
  prompt: string;
  explanation: string;
  /** Points for a right answer; 1 unless the author says otherwise. */
  points: number;
  /** The place in a segment of the module that answers it, in seconds of the segment. Absent: none. */
  watch?: { segmentKey: string; seconds: number };
}

export interface ChoiceOption {
  key: string;
  text: string;
}

export type QuestionDocument =
  | SingleChoiceQuestion
  | MultipleChoiceQuestion
  | TrueFalseQuestion
  | NumericQuestion
  | ShortTextQuestion
  | MatchingQuestion
  | OrderingQuestion
  | ClozeQuestion
  | HotspotQuestion
  | CategoriseQuestion;

export type QuestionType = QuestionDocument['type'];
