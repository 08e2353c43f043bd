import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import type { RegradePolicy } from '#lib/domain/quizzes/regrade.ts';
import { auditEntries, certificates, moduleCompletions } from '#lib/server/db/schema/index.ts';
import { closeAttempt } from '#lib/server/services/quizzes/close-attempt.ts';
import { submitAttempt } from '#lib/server/services/quizzes/submit-attempt.ts';
import { viewAttempt } from '#lib/server/services/quizzes/view-attempt.ts';
import { freshDatabase } from '../../../support/database.ts';
import { KEY, regradeWorld, type RegradeWorld } from '../../../support/factories/regrades.ts';

const { db } = await freshDatabase();
let world: RegradeWorld;

beforeEach(async () => {
  world = await regradeWorld(db);
});

const scoreOf = async (attemptId: string) => (await world.stored(attemptId)).attempt.score;
const pointsOf = async (attemptId: string) =>
  (await world.stored(attemptId)).rows.find(({ questionKey }) => questionKey === KEY)?.points;

/** Asks for a regrade and runs its job. */
async function regrade(policy: RegradePolicy): Promise<string> {
  world.clock.advance(60);
  const id = await world.ask(policy);
  await world.run(id);
  return id;
}

/** Wrong answers to some questions beside the corrected one. */
const wrong = (...numbers: number[]) =>
  Object.fromEntries(numbers.map((number) => [`steel-q0${number}`, null]));

describe('a regrade marks again', () => {
  test.each([
    ['full-credit', 6, 6, 6],
    ['accept-both', 6, 6, 5],
    ['new-never-lower', 6, 6, 5],
    ['new-only', 6, 5, 5],
  ] as const)('by "%s" what gave a, b and nothing', async (policy, forA, forB, forNothing) => {
    const learner = await world.join();
    const [a, b, nothing] = [
      await world.take(learner, { [KEY]: 'a' }),
      await world.take(learner),
      await world.take(learner, { [KEY]: null }),
    ];
    expect([await scoreOf(a), await scoreOf(b), await scoreOf(nothing)]).toEqual([5, 6, 5]);
    await world.correct();
    await regrade(policy);
    expect([await scoreOf(a), await scoreOf(b), await scoreOf(nothing)]).toEqual([forA, forB, forNothing]);
    expect(await pointsOf(a)).toBe(1);
    expect((await world.stored(a)).attempt.maxScore).toBe(6);
  });

  test('and keeps what stood before, of what changed alone', async () => {
    const learner = await world.join();
    const a = await world.take(learner, { [KEY]: 'a', ...wrong(2) });
    await world.take(learner);
    await world.correct();
    const id = await regrade('accept-both');
    expect(await world.changes(id)).toEqual([
      expect.objectContaining({
        attemptId: a,
        pointsBefore: 0,
        pointsAfter: 1,
        scoreBefore: 4,
        scoreAfter: 5,
        changedAt: world.clock.now(),
      }),
    ]);
    expect(await world.regrade(id)).toMatchObject({
      total: 2,
      examined: 2,
      changed: 1,
      finishedAt: world.clock.now(),
    });
  });

  test('only the attempts of its own course that asked the question', async () => {
    const other = await regradeWorld(db);
    const stranger = await other.join();
    const elsewhere = await other.take(stranger, { [KEY]: 'a' });
    const cement = await world.take(await world.join(), { 'cement-q01': 'a' }, 'cement');
    await world.correct();
    const id = await regrade('full-credit');
    expect([await scoreOf(elsewhere), await scoreOf(cement)]).toEqual([5, 5]);
    expect((await world.regrade(id)).examined).toBe(0);
  });

  test('not what was started after it was asked for', async () => {
    const learner = await world.join();
    const before = await world.take(learner, { [KEY]: null });
    await world.correct();
    world.clock.advance(60);
    const id = await world.ask('full-credit');
    world.clock.advance(1);
    const after = await world.take(learner, { [KEY]: null });
    await world.run(id);
    expect([await scoreOf(before), await scoreOf(after)]).toEqual([6, 5]);
  });

  test('and says so in the audit log, at the beginning and at the end', async () => {
    await world.take(await world.join(), { [KEY]: 'a' });
    await world.correct();
    const id = await regrade('new-only');
    const entries = await db.select().from(auditEntries).where(eq(auditEntries.subjectId, id));
    expect(entries.map(({ action, actorId, details }) => [action, actorId, details])).toEqual(
      expect.arrayContaining([
        [
          'regrade.start',
          world.instructor.userId,
          { course: world.address.course, question: KEY, policy: 'new-only', attempts: 1 },
        ],
        ['regrade.finish', null, { changed: 1 }],
      ]),
    );
    expect(entries).toHaveLength(2);
  });
});

describe('an attempt that is under way', () => {
  test('is marked under the policy when it is handed in, by the question as it was asked', async () => {
    const [first, second] = [await world.join(), await world.join()];
    const [open, openToo] = [await world.begin(first, { [KEY]: 'a' }), await world.begin(second)];
    await world.correct();
    await regrade('accept-both');
    await submitAttempt(world.as(first), { attemptId: open });
    await submitAttempt(world.as(second), { attemptId: openToo });
    expect([await scoreOf(open), await scoreOf(openToo)]).toEqual([6, 6]);
    // Nobody ever saw another mark.
    expect(await world.letters()).toEqual([]);
  });

  test('is marked under every regrade since it began, one after the other', async () => {
    const learner = await world.join();
    const open = await world.begin(learner, { [KEY]: 'c' });
    await world.correct();
    await regrade('full-credit');
    await world.correct({ prompt: 'Corrected again' });
    await regrade('new-never-lower');
    await submitAttempt(world.as(learner), { attemptId: open });
    expect(await scoreOf(open)).toBe(6);
  });

  test('is not touched by a regrade that was asked for before it began', async () => {
    const learner = await world.join();
    await world.correct();
    await regrade('full-credit');
    world.clock.advance(1);
    expect(await scoreOf(await world.take(learner, { [KEY]: 'c' }))).toBe(5);
  });

  test('that waits for its grading while the job runs is marked once, by whoever comes later', async () => {
    const learner = await world.join();
    const attempt = await world.begin(learner, { [KEY]: 'a' });
    await world.correct();
    world.clock.advance(60);
    const id = await world.ask('new-only');
    await Promise.all([
      submitAttempt(world.as(learner), { attemptId: attempt }),
      world.run(id),
      closeAttempt(world.as(null), attempt),
    ]);
    expect(await scoreOf(attempt)).toBe(6);
  });
});

describe('what follows from a mark', () => {
  const completions = (learner: Actor) =>
    db.select().from(moduleCompletions).where(eq(moduleCompletions.userId, learner.userId));
  const certificatesOf = (learner: Actor) =>
    db.select().from(certificates).where(eq(certificates.userId, learner.userId));
  /** Everything but the quiz of steel: 50 %, with `a` for the corrected question. */
  async function almostDone(): Promise<Actor & { email: string }> {
    const learner = await world.join();
    for (const module of ['steel', 'cement']) await world.study(learner, module);
    await world.take(learner, {}, 'cement');
    await world.take(learner, { [KEY]: 'a', ...wrong(2, 3) });
    return learner;
  }

  test('a learner who passes now completes the module and gets the certificate', async () => {
    const learner = await almostDone();
    expect(await certificatesOf(learner)).toEqual([]);
    await world.correct();
    await regrade('new-only');
    expect((await completions(learner)).map(({ moduleKey }) => moduleKey).sort()).toEqual([
      'cement',
      'steel',
    ]);
    expect(await certificatesOf(learner)).toMatchObject([{ state: 'valid' }]);
    expect((await world.letters()).map(({ recipient }) => recipient)).toEqual([learner.email, learner.email]);
  });

  test('a completion and a certificate are never taken away, byte for byte', async () => {
    const learner = await world.join();
    for (const module of ['steel', 'cement']) await world.study(learner, module);
    await world.take(learner, {}, 'cement');
    const attempt = await world.take(learner, wrong(2, 3));
    const before = [await completions(learner), await certificatesOf(learner)];
    expect(before[1]).toHaveLength(1);
    await world.correct();
    await regrade('new-only');
    expect(await scoreOf(attempt)).toBe(3);
    expect([await completions(learner), await certificatesOf(learner)]).toEqual(before);
  });
});

describe('letters', () => {
  test('one for each learner whose mark changed, with all their attempts, in their language', async () => {
    const english = await world.join({ nameNative: 'Anna' });
    const persian = await world.join({ nameNative: 'نرگس', locale: 'fa' });
    const same = await world.join();
    await world.take(english, { [KEY]: 'a' });
    await world.take(english, { [KEY]: 'a', ...wrong(2, 3, 4) });
    await world.take(persian, { [KEY]: 'a', ...wrong(2, 3) });
    await world.take(same);
    await world.correct();
    await regrade('accept-both');
    const letters = await world.letters();
    expect(letters.map(({ recipient }) => recipient).sort()).toEqual([english.email, persian.email].sort());
    const [toAnna, toNarges] = [english, persian].map(({ email }) =>
      letters.find(({ recipient }) => recipient === email),
    );
    expect(toAnna).toMatchObject({ locale: 'en', subject: 'Your mark has changed: The steel industry' });
    expect(toAnna?.body).toContain('Attempt 1: 83% before, 100% now\nAttempt 2: 33% before, 50% now');
    expect(toAnna?.body).toContain('An answer counts when the old or the corrected question says');
    expect(toAnna?.body).toContain(`https://learn.example.org/learn/${world.address.course}/steel/quiz`);
    expect(toNarges).toMatchObject({ locale: 'fa' });
    expect(toNarges?.body).toContain('تلاش ۱: پیش‌تر ۵۰٪، اکنون ۶۷٪');
  });
});

describe('killed and begun again', () => {
  /** Fails at the n-th letter, as a process that is killed there: its transaction is undone. */
  const dyingAt = (nth: number) => {
    let count = 0;
    return {
      send: () => {
        if (++count === nth) throw new Error('killed');
        return Promise.resolve();
      },
    };
  };

  test('a job that failed goes on, and every learner has one letter', async () => {
    const learners = [];
    for (let index = 0; index < 4; index++) {
      const learner = await world.join();
      learners.push(learner);
      await world.take(learner, { [KEY]: 'a' });
    }
    await world.correct();
    world.clock.advance(60);
    const id = await world.ask('new-only');
    await expect(world.run(id, { mail: dyingAt(3) })).rejects.toThrow('killed');
    expect(await world.regrade(id)).toMatchObject({ examined: 4, changed: 4, finishedAt: null });
    expect(await world.letters()).toEqual([]);
    await world.run(id);
    await world.run(id);
    expect(await world.regrade(id)).toMatchObject({ examined: 4, changed: 4 });
    expect((await world.letters()).map(({ recipient }) => recipient).sort()).toEqual(
      learners.map(({ email }) => email).sort(),
    );
  });

  test('two instances at once do nothing twice', async () => {
    for (let index = 0; index < 3; index++) await world.take(await world.join(), { [KEY]: 'a' });
    await world.correct();
    world.clock.advance(60);
    const id = await world.ask('new-only');
    await Promise.all([world.run(id), world.run(id), world.run(id)]);
    expect(await world.regrade(id)).toMatchObject({ examined: 3, changed: 3 });
    expect(await world.letters()).toHaveLength(3);
    const finished = await db.select().from(auditEntries).where(eq(auditEntries.action, 'regrade.finish'));
    expect(finished.filter(({ subjectId }) => subjectId === id)).toHaveLength(1);
  });

  test('a regrade that nobody knows is nothing', async () => {
    await world.run('00000000-0000-7000-8000-000000000000');
  });
});

test('the learner sees in the review the earlier mark, when it changed and why', async () => {
  const learner = await world.join();
  const attempt = await world.take(learner, { [KEY]: 'a' });
  await world.correct();
  await regrade('new-only');
  const changedAt = world.clock.now();
  await world.correct({ correctKey: 'c' } as never);
  await regrade('new-only');
  const place = { course: world.address.course, module: 'steel', attemptId: attempt };
  const review = await viewAttempt(world.as(learner), place);
  if (review.phase !== 'graded') throw new Error('Not graded.');
  const number = review.questions.findIndex(({ key }) => key === KEY) + 1;
  expect(review.changes).toMatchObject([
    { changedAt, questionNumber: number, policy: 'new-only' },
    { changedAt: world.clock.now(), questionNumber: number, policy: 'new-only' },
  ]);
  expect(
    review.changes.map(({ percentBefore, percentAfter }) => [percentBefore, percentAfter].map(Math.round)),
  ).toEqual([
    [83, 100],
    [100, 83],
  ]);
});
