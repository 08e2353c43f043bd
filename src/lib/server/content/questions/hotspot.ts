import * as v from 'valibot';
import type { HotspotQuestion, Picture, RegionShape } from '#lib/domain/questions/hotspot.ts';
import { key, moreThanNothing, some, text, type QuestionForm } from './form.ts';

const amount = v.pipe(v.number(), v.minValue(0));

const shape = v.variant('type', [
  v.strictObject({
    type: v.literal('rect'),
    x: amount,
    y: amount,
    width: moreThanNothing,
    height: moreThanNothing,
  }),
  v.strictObject({ type: v.literal('circle'), x: amount, y: amount, radius: moreThanNothing }),
  v.strictObject({ type: v.literal('polygon'), points: some(v.tuple([amount, amount]), 3, 40, 'points') }),
]);

const fields = {
  /** The picture's file in the module's folder `pictures`. */
  picture: v.strictObject({ file: text, alt: text }),
  regions: some(v.strictObject({ key, label: text, shape }), 2, 12, 'regions'),
  correct: v.pipe(v.array(key), v.minLength(1, 'needs a right region')),
};

const MISSING: Omit<Picture, 'alt'> = { hash: '', mediaType: 'image/png', width: 1, height: 1 };

export const hotspot: QuestionForm<typeof fields, HotspotQuestion> = {
  type: 'hotspot',
  fields,
  build: ({ picture, regions, correct }, pictures) => ({
    picture: { ...(pictures(picture.file) ?? MISSING), alt: picture.alt },
    regions,
    correctKeys: correct,
  }),
  toEntry: ({ picture, regions, correctKeys }) => ({
    picture: { file: picture.hash, alt: picture.alt },
    regions,
    correct: correctKeys,
  }),
  check({ picture, regions, correct }, check) {
    check.numbers(['picture'], picture.alt);
    check.unique(
      'regions',
      regions.map((region) => region.key),
    );
    for (const [index, { label }] of regions.entries()) check.numbers(['regions', index], label);
    for (const one of correct)
      if (!regions.some((region) => region.key === one))
        check.fault(['correct'], `the region ${one} does not exist`);
    if (correct.length >= regions.length) check.fault(['correct'], 'a right and a wrong region are needed');
    const found = check.pictures(picture.file);
    if (!found) return check.fault(['picture'], `the picture ${picture.file} does not exist`);
    for (const [index, region] of regions.entries())
      if (!isInside(region.shape, found))
        check.fault(
          ['regions', index],
          `the region ${region.key} lies outside the picture (${found.width} x ${found.height})`,
        );
  },
};

function isInside(region: RegionShape, { width, height }: Pick<Picture, 'width' | 'height'>): boolean {
  const corners: [number, number][] =
    region.type === 'polygon'
      ? region.points
      : region.type === 'rect'
        ? [
            [region.x, region.y],
            [region.x + region.width, region.y + region.height],
          ]
        : [
            [region.x - region.radius, region.y - region.radius],
            [region.x + region.radius, region.y + region.radius],
          ];
  return corners.every(([x, y]) => x >= 0 && y >= 0 && x <= width && y <= height);
}
