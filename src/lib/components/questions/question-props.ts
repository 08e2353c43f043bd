import type { LearnerView } from '#lib/domain/questions/kind.ts';

/** What every question component takes: the question, the answer so far (null: none), and whom to tell of a change. */
export interface QuestionProps {
  asked: LearnerView;
  answer: unknown;
  /** Name of the form field. */
  name: string;
  /** Id of the prompt, for controls outside a fieldset's legend. */
  labelledby: string;
  lang: string;
  onanswer: (answer: unknown) => void;
}
