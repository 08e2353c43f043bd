import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** What is right, read from the authors' files: the tests answer quizzes as somebody who knows, not through the product. */

const folder = 'src/lib/content/industrial-decarbonization/modules';

export interface KnownQuestion {
  key: string;
  type: 'single-choice' | 'multiple-choice' | 'true-false' | 'numeric' | 'ordering';
  prompt: string;
  explanation: string;
  options?: { key: string; text: string; correct?: boolean }[];
  answer?: boolean | { value: number; unit: string };
  items?: { key: string; text: string }[];
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
  }
}
