import { pairing, type PairingQuestion } from './pairing.ts';
import { shuffle } from './shuffle.ts';

export interface MatchingQuestion extends PairingQuestion {
  type: 'matching';
}

/** Each item is matched with one of the choices, which are mixed; see pairing.ts. */
export const matching = pairing<MatchingQuestion>(shuffle);
