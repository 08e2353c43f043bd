import type { CohortMemory } from '#lib/domain/cohorts/since-last-visit.ts';
import { formatList, formatNumber } from '#lib/i18n/formats.ts';
import * as m from '#lib/i18n/paraglide/messages.js';

/** What changed in a cohort, as a list in words; empty where nothing did. */
export function sinceWords(changes: CohortMemory): string {
  const words: [number, (given: { count: string }) => string, ((given: { count: string }) => string)?][] = [
    [changes.learners, m.overview_since_joined, m.overview_since_left],
    [changes.started, m.overview_since_started],
    [changes.finished, m.overview_since_finished],
    [changes.passed, m.overview_since_passed],
    [changes.needHelp, m.overview_since_more_hand, m.overview_since_fewer_hand],
  ];
  return formatList(
    words.flatMap(([count, more, fewer]) => {
      const say = count > 0 ? more : fewer;
      return count !== 0 && say ? [say({ count: formatNumber(Math.abs(count)) })] : [];
    }),
  );
}
