import { seededNumbers, shuffle } from '../questions/shuffle.ts';

interface BankEntry {
  key: string;
  objectiveKey: string;
}

/**
 * Draws `count` questions of a bank for an attempt, mixed, the same for the same seed. Objectives take turns, so that each is
 * asked about before any is asked about twice.
 *
 * Worked example: 5 objectives and 8 questions to draw: every objective once, three of them twice.
 */
export function drawQuestions<T extends BankEntry>(bank: readonly T[], count: number, seed: number): T[] {
  const next = seededNumbers(seed, 'draw');
  const byObjective = new Map<string, T[]>();
  for (const entry of shuffle(bank, next))
    byObjective.set(entry.objectiveKey, [...(byObjective.get(entry.objectiveKey) ?? []), entry]);
  const piles = shuffle([...byObjective.values()], next);
  const drawn: T[] = [];
  while (drawn.length < Math.min(count, bank.length))
    for (const pile of piles) {
      const entry = pile.pop();
      if (entry && drawn.length < count) drawn.push(entry);
    }
  return shuffle(drawn, next);
}
