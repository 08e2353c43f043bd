import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { writeAnswersFile } from '#lib/client/answers-file.ts';
import { readAnswersFile } from '#lib/domain/quizzes/answers-file.ts';

test('the page signs as the server checks', () => {
  const key = Uint8Array.from({ length: 32 }, (_zero, index) => index * 7);
  const given = {
    attempt: '01890a5d-ac96-774b-bcce-b302099a8057',
    answers: [{ question: 'steel-q01', seq: 2, answer: { typed: '۱٫۸', unit: 't' } }],
  };
  const file = readAnswersFile(
    writeAnswersFile(given, Buffer.from(key).toString('base64url'), new Date('2026-03-05T10:24:00Z')),
  );
  expect(file).toMatchObject({ ...given, savedAt: '2026-03-05T10:24:00.000Z' });
  expect(file?.signature).toBe(
    createHmac('sha256', key)
      .update(file?.signed ?? '')
      .digest('base64url'),
  );
});
