import { createHash, randomBytes } from 'node:crypto';
import { addDays, dayOf } from '../../domain/cohorts/calendar-day.ts';
import type { PublishedCourse } from '../../domain/courses/course.ts';
import type { Role } from '../../domain/permissions.ts';
import { checkPassword, hashPassword } from '../../server/auth/passwords.ts';
import { inTransaction, type Ctx, type Random } from '../../server/context.ts';
import { findUserByEmail, updateUser } from '../../server/queries/accounts.ts';
import { listCohorts } from '../../server/queries/cohorts.ts';
import { changeCountry } from '../../server/services/accounts/change-country.ts';
import { registerAccount } from '../../server/services/accounts/register-account.ts';
import { joinCohort } from '../../server/services/accounts/join-cohort.ts';
import { assignInstructor } from '../../server/services/admin/assign-instructor.ts';
import { createCohort } from '../../server/services/admin/create-cohort.ts';
import { changeSettings } from '../../server/services/cohorts/change-settings.ts';
import { setRole } from '../../server/services/admin/set-role.ts';
import { DemoLearner } from './demo-learner.ts';
import { DEMO_PEOPLE } from './people.ts';
import { DEMO_PLANS } from './plans.ts';

const COHORT = 'Demo cohort';
const STAFF: readonly { email: string; role: Role; name: string }[] = [
  { email: 'admin@demo.test', role: 'admin', name: 'Demo Administrator' },
  { email: 'instructor@demo.test', role: 'instructor', name: 'Demo Instructor' },
  { email: 'learner@demo.test', role: 'learner', name: 'Demo Learner' },
];
const SEED = 'pathways demo 1';
/** Days from the first start of the demo. */
const [FIRST_DAY, LAST_DAY, FIRST_DEADLINE, DAYS_PER_MODULE] = [-42, 56, -25, 14];

export interface DemoRequest {
  wanted: boolean;
  password: string;
  /** True when the operator gave the password: then it is set anew at every start. */
  passwordGiven: boolean;
  progress: (line: string) => void;
}

/**
 * Makes the demo through the services that real people use: three accounts and a cohort of forty invented learners in every state of progress, the
 * same ones every time. What exists already is left alone, so a start that was cut off is completed by the next. Returns what is to be
 * told; nothing when there is no demo.
 */
export async function seedDemo(ctx: Ctx, request: DemoRequest): Promise<string[]> {
  const exists = await findUserByEmail(ctx.db, 'learner@demo.test');
  if (!request.wanted && !exists) return [];
  const [course] = await ctx.courses.list();
  if (!course) return [];
  const quiet = quietly(ctx);
  const admin = await makeStaff(quiet, request);
  // Chance repeats for what the invented people do; what opens a door (a code to join, a password) never does.
  const asAdmin = { ...quiet, random: ctx.random, actor: { userId: admin, role: 'admin' as const } };
  const cohort =
    (await listCohorts(ctx.db, null)).find(({ name }) => name === COHORT) ??
    (await makeCohort(asAdmin, course));
  if (cohort.learners < DEMO_PEOPLE.length)
    await makeLearners(quiet, course, cohort.joinCode, request.progress);
  const known = await findUserByEmail(ctx.db, 'learner@demo.test');
  const { right } = await checkPassword(known?.passwordHash ?? null, request.password);
  const password = right ? request.password : 'as before (DEMO_PASSWORD sets a new one)';
  return [
    ...STAFF.map(({ email, role }) => `${role.padEnd(10)} ${email}   password: ${password}`),
    'These demo accounts are for trying out; set DEMO=0 on a platform for real people.',
  ];
}

/** Invented people get no mail and are not held up by throttling; chance repeats. */
function quietly(ctx: Ctx): Ctx {
  return {
    ...ctx,
    random: seeded(SEED),
    mail: { send: () => Promise.resolve() },
    throttle: {
      consume: () => Promise.resolve(),
      giveBack: () => Promise.resolve(),
      reset: () => Promise.resolve(),
    },
  };
}

/** The three accounts; returns the administrator's id. */
async function makeStaff(ctx: Ctx, request: DemoRequest): Promise<string> {
  let admin = '';
  for (const { email, role, name } of STAFF) {
    const known = await findUserByEmail(ctx.db, email);
    const userId = known?.id ?? (await registerAccount(ctx, person(email, request.password, name))).userId;
    if (role === 'admin') admin = userId;
    const asAdmin = { ...ctx, actor: { userId: admin, role: 'admin' as const } };
    if (role !== 'learner' && known?.role !== role) await setRole(asAdmin, { user: userId, role });
    if (known && request.passwordGiven)
      await updateUser(ctx.db, userId, { passwordHash: await hashPassword(request.password) });
  }
  return admin;
}

const person = (email: string, password: string, name: string) => ({
  email,
  password,
  nameNative: name,
  nameLatin: name,
  nameLanguage: 'en',
  demo: true,
});

async function makeCohort(asAdmin: Ctx, course: PublishedCourse) {
  return inTransaction(asAdmin, async (tx) => {
    const { cohortId, joinCode } = await createCohort(tx, { name: COHORT, course: course.courseId });
    await assignInstructor(tx, { cohort: cohortId, email: 'instructor@demo.test' });
    await planCohort(tx, cohortId, course);
    return { joinCode, learners: 0 };
  });
}

/** A programme that is under way: the days of the first modules are past, the others ahead. */
async function planCohort(tx: Ctx, cohortId: string, course: PublishedCourse): Promise<void> {
  const today = dayOf(tx.now());
  await changeSettings(tx, {
    cohortId,
    name: COHORT,
    startsOn: addDays(today, FIRST_DAY),
    endsOn: addDays(today, LAST_DAY),
    inactiveDays: '14',
    deadlines: new Map(
      course.document.modules.map(({ key }, index) => [
        key,
        addDays(today, FIRST_DEADLINE + index * DAYS_PER_MODULE),
      ]),
    ),
  });
}

async function makeLearners(
  ctx: Ctx,
  course: PublishedCourse,
  joinCode: string,
  progress: DemoRequest['progress'],
): Promise<void> {
  for (const [index, who] of DEMO_PEOPLE.entries()) {
    const plan = DEMO_PLANS[index];
    const email = `${who.nameLatin.toLowerCase().replaceAll(/[^a-z]+/g, '.')}@demo.test`;
    if (!plan || (await findUserByEmail(ctx.db, email))) continue;
    if (index % 10 === 0) progress(`Demo: learner ${index + 1} of ${DEMO_PEOPLE.length} ...`);
    const own = { ...ctx, random: seeded(`${SEED} ${email}`) };
    const joinedAt = new Date(ctx.now().getTime() - plan.joinedDaysAgo * 86_400_000);
    const password = randomBytes(18).toString('base64url');
    // A person is there with all they did, or not at all: a start that was cut off leaves nobody half made.
    await inTransaction(own, async (tx) => {
      const then = { ...tx, now: () => joinedAt };
      const { country, ...names } = who;
      const { userId } = await registerAccount(then, { ...names, email, password, demo: true });
      const actor = { userId, role: 'learner' as const };
      await changeCountry({ ...tx, actor }, { country });
      await new DemoLearner({ ...tx, actor }, course, plan).study();
      await joinCohort({ ...then, actor }, { code: joinCode });
    });
  }
}

/** The bytes of SHA-256(seed, counter). */
function seeded(seed: string): Random {
  let counter = 0;
  return {
    bytes(length) {
      const chunks: Buffer[] = [];
      for (let have = 0; have < length; have += 32)
        chunks.push(createHash('sha256').update(`${seed}:${counter++}`).digest());
      return new Uint8Array(Buffer.concat(chunks).subarray(0, length));
    },
  };
}
