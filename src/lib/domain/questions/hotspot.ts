import { askedBase, toPoints, type Asked, type QuestionKind, type RawAnswer } from './kind.ts';
import type { QuestionBase } from './question.ts';

/** A stored picture, named by the SHA-256 of its bytes; width and height in its own pixels. */
export interface Picture {
  hash: string;
  mediaType: 'image/png' | 'image/jpeg' | 'image/webp' | 'image/svg+xml';
  width: number;
  height: number;
  /** What it shows, for those who do not see it; it must not name the answer. */
  alt: string;
}

/** Lengths and places in pixels of the picture, from its top left corner. */
export type RegionShape =
  | { type: 'rect'; x: number; y: number; width: number; height: number }
  | { type: 'circle'; x: number; y: number; radius: number }
  | { type: 'polygon'; points: [x: number, y: number][] };

export interface Region {
  key: string;
  /** Its name in the list beside the picture and for screen readers. */
  label: string;
  shape: RegionShape;
}

export interface HotspotQuestion extends QuestionBase {
  type: 'hotspot';
  picture: Picture;
  regions: Region[];
  correctKeys: string[];
}

const MOST_REGIONS = 100;

/**
 * Regions of a picture are chosen: one, or several where several are right. The answer is the set of chosen keys, sorted. Points are right
 * minus wrong, divided by the number of right regions, never below 0. Where one is right, one can be chosen.
 *
 * Worked example: 2 regions are right; 2 right ones and 1 wrong one chosen: (2 - 1) / 2 of the points.
 */
export const hotspot: QuestionKind<HotspotQuestion, string[], string[]> = {
  blankAnswer: [],
  draft: (asked, raw) => chosenRegions(asked, raw),
  normalise(asked, raw) {
    const keys = chosenRegions(asked, raw);
    return keys.length > 0 ? keys : null;
  },
  grade({ correctKeys, points }, answer) {
    const right = answer.filter((key) => correctKeys.includes(key)).length;
    if (correctKeys.length === 1 && answer.length > 1) return 0;
    return toPoints((right - (answer.length - right)) / correctKeys.length, points);
  },
  learnerView: (question) => ({
    ...askedBase(question),
    picture: question.picture,
    regions: question.regions,
    many: question.correctKeys.length > 1,
  }),
  reviewView: (question, answer) => ({
    picture: question.picture,
    regions: question.regions,
    lines: question.regions.map(({ key, label }) => ({
      text: label,
      given: answer?.includes(key) ?? false,
      right: question.correctKeys.includes(key),
    })),
  }),
  rightAnswer: ({ correctKeys }) => [...correctKeys].sort(),
  guessShare: ({ regions, correctKeys }) => (correctKeys.length === 1 ? 1 / regions.length : null),
};

function chosenRegions({ regions = [] }: Asked, raw: RawAnswer): string[] {
  const chosen = new Set<unknown>(Array.isArray(raw) ? raw.slice(0, MOST_REGIONS) : [raw]);
  return regions
    .map(({ key }) => key)
    .filter((key) => chosen.has(key))
    .sort();
}
