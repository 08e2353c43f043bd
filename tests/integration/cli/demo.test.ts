import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import { DEMO_PEOPLE } from '#lib/cli/demo/people.ts';
import { DEMO_PLANS } from '#lib/cli/demo/plans.ts';
import { SOURCE_KINDS } from '#lib/domain/courses/recording-file.ts';
import { parseMultirange } from '#lib/domain/progress/watched-ranges.ts';
import { cohorts, enrolments, segmentEvidence, users } from '#lib/server/db/schema/index.ts';
import { logIn } from '#lib/server/services/accounts/log-in.ts';
import { viewCohort } from '#lib/server/services/cohorts/view-cohort.ts';
import { viewSegmentEvidence } from '#lib/server/services/recordings/view-segment-evidence.ts';
import { freshDatabase } from '../../support/database.ts';
import {
  breakInserts,
  DEMO_NOW,
  DEMO_PASSWORD,
  demoStates,
  demoWorld,
  rowCounts,
  type DemoState,
} from '../../support/factories/demo.ts';
import { comparable, countPlainly } from '../../support/segment-counts.ts';

/** The demo, seeded once straight through, and once by a start that was cut off twice. */

const DAY = 86_400_000;
const straight = await demoWorld(await freshDatabase());
const cutOff = await demoWorld(await freshDatabase());
let states: DemoState[];
let lines: string[];
/** Rows of the demo that was seeded straight through, before any test acts on it. */
let rows: Record<string, number>;

beforeAll(async () => {
  [lines] = await Promise.all([straight.seed(), seedCutOff()]);
  states = await demoStates(straight.database);
  rows = await rowCounts(straight.database);
});
afterAll(async () => {
  await straight.close();
  await cutOff.close();
});

/** Cut off while the cohort is made, and again when the first learner gets a certificate; then completed. */
async function seedCutOff() {
  for (const table of ['cohort_instructors', 'certificates']) {
    const mend = await breakInserts(cutOff.database, table);
    await expect(cutOff.seed()).rejects.toMatchObject({ cause: { message: 'cut off' } });
    await mend();
  }
  await cutOff.seed();
}

const who = (is: (state: DemoState) => boolean) => states.filter(is).map(({ email }) => email);
const failed = (state: DemoState) => state.attempts.filter(({ percent }) => percent !== null && percent < 60);

async function staff(email: string) {
  const [user] = await straight.database.db.select().from(users).where(eq(users.email, email));
  if (!user) throw new Error(`There is no ${email}.`);
  return { userId: user.id, role: user.role };
}

async function cohortAsInstructor() {
  const actor = await staff('instructor@demo.test');
  const [cohort] = await straight.database.db.select().from(cohorts);
  return viewCohort({ ...straight.ctx, actor }, { id: cohort?.id ?? '' });
}

describe('the people', () => {
  test('are forty learners, each in the cohort of the demo', async () => {
    expect(states).toHaveLength(40);
    expect(states.every(({ cohort }) => cohort)).toBe(true);
    expect((await rowCounts(straight.database))['cohorts']).toBe(1);
  });

  test('bear the names of the list, native and Latin', () => {
    const names = (people: { native: string; latin: string; language: string }[]) =>
      people.map(({ native, latin, language }) => [native, latin, language]).sort();
    expect(names(states)).toEqual(
      DEMO_PEOPLE.map(({ nameNative, nameLatin, nameLanguage }) => [
        nameNative,
        nameLatin,
        nameLanguage,
      ]).sort(),
    );
    expect(DEMO_PLANS).toHaveLength(DEMO_PEOPLE.length);
  });

  test.each([
    ['Arabic', 13],
    ['Han', 4],
    ['Cyrillic', 9],
    ['Latin', 14],
  ])('write their names in %s script: %i of them', (script, count) => {
    const letters = new RegExp(`^[\\p{Script=${script}}\\p{M}\\p{P}\\p{Lm}\\s\\u200c]+$`, 'u');
    expect(states.filter(({ native }) => letters.test(native))).toHaveLength(count);
  });

  test('have a Latin name of plain letters, and an address of their own', () => {
    for (const { latin } of states) expect(latin).toMatch(/^[A-Za-z]+([ -][A-Za-z]+)+$/);
    expect(new Set(states.map(({ email }) => email)).size).toBe(40);
  });

  test('are marked as invented, and get no letter', async () => {
    const people = await straight.database.db.select().from(users);
    expect(people).toHaveLength(43);
    expect(people.every(({ isDemo, emailVerifiedAt }) => isDemo && emailVerifiedAt)).toBe(true);
    expect(await rowCounts(straight.database)).toMatchObject({ outbox: 0, sessions: 0, account_tokens: 0 });
  });
});

describe('among the forty', () => {
  const nothing = ({ sections, standIns, watchedSeconds, attempts }: DemoState) =>
    sections + standIns + watchedSeconds + attempts.length === 0;

  test.each<[string, number, (state: DemoState) => boolean]>([
    ['five never came', 5, (state) => nothing(state) && !state.active && !state.seen],
    ['seven completed the course', 7, ({ completed }) => completed.length === 5],
    ['two are in the middle of a quiz', 2, ({ attempts }) => attempts.at(-1)?.state === 'in_progress'],
    [
      'four have read and tried neither the lecture nor a quiz',
      4,
      (state) => state.sections > 0 && !state.standIns && !state.watchedSeconds && !state.attempts.length,
    ],
    ['two have read, and read the lecture too', 2, (state) => state.standIns === 1 && !state.attempts.length],
    ['three watch the first recording', 3, (state) => state.watchedSeconds > 0 && !state.completed.length],
  ])('%s', (_fact, count, is) => {
    expect(who(is)).toHaveLength(count);
  });

  test.each([0, 1, 2, 3, 4])('somebody under way has completed %i modules', (count) => {
    expect(who((state) => state.completed.length === count && state.active !== null)).not.toEqual([]);
  });

  test('four are stuck: a quiz failed three times or more, and never passed', () => {
    const stuck = states.filter((state) => {
      const last = state.attempts.at(-1)?.module;
      const own = state.attempts.filter(({ module }) => module === last);
      return own.length >= 3 && own.every(({ percent }) => percent !== null && percent < 60);
    });
    expect(stuck.map(({ completed }) => completed.length).sort()).toEqual([0, 1, 2, 3]);
  });

  test('some failed a quiz and passed it then', () => {
    const second = (state: DemoState) => failed(state).some(({ module }) => state.completed.includes(module));
    expect(who(second).length).toBeGreaterThanOrEqual(3);
  });

  test('an open attempt is half answered, and every other is graded and whole', () => {
    for (const { state, answered, asked } of states.flatMap(({ attempts }) => attempts))
      expect([state, answered]).toEqual(
        state === 'in_progress' ? ['in_progress', asked / 2] : ['graded', asked],
      );
  });

  test('exactly those who completed the course have a certificate, in their own script', async () => {
    expect(who(({ certificate }) => certificate !== null)).toEqual(
      who(({ completed }) => completed.length === 5),
    );
    for (const { certificate, native } of states) if (certificate) expect(certificate).toBe(native);
    expect((await rowCounts(straight.database))['certificates']).toBe(7);
  });

  test('a completed module has a pass', () => {
    for (const { completed, attempts } of states)
      for (const done of completed)
        expect(attempts.some(({ module, percent }) => module === done && (percent ?? 0) >= 60)).toBe(true);
  });

  test('their instructor meets every reason to lend a hand', async () => {
    const { rows, counts } = await cohortAsInstructor();
    expect([counts.learners, counts.finished]).toEqual([40, 7]);
    const reasons = new Set(rows.flatMap((row) => row.reasons.map(({ reason }) => reason)));
    for (const reason of ['never-started', 'away', 'quiz'] as const) expect(reasons).toContain(reason);
    expect(rows.some((row) => row.reasons.length === 0)).toBe(true);
  });
});

describe('their watching', () => {
  const rowsOf = (moduleKey: string) =>
    straight.database.db.select().from(segmentEvidence).where(eq(segmentEvidence.moduleKey, moduleKey));

  test('is from every source, in every way', async () => {
    const all = await straight.database.db.select().from(segmentEvidence);
    expect(new Set(all.map(({ source }) => source))).toEqual(new Set([...SOURCE_KINDS, null]));
    expect(new Set(all.map(({ way }) => way))).toEqual(new Set(['video', 'audio', 'transcript']));
  });

  test('is counted for their instructor as counting by hand gives it', async () => {
    const actor = await staff('instructor@demo.test');
    const [course] = await straight.ctx.courses.list();
    for (const module of course?.document.modules ?? []) {
      const { counts } = await viewSegmentEvidence(
        { ...straight.ctx, actor },
        { course: course?.document.slug ?? '', module: module.slug, segment: 'lecture', cohort: null },
      );
      const stored = (await rowsOf(module.key)).map((row) => ({
        watched: parseMultirange(row.watched),
        measuredSeconds: row.lengthSeconds,
        position: row.positionSeconds,
        source: row.source,
        way: row.way,
        standInRead: row.standInReadAt !== null,
      }));
      const nobody = Array.from({ length: 40 - stored.length }, () => null);
      expect(comparable(counts)).toEqual(comparable(countPlainly([...stored, ...nobody], null)));
      expect(counts.watched).toBeGreaterThan(0);
    }
  });
});

describe('the time of the demo', () => {
  test('attempts are spread over at least six weeks', () => {
    const weeks = states.flatMap(({ attempts }) =>
      attempts.map(({ at }) => Math.floor((DEMO_NOW.getTime() - at.getTime()) / (7 * DAY))),
    );
    expect(new Set(weeks).size).toBeGreaterThanOrEqual(6);
  });

  test('nobody does anything before they joined or after now', () => {
    for (const { email, joined, active, seen, attempts } of states)
      for (const moment of [active, seen, ...attempts.map(({ at }) => at)])
        if (moment)
          expect([email, moment.getTime() > joined.getTime(), moment.getTime() < DEMO_NOW.getTime()]).toEqual(
            [email, true, true],
          );
  });

  test('everybody who came was last seen when the plan says, within an hour', () => {
    for (const [index, { nameLatin }] of DEMO_PEOPLE.entries()) {
      const state = states.find(({ latin }) => latin === nameLatin);
      const days = DEMO_PLANS[index]?.seenDaysAgo ?? 0;
      if (!state?.active) continue;
      const off = (state.seen?.getTime() ?? 0) - (DEMO_NOW.getTime() - days * DAY);
      expect([nameLatin, Math.abs(off) < 3_600_000]).toEqual([nameLatin, true]);
    }
  });

  test('somebody was here in the last days, and somebody not for weeks', () => {
    const days = states.flatMap(({ seen }) => (seen ? [(DEMO_NOW.getTime() - seen.getTime()) / DAY] : []));
    expect(Math.min(...days)).toBeLessThan(2);
    expect(Math.max(...days)).toBeGreaterThan(30);
  });
});

describe('the accounts to try out', () => {
  const enter = (role: string, password = DEMO_PASSWORD) =>
    logIn(straight.ctx, { email: `${role}@demo.test`, password, address: '127.0.0.1' });

  test.each(['admin', 'instructor', 'learner'])(
    'the %s logs in with the password that is told',
    async (role) => {
      expect(lines.find((line) => line.includes(`${role}@demo.test`))).toContain(DEMO_PASSWORD);
      await enter(role);
      expect((await staff(`${role}@demo.test`)).role).toBe(role);
    },
  );

  test('the learner to try out is in no cohort and has done nothing', async () => {
    const { userId } = await staff('learner@demo.test');
    const rows = await straight.database.db.select().from(enrolments).where(eq(enrolments.userId, userId));
    expect(rows).toMatchObject([{ cohortId: null, lastActiveAt: null }]);
  });

  test('a later start sets the password anew when the operator gives one, and else leaves it', async () => {
    const other = 'another phrase 43';
    await straight.seed({ password: other });
    const told = await straight.seed({ password: 'nobody gave this one', passwordGiven: false });
    expect(told.join('\n')).not.toContain('nobody gave this one');
    expect(told[0]).toContain('password: as before');
    await enter('instructor', other);
    await expect(enter('instructor')).rejects.toMatchObject({ code: 'wrong-credentials' });
    await straight.seed();
    await enter('instructor');
  });

  test('a start that was cut off before it gave a role gives it the next time', async () => {
    const { userId } = await staff('instructor@demo.test');
    await straight.database.db.update(users).set({ role: 'learner' }).where(eq(users.id, userId));
    await straight.seed();
    expect(await staff('instructor@demo.test')).toEqual({ userId, role: 'instructor' });
  });
});

describe('seeding again', () => {
  test('adds nobody and nothing', async () => {
    const before = await rowCounts(straight.database);
    expect(await straight.seed({ passwordGiven: false })).toEqual(lines);
    expect(await rowCounts(straight.database)).toEqual(before);
    expect(await demoStates(straight.database)).toEqual(states);
  });

  test('elsewhere, at the same moment, gives the same names, states, marks and times', async () => {
    expect(await demoStates(cutOff.database)).toEqual(states);
  });

  test('after a start that was cut off completes what was begun', async () => {
    expect(await rowCounts(cutOff.database)).toEqual(rows);
  });
});
