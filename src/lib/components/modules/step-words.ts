import { greatestLoss, type FunnelStep } from '#lib/domain/charts/funnel.ts';
import type { ModuleStep } from '#lib/domain/cohorts/module-counts.ts';
import { formatNumber } from '#lib/i18n/formats.ts';
import * as m from '#lib/i18n/paraglide/messages.js';

const LOSSES: Record<ModuleStep, (given: { before: string; count: string }) => string> = {
  opened: m.module_loss_opened,
  read: m.module_loss_read,
  watched: m.module_loss_watched,
  'quiz-started': m.module_loss_quiz_started,
  passed: m.module_loss_passed,
};

/** Where most stop, as a sentence. */
export function lossInWords(learners: number, steps: readonly FunnelStep<ModuleStep>[]): string {
  const loss = greatestLoss(steps);
  if (!loss) return m.module_loss_none({ count: formatNumber(learners) });
  return LOSSES[loss.step.key]({
    before: formatNumber(loss.before?.count ?? learners),
    count: formatNumber(loss.step.count),
  });
}
