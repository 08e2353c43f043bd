import { askedBase, toPoints, type Asked, type QuestionKind } from './kind.ts';
import type { ChoiceOption, QuestionBase } from './question.ts';
import { shuffle } from './shuffle.ts';

export interface OrderingQuestion extends QuestionBase {
  type: 'ordering';
  /** In the right order. */
  items: ChoiceOption[];
}

/** More items than any question has: what stands behind is not looked at. */
const MOST_ITEMS = 100;

/** Place of each item, from `1`, as far as they are chosen. */
export type Places = Readonly<Record<string, string>>;

/**
 * Items are put into order. The answer is the list of all keys. Points are the share of neighbours that are right: of n items there are n - 1
 * pairs that should stand directly behind each other.
 *
 * Worked example: right is a b c d; given b c d a keeps b-c and c-d: 2 of 3 of the points.
 */
export const ordering: QuestionKind<OrderingQuestion, string[], Places> = {
  blankAnswer: {},
  draft: placesOf,
  normalise(asked, raw) {
    const places = placesOf(asked, raw);
    const keys = keysOf(asked);
    const ordered = keys.map((_key, index) => keys.find((key) => places[key] === String(index + 1)));
    return ordered.length > 0 && ordered.every((key) => key !== undefined) ? ordered : null;
  },
  grade(question, answer) {
    const keys = keysOf(question);
    const kept = keys.slice(1).filter((key, index) => {
      const at = answer.indexOf(key);
      return at > 0 && answer[at - 1] === keys[index];
    });
    return toPoints(kept.length / (keys.length - 1), question.points);
  },
  learnerView: (question, next) => ({ ...askedBase(question), items: mixed(question, next) }),
  reviewView: (question, answer) => ({
    given:
      answer?.map((key) => ({ text: question.items.find((item) => item.key === key)?.text ?? key })) ?? null,
    right: question.items.map(({ text }) => ({ text })),
  }),
  rightAnswer: ({ items }) => items.map(({ key }) => key),
  // In a random order of n, each of the n - 1 neighbours is right once in n.
  guessShare: ({ items }) => 1 / items.length,
};

const keysOf = ({ items = [] }: Pick<Asked, 'items'>) => items.map(({ key }) => key);

/**
 * Shuffled from an order that says nothing, but never handed out in the right order, which would give the answer away for nothing. The keys
 * are seen too: see `keysTellOrder`.
 */
function mixed(question: OrderingQuestion, next: () => number) {
  const items = shuffle(byKey(question.items), next);
  const isRight = items.every((item, index) => item.key === question.items[index]?.key);
  return isRight ? [...items.slice(1), ...items.slice(0, 1)] : items;
}

const byKey = (items: readonly ChoiceOption[]) => [...items].sort((a, b) => (a.key < b.key ? -1 : 1));

/**
 * Would the keys of the items, which stand in the names of the form's fields, give the right order away? So they do when they are
 * in alphabetical order or in its reverse: a, b, c.
 */
export function keysTellOrder(items: readonly ChoiceOption[]): boolean {
  const keys = items.map(({ key }) => key).join();
  const sorted = byKey(items).map(({ key }) => key);
  return keys === sorted.join() || keys === [...sorted].reverse().join();
}

/** A list of keys in order, or a place for each item as a form without scripts sends it: `{ a: '2', b: '1' }` is b, a. */
function placesOf(asked: Asked, raw: unknown): Places {
  const keys = keysOf(asked);
  const isKey = (key: unknown): key is string => keys.includes(key as string);
  const sent = Array.isArray(raw) ? placesOfList(raw.slice(0, MOST_ITEMS).filter(isKey)) : raw;
  if (!sent || typeof sent !== 'object') return {};
  const given = new Map<string, unknown>(Object.entries(sent));
  const choices = keys.map((_key, index) => String(index + 1));
  return Object.fromEntries(
    keys.flatMap((key) => {
      const place = given.get(key);
      const chosen = choices.find((choice) => place === choice || place === Number(choice));
      return chosen === undefined ? [] : [[key, chosen]];
    }),
  );
}

const placesOfList = (list: readonly string[]): Places =>
  Object.fromEntries(list.map((key, index) => [key, String(index + 1)]));
