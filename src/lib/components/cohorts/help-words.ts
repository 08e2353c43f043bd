import type { HelpReason } from '#lib/domain/cohorts/needs-help.ts';
import { formatNumber } from '#lib/i18n/formats.ts';
import * as m from '#lib/i18n/paraglide/messages.js';

/** Titles of modules and segments by their keys. */
export interface CourseTitles {
  module(key: string): string;
  segment(moduleKey: string, key: string): string;
}

/** Why somebody needs help, in words that can be checked. */
export function helpWords(one: HelpReason, titles: CourseTitles): string {
  switch (one.reason) {
    case 'quiz':
      return m.help_quiz({ attempts: formatNumber(one.attempts), module: titles.module(one.moduleKey) });
    case 'late':
      return m.help_late({ module: titles.module(one.moduleKey), days: formatNumber(one.days) });
    case 'near':
      return m.help_near({
        module: titles.module(one.moduleKey),
        days: formatNumber(one.days),
        done: formatNumber(one.stepsDone),
        total: formatNumber(one.stepsTotal),
      });
    case 'stuck':
      return m.help_stuck({
        segment: titles.segment(one.moduleKey, one.segmentKey),
        module: titles.module(one.moduleKey),
        days: formatNumber(one.days),
      });
    case 'never-started':
      return m.help_never_started({ days: formatNumber(one.days) });
    case 'away':
      return m.help_away({ days: formatNumber(one.days) });
  }
}

interface TitledModule {
  key: string;
  shortTitle: string;
  segments: readonly { key: string; title: string }[];
}

/** From the modules of a page; a key that the course no longer has stands for itself. */
export function titlesOf(modules: readonly TitledModule[]): CourseTitles {
  const module = (key: string) => modules.find((one) => one.key === key);
  return {
    module: (key) => module(key)?.shortTitle ?? key,
    segment: (moduleKey, key) => module(moduleKey)?.segments.find((one) => one.key === key)?.title ?? key,
  };
}
