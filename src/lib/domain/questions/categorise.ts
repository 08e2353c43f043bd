import { pairing, type PairingQuestion } from './pairing.ts';

export interface CategoriseQuestion extends PairingQuestion {
  type: 'categorise';
}

/** Items are sorted into groups, which stand in the author's order; see pairing.ts. */
export const categorise = pairing<CategoriseQuestion>((choices) => [...choices]);
