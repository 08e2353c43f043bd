import { and, asc, eq, ilike, inArray, lt, lte, ne, sql, type SQL } from 'drizzle-orm';
import type { StandingFilter } from '#lib/domain/cohorts/standing-filter.ts';
import type { Executor } from '../db/client.ts';
import { learnerStandings, moduleStandings, users } from '../db/schema/index.ts';

/** What the table of a cohort is made of when it is taken along as a file: learners by name, and what each did in each module. */

export interface LearnersAsked {
  cohortId: string;
  filter: StandingFilter;
  /** Looked for in names and addresses; empty: everybody. */
  words: string;
  today: string;
}

export interface NamePlace {
  sortName: string;
  userId: string;
}

const s = learnerStandings;

const matching = ({ cohortId, filter, words, today }: LearnersAsked): SQL | undefined =>
  and(
    eq(s.cohortId, cohortId),
    words === '' ? undefined : ilike(s.searchText, `%${words.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`),
    filter === 'all'
      ? undefined
      : filter === 'behind'
        ? and(lt(s.dueOn, today), ne(s.standing, 'finished'))
        : filter === 'needs-hand'
          ? and(lte(s.handOn, today), ne(s.standing, 'finished'))
          : eq(s.standing, filter),
  );

export const countLearners = (db: Executor, asked: LearnersAsked): Promise<number> =>
  db.$count(s, matching(asked));

/** By name, from behind `after`; reads `learner_standings_name`. */
export function listLearners(
  db: Executor,
  { after, limit, ...asked }: LearnersAsked & { after: NamePlace | null; limit: number },
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
    .orderBy(asc(s.sortName), asc(s.userId))
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
