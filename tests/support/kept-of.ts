import type { KeptSum } from '#lib/domain/analysis/kept-sums.ts';

const nine = (value: number) => String(Math.round(value * 1e9) / 1e9);

/** The sums that are kept of attempts given by their shares of what each item gives (null: not asked), one attempt after the other. */
export function keptOf(
  attempts: readonly (readonly (number | null)[])[],
  items: readonly { key: string; most: number }[],
): KeptSum[] {
  const sums = new Map<string, KeptSum>();
  const add = (kind: KeptSum['kind'], item: string, other: string, x = 0, y = 0, xy = 0) => {
    const old = sums.get(`${kind} ${item} ${other}`) ?? { kind, item, other, n: 0, x: 0, y: 0, xy: 0 };
    sums.set(`${kind} ${item} ${other}`, {
      ...old,
      n: old.n + 1,
      x: old.x + x,
      y: old.y + y,
      xy: old.xy + xy,
    });
  };
  for (const attempt of attempts) {
    const asked = items.flatMap(({ key, most }, index) => {
      const share = attempt[index] ?? null;
      return share === null ? [] : [{ key, most, share }];
    });
    const partOf = (of: typeof asked) => {
      const most = of.reduce((all, one) => all + one.most, 0);
      return most > 0 ? of.reduce((all, one) => all + one.share * one.most, 0) / most : null;
    };
    const percent = partOf(asked);
    if (percent !== null) add('percent', '', nine(percent * 100));
    for (const one of asked) {
      const rest = partOf(asked.filter(({ key }) => key !== one.key));
      add(rest === null ? 'mark-alone' : 'mark', one.key, nine(one.share));
      if (rest !== null) add('rest', one.key, nine(rest), 0, 0, one.share * rest);
      for (const other of asked)
        if (one.key < other.key)
          add('pair', one.key, other.key, one.share, other.share, one.share * other.share);
    }
  }
  return [...sums.values()];
}
