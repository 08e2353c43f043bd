/** So close to the end nothing is left to go on with. */
const NEAR_THE_END_SECONDS = 10;

/**
 * Where a player goes on, in seconds of the segment: where it stopped last, or null (the beginning) before it played and near its end.
 *
 * Worked example: stopped at 754 of 2,000 s goes on at 754; stopped at 1,995 begins again.
 */
export function resumeAt(positionSeconds: number | null, lengthSeconds: number | null): number | null {
  if (!positionSeconds || positionSeconds <= 0) return null;
  const isOver = lengthSeconds !== null && positionSeconds >= lengthSeconds - NEAR_THE_END_SECONDS;
  return isOver ? null : positionSeconds;
}
