import { cleanName } from '../accounts/person-name.ts';
import type { AccountProblem } from '../accounts/problems.ts';

/** How the certificates of a course look and what they say beyond their facts; frozen into each certificate when it is issued. */
export interface CertificateDesign {
  /** `#rrggbb`; null: the house's own colour. */
  accent: string | null;
  /** Hashes of pictures (db/schema/questions.ts), at most three, printed in a row. */
  logos: readonly string[];
  /** At most three. */
  signatories: readonly Signatory[];
  /** In place of the house's words; null: those. */
  heading: string | null;
  statement: string | null;
  /** Adds page two: modules, marks, hours and ways of following. */
  transcript: boolean;
}

export interface Signatory {
  name: string;
  role: string;
  /** Hash of a picture. */
  signature: string | null;
}

export const PLAIN_DESIGN: CertificateDesign = {
  accent: null,
  logos: [],
  signatories: [],
  heading: null,
  statement: null,
  transcript: false,
};

/** Hashes of every picture of a design. Worked example: one logo `a` and two signatories of whom one has the signature `b` give `a`, `b`. */
export const picturesOf = ({ logos, signatories }: CertificateDesign): string[] => [
  ...logos,
  ...signatories.flatMap(({ signature }) => signature ?? []),
];

export const MOST_LOGOS = 3;
export const MOST_SIGNATORIES = 3;
/** Longest texts, in characters: what still fits on the sheet. */
export const DESIGN_LENGTHS = { heading: 60, statement: 300, name: 80, role: 80 };

/** A design as it was typed; an empty text stands for nothing of its own. */
export interface TypedDesign extends Omit<CertificateDesign, 'accent' | 'heading' | 'statement'> {
  accent: string;
  heading: string;
  statement: string;
}

/**
 * The design as it is kept, without controls and marks of direction, and what is wrong with it by field. Of signatories without a name and a role nothing is kept.
 *
 * Worked example: the accent ` #1F4E5F ` and the heading `Proof of work` with a mark of direction behind it are kept as `#1f4e5f` and `Proof of work`, without a problem.
 */
export function checkDesign(typed: TypedDesign): {
  design: CertificateDesign;
  problems: Record<string, AccountProblem | null>;
} {
  const accent = typed.accent.trim().toLowerCase();
  const [heading, statement] = [cleanName(typed.heading), cleanName(typed.statement)];
  const signatories = typed.signatories.map(({ name, role, signature }) => ({
    name: cleanName(name),
    role: cleanName(role),
    signature,
  }));
  const problems: Record<string, AccountProblem | null> = {
    accent: accent === '' || /^#[0-9a-f]{6}$/.test(accent) ? null : 'colour-wrong',
    heading: tooLong(heading, DESIGN_LENGTHS.heading),
    statement: tooLong(statement, DESIGN_LENGTHS.statement),
  };
  for (const [index, { name, role, signature }] of signatories.entries()) {
    const isNamed = name !== '' || (role === '' && signature === null);
    problems[`name${index}`] = isNamed ? tooLong(name, DESIGN_LENGTHS.name) : 'text-missing';
    problems[`role${index}`] = tooLong(role, DESIGN_LENGTHS.role);
  }
  const design = {
    accent: accent || null,
    logos: typed.logos.slice(0, MOST_LOGOS),
    signatories: signatories.filter(({ name }) => name !== '').slice(0, MOST_SIGNATORIES),
    heading: heading || null,
    statement: statement || null,
    transcript: typed.transcript,
  };
  return { design, problems };
}

const tooLong = (text: string, longest: number): AccountProblem | null =>
  [...text].length > longest ? 'text-long' : null;
