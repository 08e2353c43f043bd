/**
 * What becomes of an answer that arrives under a sequence number, beside the one that is kept: a later number wins; the same number with the
 * same answer is a repetition and harmless; everything else is stale. So the answers in the end do not depend on the order in which they
 * arrive, nor on how often.
 *
 * Worked example: kept is number 4. Number 5 is `newer`; number 3 is `stale`; number 4 again is a `repetition`, or `stale` when another
 * window has given another answer under it.
 */
export function arrivalOf(
  kept: { seq: number; isSame: boolean },
  sent: { seq: number },
): 'newer' | 'repetition' | 'stale' {
  if (sent.seq > kept.seq) return 'newer';
  return sent.seq === kept.seq && kept.isSame ? 'repetition' : 'stale';
}
