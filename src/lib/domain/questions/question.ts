/**
 * What every question of every type shares. A type adds its own fields in its own file (single-choice.ts, ...) and registers
 * in registry.ts; nothing else needs to know it.
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
}

export interface ChoiceOption {
  key: string;
  text: string;
}

export interface SingleChoiceQuestion extends QuestionBase {
  type: 'single-choice';
  options: ChoiceOption[];
  correctKey: string;
}

export interface MultipleChoiceQuestion extends QuestionBase {
  type: 'multiple-choice';
  options: ChoiceOption[];
  correctKeys: string[];
}

export interface TrueFalseQuestion extends QuestionBase {
  type: 'true-false';
  answer: boolean;
}

/** `factor` turns a number in this unit into the unit of the answer: 0.001 for kg where the answer is in t. */
export interface AcceptedUnit {
  unit: string;
  factor: number;
  aliases: string[];
}

export interface NumericQuestion extends QuestionBase {
  type: 'numeric';
  value: number;
  tolerance: { absolute: number } | { relative: number };
  unit: string;
  units: AcceptedUnit[];
}

export interface OrderingQuestion extends QuestionBase {
  type: 'ordering';
  /** In the right order. */
  items: ChoiceOption[];
}

export type QuestionDocument =
  SingleChoiceQuestion | MultipleChoiceQuestion | TrueFalseQuestion | NumericQuestion | OrderingQuestion;
export type QuestionType = QuestionDocument['type'];
