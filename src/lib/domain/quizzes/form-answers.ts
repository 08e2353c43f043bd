/**
 * Answers out of a form's fields: `q.KEY` once is a text, several times a list; `q.KEY.PART` makes it named texts, beside the plain field
 * under `typed`. What a question's type makes of it is its own matter.
 *
 * Worked example: `q.a=1`, `q.b=x`, `q.b=y`, `q.c=1.8`, `q.c.unit=t` gives a: "1", b: ["x", "y"], c: { typed: "1.8", unit: "t" }.
 */
export function answersFromForm(entries: Iterable<readonly [string, unknown]>): Map<string, unknown> {
  const plain = new Map<string, string[]>();
  const named = new Map<string, Record<string, string>>();
  for (const [field, value] of entries) {
    const [, key, part] = /^q\.([a-z0-9-]+)(?:\.([a-z0-9-]+))?$/.exec(field) ?? [];
    if (!key || typeof value !== 'string') continue;
    if (part) named.set(key, { ...named.get(key), [part]: value });
    else plain.set(key, [...(plain.get(key) ?? []), value]);
  }
  const answers = new Map<string, unknown>();
  for (const [key, values] of plain) answers.set(key, values.length === 1 ? values[0] : values);
  for (const [key, parts] of named) {
    const typed = plain.get(key)?.[0];
    answers.set(key, typed === undefined ? parts : { ...parts, typed });
  }
  return answers;
}
