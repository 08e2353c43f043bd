import type { NeedsHand } from '#lib/domain/cohorts/cohort-table.ts';
import { formatNumber } from '#lib/i18n/formats.ts';
import * as m from '#lib/i18n/paraglide/messages.js';

/** Why somebody may need a hand, in words. */
export function needsHandWords(need: NeedsHand, moduleTitle: (key: string) => string): string {
  switch (need.reason) {
    case 'never-started':
      return m.cohort_need_never_started();
    case 'away':
      return m.cohort_need_away({ days: formatNumber(need.days) });
    case 'quiz':
      return m.cohort_need_quiz({
        attempts: formatNumber(need.attempts),
        module: moduleTitle(need.moduleKey),
      });
  }
}
