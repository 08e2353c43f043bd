import { startJobs } from './jobs/start-jobs.ts';
import type { Platform } from './platform.ts';
import { mailAnnouncement, resumeAnnouncements } from './services/announcements/mail-announcement.ts';
import { pressIssued, pressWaiting } from './services/certificates/press-issued.ts';
import { foldCounts } from './services/cohorts/fold-counts.ts';
import { discardMedia } from './services/recordings/discard-media.ts';
import { sweepUploads } from './services/recordings/sweep-uploads.ts';
import { resumeRegrades } from './services/regrades/resume-regrades.ts';
import { runRegrade } from './services/regrades/run-regrade.ts';
import { gradeWaitingAttempts } from './services/quizzes/grade-waiting-attempts.ts';

const SWEEP_MILLISECONDS = 60_000;

/**
 * What a running instance does beside answering: closes overdue attempts and grades what a crash left ungraded, and folds the counts of
 * cohorts, once at the start and then every minute. Every instance may do it; each attempt is graded once. Then the jobs of the queue, and the regrades and letters that a killed instance left
 * unfinished.
 */
export async function startWork(platform: Platform): Promise<void> {
  const ctx = platform.contextFor({ actor: null, locale: 'en' });
  const sweep = () =>
    gradeWaitingAttempts(ctx).catch((error: unknown) =>
      ctx.log.error({ err: error }, 'grading sweep failed'),
    );
  const fold = () =>
    foldCounts(ctx).catch((error: unknown) => ctx.log.error({ err: error }, 'folding counts failed'));
  await Promise.all([sweep(), fold()]);
  setInterval(() => void Promise.all([sweep(), fold()]), SWEEP_MILLISECONDS).unref();
  await platform.jobs.work('regrade', ({ regradeId }) => runRegrade(ctx, regradeId));
  await resumeRegrades(ctx);
  await platform.jobs.work('mail-announcement', ({ announcementId }) =>
    mailAnnouncement(ctx, announcementId),
  );
  await resumeAnnouncements(ctx);
  await platform.jobs.work('discard-media', (data) => discardMedia(ctx, data));
  await platform.jobs.work('press-issued', async ({ code }) => void (await pressIssued(ctx, code)));
  await platform.jobs.work('press-waiting', () => pressWaiting(ctx));
  await platform.jobs.enqueue(ctx, 'press-waiting', {});
  await startJobs({
    jobs: platform.jobs,
    db: ctx.db,
    config: platform.config,
    sweep: () => sweepUploads(ctx),
  });
}
