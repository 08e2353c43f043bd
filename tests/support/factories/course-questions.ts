import type { QuestionBase, QuestionDocument } from '#lib/domain/questions/question.ts';

const base = (moduleKey: string, number: number, given: Partial<QuestionBase> = {}): QuestionBase => ({
  key: `${moduleKey}-q0${number}`,
  objectiveKey: `${moduleKey}-${number % 2 === 1 ? 'why' : 'how-much'}`,
  sectionKey: number % 2 === 1 ? `${moduleKey}-first` : `${moduleKey}-second`,
  factIds: [`${moduleKey}-01`],
  prompt: `Prompt ${number} of ${moduleKey}`,
  explanation: `Explanation ${number} of ${moduleKey}`,
  points: 1,
  ...given,
});

const option = (key: string) => ({ key, text: `Option ${key}` });

/**
 * The bank of a sample module: six questions, every type at least once. Right answers: `<module>-q01` b; `q02` a and c; `q03` false;
 * `q04` 1.8 t (within 0.05; kg converts); `q05` a, b, c, d in this order; `q06` a.
 */
export function sampleQuestions(moduleKey: string): QuestionDocument[] {
  return [
    {
      ...base(moduleKey, 1),
      type: 'single-choice',
      options: ['a', 'b', 'c'].map(option),
      correctKey: 'b',
    },
    {
      ...base(moduleKey, 2),
      type: 'multiple-choice',
      options: ['a', 'b', 'c', 'd'].map(option),
      correctKeys: ['a', 'c'],
    },
    { ...base(moduleKey, 3), type: 'true-false', answer: false },
    {
      ...base(moduleKey, 4),
      type: 'numeric',
      value: 1.8,
      tolerance: { absolute: 0.05 },
      unit: 't',
      units: [
        { unit: 't', factor: 1, aliases: ['tonne', 'tonnes'] },
        { unit: 'kg', factor: 0.001, aliases: ['kilogram'] },
      ],
    },
    { ...base(moduleKey, 5), type: 'ordering', items: ['a', 'b', 'c', 'd'].map(option) },
    {
      ...base(moduleKey, 6),
      type: 'single-choice',
      options: ['a', 'b', 'c', 'd'].map(option),
      correctKey: 'a',
    },
  ];
}
