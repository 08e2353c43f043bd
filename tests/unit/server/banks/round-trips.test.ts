import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { QuestionDocument } from '#lib/domain/questions/question.ts';
import type { BankQuestion, ReadBank, WrittenBank } from '#lib/server/banks/bank.ts';
import { readGift } from '#lib/server/banks/gift/read-gift.ts';
import { writeGift } from '#lib/server/banks/gift/write-gift.ts';
import { meaningOf } from '#lib/server/banks/meaning.ts';
import { readMoodle } from '#lib/server/banks/moodle/read-moodle.ts';
import { writeMoodle } from '#lib/server/banks/moodle/write-moodle.ts';
import { readQti } from '#lib/server/banks/qti/read-qti.ts';
import { writeQti } from '#lib/server/banks/qti/write-qti.ts';
import { readPicture } from '#lib/server/content/pictures.ts';
import { awkwardQuestion, bankQuestion } from '../../../support/bank-texts.ts';
import { oneOfEach } from '../../../support/factories/questions.ts';

/** What one format and our questions can both say comes back as it went out; what is lost is listed. */

type Content = string & Uint8Array;
const FORMATS: [
  string,
  (questions: readonly BankQuestion[]) => WrittenBank<unknown> | Promise<WrittenBank<unknown>>,
  (content: Content) => ReadBank | Promise<ReadBank>,
][] = [
  ['GIFT', writeGift, readGift],
  ['Moodle XML', writeMoodle, readMoodle],
  ['QTI 3.0', writeQti, readQti],
];

const SVG = readPicture(
  new TextEncoder().encode(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><rect width="300" height="100"/></svg>',
  ),
);

/** With a real picture where it has one. */
function withPicture(question: QuestionDocument): BankQuestion {
  if (question.type !== 'hotspot' || 'fault' in SVG) return bankQuestion(question);
  const { bytes, ...picture } = SVG;
  return {
    ...bankQuestion({ ...question, picture: { ...picture, alt: question.picture.alt } }),
    picture: bytes,
  };
}

describe.each(FORMATS)('%s', (_format, write, read) => {
  test('any question comes back the same, unless the loss was listed', async () => {
    await fc.assert(
      fc.asyncProperty(awkwardQuestion, async (question) => {
        const given = withPicture(question);
        const { content, problems } = await write([given]);
        const again = await read(content as Content);
        if (problems.some(({ isLeftOut }) => isLeftOut)) {
          expect(again.questions).toEqual([]);
          return;
        }
        const shown = typeof content === 'string' ? content : undefined;
        expect(again.problems, shown).toEqual([]);
        expect(again.questions).toHaveLength(1);
        if (problems.length === 0) {
          const [back] = again.questions;
          expect(back && JSON.parse(meaningOf(back.body)), shown).toEqual(JSON.parse(meaningOf(given.body)));
        }
      }),
      { numRuns: 200 },
    );
  });

  test('a bank of one question of each type: each is carried or listed by its name', async () => {
    const given = oneOfEach().map((question) => withPicture(question));
    const { content, problems } = await write(given);
    const carried = (await read(content as Content)).questions.map(({ name }) => name);
    const left = problems.filter(({ isLeftOut }) => isLeftOut).map(({ name }) => name);
    expect([...carried, ...left].sort()).toEqual(given.map(({ name }) => name).sort());
  });
});
