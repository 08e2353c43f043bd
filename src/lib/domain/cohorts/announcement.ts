import type { AccountProblem } from '../accounts/problems.ts';

export const LONGEST_SUBJECT = 150;
export const LONGEST_ANNOUNCEMENT = 4_000;

/** What staff typed, as it is kept: the subject on one line, the text without empty ends. */
export const readAnnouncement = (typed: { subject: string; body: string }) => ({
  subject: typed.subject.replace(/\s+/g, ' ').trim(),
  body: typed.body.replace(/\r\n?/g, '\n').trim(),
});

/** What is wrong with a message, by field. Lengths are in characters. */
export function announcementProblems(given: {
  subject: string;
  body: string;
}): Record<'subject' | 'body', AccountProblem | null> {
  const judge = (text: string, longest: number) =>
    text === '' ? 'text-missing' : [...text].length > longest ? 'text-long' : null;
  return {
    subject: judge(given.subject, LONGEST_SUBJECT),
    body: judge(given.body, LONGEST_ANNOUNCEMENT),
  };
}

/**
 * The paragraphs of a plain text: what empty lines part. Breaks within a paragraph stay.
 *
 * Worked example: `"Dear all,\n\nthe quiz opens\non Monday."` is `["Dear all,", "the quiz opens\non Monday."]`.
 */
export const paragraphsOf = (text: string): string[] =>
  text
    .split(/\n[^\S\n]*\n+/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
