import { eq } from 'drizzle-orm';
import { v7 as uuidv7 } from 'uuid';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import type { Ctx } from '#lib/server/context.ts';
import {
  auditEntries,
  certificates,
  moduleCompletions,
  segmentExemptions,
} from '#lib/server/db/schema/index.ts';
import {
  exemptSegment,
  requireSegment,
  type ExemptionInput,
} from '#lib/server/services/learners/exempt-segment.ts';
import { markSection } from '#lib/server/services/learning/mark-section.ts';
import { viewCourseProgress } from '#lib/server/services/learning/view-course-progress.ts';
import { freshDatabase } from '../../../support/database.ts';
import { cohortWorld, type CohortWorld } from '../../../support/factories/cohorts.ts';
import { insertCohort, insertEnrolment, insertUser } from '../../../support/factories/learning.ts';

const { db } = await freshDatabase();
let world: CohortWorld;
let learner: Actor & { email: string };

beforeEach(async () => {
  for (const table of [auditEntries, moduleCompletions, segmentExemptions]) await db.delete(table);
  world = await cohortWorld(db);
  learner = await world.join({ locale: 'fa' });
});

const letters: { recipient: string; locale: string; body: string }[] = [];
const asStaff = (actor: Actor = world.instructor) => {
  letters.splice(0);
  const mail: Ctx['mail'] = { send: (_ctx, letter) => Promise.resolve(void letters.push(letter)) };
  return world.as(actor, { mail });
};
const input = (given: Partial<ExemptionInput> = {}): ExemptionInput => ({
  userId: learner.userId,
  course: world.course.courseId,
  module: 'steel',
  segment: 'lecture',
  reason: 'The line is too slow there.',
  ...given,
});

/** Everything but the recording. */
async function studyWithoutRecording(module: string): Promise<void> {
  const at = { course: world.course.document.slug, module };
  for (const section of [`${module}-first`, `${module}-second`])
    await markSection(world.as(learner), { ...at, section, read: true });
  await world.takeQuiz(learner, module, 5);
}

const issued = () => db.select().from(certificates).where(eq(certificates.userId, learner.userId));
const segmentOf = async () =>
  (await viewCourseProgress(world.as(learner), { course: world.course.document.slug })).progress?.modules[0]
    ?.segments[0];

describe('who is excused from a segment', () => {
  test('has it as covered, with a letter in their language and an entry in the audit log', async () => {
    await exemptSegment(asStaff(), input());
    expect(await segmentOf()).toMatchObject({ covered: true, isExempt: true, way: null, coverage: 0 });
    expect(letters).toMatchObject([{ recipient: learner.email, locale: 'fa' }]);
    expect(letters[0]?.body).toContain('The line is too slow there.');
    expect(await db.select().from(auditEntries)).toMatchObject([
      {
        action: 'segment.exempt',
        subjectId: learner.userId,
        details: { module: 'steel', segment: 'lecture', reason: 'The line is too slow there.' },
      },
    ]);
  });

  test('completes the module with it, and the course, and gets the certificate', async () => {
    await studyWithoutRecording('steel');
    await studyWithoutRecording('cement');
    await exemptSegment(asStaff(), input());
    expect(await db.select().from(moduleCompletions)).toMatchObject([{ moduleKey: 'steel' }]);
    expect(await issued()).toEqual([]);
    await exemptSegment(asStaff(), input({ module: 'cement' }));
    expect(await db.select().from(moduleCompletions)).toHaveLength(2);
    expect(await issued()).toHaveLength(1);
  });

  test('lacks it again when that is taken back, and keeps a completion', async () => {
    await studyWithoutRecording('steel');
    await exemptSegment(asStaff(), input());
    await requireSegment(asStaff(), input({ reason: 'A mistake' }));
    expect(await segmentOf()).toMatchObject({ covered: false, isExempt: false });
    expect(await db.select().from(moduleCompletions)).toHaveLength(1);
    expect(letters).toHaveLength(1);
    expect((await db.select().from(auditEntries)).map(({ action }) => action).sort()).toEqual([
      'segment.exempt',
      'segment.require',
    ]);
    await expect(requireSegment(asStaff(), input())).rejects.toMatchObject({ code: 'not-found' });
  });

  test('has the newest reason when excused again', async () => {
    await exemptSegment(asStaff(), input());
    await exemptSegment(asStaff(), input({ reason: 'Another' }));
    expect(await db.select().from(segmentExemptions)).toMatchObject([{ reason: 'Another' }]);
  });
});

describe.each([
  ['to excuse', exemptSegment],
  ['to take it back', requireSegment],
])('%s', (_name, act) => {
  test.each([
    [' ', 'text-missing'],
    ['x'.repeat(501), 'text-long'],
  ])('needs a reason that is neither empty nor too long', async (reason, problem) => {
    await expect(act(asStaff(), input({ reason }))).rejects.toMatchObject({
      code: 'invalid-input',
      details: { fields: { reason: problem } },
    });
    expect(letters).toEqual([]);
  });

  test("is for the learner's own staff and what there is", async () => {
    await exemptSegment(asStaff(), input());
    const missing = { code: 'not-found' };
    const theirs = await insertCohort(db, world.course, []);
    const stranger = await insertUser(db);
    await insertEnrolment(db, stranger.userId, world.course.courseId, { cohortId: theirs });
    for (const actor of [learner, await insertUser(db, { role: 'instructor' })])
      await expect(act(asStaff(actor), input())).rejects.toMatchObject(missing);
    for (const given of [
      { userId: stranger.userId },
      { userId: uuidv7() },
      { userId: 'no id' },
      { course: uuidv7() },
      { module: 'nothing' },
      { segment: 'nothing' },
    ])
      await expect(act(asStaff(), input(given))).rejects.toMatchObject(missing);
  });

  test('is open to an administrator', async () => {
    const admin = await insertUser(db, { role: 'admin' });
    await exemptSegment(asStaff(), input());
    await act(asStaff(admin), input());
  });
});
