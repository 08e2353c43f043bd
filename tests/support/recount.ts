import type { CourseDocument } from '#lib/domain/courses/course.ts';
import { dayOf, daysBetween } from '#lib/domain/cohorts/calendar-day.ts';
import { helpFrom, type ModuleFacts } from '#lib/domain/cohorts/needs-help.ts';
import type { Evidence } from '#lib/domain/progress/evidence.ts';
import { windowSeconds } from '#lib/domain/courses/sources.ts';
import { isCovered } from '#lib/domain/progress/coverage.ts';
import { moduleProgress } from '#lib/domain/progress/module-progress.ts';
import { parseMultirange } from '#lib/domain/progress/watched-ranges.ts';
import { wayTaken } from '#lib/domain/progress/way-taken.ts';
import type { Executor } from '#lib/server/db/client.ts';
import * as tables from '#lib/server/db/schema/index.ts';
import { listEvidence } from '#lib/server/queries/progress.ts';

/**
 * Counts everything that the screens of staff show anew from the raw evidence, by the rules of the domain and nothing else: what the kept
 * summaries are compared with.
 */
export async function recount(db: Executor, courses: ReadonlyMap<string, CourseDocument>) {
  const raw = await readAll(db);
  const learners = [];
  const modules = [];
  for (const enrolment of raw.enrolments) {
    const document = courses.get(enrolment.courseId);
    if (!document) continue;
    const own = modulesOf(document, enrolment, raw, await evidenceOf(db, enrolment));
    modules.push(...own);
    learners.push(learnerOf(enrolment, raw, own));
  }
  return { learners, modules, tallies: talliesOf(learners, modules, raw, courses) };
}

type Raw = Awaited<ReturnType<typeof readAll>>;
type Enrolment = typeof tables.enrolments.$inferSelect;
export type RecountedModule = ReturnType<typeof modulesOf>[number];
export type RecountedLearner = ReturnType<typeof learnerOf>;

async function readAll(db: Executor) {
  return {
    enrolments: await db.select().from(tables.enrolments),
    users: await db.select().from(tables.users),
    cohorts: await db.select().from(tables.cohorts),
    visits: await db.select().from(tables.moduleVisits),
    attempts: await db.select().from(tables.attempts),
    segments: await db.select().from(tables.segmentEvidence),
    exemptions: await db.select().from(tables.segmentExemptions),
    deadlines: await db.select().from(tables.moduleDeadlines),
    extensions: await db.select().from(tables.deadlineExtensions),
    feedback: await db.select().from(tables.moduleFeedback),
    snoozes: await db.select().from(tables.snoozes),
  };
}

async function evidenceOf(db: Executor, { userId, courseId }: Enrolment): Promise<Evidence> {
  const evidence = (await listEvidence(db, courseId, [userId])).get(userId);
  if (!evidence) throw new Error('Enrolled, and without evidence.');
  return evidence;
}

const day = (moment: Date | null | undefined) => (moment ? dayOf(moment) : null);
const first = <T>(values: readonly T[]) => [...values].sort()[0] ?? null;

function modulesOf(document: CourseDocument, enrolment: Enrolment, raw: Raw, evidence: Evidence) {
  const isOwn = (row: { userId: string; courseId: string }) =>
    row.userId === enrolment.userId && row.courseId === enrolment.courseId;
  return document.modules.map((module, position) => {
    const inModule = (row: { userId: string; courseId: string; moduleKey: string }) =>
      isOwn(row) && row.moduleKey === module.key;
    const progress = moduleProgress(document, module, evidence);
    const isExempt = (key: string) => raw.exemptions.some((row) => inModule(row) && row.segmentKey === key);
    const covered = progress.segments.filter((one) => one.covered || isExempt(one.key)).length;
    const read = progress.sections.filter((one) => one.read).length;
    const tries = raw.attempts.filter(inModule);
    const graded = tries.filter(({ state }) => state === 'graded');
    const isComplete = progress.state === 'complete';
    const ways = new Set(
      progress.segments.flatMap(({ watched, standInRead, way }) =>
        way && (watched.length > 0 || standInRead) ? [way] : [],
      ),
    );
    const left = progress.segments
      .filter(({ key, watched, covered: is }) => watched.length > 0 && !is && !isExempt(key))
      .map(({ key }) => ({
        key,
        at: raw.segments.find((row) => inModule(row) && row.segmentKey === key)?.lastCreditAt?.getTime() ?? 0,
      }))
      .sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1))[0];
    const failed = !isComplete && graded.length >= 3 && !progress.quiz.passed;
    return {
      userId: enrolment.userId,
      courseId: enrolment.courseId,
      cohortId: enrolment.cohortId,
      moduleKey: module.key,
      position,
      state: progress.state,
      openedOn: day(raw.visits.find(inModule)?.openedAt),
      sectionsRead: read,
      segmentsCovered: covered,
      isRead: read === module.sections.length,
      isWatched: covered === module.segments.length,
      wayVideo: ways.has('video'),
      wayAudio: ways.has('audio'),
      wayTranscript: ways.has('transcript'),
      stepsDone: read + covered + Number(progress.quiz.passed),
      stepsTotal: progress.stepsTotal,
      quizStartedOn: first(tries.map(({ startedAt }) => dayOf(startedAt))),
      attempts: graded.length,
      bestPercent: progress.quiz.bestPercent,
      isPassed: progress.quiz.passed,
      failedOn: failed
        ? (graded
            .map(({ gradedAt }) => day(gradedAt))
            .sort()
            .at(-1) ?? null)
        : null,
      openSegmentKey: !isComplete && left ? left.key : null,
      openSegmentOn: !isComplete && left ? dayOf(new Date(left.at)) : null,
      dueOn:
        raw.extensions.find(inModule)?.dueOn ??
        raw.deadlines.find((row) => row.cohortId === enrolment.cohortId && row.moduleKey === module.key)
          ?.dueOn ??
        null,
      completedOn: day(progress.completedAt),
      useful: raw.feedback.find(inModule)?.useful ?? null,
    };
  });
}

function learnerOf(enrolment: Enrolment, raw: Raw, modules: RecountedModule[]) {
  const user = raw.users.find(({ id }) => id === enrolment.userId);
  const cohort = raw.cohorts.find(({ id }) => id === enrolment.cohortId);
  const snooze = raw.snoozes.find(
    (row) => row.userId === enrolment.userId && row.courseId === enrolment.courseId,
  );
  if (!user) throw new Error('Enrolled, and no person.');
  const open = modules.filter(({ state }) => state !== 'complete');
  const marks = modules.flatMap(({ bestPercent }) => (bestPercent === null ? [] : [bestPercent]));
  const isFinished = modules.length > 0 && open.length === 0;
  const facts = {
    enrolledOn: dayOf(enrolment.enrolledAt),
    activeOn: day(enrolment.lastActiveAt),
    inactiveDays: cohort?.inactiveDays ?? 0,
    modules: modules satisfies readonly ModuleFacts[],
  };
  const from = cohort && !cohort.archivedAt ? helpFrom(facts) : null;
  return {
    userId: enrolment.userId,
    courseId: enrolment.courseId,
    cohortId: enrolment.cohortId,
    sortName: user.nameLatin.toLowerCase(),
    searchWords: [
      ...new Set([
        ...`${user.nameNative} ${user.nameLatin} ${user.email}`.toLowerCase().split(/[\s@]+/),
        user.email.toLowerCase(),
      ]),
    ].sort(),
    country: user.country,
    standing: isFinished
      ? 'finished'
      : modules.some(({ state }) => state !== 'not-started')
        ? 'in-progress'
        : 'not-started',
    modulesDone: modules.length - open.length,
    averagePercent: marks.length ? marks.reduce((sum, mark) => sum + mark, 0) / marks.length : null,
    enrolledOn: facts.enrolledOn,
    activeOn: facts.activeOn,
    finishedOn: isFinished
      ? (modules
          .map(({ completedOn }) => completedOn ?? '')
          .sort()
          .at(-1) ?? null)
      : null,
    dueOn: first(open.flatMap(({ dueOn }) => (dueOn === null ? [] : [dueOn]))),
    handOn: from !== null && snooze && snooze.untilOn > from ? snooze.untilOn : from,
  };
}

/** As `cohort / module / kind / key`, without zeros. */
function talliesOf(
  learners: RecountedLearner[],
  modules: RecountedModule[],
  raw: Raw,
  courses: ReadonlyMap<string, CourseDocument>,
): Map<string, number> {
  const sums = new Map<string, number>();
  const add = (cohortId: string | null, place: string, amount: number) => {
    if (cohortId === null || amount === 0) return;
    const name = `${cohortId} / ${place}`;
    sums.set(name, (sums.get(name) ?? 0) + amount);
  };
  for (const one of learners) {
    const count = (place: string, holds: boolean) => add(one.cohortId, ` / ${place}`, Number(holds));
    count('learners / ', true);
    count(`standing / ${one.standing}`, true);
    count(`country / ${one.country ?? ''}`, true);
    count(`active / ${one.activeOn}`, one.activeOn !== null);
    count(`finished / ${one.finishedOn}`, one.finishedOn !== null);
    count(`due / ${one.dueOn}`, one.dueOn !== null && one.standing === 'in-progress');
    count(`hand / ${one.handOn}`, one.handOn !== null);
    count('marked / ', one.averagePercent !== null);
    add(one.cohortId, ' / marks / ', one.averagePercent ?? 0);
  }
  for (const one of modules) {
    const count = (kind: string, holds: boolean) =>
      add(one.cohortId, `${one.moduleKey} / ${kind}`, Number(holds));
    count('opened / ', one.openedOn !== null || one.state !== 'not-started');
    count('read / ', one.isRead);
    count('watched / ', one.isWatched);
    count('quiz-started / ', one.quizStartedOn !== null);
    count('passed / ', one.isPassed);
    count('complete / ', one.completedOn !== null);
    count('marked / ', one.bestPercent !== null);
    count(`useful / ${one.useful}`, one.useful !== null);
    if (one.completedOn !== null && one.openedOn !== null)
      count(`days / ${Math.max(0, daysBetween(one.openedOn, one.completedOn))}`, true);
    add(one.cohortId, `${one.moduleKey} / marks / `, one.bestPercent ?? 0);
  }
  for (const row of raw.segments) {
    const cohortId =
      learners.find(({ userId, courseId }) => userId === row.userId && courseId === row.courseId)?.cohortId ??
      null;
    const document = courses.get(row.courseId);
    for (const [kind, key] of document ? segmentMarks(row, document) : [])
      add(cohortId, `${row.moduleKey} / ${kind} / ${row.segmentKey}@${key}`, 1);
  }
  return sums;
}

/** What one row of evidence counts as: kinds, each with the part of the key behind the segment; every second apart. */
function segmentMarks(row: Raw['segments'][number], document: CourseDocument): [string, string | number][] {
  const ranges = parseMultirange(row.watched);
  const segment = document.modules
    .find(({ key }) => key === row.moduleKey)
    ?.segments.find(({ key }) => key === row.segmentKey);
  const lengthSeconds = (segment && windowSeconds(segment)) ?? row.lengthSeconds;
  const standInRead = row.standInReadAt !== null;
  const isWatchedEnough = isCovered({ ranges, lengthSeconds, standInRead: false });
  const covered = isCovered({ ranges, lengthSeconds, standInRead });
  const hasWatched = ranges.length > 0;
  const marks = ranges.flatMap(([from, to]) =>
    Array.from({ length: to - from }, (_, n): [string, number] => ['seconds', Math.floor((from + n) / 10)]),
  ) as [string, string | number][];
  if (hasWatched || standInRead)
    marks.push(
      ['followed', ''],
      ['way', wayTaken({ way: row.way, hasWatched, isWatchedEnough, standInRead })],
    );
  if (hasWatched) marks.push(['seen', ''], ['source', row.source ?? '']);
  if (covered) marks.push(['covered', '']);
  if (hasWatched && !covered && row.positionSeconds !== null)
    marks.push(['stop', Math.floor(row.positionSeconds / 10)]);
  if (row.lengthSeconds !== null) marks.push(['length', row.lengthSeconds]);
  return marks;
}
