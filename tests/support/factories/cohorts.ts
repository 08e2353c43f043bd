import { eq } from 'drizzle-orm';
import type { AttemptRules } from '#lib/domain/courses/course.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import type { Executor } from '#lib/server/db/client.ts';
import { cohorts } from '#lib/server/db/schema/index.ts';
import { joinCohort } from '#lib/server/services/accounts/join-cohort.ts';
import { markSection } from '#lib/server/services/learning/mark-section.ts';
import { markStandIn } from '#lib/server/services/learning/mark-stand-in.ts';
import { visitModule } from '#lib/server/services/learning/visit-module.ts';
import { saveAnswer } from '#lib/server/services/quizzes/save-answer.ts';
import { startAttempt } from '#lib/server/services/quizzes/start-attempt.ts';
import { submitAttempt } from '#lib/server/services/quizzes/submit-attempt.ts';
import { insertCohort, insertUser } from './learning.ts';
import { quizWorld, type QuizWorld } from './quizzes.ts';

export interface CohortWorld extends Omit<QuizWorld, 'learner' | 'start' | 'place'> {
  cohortId: string;
  joinCode: string;
  instructor: Actor;
  /** A new person opens the address to join. */
  join(given?: Parameters<typeof insertUser>[1]): Promise<Actor & { email: string }>;
  /** Opens a module, which counts as a visit. */
  visit(learner: Actor, module: string): Promise<void>;
  /** Opens a module, marks both sections and the stand-in read. */
  study(learner: Actor, module: string): Promise<void>;
  /** Takes the quiz of a module with that many of its five questions right; returns the attempt. */
  takeQuiz(learner: Actor, module: string, right: number): Promise<string>;
}

/** A cohort of the sample course with its instructor and no learner, who all act through the services. */
export async function cohortWorld(db: Executor, rules: Partial<AttemptRules> = {}): Promise<CohortWorld> {
  const {
    learner: _nobody,
    start: _start,
    place: _place,
    ...world
  } = await quizWorld(db, { coolDownSeconds: 0, ...rules });
  const instructor = await insertUser(db, { role: 'instructor' });
  const cohortId = await insertCohort(db, world.course, [instructor.userId]);
  const [cohort] = await db.select().from(cohorts).where(eq(cohorts.id, cohortId));
  const joinCode = cohort?.joinCode ?? '';
  const at = (module: string) => ({ course: world.course.document.slug, module });

  const visit = async (learner: Actor, module: string) =>
    void (await visitModule(world.as(learner), at(module)));
  return {
    ...world,
    instructor,
    cohortId,
    joinCode,
    visit,
    async join(given = {}) {
      const person = await insertUser(db, given);
      await joinCohort(world.as(person), { code: joinCode });
      return person;
    },
    async study(learner, module) {
      await visit(learner, module);
      for (const section of [`${module}-first`, `${module}-second`])
        await markSection(world.as(learner), { ...at(module), section, read: true });
      await markStandIn(world.as(learner), { ...at(module), segment: 'lecture', read: true });
    },
    async takeQuiz(learner, module, right) {
      const ctx = world.as(learner);
      const { attemptId } = await startAttempt(ctx, at(module));
      const { rows } = await world.stored(attemptId);
      for (const row of rows.slice(0, right))
        await saveAnswer(ctx, {
          attemptId,
          questionKey: row.questionKey,
          answer: world.rightAnswer(row),
          seq: 1,
        });
      await submitAttempt(ctx, { attemptId });
      return attemptId;
    },
  };
}
