import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { QuestionType } from '#lib/domain/questions/question.ts';

/** What is right, read from the authors' files: the tests answer quizzes as somebody who knows, not through the product. */

const folder = 'src/lib/content/industrial-decarbonization/modules';

export interface KnownQuestion {
  key: string;
  type: QuestionType;
  prompt: string;
  explanation: string;
  options?: { key: string; text: string; correct?: boolean }[];
  answer?: boolean | { value: number; unit: string };
  items?: { key: string; text: string; choice?: string }[];
  choices?: { key: string; text: string }[];
  accepted?: (string | { text: string })[];
  gaps?: KnownGap[];
  correct?: string[];
}

export interface KnownGap {
  key: string;
  kind: 'choice' | 'number' | 'text';
  options?: { key: string; text: string; correct?: boolean }[];
  value?: number;
  accepted?: (string | { text: string })[];
}

export const moduleFolders = readdirSync(folder).sort();

/** Slug of a module folder: `03-steel` is `steel`. */
export const slugOf = (moduleFolder: string) => moduleFolder.replace(/^\d+-/, '');

export function questionsOf(moduleFolder: string): KnownQuestion[] {
  const { questions } = parse(readFileSync(join(folder, moduleFolder, 'quiz.yaml'), 'utf8')) as {
    questions: KnownQuestion[];
  };
  return questions;
}

/** The form fields of the right answer. */
export function rightFields(question: KnownQuestion): Record<string, string | string[]> {
  const name = `q.${question.key}`;
  switch (question.type) {
    case 'single-choice':
      return { [name]: question.options?.find(({ correct }) => correct)?.key ?? '' };
    case 'multiple-choice':
      return { [name]: (question.options ?? []).filter(({ correct }) => correct).map(({ key }) => key) };
    case 'true-false':
      return { [name]: String(question.answer) };
    case 'numeric':
      return { [name]: String((question.answer as { value: number }).value) };
    case 'ordering':
      return Object.fromEntries(
        (question.items ?? []).map(({ key }, index) => [`${name}.${key}`, String(index + 1)]),
      );
    case 'short-text':
      return { [name]: firstText(question.accepted) };
    case 'matching':
    case 'categorise':
      return Object.fromEntries(
        (question.items ?? []).map(({ key, choice }) => [`${name}.${key}`, choice ?? '']),
      );
    case 'cloze':
      return Object.fromEntries((question.gaps ?? []).map((gap) => [`${name}.${gap.key}`, rightInGap(gap)]));
    case 'hotspot':
      return { [name]: question.correct ?? [] };
  }
}

const firstText = ([first]: KnownQuestion['accepted'] = []) =>
  typeof first === 'string' ? first : (first?.text ?? '');

/** What is sent for a gap: the key of the right option, the number or the word. */
export const rightInGap = ({ kind, options, value, accepted }: KnownGap): string => {
  if (kind === 'choice') return options?.find(({ correct }) => correct)?.key ?? '';
  return kind === 'number' ? String(value) : firstText(accepted);
};
