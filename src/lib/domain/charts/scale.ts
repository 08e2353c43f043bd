/** The axis of a chart that begins at nothing: where it ends, and what stands beside it. */
export interface Scale {
  top: number;
  /** From 0 to `top`, in equal steps. */
  ticks: number[];
}

const STEPS = [1, 2, 2.5, 5, 10];
const MOST_TICKS = 4;

/**
 * A scale of round whole numbers for values from 0 to `greatest`, in at most four steps. Nothing, or less, is drawn on a scale to 1.
 *
 * Worked example: up to 7 it is 0, 2, 4, 6, 8; up to 1 it is 0, 1; up to 1,234,567 it is 0, 500,000, 1,000,000, 1,500,000.
 */
export function scaleTo(greatest: number): Scale {
  const most = Math.max(1, greatest);
  const power = 10 ** Math.floor(Math.log10(most / MOST_TICKS));
  const steps = [power, power * 10].flatMap((unit) => STEPS.map((step) => step * unit));
  const step = steps.find((one) => Number.isInteger(one) && one * MOST_TICKS >= most) ?? most;
  const count = Math.ceil(most / step);
  return { top: step * count, ticks: Array.from({ length: count + 1 }, (_none, index) => index * step) };
}

/**
 * Which of `count` columns get a label where at most `most` have room: every one, or every nth, counted from the last, which is the newest.
 *
 * Worked example: 12 columns with room for 5 labels are labelled 2, 5, 8, 11, counted from 0.
 */
export function labelled(count: number, most: number): Set<number> {
  const step = Math.max(1, Math.ceil(count / most));
  const indices = Array.from({ length: count }, (_none, index) => index);
  return new Set(indices.filter((index) => (count - 1 - index) % step === 0));
}
