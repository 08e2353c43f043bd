import { findModule } from '#lib/domain/courses/course.ts';
import { percentOf } from '#lib/domain/quizzes/score.ts';
import { formatNumber, formatPercent } from '#lib/i18n/formats.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { toLocale } from '#lib/i18n/paraglide/runtime.js';
import { POLICY_WORDS } from '#lib/i18n/policy-words.ts';
import { routes } from '#lib/client/routes.ts';
import type { Ctx } from '../../context.ts';
import { listLearnersToTell, type LearnerToTell, type RegradeRow } from '../../queries/regrades.ts';
import type { RegradeMatter } from './mark-batch.ts';

const BATCH = 200;

/**
 * Writes to the next learners whose marks a regrade changed, each in their language, in a transaction that holds the regrade. False when all
 * were told.
 */
export async function tellLearners(tx: Ctx, regrade: RegradeRow, matter: RegradeMatter): Promise<boolean> {
  const learners = await listLearnersToTell(tx.db, regrade.id, BATCH);
  for (const learner of learners) await tell(tx, { learner, regrade, matter });
  return learners.length > 0;
}

async function tell(
  tx: Ctx,
  given: { learner: LearnerToTell; regrade: RegradeRow; matter: RegradeMatter },
): Promise<void> {
  const { learner, regrade, matter } = given;
  const locale = toLocale(learner.locale) ?? 'en';
  const document = matter.course?.document;
  const module = document && findModule(document, regrade.moduleKey);
  const percent = (score: number, most: number) => formatPercent(percentOf(score, most), locale);
  const lines = learner.attempts.map(({ number, scoreBefore, scoreAfter, maxScore }) =>
    m.mail_regrade_attempt(
      {
        number: formatNumber(number, locale),
        before: percent(scoreBefore, maxScore),
        after: percent(scoreAfter, maxScore),
      },
      { locale },
    ),
  );
  const quiz = module?.title ?? regrade.moduleKey;
  await tx.mail.send(tx, {
    id: learner.letterId,
    recipient: learner.email,
    locale,
    subject: m.mail_regrade_subject({ module: quiz }, { locale }),
    body: m.mail_regrade_body(
      {
        name: learner.nameNative,
        module: quiz,
        policy: POLICY_WORDS[regrade.policy].text({}, { locale }),
        attempts: lines.join('\n'),
        link: tx.origin + (document && module ? routes.quiz(document.slug, module.slug) : routes.dashboard()),
      },
      { locale },
    ),
  });
}
