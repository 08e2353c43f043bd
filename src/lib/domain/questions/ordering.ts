import { askedBase, toPoints, type QuestionKind } from './kind.ts';
import type { OrderingQuestion } from './question.ts';
import { shuffle } from './shuffle.ts';

/**
 * Items are put into order. The answer is the list of all keys. Points are the share of neighbours that are right: of n items there are n - 1
 * pairs that should stand directly behind each other.
 *
 * Worked example: right is a b c d; given b c d a keeps b-c and c-d: 2 of 3 of the points.
 */
export const ordering: QuestionKind<OrderingQuestion, string[]> = {
  normalise(question, raw) {
    const keys = question.items.map(({ key }) => key);
    const given = Array.isArray(raw) ? raw.slice(0, 100) : orderOfPlaces(keys, raw);
    const known = given.filter((key): key is string => keys.includes(key as string));
    return known.length === keys.length && new Set(known).size === keys.length ? known : null;
  },
  grade(question, answer) {
    const keys = question.items.map(({ key }) => key);
    const kept = keys.slice(1).filter((key, index) => {
      const at = answer.indexOf(key);
      return at > 0 && answer[at - 1] === keys[index];
    });
    return toPoints(kept.length / (keys.length - 1), question.points);
  },
  learnerView: (question, next) => ({ ...askedBase(question), options: mixed(question, next) }),
  reviewView: (question, answer) => ({
    given: answer ? answer.map((key) => question.items.find((item) => item.key === key)?.text ?? key) : null,
    right: question.items.map(({ text }) => text),
  }),
};

/** Shuffled, but never handed out in the right order, which would give the answer away for nothing. */
function mixed(question: OrderingQuestion, next: () => number) {
  const items = shuffle(question.items, next);
  const isRight = items.every((item, index) => item.key === question.items[index]?.key);
  return isRight ? [...items.slice(1), ...items.slice(0, 1)] : items;
}

/** A form without scripts sends a place for each item: `{ a: '2', b: '1' }` is b, a. Equal or missing places are no order. */
function orderOfPlaces(keys: readonly string[], raw: unknown): string[] {
  if (!raw || typeof raw !== 'object') return [];
  const places = keys.map((key) => ({ key, place: Number((raw as Record<string, unknown>)[key]) }));
  const sorted = [...places].sort((a, b) => a.place - b.place);
  return sorted.every(({ place }, index) => place === index + 1) ? sorted.map(({ key }) => key) : [];
}
