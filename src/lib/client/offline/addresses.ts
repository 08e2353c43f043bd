/** What a kept page needs beside itself: found in its text, its `Link` header and in the scripts that it loads. */

const FILE = /["'`(]([^"'`()\s]+?\.(?:js|css))(?=["'`)])/g;

/**
 * Scripts and styles that a text of the build or a page names, as paths of our own origin. `base` is the path of the text.
 *
 * Worked example: `import"./b.js"` in `/_app/immutable/nodes/1.js` is `/_app/immutable/nodes/b.js`.
 */
export function buildFilesIn(text: string, base: string): string[] {
  const found = [...text.matchAll(FILE)].flatMap(([, address = '']) => {
    const path = new URL(address, `http://here${base}`).pathname;
    return path.startsWith('/_app/immutable/') && /^(\.{1,2}\/|\/)/.test(address) ? [path] : [];
  });
  return [...new Set(found)];
}

/** What the `Link` header of a page names: scripts and the fonts of its first view. */
export function linkedFiles(header: string | null, base: string): string[] {
  return [...(header ?? '').matchAll(/<([^>]+)>/g)]
    .map(([, address = '']) => new URL(address, `http://here${base}`).pathname)
    .filter((path) => path.startsWith('/_app/immutable/'));
}

/**
 * What of a file is looked at further. The entry of the application names every page there is: of those only the frame of all pages and the page for
 * errors are needed.
 */
export function neededBy(path: string, text: string): string[] {
  const named = buildFilesIn(text, path);
  return /\/entry\/app\./.test(path) ? named.filter((file) => /\/nodes\/[01]\./.test(file)) : named;
}

/** Pictures of questions that a page shows. */
export const picturesIn = (html: string): string[] => [
  ...new Set([...html.matchAll(/\/api\/pictures\/[\w-]+/g)].map(([path]) => path)),
];
