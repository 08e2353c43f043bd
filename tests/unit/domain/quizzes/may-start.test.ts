import { describe, expect, test } from 'vitest';
import { OPEN_ACCESS, type QuizAccess } from '#lib/domain/quizzes/deadline.ts';
import { mayStart, type PastAttempts } from '#lib/domain/quizzes/may-start.ts';

const rules = { freeAttempts: 3, coolDownSeconds: 600, attemptLimit: null, timeLimitSeconds: null };
const now = new Date('2026-03-02T10:00:00Z');
const ago = (seconds: number) => new Date(now.getTime() - seconds * 1000);
const past = (finished: number, lastFinishedAt: Date | null = null): PastAttempts => ({
  openAttemptId: null,
  finished,
  lastFinishedAt,
});
const allowed = { allowed: true, resume: null };

test.each([
  [0, null],
  [1, ago(1)],
  [2, ago(1)],
])('after %i attempts a new one may start at once', (finished, last) => {
  expect(mayStart(rules, past(finished, last), now)).toEqual(allowed);
});

test.each([3, 4, 20])('after %i attempts one waits ten minutes', (finished) => {
  const retryAt = new Date(now.getTime() + 1000);
  expect(mayStart(rules, past(finished, ago(599)), now)).toEqual({
    allowed: false,
    reason: 'cool-down',
    retryAt,
  });
  expect(mayStart(rules, past(finished, ago(600)), now)).toEqual(allowed);
});

test('an attempt in progress is gone on with, even when no other would be allowed', () => {
  const open = { ...past(9, ago(1)), openAttemptId: 'open' };
  expect(mayStart({ ...rules, attemptLimit: 3 }, open, now)).toEqual({ allowed: true, resume: 'open' });
});

test('a limit ends the attempts for good', () => {
  const limited = { ...rules, attemptLimit: 4 };
  expect(mayStart(limited, past(4, ago(9_999)), now)).toEqual({
    allowed: false,
    reason: 'limit-reached',
    retryAt: null,
  });
  expect(mayStart(limited, past(3, ago(9_999)), now)).toEqual(allowed);
});

test('without a cool-down nobody waits', () => {
  expect(mayStart({ ...rules, coolDownSeconds: 0 }, past(7, now), now)).toEqual(allowed);
});

describe('dates and what was granted', () => {
  const access = (given: Partial<QuizAccess>): QuizAccess => ({ ...OPEN_ACCESS, ...given });
  const [earlier, later] = [new Date('2026-03-01T00:00:00Z'), new Date('2026-04-01T00:00:00Z')];
  const today = new Date('2026-03-15T00:00:00Z');
  const given = { freeAttempts: 1, coolDownSeconds: 600, attemptLimit: 2, timeLimitSeconds: null };
  const done = (finished: number, openAttemptId: string | null = null) => ({
    openAttemptId,
    finished,
    lastFinishedAt: today,
  });

  test.each([
    [
      'before it opens',
      done(0),
      access({ opensAt: later }),
      { allowed: false, reason: 'not-open-yet', retryAt: later },
    ],
    [
      'after it closed',
      done(0),
      access({ closesAt: earlier }),
      { allowed: false, reason: 'closed', retryAt: null },
    ],
    [
      'at the closing date itself',
      done(0),
      access({ closesAt: today }),
      { allowed: false, reason: 'closed', retryAt: null },
    ],
    [
      'while it is open',
      done(0),
      access({ opensAt: earlier, closesAt: later }),
      { allowed: true, resume: null },
    ],
    [
      'on with an open attempt after it closed',
      done(1, 'a'),
      access({ closesAt: earlier }),
      { allowed: true, resume: 'a' },
    ],
    [
      'past the limit with one granted, without a pause',
      done(1),
      access({ extraAttempts: 1 }),
      { allowed: true, resume: null },
    ],
    [
      'when the granted ones are used up',
      done(3),
      access({ extraAttempts: 1 }),
      { allowed: false, reason: 'limit-reached', retryAt: null },
    ],
  ])('%s', (_when, past, granted, outcome) => {
    expect(mayStart(given, past, today, granted)).toEqual(outcome);
  });
});
