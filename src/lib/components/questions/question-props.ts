import type { LearnerView } from '#lib/domain/questions/kind.ts';

/** What every question component takes: the question, what its fields hold, and whom to tell of a change. It keeps nothing itself. */
export interface QuestionProps {
  asked: LearnerView;
  /** As the question's type makes it (domain/questions): see `draftAnswer`. */
  draft: unknown;
  /** Name of the form field. */
  name: string;
  /** Id of the prompt, for controls that need it as their name. */
  labelledby: string;
  /** Language of the question. */
  lang: string;
  ondraft: (draft: unknown) => void;
}
