import { describe, expect, test } from 'vitest';
import { readTypedQuestion, typedQuestion } from '#lib/server/content/question-text.ts';
import { oneOfEach, singleChoiceQuestion } from '../../../support/factories/questions.ts';

const question = singleChoiceQuestion({ key: 'steel-q01', factIds: ['steel-01'] });
const typed = typedQuestion(question);
const read = (change: Partial<typeof typed>) => readTypedQuestion(question, { ...typed, ...change }, []);

test.each(
  oneOfEach()
    .map((one) => ({ ...one, factIds: ['steel-01'] }))
    .map((one) => [one.type, one] as const),
)('a %s question that is typed as it stands is the same question', (_type, one) => {
  expect(readTypedQuestion(one, typedQuestion(one), [])).toEqual({ document: one, problems: [] });
});

test('the form shows what can be corrected, and not where the question belongs', () => {
  expect(typed).toMatchObject({ prompt: 'The prompt', explanation: 'The explanation', points: '1' });
  expect(typed.rest).toMatch(/^options:\n/);
  expect(typed.rest).not.toMatch(/^(key|type|objective|section|facts|prompt|explanation|points):/m);
});

test('prompt, explanation and points come from their fields, whatever signs they hold', () => {
  const prompt = 'One: "two"\n- three # \u2028 چهار';
  expect(read({ prompt, explanation: '', points: '1,5' })).toMatchObject({
    document: { prompt, explanation: '', points: 1.5, key: 'steel-q01', factIds: ['steel-01'] },
  });
});

describe('a fault is told with the line of the text in which it stands', () => {
  const options = ['options:', '  - { key: a, text: A, correct: true }', '  - { key: b, text: B }'];
  test.each([
    ['a mistyped key', [...options.slice(0, 2), '  - { key: b, texxt: B }'], 3],
    ['a key twice', [...options, '  - { key: b, text: C }'], 4],
    ['two right ones', [...options.slice(0, 2), '  - { key: b, text: B, correct: true }'], 1],
    ['YAML that is none', [...options, ' - [', 'x'], 4],
    ['a key of the head', [...options, 'prompt: Another'], 4],
    ['a field that the type has not', [...options, 'tolerance: 1'], 4],
  ])('%s', (_what, lines, line) => {
    const { document, problems } = read({ rest: lines.join('\n') });
    expect(document).toBeNull();
    expect(problems.map((one) => one.line)).toContain(line);
  });

  test('also where lines end as on Windows', () => {
    const rest = [...options, '  - { key: b, text: C }'].join('\r\n');
    expect(read({ rest }).problems).toEqual([{ line: 4, message: 'b stands twice' }]);
  });

  test('and as line 0 where it is in another field', () => {
    for (const change of [{ prompt: ' ' }, { points: 'many' }, { points: '0' }, { points: '' }]) {
      const { document, problems } = read(change);
      expect(document).toBeNull();
      expect(problems).toMatchObject([{ line: 0 }]);
    }
  });

  test.each([
    ['nothing', ''],
    ['a list', '- a'],
    ['two documents', 'options: []\n---\nkey: other'],
    [
      'an endless alias',
      'a: &a [1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c,*c,*c,*c,*c,*c,*c]',
    ],
    ['an alias of nothing', 'options: *nothing'],
  ])('%s is a fault and no failure', (_what, rest) => {
    const { document, problems } = read({ rest });
    expect(document).toBeNull();
    expect(problems.length).toBeGreaterThan(0);
  });
});
