/** What a form says of one question. */
export interface FormAnswer {
  /** What was sent; null: the form showed the question, and nothing was given. */
  answer: unknown;
  /** The sequence number that the form was made of; null: it did not say. */
  seq: number | null;
}

/** A form has a few fields for each of some ten questions. */
const MOST_FIELDS = 1_000;

/**
 * Answers out of a form's fields: `q.KEY` once is a text, several times a list; `q.KEY.PART` makes it named texts, beside the plain field
 * under `typed`. `seq.KEY` says that the question was shown, and in which state. What a question's type makes of an answer is its own matter.
 * A question of which the form says nothing is not in the result.
 *
 * Worked example: `q.a=1`, `q.b=x`, `q.b=y`, `q.c=1.8`, `q.c.unit=t`, `seq.d=3` gives a: "1", b: ["x", "y"], c: { typed: "1.8", unit: "t" },
 * d: nothing given.
 */
export function answersFromForm(entries: Iterable<readonly [string, unknown]>): Map<string, FormAnswer> {
  const plain = new Map<string, string[]>();
  const named = new Map<string, Record<string, string>>();
  const seqs = new Map<string, number>();
  for (const [field, value] of [...entries].slice(0, MOST_FIELDS)) {
    const [, kind, key, part] = /^(q|seq)\.([a-z0-9-]+)(?:\.([a-z0-9-]+))?$/.exec(field) ?? [];
    if (!key || typeof value !== 'string') continue;
    // Postgres keeps no NUL in a text, and nobody types one.
    const text = value.replaceAll('\0', '');
    if (kind === 'seq') seqs.set(key, /^\d{1,9}$/.test(text) ? Number(text) : 0);
    else if (part) named.set(key, { ...named.get(key), [part]: text });
    else plain.set(key, [...(plain.get(key) ?? []), text]);
  }
  const answerOf = (key: string): unknown => {
    const texts = plain.get(key);
    const parts = named.get(key);
    if (parts) return texts ? { ...parts, typed: texts[0] } : parts;
    return texts?.length === 1 ? texts[0] : (texts ?? null);
  };
  return new Map(
    [...new Set([...plain.keys(), ...named.keys(), ...seqs.keys()])].map((key) => [
      key,
      { answer: answerOf(key), seq: seqs.get(key) ?? null },
    ]),
  );
}
