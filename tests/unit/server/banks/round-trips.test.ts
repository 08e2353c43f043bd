import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BankQuestion, ReadBank, WrittenBank } from '#lib/server/banks/bank.ts';
import { readGift } from '#lib/server/banks/gift/read-gift.ts';
import { writeGift } from '#lib/server/banks/gift/write-gift.ts';
import { meaningOf } from '#lib/server/banks/meaning.ts';
import { readMoodle } from '#lib/server/banks/moodle/read-moodle.ts';
import { writeMoodle } from '#lib/server/banks/moodle/write-moodle.ts';
import { awkwardQuestion, bankQuestion } from '../../../support/bank-texts.ts';
import { oneOfEach } from '../../../support/factories/questions.ts';

/** What one format and our questions can both say comes back as it went out; what is lost is listed. */

const FORMATS: [string, (questions: readonly BankQuestion[]) => WrittenBank, (text: string) => ReadBank][] = [
  ['GIFT', writeGift, readGift],
  ['Moodle XML', writeMoodle, readMoodle],
];

describe.each(FORMATS)('%s', (_format, write, read) => {
  test('any question comes back the same, unless the loss was listed', () => {
    fc.assert(
      fc.property(awkwardQuestion, (question) => {
        const given = bankQuestion(question);
        const { content, problems } = write([given]);
        const again = read(content);
        if (problems.some(({ isLeftOut }) => isLeftOut)) {
          expect(again.questions).toEqual([]);
          return;
        }
        expect(again.problems, content).toEqual([]);
        expect(again.questions).toHaveLength(1);
        if (problems.length === 0) {
          const [back] = again.questions;
          expect(back && JSON.parse(meaningOf(back.body)), content).toEqual(
            JSON.parse(meaningOf(given.body)),
          );
        }
      }),
      { numRuns: 400 },
    );
  });

  test('a bank of one question of each type: each is carried or listed by its name', () => {
    const given = oneOfEach().map((question) => bankQuestion(question));
    const { content, problems } = write(given);
    const carried = read(content).questions.map(({ name }) => name);
    const left = problems.filter(({ isLeftOut }) => isLeftOut).map(({ name }) => name);
    expect([...carried, ...left].sort()).toEqual(given.map(({ name }) => name).sort());
  });
});
