import type { Component } from 'svelte';
import type { QuestionType } from '#lib/domain/questions/question.ts';
import Categorise from './Categorise.svelte';
import Cloze from './Cloze.svelte';
import Hotspot from './Hotspot.svelte';
import Matching from './Matching.svelte';
import MultipleChoice from './MultipleChoice.svelte';
import Numeric from './Numeric.svelte';
import Ordering from './Ordering.svelte';
import type { QuestionProps } from './question-props.ts';
import ShortText from './ShortText.svelte';
import SingleChoice from './SingleChoice.svelte';
import TrueFalse from './TrueFalse.svelte';

/** How each question type is answered. */
export const QUESTION_COMPONENTS: Record<QuestionType, Component<QuestionProps>> = {
  'single-choice': SingleChoice,
  'multiple-choice': MultipleChoice,
  'true-false': TrueFalse,
  numeric: Numeric,
  'short-text': ShortText,
  matching: Matching,
  ordering: Ordering,
  cloze: Cloze,
  hotspot: Hotspot,
  categorise: Categorise,
};
