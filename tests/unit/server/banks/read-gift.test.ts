import { describe, expect, test } from 'vitest';
import { readGift } from '#lib/server/banks/gift/read-gift.ts';

/** Files as teachers write them for Moodle. */

const only = (text: string) => {
  const { questions, problems } = readGift(text);
  return { question: questions[0], body: questions[0]?.body as never as Record<string, unknown>, problems };
};
const texts = (parts: unknown) => (parts as { text: string }[]).map(({ text }) => text);

test('a bank: names, lines, comments and categories', () => {
  const { questions, problems } = readGift(`// Question bank of the course
$CATEGORY: Steel/First lecture

// question: 1
::Scale::How much CO₂ does one tonne of steel cause?{#1.8:0.05}

Steel is a metal. {T}

What is clinker?{
  =Sintered limestone#Right.
  ~A kind of steel#No.
  ~A gas
}
`);
  expect(questions.map(({ name, line, body }) => [name, line, body.type])).toEqual([
    ['Scale', 5, 'numeric'],
    ['Steel is a metal.', 7, 'true-false'],
    ['What is clinker?', 9, 'single-choice'],
  ]);
  expect(problems.filter(({ code }) => code === 'category')).toEqual([
    {
      name: 'Steel/First lecture',
      line: 2,
      code: 'category',
      detail: 'Steel/First lecture',
      isLeftOut: false,
    },
  ]);
});

describe('reads', () => {
  test('several right answers with their shares', () => {
    const { body, problems } = only(
      'Which are gases?{~%50%CO₂ ~%50%CH₄ ~%-50%Lime ~%-50%Coke ####Two of them.}',
    );
    expect(body).toMatchObject({ type: 'multiple-choice', explanation: 'Two of them.' });
    expect(texts(body['options'])).toEqual(['CO₂', 'CH₄', 'Lime', 'Coke']);
    expect(body['correctKeys']).toHaveLength(2);
    expect(problems).toEqual([]);
  });

  test('a range, and what is said to a right answer as the explanation', () => {
    const { body } = only('Which share?{#7.5..8.5#About 8 percent.}');
    expect(body).toMatchObject({
      type: 'numeric',
      value: 8,
      tolerance: { absolute: 0.5 },
      explanation: 'About 8 percent.',
    });
  });

  test('short answers, matching, and the missing word', () => {
    expect(only('Who wrote it?{=Guo =%50%G*####x}').body).toMatchObject({
      type: 'short-text',
      accepted: [
        { pattern: 'Guo', share: 1 },
        { pattern: 'G*', share: 0.5 },
      ],
    });
    const { body } = only('Match.{=coke -> furnace =lime -> kiln = -> turbine ####x}');
    expect(body['type']).toBe('matching');
    expect(texts(body['choices']).sort()).toEqual(['furnace', 'kiln', 'turbine']);
    expect(only('Steel is made from {=iron ~wood ####x} and carbon.').body).toMatchObject({
      type: 'cloze',
      text: 'Steel is made from {{gap-1}} and carbon.',
    });
  });

  test('HTML as plain text, with what is lost by name', () => {
    const { body, problems } = only('[html]<p>About <b>CO<sub>2</sub></b>&nbsp;&amp; lime</p>{T####x}');
    expect(body['prompt']).toBe('About CO₂\u00a0& lime');
    expect(problems).toMatchObject([{ code: 'markup', detail: 'b', isLeftOut: false }]);
  });

  test('keys of the parts tell nothing: the right option is not always the first letter', () => {
    const keys = ['one', 'two', 'three', 'four', 'five', 'six'].map(
      (name) => only(`Q ${name}?{=right ${name} ~wrong ${name} ~other ${name}####x}`).body['correctKey'],
    );
    expect(new Set(keys).size).toBeGreaterThan(1);
  });
});

test.each([
  ['an essay', 'Write about steel.{}', 'type-unsupported', 'essay'],
  ['a description', 'This is only a text.', 'type-unsupported', 'description'],
  ['no right answer', 'Which?{~a ~b}', 'no-right-answer', ''],
  ['one answer', 'Which?{~%100%a}', 'no-wrong-answer', ''],
  ['two right answers with one to choose', 'Which?{=a =b ~c}', 'several-right-answers', ''],
  ['an open brace', 'Which?{=a ~b', 'not-understood', '{ }'],
  ['two groups of answers', 'Which {=a ~b} or {=c ~d}?', 'not-understood', '{ }'],
  ['no question', '{=a ~b}', 'prompt-empty', ''],
  ['a number that is none', 'How much?{#many}', 'not-understood', 'many'],
])('%s is left out, by name and line', (_name, text, code, detail) => {
  const { questions, problems } = readGift(`// first\n\n${text}\n\nSteel is a metal.{T####x}`);
  expect(questions.map(({ name }) => name)).toEqual(['Steel is a metal.']);
  expect(problems).toMatchObject([{ line: 3, code, detail, isLeftOut: true }]);
});
