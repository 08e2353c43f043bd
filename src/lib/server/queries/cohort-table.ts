import { and, asc, count, eq, inArray, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { MatrixFilter } from '#lib/domain/cohorts/matrix.ts';
import type { Executor } from '../db/client.ts';
import { learnerStandings, moduleStandings, users } from '../db/schema/index.ts';
import { chosenLearners, nameOrder } from './matrix.ts';

/** What the table of a cohort is made of when it is taken along as a file: learners by name, and what each did in each module. */

export interface LearnersAsked {
  cohortId: string;
  filter: MatrixFilter;
  /** As the table of the page looks for them; none: everybody. */
  words: readonly string[];
  today: string;
  /** Only these, where they are given. */
  userIds?: readonly string[];
}

export interface NamePlace {
  sortName: string;
  userId: string;
}

const s = alias(learnerStandings, 's');

const matching = (asked: LearnersAsked): SQL | undefined =>
  and(chosenLearners(asked), asked.userIds ? inArray(s.userId, [...asked.userIds]) : undefined);

export async function countLearners(db: Executor, asked: LearnersAsked): Promise<number> {
  const [row] = await db.select({ learners: count() }).from(s).where(matching(asked));
  return row?.learners ?? 0;
}

/** By name, from behind `after`; reads `learner_standings_name`, or for few (`fitsFew` of matrix.ts, asked once for all pages) the index of words. */
export function listLearners(
  db: Executor,
  {
    after,
    limit,
    isForFew,
    ...asked
  }: LearnersAsked & { after: NamePlace | null; limit: number; isForFew: boolean },
) {
  return db
    .select({
      userId: s.userId,
      sortName: s.sortName,
      nameNative: users.nameNative,
      nameLatin: users.nameLatin,
      email: users.email,
      country: s.country,
      activeOn: s.activeOn,
      standing: s.standing,
      modulesDone: s.modulesDone,
      averagePercent: s.averagePercent,
      dueOn: s.dueOn,
    })
    .from(s)
    .innerJoin(users, eq(users.id, s.userId))
    .where(
      and(
        matching(asked),
        after ? sql`(${s.sortName}, ${s.userId}) > (${after.sortName}, ${after.userId}::uuid)` : undefined,
      ),
    )
    .orderBy(nameOrder(isForFew), asc(s.userId))
    .limit(limit);
}

/** Every module of some learners of a course. */
export function listModulesOf(db: Executor, courseId: string, userIds: readonly string[]) {
  const t = moduleStandings;
  return db
    .select({
      userId: t.userId,
      moduleKey: t.moduleKey,
      state: t.state,
      bestPercent: t.bestPercent,
      stepsDone: t.stepsDone,
      stepsTotal: t.stepsTotal,
      wayVideo: t.wayVideo,
      wayAudio: t.wayAudio,
      wayTranscript: t.wayTranscript,
      dueOn: t.dueOn,
    })
    .from(t)
    .where(and(eq(t.courseId, courseId), inArray(t.userId, [...userIds])));
}
