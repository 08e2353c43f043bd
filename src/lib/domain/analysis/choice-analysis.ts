import type { ReviewValue } from '../questions/kind.ts';
import { gradeAnswer, reviewedQuestion } from '../questions/registry.ts';
import type { QuestionDocument } from '../questions/question.ts';
import type { ThirdShares } from './thirds.ts';

/** How often one and the same answer was given in each third. `raw` as stored; null: not answered. Not whole where equal marks are cut: see `thirdsOf`. */
export interface AnswerCount extends ThirdShares {
  question: QuestionDocument;
  raw: unknown;
}

/** One response and how many gave it; a response of several parts is counted part by part. */
export interface ResponseCount extends ThirdShares {
  /** Item or gap that it answers; null where the question has one part. */
  part: string | null;
  /** What was chosen or typed; null: nothing. */
  given: ReviewValue[] | null;
  isRight: boolean;
}

type Response = Pick<ResponseCount, 'part' | 'given' | 'isRight'>;

/**
 * How often each response was given by the upper, middle and lower third. A good wrong option is taken by the lower third rather than the
 * upper one; a right one the other way round. Options that nobody took are listed too. The most frequent response of each part comes first,
 * "nothing" last.
 *
 * Worked example: a question with the options a (right), b and c. Two of the upper third answered a, one of the lower third b: a 2 0 0, b 0 0 1,
 * c 0 0 0.
 */
export function countResponses(answers: readonly AnswerCount[]): ResponseCount[] {
  const counts = new Map<string, ResponseCount>();
  for (const { question, raw, ...more } of answers)
    for (const { response, isGiven } of responsesOf(question, raw)) {
      const id = JSON.stringify([response.part, response.given]);
      const row = counts.get(id) ?? { ...response, upper: 0, middle: 0, lower: 0 };
      counts.set(id, isGiven ? added(row, more) : row);
    }
  return inOrder([...counts.values()]);
}

const added = (row: ResponseCount, more: ThirdShares): ResponseCount => ({
  ...row,
  upper: row.upper + more.upper,
  middle: row.middle + more.middle,
  lower: row.lower + more.lower,
});

/** How many gave it: whole again. */
export const givenBy = ({ upper, middle, lower }: ThirdShares): number => Math.round(upper + middle + lower);

/** A response as a line of its table. */
export interface ResponseRow extends Response {
  /** Of the upper and of the lower third, in percent. */
  upperPercent: number;
  lowerPercent: number;
  all: number;
}

/**
 * Counted responses as a table; `third` is how many attempts stand in an outer third. There is none where that is nobody.
 *
 * Worked example: 2 of an upper third of 4 and 1 of a lower one, nobody between: 50 %, 25 %, 3 in all.
 */
export function responseRows(responses: readonly ResponseCount[], third: number): ResponseRow[] {
  if (third <= 0) return [];
  return responses.map(({ part, given, isRight, ...thirds }) => ({
    part,
    given,
    isRight,
    upperPercent: (thirds.upper / third) * 100,
    lowerPercent: (thirds.lower / third) * 100,
    all: givenBy(thirds),
  }));
}

/** Has the question several parts, which the table then names? */
export const hasParts = (responses: readonly Pick<ResponseCount, 'part'>[]): boolean =>
  responses.some(({ part }) => part !== null);

/** What was answered in each part, and the options that were not taken. Reads the review, so that every type is covered by its own file. */
function responsesOf(question: QuestionDocument, raw: unknown): { response: Response; isGiven: boolean }[] {
  const { lines, pairs, given } = reviewedQuestion(question, raw, 0);
  if (lines) {
    const nothing = { part: null, given: null, isRight: false };
    return [
      ...lines.map((line) => ({
        response: { part: null, given: [{ text: line.text }], isRight: line.right },
        isGiven: line.given,
      })),
      ...(lines.some((line) => line.given) ? [] : [{ response: nothing, isGiven: true }]),
    ];
  }
  if (pairs)
    return pairs.map((pair) => ({
      response: {
        part: pair.text,
        given: pair.given === null ? null : [{ text: pair.given }],
        isRight: pair.isRight,
      },
      isGiven: true,
    }));
  const isRight = gradeAnswer(question, raw) >= question.points;
  return [{ response: { part: null, given: given ?? null, isRight }, isGiven: true }];
}

function inOrder(rows: readonly ResponseCount[]): ResponseCount[] {
  const parts = [...new Set(rows.map(({ part }) => part))];
  return [...rows].sort(
    (a, b) =>
      parts.indexOf(a.part) - parts.indexOf(b.part) ||
      Number(a.given === null) - Number(b.given === null) ||
      givenBy(b) - givenBy(a) ||
      (JSON.stringify(a.given) < JSON.stringify(b.given) ? -1 : 1),
  );
}
