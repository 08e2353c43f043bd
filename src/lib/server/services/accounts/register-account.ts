import * as v from 'valibot';
import { cleanEmail, emailProblem } from '#lib/domain/accounts/email.ts';
import { passwordProblem } from '#lib/domain/accounts/password.ts';
import { cleanNames, namesProblems } from '#lib/domain/accounts/person-name.ts';
import { refuseProblems } from '#lib/domain/accounts/problems.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { Role } from '#lib/domain/permissions.ts';
import { hashPassword } from '../../auth/passwords.ts';
import { tokenHash } from '../../auth/tokens.ts';
import { inTransaction, newId, type Ctx } from '../../context.ts';
import { formText, secretText } from '../../http/form-text.ts';
import { hasAdministrator, insertUser, lockAdministrators, takeToken } from '../../queries/accounts.ts';
import { enrolInCourse } from '../learning/enrol-in-course.ts';
import { writeVerification } from './send-verification.ts';

export const registerAccountInput = v.object({
  nameNative: formText,
  nameLatin: formText,
  nameLanguage: formText,
  email: formText,
  password: secretText,
});

export interface NewAccount extends v.InferOutput<typeof registerAccountInput> {
  /** Slug of the course to begin. Without one it is the only published course, where there is just one. */
  course?: string | null;
  /** The one-time token of the first administrator's link. */
  setup?: string | null;
  /** Where the request comes from, to count tries; null for the command line. */
  address?: string | null;
  /** An invented person: the address counts as confirmed and no letter is written. */
  demo?: boolean;
}

/**
 * Anybody makes an account: the person is added, enrolled in the course, and asked by a letter to confirm the address, all in one
 * transaction. With the set-up token of a platform without an administrator the account is the first one's. An address has one account,
 * also when it is registered twice at the same moment: `email-taken`.
 */
export async function registerAccount(ctx: Ctx, input: NewAccount): Promise<{ userId: string }> {
  if (input.address) await ctx.throttle.consume('register', input.address);
  const person = cleaned(input);
  const passwordHash = await hashPassword(input.password);
  const courseId = await courseToBegin(ctx, input.course ?? null);
  return inTransaction(ctx, async (tx) => {
    const role: Role = input.setup ? await firstAdministratorsRole(tx, input.setup) : 'learner';
    const now = tx.now();
    const user = {
      id: newId(tx),
      ...person,
      passwordHash,
      role,
      locale: tx.locale,
      isDemo: input.demo ?? false,
      emailVerifiedAt: input.demo ? now : null,
      createdAt: now,
    };
    if (!(await insertUser(tx.db, user)))
      throw new AppError('email-taken', { fields: { email: 'email-taken' } });
    if (courseId)
      await enrolInCourse({ ...tx, actor: { userId: user.id, role } }, { userId: user.id, courseId });
    if (!input.demo) await writeVerification(tx, user);
    return { userId: user.id };
  });
}

/** What is kept of the form, or all its problems at once. */
function cleaned(input: NewAccount) {
  const names = cleanNames(input);
  const email = cleanEmail(input.email);
  refuseProblems({
    ...namesProblems(names),
    email: emailProblem(email),
    password: passwordProblem(input.password, { email, names: [names.nameNative, names.nameLatin] }),
  });
  return { ...names, email };
}

async function firstAdministratorsRole(tx: Ctx, setup: string): Promise<Role> {
  await lockAdministrators(tx.db);
  const taken = await takeToken(tx.db, tokenHash(setup), 'first-admin', tx.now());
  if (!taken || (await hasAdministrator(tx.db))) throw new AppError('link-invalid');
  return 'admin';
}

async function courseToBegin(ctx: Ctx, slug: string | null): Promise<string | null> {
  const published = await ctx.courses.list();
  const [only] = published.length === 1 ? published : [];
  const course = slug ? published.find(({ document }) => document.slug === slug) : only;
  return course?.courseId ?? null;
}
