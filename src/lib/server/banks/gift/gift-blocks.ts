/** A question as it stands in a GIFT file, and the line that it begins on. */
export interface GiftBlock {
  line: number;
  text: string;
}

/** The questions and categories of a GIFT file: they are set apart by blank lines; lines that begin with `//` are comments. */
export function giftBlocks(text: string): GiftBlock[] {
  const blocks: GiftBlock[] = [];
  let current: GiftBlock | null = null;
  for (const [index, line] of text.split('\n').entries()) {
    const plain = line.trim();
    if (plain.startsWith('//')) continue;
    if (plain === '' || plain.startsWith('$CATEGORY:')) current = null;
    if (plain === '') continue;
    if (current) current.text += `\n${line}`;
    else {
      const block = { line: index + 1, text: line };
      blocks.push(block);
      current = plain.startsWith('$CATEGORY:') ? null : block;
    }
  }
  return blocks;
}
