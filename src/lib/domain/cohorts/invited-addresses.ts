import { cleanEmail, emailProblem } from '../accounts/email.ts';

/** How many people one form invites at most. */
export const MOST_INVITED = 200;

export interface InvitedAddresses {
  /** Cleaned, each once, in the order of the text. */
  addresses: string[];
  /** What is no address, with the line that it stands in (from 1). */
  wrong: { line: number; text: string }[];
}

/**
 * Addresses as people paste them: one a line, or parted by commas and semicolons (also the Arabic and full-width ones), with or without a name
 * before an address in angle brackets.
 *
 * Worked example: `"Sara <sara@example.org>, ali@example.org\nali@"` holds two addresses, and `ali@` in line 2 is wrong.
 */
export function readInvited(text: string): InvitedAddresses {
  const addresses = new Set<string>();
  const wrong: InvitedAddresses['wrong'] = [];
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries())
    for (const piece of line.split(/[,;،؛，；]/)) {
      if (piece.trim() === '') continue;
      const email = cleanEmail(/<([^<>]*)>\s*$/.exec(piece)?.[1] ?? piece);
      if (emailProblem(email) === null) addresses.add(email);
      else wrong.push({ line: index + 1, text: piece.trim() });
    }
  return { addresses: [...addresses], wrong };
}
