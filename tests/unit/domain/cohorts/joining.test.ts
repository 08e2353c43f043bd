import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { JOIN_MODES } from '#lib/domain/cohorts/join-mode.ts';
import {
  invitationAnswer,
  invitationState,
  joinAnswer,
  type JoinRules,
} from '#lib/domain/cohorts/joining.ts';

const now = new Date('2026-03-02T08:00:00Z');
const before = new Date('2026-03-02T07:59:59Z');
const later = new Date('2026-03-02T08:00:01Z');
const open: JoinRules = { joinMode: 'open', joinLimit: null, joinClosesAt: null, archivedAt: null };
const stranger = { isMember: false, isWaiting: false };
const answer = (given: Partial<JoinRules>, person: Partial<typeof stranger> = {}, learners = 0) =>
  joinAnswer({ ...open, ...given }, { ...stranger, ...person }, { now, learners });

describe('the address of a cohort', () => {
  test.each([
    ['lets somebody in', {}, {}, 0, 'join'],
    ['lets somebody ask', { joinMode: 'approval' }, {}, 0, 'ask'],
    ['lets nobody in where it is closed', { joinMode: 'closed' }, {}, 0, 'closed'],
    ['lets somebody in until it closes', { joinClosesAt: later }, {}, 0, 'join'],
    ['lets nobody in from that moment on', { joinClosesAt: now }, {}, 0, 'over'],
    ['lets nobody ask after it', { joinMode: 'approval', joinClosesAt: before }, {}, 0, 'over'],
    ['lets the last one in', { joinLimit: 30 }, {}, 29, 'join'],
    ['lets nobody in when it is full', { joinLimit: 30 }, {}, 30, 'full'],
    ['lets nobody ask when it is full', { joinMode: 'approval', joinLimit: 1 }, {}, 1, 'full'],
    ['tells who waits so', { joinMode: 'approval', joinLimit: 1 }, { isWaiting: true }, 1, 'waiting'],
    ['lets in who waited, once it is open', {}, { isWaiting: true }, 0, 'join'],
    ['lets nobody in when it is archived', { archivedAt: before }, {}, 0, 'archived'],
    ['tells who is in so, also then', { archivedAt: before }, { isMember: true }, 0, 'member'],
  ] as const)('%s', (_fact, rules, person, learners, expected) =>
    expect(answer(rules, person, learners)).toBe(expected),
  );

  test('never lets anybody past the limit, in any mode', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...JOIN_MODES),
        fc.integer({ min: 1, max: 50 }),
        fc.nat(100),
        (joinMode, joinLimit, learners) => {
          const isLetIn = ['join', 'ask'].includes(answer({ joinMode, joinLimit }, {}, learners));
          expect(isLetIn).toBe(joinMode !== 'closed' && learners < joinLimit);
        },
      ),
    );
  });
});

describe('an invitation', () => {
  const sent = { expiresAt: later, acceptedAt: null, withdrawnAt: null };
  test.each([
    ['is open', {}, 'open'],
    ['ends at its end', { expiresAt: now }, 'expired'],
    ['was withdrawn', { withdrawnAt: before }, 'withdrawn'],
    [
      'stays accepted, whatever came later',
      { acceptedAt: before, withdrawnAt: now, expiresAt: before },
      'accepted',
    ],
  ] as const)('%s', (_fact, times, state) => expect(invitationState({ ...sent, ...times }, now)).toBe(state));

  test.each([
    ['lets in', {}, null, false, 'join'],
    ['works once', { acceptedAt: before }, null, false, 'used'],
    ['tells who is in so, also with a used one', { acceptedAt: before }, null, true, 'member'],
    ['too old', { expiresAt: before }, null, false, 'expired'],
    ['taken back', { withdrawnAt: before }, null, false, 'withdrawn'],
    ['into an archived cohort', {}, before, false, 'archived'],
  ] as const)('%s', (_fact, times, archivedAt, isMember, expected) =>
    expect(invitationAnswer({ ...sent, ...times }, { archivedAt }, { isMember, now })).toBe(expected),
  );
});
