import { asc, eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import type { Actor } from '#lib/domain/permissions.ts';
import type { QuestionDocument } from '#lib/domain/questions/question.ts';
import type { RegradePolicy } from '#lib/domain/quizzes/regrade.ts';
import type { Ctx } from '#lib/server/context.ts';
import type { Executor } from '#lib/server/db/client.ts';
import {
  courseRevisions,
  outbox,
  questionRevisions,
  regradeChanges,
  regrades,
} from '#lib/server/db/schema/index.ts';
import { createMail } from '#lib/server/mail/outbox.ts';
import { saveAnswer } from '#lib/server/services/quizzes/save-answer.ts';
import { startAttempt } from '#lib/server/services/quizzes/start-attempt.ts';
import { submitAttempt } from '#lib/server/services/quizzes/submit-attempt.ts';
import { runRegrade } from '#lib/server/services/regrades/run-regrade.ts';
import { startRegrade } from '#lib/server/services/regrades/start-regrade.ts';
import { cohortWorld, type CohortWorld } from './cohorts.ts';

/** The question that these tests correct: single choice, right is `b`. */
export const KEY = 'steel-q01';

export interface RegradeWorld extends CohortWorld {
  /** Starts an attempt at the quiz of a module, which asks all six questions; `given` instead of the right answer (null: none). */
  begin(learner: Actor, given?: Record<string, unknown>, module?: string): Promise<string>;
  /** The same, handed in. */
  take(learner: Actor, given?: Record<string, unknown>, module?: string): Promise<string>;
  /** Another key for the question; its new revision. */
  correct(change?: Partial<QuestionDocument>): Promise<string>;
  address: { course: string; key: string };
  revision(): string;
  /** An instructor asks for it; the job does not run yet. */
  ask(policy: RegradePolicy, given?: { actor?: Actor | null; revision?: string }): Promise<string>;
  /** The job, with letters in the outbox. */
  run(regradeId: string, given?: Partial<Ctx>): Promise<void>;
  regrade(regradeId: string): Promise<typeof regrades.$inferSelect>;
  changes(regradeId: string): Promise<(typeof regradeChanges.$inferSelect)[]>;
  letters(): Promise<(typeof outbox.$inferSelect)[]>;
}

/** A cohort whose quizzes ask every question of their bank, with an empty outbox. */
export async function regradeWorld(db: Executor): Promise<RegradeWorld> {
  const world = await cohortWorld(db);
  await db.delete(outbox);
  const { course, questions } = world;
  for (const { quiz } of course.document.modules) quiz.draw = quiz.questions.length;
  const bank = course.document.modules.flatMap(({ quiz }) => quiz.questions);
  const pinned = bank.find(({ key }) => key === KEY);
  if (!pinned) throw new Error(`There is no ${KEY}.`);
  const address = { course: course.document.slug, key: KEY };
  let number = 1;

  const begin: RegradeWorld['begin'] = async (learner, given = {}, module = 'steel') => {
    // Attempts are in the order of their ids, which follow the clock.
    world.clock.advance(1);
    const { attemptId } = await startAttempt(world.as(learner), { course: address.course, module });
    for (const row of (await world.stored(attemptId)).rows) {
      const { questionKey } = row;
      const answer = questionKey in given ? given[questionKey] : world.rightAnswer(row);
      if (answer !== null) await saveAnswer(world.as(learner), { attemptId, questionKey, answer, seq: 1 });
    }
    return attemptId;
  };
  return {
    ...world,
    address,
    begin,
    async take(learner, given, module) {
      const attemptId = await begin(learner, given, module);
      await submitAttempt(world.as(learner), { attemptId });
      return attemptId;
    },
    revision: () => pinned.revisionId,
    async correct(change = { correctKey: 'a' } as Partial<QuestionDocument>) {
      const old = questions.get(pinned.revisionId);
      const document = { ...old, ...change } as QuestionDocument;
      const id = uuidv7();
      await db.insert(questionRevisions).values({
        id,
        courseId: course.courseId,
        moduleKey: 'steel',
        key: KEY,
        number: ++number,
        contentHash: id,
        document,
        createdAt: world.clock.now(),
      });
      questions.set(id, document);
      pinned.revisionId = id;
      await db
        .update(courseRevisions)
        .set({ document: course.document })
        .where(eq(courseRevisions.id, course.revisionId));
      return id;
    },
    async ask(policy, { actor = world.instructor, revision = pinned.revisionId } = {}) {
      return (await startRegrade(world.as(actor), { ...address, policy, revision })).regradeId;
    },
    run: (regradeId, given = {}) =>
      runRegrade(world.as(null, { mail: createMail(null), ...given }), regradeId),
    async regrade(regradeId) {
      const [row] = await db.select().from(regrades).where(eq(regrades.id, regradeId));
      if (!row) throw new Error(`No regrade ${regradeId}`);
      return row;
    },
    changes: (regradeId) =>
      db
        .select()
        .from(regradeChanges)
        .where(eq(regradeChanges.regradeId, regradeId))
        .orderBy(asc(regradeChanges.attemptId)),
    letters: () => db.select().from(outbox).orderBy(asc(outbox.createdAt), asc(outbox.id)),
  };
}
