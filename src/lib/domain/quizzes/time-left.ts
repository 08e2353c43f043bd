/**
 * How far the time of an attempt has run: `plenty`, `five-minutes` and `one-minute` before the deadline, `over` in the grace period, `closed`
 * behind it.
 */
export type TimeStep = 'plenty' | 'five-minutes' | 'one-minute' | 'over' | 'closed';

const MINUTE_MILLISECONDS = 60_000;

/**
 * What is left of an attempt, in milliseconds: until the deadline, in the grace period until that ends; never below 0. `now` in
 * milliseconds since 1970.
 *
 * Worked example: the deadline is 10:25, grace ends at 10:27. At 10:18 `plenty`, 7 minutes; at 10:20 `five-minutes`; at 10:24:01 `one-minute`,
 * 59 seconds; at 10:25 `over`, 2 minutes; at 10:27 `closed`.
 */
export function timeLeft(
  { deadlineAt, graceEndsAt }: { deadlineAt: Date; graceEndsAt: Date },
  now: number,
): { step: TimeStep; milliseconds: number } {
  const toDeadline = deadlineAt.getTime() - now;
  if (toDeadline > 0) return { step: stepBefore(toDeadline), milliseconds: toDeadline };
  const toEnd = graceEndsAt.getTime() - now;
  return toEnd > 0 ? { step: 'over', milliseconds: toEnd } : { step: 'closed', milliseconds: 0 };
}

const stepBefore = (milliseconds: number): TimeStep =>
  milliseconds > 5 * MINUTE_MILLISECONDS
    ? 'plenty'
    : milliseconds > MINUTE_MILLISECONDS
      ? 'five-minutes'
      : 'one-minute';
