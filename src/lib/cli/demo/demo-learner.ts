import type { Module, PublishedCourse } from '../../domain/courses/course.ts';
import type { Ctx } from '../../server/context.ts';
import { openSession, readSession, endSession } from '../../server/auth/sessions.ts';
import { markSection } from '../../server/services/learning/mark-section.ts';
import { markStandIn } from '../../server/services/learning/mark-stand-in.ts';
import { reportWatched } from '../../server/services/learning/report-watched.ts';
import { visitModule } from '../../server/services/learning/visit-module.ts';
import { saveAnswer } from '../../server/services/quizzes/save-answer.ts';
import { startAttempt } from '../../server/services/quizzes/start-attempt.ts';
import { submitAttempt } from '../../server/services/quizzes/submit-attempt.ts';
import { viewAttempt } from '../../server/services/quizzes/view-attempt.ts';
import { rightAnswer, wrongAnswer } from './answering.ts';
import type { DemoPlan } from './plans.ts';

const DAY_MILLISECONDS = 86_400_000;
const LEAST_STEP_MILLISECONDS = 60_000;
/** As the players of the invented people measure it. */
const RECORDING_SECONDS = 1_800;
const PIECE_SECONDS = 60;
const SKIPPED_FROM_SECONDS = 1_080;

/** One invented learner at work: real services, a clock of their own that runs from the day they joined to the day they were last seen. */
export class DemoLearner {
  readonly #ctx: Ctx;
  readonly #course: PublishedCourse;
  readonly #plan: DemoPlan;
  readonly #end: number;
  #time: number;
  #stepsLeft: number;

  constructor(ctx: Ctx, course: PublishedCourse, plan: DemoPlan) {
    const now = ctx.now().getTime();
    this.#time = now - plan.joinedDaysAgo * DAY_MILLISECONDS;
    this.#end = now - plan.seenDaysAgo * DAY_MILLISECONDS;
    this.#ctx = { ...ctx, now: () => new Date(this.#time) };
    this.#course = course;
    this.#plan = plan;
    this.#stepsLeft = this.#steps();
  }

  /** Does everything that the plan says. */
  async study(): Promise<void> {
    const { modules } = this.#course.document;
    const done = modules.slice(0, this.#plan.modulesDone);
    for (const module of done) await this.#finish(module);
    const next = modules[done.length];
    if (next) await this.#begin(next);
    if (this.#steps() > 0) await this.#wasSeen();
  }

  /** How many steps of the clock the plan takes; second attempts come on top. */
  #steps(): number {
    const { modules } = this.#course.document;
    const done = modules.slice(0, this.#plan.modulesDone);
    const next = modules[done.length];
    const begun = next
      ? Math.min(this.#plan.sectionsRead, next.sections.length) + this.#plan.failedAttempts
      : 0;
    return (
      done.reduce((sum, module) => sum + module.sections.length + 2, 0) +
      begun +
      Number(this.#plan.lecture !== 'none') +
      Number(this.#plan.openAttempt)
    );
  }

  /** The steps that are left share the time that is left, so that the last one ends on the day last seen and never in the future. */
  #pass(): void {
    const share = (this.#end - this.#time) / Math.max(1, this.#stepsLeft--);
    this.#time += Math.max(LEAST_STEP_MILLISECONDS, share);
  }

  #at(module: Module) {
    return { course: this.#course.document.slug, module: module.key };
  }

  async #finish(module: Module): Promise<void> {
    await this.#read(module, module.sections.length);
    if (this.#plan.source) await this.#watch(module, RECORDING_SECONDS);
    else await this.#readStandIn(module);
    // Some need a second attempt.
    if (this.#chance() > this.#plan.skill + 0.1) {
      this.#stepsLeft++;
      await this.#attempt(module, 0.3, true);
    }
    await this.#attempt(module, Math.max(0.75, this.#plan.skill), true);
  }

  async #begin(module: Module): Promise<void> {
    const { sectionsRead, lecture, failedAttempts, openAttempt } = this.#plan;
    await this.#read(module, Math.min(sectionsRead, module.sections.length));
    if (lecture === 'read') await this.#readStandIn(module);
    if (lecture === 'watched') await this.#watch(module, this.#plan.watchedSeconds);
    for (let attempt = 0; attempt < failedAttempts; attempt++) await this.#attempt(module, 0.25, true);
    if (openAttempt) await this.#attempt(module, 0.8, false);
  }

  async #read(module: Module, count: number): Promise<void> {
    if (count > 0) await visitModule(this.#ctx, this.#at(module));
    for (const section of module.sections.slice(0, count)) {
      this.#pass();
      await markSection(this.#ctx, { ...this.#at(module), section: section.key, read: true });
    }
  }

  async #readStandIn(module: Module): Promise<void> {
    this.#pass();
    for (const segment of module.segments)
      await markStandIn(this.#ctx, { ...this.#at(module), segment: segment.key, read: true });
  }

  /** The recording up to there, in pieces, as a player reports them. On YouTube they skip a part of it, less than a tenth. */
  async #watch(module: Module, until: number): Promise<void> {
    const [segment] = module.segments;
    if (!segment) return;
    this.#pass();
    await visitModule(this.#ctx, this.#at(module));
    const source = this.#plan.source ?? 'youtube';
    for (let from = 0; from < until; from += PIECE_SECONDS) {
      const to = Math.min(until, from + PIECE_SECONDS);
      this.#time += (to - from) * 1000;
      if (source === 'youtube' && from === SKIPPED_FROM_SECONDS) continue;
      await reportWatched(this.#ctx, {
        ...this.#at(module),
        segment: segment.key,
        way: source === 'audio' ? 'audio' : 'video',
        source,
        lengthSeconds: RECORDING_SECONDS,
        position: to,
        ranges: [[from, to]],
      });
    }
  }

  /** `skill`: share of questions answered right. An attempt that is not handed in stays half answered. */
  async #attempt(module: Module, skill: number, handIn: boolean): Promise<void> {
    this.#pass();
    const { attemptId } = await startAttempt(this.#ctx, this.#at(module));
    const attempt = await viewAttempt(this.#ctx, { ...this.#at(module), attemptId });
    if (attempt.phase !== 'open') return;
    const asked = handIn
      ? attempt.questions
      : attempt.questions.slice(0, Math.ceil(attempt.questions.length / 2));
    const rightOnes = Math.round(asked.length * skill);
    const documents = await this.#documents(module);
    for (const [index, { asked: question }] of asked.entries()) {
      const document = documents.get(question.key);
      if (!document) continue;
      this.#time += 30_000;
      const answer = index < rightOnes ? rightAnswer(document) : wrongAnswer(document);
      await saveAnswer(this.#ctx, { attemptId, questionKey: question.key, answer, seq: 1 });
    }
    if (handIn) await submitAttempt(this.#ctx, { attemptId });
  }

  async #documents(module: Module) {
    const bank = module.quiz.questions;
    const byRevision = await this.#ctx.courses.questions(bank.map(({ revisionId }) => revisionId));
    return new Map(bank.map(({ key, revisionId }) => [key, byRevision.get(revisionId)]));
  }

  /** Logs in and out once, so that the account says when it was last seen. */
  async #wasSeen(): Promise<void> {
    const { db } = this.#ctx;
    const userId = this.#ctx.actor?.userId ?? '';
    const now = this.#ctx.now();
    const session = await openSession(db, { userId, userAgent: 'demo', now });
    await readSession(db, session.value, now);
    await endSession(db, session.value);
  }

  #chance(): number {
    const [byte = 0] = this.#ctx.random.bytes(1);
    return byte / 255;
  }
}
