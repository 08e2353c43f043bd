import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import { enrolments, practices, sectionReads, segmentEvidence } from '#lib/server/db/schema/index.ts';
import { takeOutboxEvent, type OutboxEventInput } from '#lib/server/services/learning/take-outbox-event.ts';
import { startPractice } from '#lib/server/services/quizzes/start-practice.ts';
import { freshDatabase } from '../../../support/database.ts';
import { insertEnrolment, insertUser } from '../../../support/factories/learning.ts';
import { quizWorld, type QuizWorld } from '../../../support/factories/quizzes.ts';

const { db } = await freshDatabase();
let world: QuizWorld;
let count = 0;

beforeEach(async () => {
  world = await quizWorld(db);
});

const event = (given: Partial<OutboxEventInput> = {}): OutboxEventInput => ({
  id: `019c0000-0000-4000-8000-${String(++count).padStart(12, '0')}`,
  account: world.learner.userId,
  kind: 'section',
  ...world.place,
  key: 'steel-first',
  answers: {},
  ...given,
});
const take = (one: OutboxEventInput, actor?: Actor | null) => takeOutboxEvent(world.as(actor), one);
const sections = () => db.select().from(sectionReads).where(eq(sectionReads.userId, world.learner.userId));

describe('what was done without a line', () => {
  test('marks a section read, and is confirmed under its id', async () => {
    const one = event();
    expect(await take(one)).toEqual({ id: one.id });
    expect(await sections()).toMatchObject([{ sectionKey: 'steel-first' }]);
  });

  test('marks a stand-in read', async () => {
    await take(event({ kind: 'stand-in', key: 'lecture' }));
    const rows = await db
      .select()
      .from(segmentEvidence)
      .where(eq(segmentEvidence.userId, world.learner.userId));
    expect(rows).toMatchObject([{ segmentKey: 'lecture', way: 'transcript' }]);
  });

  test('hands a practice in', async () => {
    const { practiceId } = await startPractice(world.as(), world.place);
    await take(event({ kind: 'practice', key: practiceId }));
    const [row] = await db.select().from(practices).where(eq(practices.id, practiceId));
    expect(row).toMatchObject({ score: 0, maxScore: 5 });
  });

  test('has its effect once, however often and in parallel it is sent', async () => {
    const { practiceId } = await startPractice(world.as(), world.place);
    const all = [
      event(),
      event({ kind: 'stand-in', key: 'lecture' }),
      event({ kind: 'practice', key: practiceId, answers: { 'steel-q01': 'a' } }),
    ];
    for (const one of all) await take(one);
    const state = async () => [
      await sections(),
      await db.select().from(practices).where(eq(practices.id, practiceId)),
      (await db.select().from(segmentEvidence).where(eq(segmentEvidence.userId, world.learner.userId)))
        .length,
    ];
    const before = await state();
    world.clock.advance(3_600);
    const receipts = await Promise.all([...all, ...all].map((one) => take(one)));
    expect(receipts.map(({ id }) => id)).toEqual([...all, ...all].map(({ id }) => id));
    expect(await state()).toEqual(before);
  });
});

describe('refused, with nothing written', () => {
  test('what was done under another account', async () => {
    const other = await insertUser(db);
    await insertEnrolment(db, other.userId, world.course.courseId);
    await expect(take(event(), other)).rejects.toMatchObject({ code: 'login-required' });
    await expect(take(event(), null)).rejects.toMatchObject({ code: 'login-required' });
    expect(await sections()).toEqual([]);
  });

  test('what belongs to nobody who is enrolled, or is not there', async () => {
    const stranger = await insertUser(db);
    await expect(take(event({ account: stranger.userId }), stranger)).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(take(event({ key: 'nowhere' }))).rejects.toMatchObject({ code: 'not-found' });
    await expect(take(event({ course: 'nowhere' }))).rejects.toMatchObject({ code: 'not-found' });
  });

  test("somebody else's practice", async () => {
    const { practiceId } = await startPractice(world.as(), world.place);
    const other = await insertUser(db);
    await insertEnrolment(db, other.userId, world.course.courseId);
    const theirs = event({ kind: 'practice', key: practiceId, account: other.userId });
    await expect(take(theirs, other)).rejects.toMatchObject({ code: 'not-found' });
    const left = await db.select().from(enrolments).where(eq(enrolments.userId, other.userId));
    expect(left).toHaveLength(1);
  });
});
