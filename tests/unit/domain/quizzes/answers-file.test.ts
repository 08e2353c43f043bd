import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  answersToSign,
  fromBase64Url,
  LARGEST_ANSWERS_FILE,
  readAnswersFile,
  toBase64Url,
} from '#lib/domain/quizzes/answers-file.ts';

const attempt = '01890a5d-ac96-774b-bcce-b302099a8057';
const savedAt = '2026-03-05T10:24:00.000Z';
const signature = 'A'.repeat(43);
const part = (value: unknown) => toBase64Url(new TextEncoder().encode(JSON.stringify(value)));

test('what is written is read again, whatever the answers hold', () => {
  const answer = fc.record({
    question: fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/),
    seq: fc.nat({ max: 1_000_000_000 }),
    answer: fc.jsonValue().map((value): unknown => JSON.parse(JSON.stringify(value))),
  });
  fc.assert(
    fc.property(fc.array(answer, { maxLength: 20 }), fc.string({ unit: 'grapheme' }), (answers, words) => {
      const given = { attempt, savedAt, answers: [...answers, { question: 'q', seq: 1, answer: words }] };
      const signed = answersToSign(given);
      expect(readAnswersFile(`${signed}.${signature}`)).toEqual({ ...given, signed, signature });
    }),
  );
});

test('line ends that a mail programme or an editor adds do not matter', () => {
  const signed = answersToSign({ attempt, savedAt, answers: [] });
  const broken = `${signed.slice(0, 40)}\r\n${signed.slice(40)}.${signature}\n\n`;
  expect(readAnswersFile(broken)?.signed).toBe(signed);
});

describe('is no file of answers:', () => {
  const header = part({ alg: 'HS256', typ: 'pathways-answers' });
  const payload = { attempt, savedAt, answers: [{ question: 'a', seq: 1, answer: 'b' }] };
  const file = (given: unknown, head = header, mark = signature) => `${head}.${part(given)}.${mark}`;

  test('this one is', () => expect(readAnswersFile(file(payload))).not.toBeNull());

  test.each([
    ['nothing', ''],
    ['a picture', '\u0089PNG\r\n\u001a\n'],
    ['no signature', `${header}.${part(payload)}`],
    ['a signature that is too short', file(payload, header, 'AAAA')],
    ['an unsigned one', file(payload, part({ alg: 'none', typ: 'pathways-answers' }))],
    ['another algorithm', file(payload, part({ alg: 'RS256', typ: 'pathways-answers' }))],
    ['another kind of token', file(payload, part({ alg: 'HS256', typ: 'JWT' }))],
    ['a payload that is no JSON', `${header}.${toBase64Url(new Uint8Array([123, 34]))}.${signature}`],
    ['a payload that is no text', `${header}.${toBase64Url(new Uint8Array([255, 254]))}.${signature}`],
    ['a payload that is a list', file([payload])],
    ['no attempt', file({ ...payload, attempt: 3 })],
    ['no answers', file({ attempt, savedAt })],
    ['a sequence number below 0', file({ ...payload, answers: [{ question: 'a', seq: -1, answer: 1 }] })],
    ['a broken sequence number', file({ ...payload, answers: [{ question: 'a', seq: 1.5, answer: 1 }] })],
    ['an endless sequence number', file({ ...payload, answers: [{ question: 'a', seq: 1e12, answer: 1 }] })],
    ['an answer without its value', file({ ...payload, answers: [{ question: 'a', seq: 1 }] })],
    ['too many answers', file({ ...payload, answers: Array(201).fill(payload.answers[0]) })],
    ['a large one', 'a'.repeat(LARGEST_ANSWERS_FILE + 1)],
  ])('%s', (_name, text) => expect(readAnswersFile(text)).toBeNull());
});

test('bytes are written as RFC 4648 says', () => {
  expect(toBase64Url(new Uint8Array([251, 255, 254]))).toBe('-__-');
  fc.assert(
    fc.property(fc.uint8Array(), (bytes) => {
      expect([...fromBase64Url(toBase64Url(bytes))]).toEqual([...bytes]);
    }),
  );
});
