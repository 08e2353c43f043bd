/** A picture of the house, sanitised when it was taken in. */
export interface GivenPicture {
  mediaType: 'image/svg+xml' | 'image/png';
  bytes: Uint8Array;
}

/** A picture of the sheet: the name of its file for the template, and what it is in words. */
export interface PlacedPicture {
  file: string;
  alt: string;
}

const ENDING = { 'image/svg+xml': 'svg', 'image/png': 'png' } as const;

/** Can the press print pictures of this type? */
export const isPrintable = (mediaType: string): mediaType is GivenPicture['mediaType'] =>
  Object.hasOwn(ENDING, mediaType);

/** Gives pictures names that the template can read; only those that are placed are handed to it. Throws for one that is not there. */
export function placePictures(pictures: ReadonlyMap<string, GivenPicture>) {
  const files = new Map<string, Uint8Array>();
  const place = (hash: string, alt: string): PlacedPicture => {
    const picture = pictures.get(hash);
    if (!picture || !/^\w+$/.test(hash))
      throw new Error(`The picture ${hash} of the certificate is not there.`);
    const file = `picture-${hash}.${ENDING[picture.mediaType]}`;
    files.set(file, picture.bytes);
    return { file: `/${file}`, alt };
  };
  return { place, files };
}
