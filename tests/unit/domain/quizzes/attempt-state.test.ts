import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  isOverdue,
  moveOf,
  takesAnswers,
  type AttemptEvent,
  type AttemptState,
} from '#lib/domain/quizzes/attempt-state.ts';
import { reviewPolicy } from '#lib/domain/quizzes/review-policy.ts';

const deadlineAt = new Date('2026-03-02T10:00:00Z');
const before = new Date('2026-03-02T09:59:59.999Z');
const at = deadlineAt;
const graceEndsAt = new Date('2026-03-02T10:02:00Z');
const over = graceEndsAt;
const states = ['in_progress', 'submitted', 'expired', 'graded'] as const;

describe('moving', () => {
  test.each<[AttemptState, AttemptEvent, Date, string]>([
    ['in_progress', 'submit', before, 'submitted'],
    ['in_progress', 'submit', at, 'submitted'],
    ['in_progress', 'submit', over, 'stays: overdue'],
    ['submitted', 'submit', before, 'stays: closed'],
    ['expired', 'submit', at, 'stays: closed'],
    ['graded', 'submit', before, 'stays: closed'],
    ['in_progress', 'expire', before, 'stays: time-left'],
    ['in_progress', 'expire', at, 'stays: time-left'],
    ['in_progress', 'expire', over, 'expired'],
    ['submitted', 'expire', at, 'stays: closed'],
    ['expired', 'expire', at, 'stays: closed'],
    ['graded', 'expire', at, 'stays: closed'],
    ['in_progress', 'grade', at, 'stays: open'],
    ['submitted', 'grade', before, 'graded'],
    ['expired', 'grade', at, 'graded'],
    ['graded', 'grade', at, 'stays: graded'],
  ])('%s, %s, %s: %s', (state, event, now, outcome) => {
    const move = moveOf({ state, deadlineAt, graceEndsAt }, event, now);
    expect(move.moves ? move.to : `stays: ${move.reason}`).toBe(outcome);
  });

  test('without a deadline nothing is ever too late', () => {
    const attempt = { state: 'in_progress' as const, deadlineAt: null, graceEndsAt: null };
    const late = new Date('2036-01-01T00:00:00Z');
    expect(moveOf(attempt, 'submit', late)).toEqual({ moves: true, to: 'submitted' });
    expect(moveOf(attempt, 'expire', late)).toEqual({ moves: false, reason: 'time-left' });
  });

  test('never goes back and ends graded, whatever happens in which order', () => {
    const rank = (state: AttemptState) => ({ in_progress: 0, submitted: 1, expired: 1, graded: 2 })[state];
    const events = fc.array(
      fc.record({
        event: fc.constantFrom<AttemptEvent>('submit', 'expire', 'grade'),
        now: fc.constantFrom(before, at, over),
      }),
    );
    fc.assert(
      fc.property(events, (happened) => {
        let state: AttemptState = 'in_progress';
        for (const { event, now } of happened) {
          const move = moveOf({ state, deadlineAt, graceEndsAt }, event, now);
          if (!move.moves) continue;
          expect(rank(move.to)).toBe(rank(state) + 1);
          state = move.to;
        }
      }),
    );
  });
});

test('answers are taken while it is in progress and before the deadline', () => {
  const taking = (now: Date) =>
    states.filter((state) => takesAnswers({ state, deadlineAt, graceEndsAt }, now));
  expect(taking(before)).toEqual(['in_progress']);
  expect(taking(at)).toEqual([]);
  expect(states.filter((state) => isOverdue({ state, graceEndsAt }, at))).toEqual([]);
  expect(states.filter((state) => isOverdue({ state, graceEndsAt }, over))).toEqual(['in_progress']);
});

test('score, right answers and explanations are shown once it is graded, and not before', () => {
  const nothing = { score: false, rightAnswers: false, explanations: false };
  for (const state of ['in_progress', 'submitted', 'expired'] as const)
    expect(reviewPolicy(state)).toEqual(nothing);
  expect(reviewPolicy('graded')).toEqual({ score: true, rightAnswers: true, explanations: true });
});
