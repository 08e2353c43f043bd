import fc from 'fast-check';
import { v7 as uuidv7 } from 'uuid';
import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import type { SourceKind } from '#lib/domain/courses/recording-file.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import { addDays, dayOf } from '#lib/domain/cohorts/calendar-day.ts';
import type { Ctx } from '#lib/server/context.ts';
import * as tables from '#lib/server/db/schema/index.ts';
import { markSection } from '#lib/server/services/learning/mark-section.ts';
import { markStandIn } from '#lib/server/services/learning/mark-stand-in.ts';
import { reportWatched } from '#lib/server/services/learning/report-watched.ts';
import { visitModule } from '#lib/server/services/learning/visit-module.ts';
import { eq, sql } from 'drizzle-orm';
import type { TestClock } from './context.ts';

/** Invented histories of a few learners in two cohorts: what people do, and what staff do to them. */

export interface Deed {
  /** Which learner, module and segment or section: taken modulo how many there are. */
  who: number;
  module: number;
  part: number;
  /** Whatever the deed needs a number for, 0 to 99. */
  size: number;
  /** How long after the deed before. */
  hours: number;
  what: (typeof DEEDS)[number];
}

const DEEDS = [
  'visit',
  'read',
  'unread',
  'watch',
  'stand-in',
  'stand-in-back',
  'attempt',
  'open-attempt',
  'feedback',
  'exempt',
  'extend',
  'deadline',
  'move',
  'leave',
  'snooze',
  'rename',
  'archive',
  'patience',
  'erase',
] as const;

export const deeds: fc.Arbitrary<Deed[]> = fc.array(
  fc.record({
    who: fc.nat(3),
    module: fc.nat(1),
    part: fc.nat(1),
    size: fc.nat(99),
    hours: fc.nat(90),
    what: fc.oneof(
      { weight: 3, arbitrary: fc.constantFrom<Deed['what']>('visit', 'read', 'watch', 'attempt') },
      { weight: 2, arbitrary: fc.constantFrom(...DEEDS) },
    ),
  }),
  { minLength: 1, maxLength: 40 },
);

export interface HistoryWorld {
  course: PublishedCourse;
  cohorts: [string, string];
  learners: Actor[];
  clock: TestClock;
  as(actor: Actor): Ctx;
}

let numbers = 0;

/** Does one deed through the services where there is one, else to the rows. */
export async function perform(world: HistoryWorld, deed: Deed): Promise<void> {
  world.clock.advance(deed.hours * 3600);
  const actor = world.learners[deed.who % world.learners.length];
  const module = world.course.document.modules[deed.module % world.course.document.modules.length];
  if (!actor || !module) return;
  const ctx = world.as(actor);
  const { db } = ctx;
  const learner = { userId: actor.userId, courseId: world.course.courseId };
  const own = { ...learner, moduleKey: module.key };
  const place = { course: world.course.document.slug, module: module.slug };
  const section = module.sections[deed.part % module.sections.length]?.key ?? '';
  const segment = module.segments[deed.part % module.segments.length]?.key ?? '';
  const today = dayOf(ctx.now());
  const isHere = sql`user_id = ${learner.userId} and course_id = ${learner.courseId}`;
  const enrolled = await db.select().from(tables.enrolments).where(isHere);
  if (enrolled.length === 0) return;
  switch (deed.what) {
    case 'visit':
      return void (await visitModule(ctx, place));
    case 'read':
    case 'unread':
      return void (await markSection(ctx, { ...place, section, read: deed.what === 'read' }));
    case 'watch':
      await visitModule(ctx, place);
      world.clock.advance(60 + deed.size);
      return void (await reportWatched(ctx, {
        ...place,
        segment,
        way: deed.size % 3 === 0 ? 'audio' : 'video',
        source: [null, 'audio', 'youtube'][deed.size % 3] as SourceKind | null,
        lengthSeconds: 120,
        position: deed.size % 4 === 0 ? null : deed.size,
        ranges: [[deed.size, deed.size + 60 + deed.size / 2]],
      }));
    case 'stand-in':
    case 'stand-in-back':
      return void (await markStandIn(ctx, { ...place, segment, read: deed.what === 'stand-in' }));
    case 'attempt':
    case 'open-attempt': {
      const isGraded = deed.what === 'attempt';
      await db
        .insert(tables.attempts)
        .values({
          id: uuidv7(),
          ...own,
          number: ++numbers,
          state: isGraded ? 'graded' : 'in_progress',
          revisionId: world.course.revisionId,
          seed: 1,
          startedAt: ctx.now(),
          submittedAt: isGraded ? ctx.now() : null,
          gradedAt: isGraded ? ctx.now() : null,
          score: isGraded ? deed.size / 10 : null,
          maxScore: isGraded ? 10 : null,
        })
        .onConflictDoNothing();
      return void (await markSection(ctx, { ...place, section, read: true }));
    }
    case 'feedback': {
      const answer = { useful: 1 + (deed.size % 5), givenAt: ctx.now() };
      return void (await db
        .insert(tables.moduleFeedback)
        .values({ ...own, ...answer })
        .onConflictDoUpdate({
          target: [
            tables.moduleFeedback.userId,
            tables.moduleFeedback.courseId,
            tables.moduleFeedback.moduleKey,
          ],
          set: answer,
        }));
    }
    case 'exempt':
      return void (await db
        .insert(tables.segmentExemptions)
        .values({ ...own, segmentKey: segment, reason: 'No sound', grantedAt: ctx.now() })
        .onConflictDoNothing());
    case 'extend':
      return void (await db
        .insert(tables.deadlineExtensions)
        .values({ ...own, dueOn: addDays(today, deed.size - 30), reason: 'Ill', grantedAt: ctx.now() })
        .onConflictDoNothing());
    case 'deadline': {
      const [cohortId] = world.cohorts;
      const dueOn = addDays(today, deed.size - 30);
      return void (await db
        .insert(tables.moduleDeadlines)
        .values({ cohortId, moduleKey: module.key, dueOn })
        .onConflictDoUpdate({
          target: [tables.moduleDeadlines.cohortId, tables.moduleDeadlines.moduleKey],
          set: { dueOn },
        }));
    }
    case 'move':
    case 'leave':
      return void (await db
        .update(tables.enrolments)
        .set({ cohortId: deed.what === 'leave' ? null : (world.cohorts[deed.size % 2] ?? null) })
        .where(isHere));
    case 'snooze':
      return void (await db
        .insert(tables.snoozes)
        .values({ ...learner, untilOn: addDays(today, deed.size % 20), snoozedAt: ctx.now() })
        .onConflictDoNothing());
    case 'rename':
      return void (await db
        .update(tables.users)
        .set({ nameLatin: `Name ${deed.size}`, country: deed.size % 2 ? 'KZ' : null })
        .where(eq(tables.users.id, actor.userId)));
    case 'archive':
      return void (await db
        .update(tables.cohorts)
        .set({ archivedAt: deed.size % 2 ? ctx.now() : null })
        .where(eq(tables.cohorts.id, world.cohorts[1])));
    case 'patience':
      return void (await db
        .update(tables.cohorts)
        .set({ inactiveDays: 1 + deed.size })
        .where(eq(tables.cohorts.id, world.cohorts[0])));
    case 'erase':
      if (deed.size < 20) await db.delete(tables.users).where(eq(tables.users.id, actor.userId));
  }
}
