import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readPicture } from '#lib/server/content/pictures.ts';
import { readYamlBank } from '#lib/server/banks/yaml/read-yaml.ts';
import { writeYaml } from '#lib/server/banks/yaml/write-yaml.ts';
import { awkwardQuestion, bankQuestion } from '../../../support/bank-texts.ts';
import { hotspotQuestion, numericQuestion } from '../../../support/factories/questions.ts';

const SVG = new TextEncoder().encode(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><rect width="300" height="100"/></svg>',
);

function hotspotWithPicture() {
  const read = readPicture(SVG);
  if ('fault' in read) throw new Error(read.fault);
  const { bytes, ...picture } = read;
  return {
    ...bankQuestion(hotspotQuestion({ picture: { ...picture, alt: 'Three boxes' } })),
    picture: bytes,
  };
}

test('any question that keeps the rules comes back with everything, keys and place too', () => {
  let carried = 0;
  fc.assert(
    fc.property(awkwardQuestion, (question) => {
      const given = bankQuestion({ ...question, factIds: ['steel-01'] });
      const { questions, problems } = readYamlBank(writeYaml([given]).content);
      // The generator does not know the rules of the authors; a question that breaks one is left out by name.
      if (problems.length > 0) {
        expect(questions).toEqual([]);
        expect(problems.every(({ code }) => code === 'breaks-rule')).toBe(true);
        return;
      }
      carried += 1;
      expect(questions[0]?.body).toEqual(given.body);
      expect(questions[0]?.place).toEqual(given.place);
    }),
    { numRuns: 400 },
  );
  expect(carried).toBeGreaterThan(40);
});

test('a picture travels inside the file', () => {
  const given = hotspotWithPicture();
  const { questions, problems } = readYamlBank(writeYaml([given]).content);
  expect(problems).toEqual([]);
  expect(questions[0]?.body).toEqual(given.body);
  expect(Buffer.from(questions[0]?.picture ?? []).equals(Buffer.from(given.picture))).toBe(true);
});

describe('is left out, by name and line:', () => {
  const entry = `  - key: q-one
    type: true-false
    prompt: Steel is a metal.
    answer: true
    explanation: So.
`;
  test.each([
    ['an unknown type', entry.replace('true-false', 'essay'), 3, 'type'],
    ['a missing answer', entry.replace('    answer: true\n', ''), 2, 'answer'],
    ['an unknown field', `${entry}    colour: red\n`, 7, 'colour'],
  ])('%s', (_name, text, line, word) => {
    const { questions, problems } = readYamlBank(`questions:\n${text}${entry.replace('q-one', 'q-two')}`);
    expect(questions.map(({ name }) => name)).toEqual(['q-two']);
    expect(problems[0]).toMatchObject({ name: 'q-one', line, code: 'breaks-rule' });
    expect(problems[0]?.detail).toContain(word);
  });

  test('a hotspot without its picture', () => {
    const { questions, problems } = readYamlBank(writeYaml([bankQuestion(hotspotQuestion())]).content);
    expect(questions).toEqual([]);
    expect(problems[0]?.detail).toContain('the picture');
  });
});

test.each([
  ['no YAML', 'questions: [', 1],
  ['a list', '- a', 1],
  ['an alias', 'questions:\n  - &a { key: x }\n  - *a', 3],
])('%s is refused as a whole', (_name, text, line) => {
  const { questions, problems } = readYamlBank(text);
  expect(questions).toEqual([]);
  expect(problems[0]).toMatchObject({ line, isLeftOut: true });
});

test("a module's own quiz file can be read", () => {
  const { content } = writeYaml([bankQuestion(numericQuestion({ prompt: 'How many t?' }))]);
  expect(readYamlBank(`draw: 8\n${content}`).questions).toHaveLength(1);
});
