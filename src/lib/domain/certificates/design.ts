/** How the certificates of a course look and what they say beyond their facts; frozen into each certificate when it is issued. */
export interface CertificateDesign {
  /** `#rrggbb`; null: the house's own colour. */
  accent: string | null;
  /** Hashes of pictures (db/schema/questions.ts), at most three, printed in a row. */
  logos: readonly string[];
  /** At most three. */
  signatories: readonly { name: string; role: string; signature: string | null }[];
  /** In place of the house's words; null: those. */
  heading: string | null;
  statement: string | null;
  /** Adds page two: modules, marks, hours and ways of following. */
  transcript: boolean;
}

export const PLAIN_DESIGN: CertificateDesign = {
  accent: null,
  logos: [],
  signatories: [],
  heading: null,
  statement: null,
  transcript: false,
};
