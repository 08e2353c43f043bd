import { describe, expect, test } from 'vitest';
import { readMoodle } from '#lib/server/banks/moodle/read-moodle.ts';

/** Files as Moodle writes them. */

const bank = (...questions: string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n${questions.join('\n')}\n</quiz>`;
const html = (name: string, text: string) =>
  `<${name} format="html"><text><![CDATA[${text}]]></text></${name}>`;
const answer = (fraction: number | string, text: string, more = '') =>
  `<answer fraction="${fraction}" format="html"><text>${text}</text><feedback format="html"><text></text></feedback>${more}</answer>`;
const question = (type: string, ...parts: string[]) =>
  `<question type="${type}"><name><text>A ${type}</text></name>${html('questiontext', '<p>Which?</p>')}${html('generalfeedback', '<p>So.</p>')}<defaultgrade>2.0000000</defaultgrade>${parts.join('')}</question>`;

const only = (...parts: [string, ...string[]]) => {
  const { questions, problems } = readMoodle(bank(question(...parts)));
  return { body: questions[0]?.body as never as Record<string, unknown>, problems };
};

test('names, lines, points and categories', () => {
  const { questions, problems } = readMoodle(
    bank(
      '<question type="category"><category><text>$course$/Steel</text></category></question>',
      question('truefalse', answer(100, 'true'), answer(0, 'false')),
    ),
  );
  expect(questions).toMatchObject([
    {
      name: 'A truefalse',
      line: 4,
      body: { type: 'true-false', answer: true, prompt: 'Which?', explanation: 'So.', points: 2 },
    },
  ]);
  expect(problems).toMatchObject([{ line: 3, code: 'category', detail: '$course$/Steel' }]);
});

describe('reads', () => {
  test('one choice and several, with the shares that Moodle rounds', () => {
    expect(only('multichoice', '<single>true</single>', answer(100, 'a'), answer(0, 'b')).body['type']).toBe(
      'single-choice',
    );
    const several = only(
      'multichoice',
      '<single>false</single>',
      ...['a', 'b', 'c'].map((text) => answer('33.33333', text)),
      answer('-33.33333', 'd'),
    );
    expect(several.body['correctKeys']).toHaveLength(3);
    expect(several.problems).toEqual([]);
  });

  test('a number with units: the multiplier is turned round', () => {
    const unit = (name: string, multiplier: number) =>
      `<unit><multiplier>${multiplier}</multiplier><unit_name>${name}</unit_name></unit>`;
    const { body } = only(
      'numerical',
      answer(100, '1.8', '<tolerance>0.05</tolerance>'),
      answer(0, '*'),
      `<units>${unit('t', 1)}${unit('kg', 1000)}${unit('tonne', 1)}</units>`,
      '<unitgradingtype>1</unitgradingtype><unitpenalty>0.1000000</unitpenalty>',
    );
    expect(body).toMatchObject({
      type: 'numeric',
      value: 1.8,
      tolerance: { absolute: 0.05 },
      unit: 't',
      units: [
        { unit: 't', factor: 1, aliases: ['tonne'] },
        { unit: 'kg', factor: 0.001, aliases: [] },
      ],
      wrongUnitLoses: 0.1,
    });
  });

  test('short answers, matching and ordering', () => {
    expect(
      only('shortanswer', '<usecase>1</usecase>', answer(100, 'lime*'), answer(0, '*')).body,
    ).toMatchObject({
      type: 'short-text',
      matchCase: true,
      accepted: [{ pattern: 'lime*', share: 1 }],
    });
    const pair = (item: string, choice: string) =>
      `<subquestion format="html"><text>${item}</text><answer><text>${choice}</text></answer></subquestion>`;
    expect(
      only('matching', pair('coke', 'furnace'), pair('lime', 'kiln'), pair('', 'turbine')).body,
    ).toMatchObject({ type: 'matching', items: [{ text: 'coke' }, { text: 'lime' }] });
    const { body, problems } = only(
      'ordering',
      '<gradingtype>ALL_OR_NOTHING</gradingtype>',
      ...['first', 'second', 'third'].map((text) => answer(1, text)),
    );
    expect(body).toMatchObject({
      type: 'ordering',
      items: [{ text: 'first' }, { text: 'second' }, { text: 'third' }],
    });
    expect(problems).toMatchObject([{ code: 'grading', detail: 'ALL_OR_NOTHING' }]);
  });

  test('embedded answers and missing words', () => {
    const cloze = readMoodle(
      bank(
        `<question type="cloze"><name><text>Gaps</text></name>${html(
          'questiontext',
          '<p>Fill.</p><p>Steel needs {1:MULTICHOICE:=iron#Yes~wood~%50%ore} and {2:SA:=coke~%50%coal} at {1:NM:=1500:50} degrees.</p>',
        )}${html('generalfeedback', 'So.')}</question>`,
      ),
    );
    expect(cloze.questions[0]?.body).toMatchObject({
      type: 'cloze',
      prompt: 'Fill.',
      text: 'Steel needs {{gap-1}} and {{gap-2}} at {{gap-3}} degrees.',
      gaps: [
        { kind: 'choice', weight: 1 },
        {
          kind: 'text',
          weight: 2,
          accepted: [
            { pattern: 'coke', share: 1 },
            { pattern: 'coal', share: 0.5 },
          ],
        },
        { kind: 'number', value: 1500, tolerance: { absolute: 50 } },
      ],
    });
    expect(cloze.problems.map(({ code }) => code).sort()).toEqual(['answer-feedback', 'share']);
    const words = readMoodle(
      bank(
        `<question type="gapselect"><name><text>Words</text></name>${html('questiontext', 'Steel needs [[2]].')}${html('generalfeedback', 'So.')}<selectoption><text>wood</text><group>1</group></selectoption><selectoption><text>iron</text><group>1</group></selectoption></question>`,
      ),
    );
    expect(words.questions[0]?.body).toMatchObject({ type: 'cloze', text: 'Steel needs {{gap-1}}.' });
  });

  test('what is lost beside the question: hints and tags', () => {
    const { problems } = only(
      'truefalse',
      answer(100, 'false'),
      '<hint format="html"><text>Think.</text></hint><tags><tag><text>easy</text></tag></tags>',
    );
    expect(problems.map(({ code, detail }) => [code, detail])).toEqual([
      ['hints', ''],
      ['tags', 'easy'],
    ]);
  });
});

describe('is left out, by name and line', () => {
  test.each(['essay', 'calculated', 'description', 'randomsamatch', 'stack', 'constructor'])(
    'type %s',
    (type) => {
      const { questions, problems } = readMoodle(bank(question(type)));
      expect(questions).toEqual([]);
      expect(problems).toMatchObject([
        { name: `A ${type}`, line: 3, code: 'type-unsupported', detail: type, isLeftOut: true },
      ]);
    },
  );

  test('a question whose text holds a picture', () => {
    const { questions, problems } = readMoodle(
      bank(
        `<question type="truefalse"><name><text>Seen</text></name>${html('questiontext', '<p>What is <img src="@@PLUGINFILE@@/kiln.png"/>?</p>')}${answer(100, 'true')}</question>`,
      ),
    );
    expect(questions).toEqual([]);
    expect(problems).toMatchObject([{ name: 'Seen', code: 'picture-in-text', detail: 'kiln.png' }]);
  });
});

test.each([
  [
    'a document type',
    '<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]><quiz>&x;</quiz>',
    'xml-doctype',
  ],
  ['broken XML', '<quiz><question></quiz>', 'xml-broken'],
  ['another document', '<assessmentItem/>', 'format-unknown'],
])('%s is refused as a whole', (_name, text, code) => {
  expect(readMoodle(text)).toMatchObject({ questions: [], problems: [{ code, isLeftOut: true }] });
});
