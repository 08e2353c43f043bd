/** Pieces of addresses. */

export const part = encodeURIComponent;

/** `path` with those of the query's values that are not empty. */
export const withQuery = (path: string, query: Record<string, string>) => {
  const asked = Object.entries(query).filter(([, value]) => value !== '');
  return asked.length > 0 ? `${path}?${asked.map((pair) => pair.map(part).join('=')).join('&')}` : path;
};
