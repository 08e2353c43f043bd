import { expect, test } from 'vitest';
import { writeGift } from '#lib/server/banks/gift/write-gift.ts';
import { writeMoodle } from '#lib/server/banks/moodle/write-moodle.ts';
import { writeQti } from '#lib/server/banks/qti/write-qti.ts';
import { readYamlBank } from '#lib/server/banks/yaml/read-yaml.ts';
import { writeYaml } from '#lib/server/banks/yaml/write-yaml.ts';
import { bankQuestion } from '../../../support/bank-texts.ts';
import { singleChoiceQuestion } from '../../../support/factories/questions.ts';

const pointing = singleChoiceQuestion({ key: 'a', watch: { segmentKey: 'lecture', seconds: 3723 } });

test.each([
  ['GIFT', writeGift],
  ['Moodle XML', writeMoodle],
  ['QTI', writeQti],
])('%s cannot say a place in the recording, and that is listed', async (_format, write) => {
  const { problems } = await write([
    bankQuestion(pointing),
    bankQuestion(singleChoiceQuestion({ key: 'b' })),
  ]);
  expect(problems).toMatchObject([{ name: 'a', code: 'watch', isLeftOut: false }]);
});

test('our own form carries it', () => {
  const { content, problems } = writeYaml([bankQuestion(pointing)]);
  expect(problems).toEqual([]);
  expect(content).toContain('at: 1:02:03');
  expect(readYamlBank(content).questions[0]?.place?.watch).toEqual(pointing.watch);
});
