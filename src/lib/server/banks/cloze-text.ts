/** Where a format has one text for both, a blank line parts the prompt from the text with the gaps; without one this is the prompt. */
export const CLOZE_PROMPT = 'Complete the text.';

/**
 * Prompt and text of a question with gaps. `before` is what stands before the first gap.
 *
 * Worked example: `Choose a word.`, a blank line, `Steel needs ` is the prompt `Choose a word.` and the text `Steel needs `.
 */
export function splitPrompt(before: string): { prompt: string; text: string } {
  const at = before.indexOf('\n\n');
  const prompt = at < 0 ? '' : before.slice(0, at).trim();
  return prompt === ''
    ? { prompt: CLOZE_PROMPT, text: before.trimStart() }
    : { prompt, text: before.slice(at + 2).trimStart() };
}

/** Words that only look like a gap: a hair space parts their braces. */
export const withoutGaps = (text: string): string => text.replaceAll(/\{\{(?=[a-z0-9-]+\}\})/g, '{\u200A{');
