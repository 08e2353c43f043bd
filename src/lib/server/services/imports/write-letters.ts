import { routes } from '#lib/client/routes.ts';
import type { ImportPerson } from '#lib/domain/imports/judge-people.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { toLocale } from '#lib/i18n/paraglide/runtime.js';
import { makeToken } from '../../auth/tokens.ts';
import type { Ctx } from '../../context.ts';
import type { Letter } from '../../mail/mail.ts';
import { insertTokens } from '../../queries/import-people.ts';
import type { ImportCohort } from './import-cohort.ts';

/** A letter that nobody asked for is read late. */
const INVITED_MILLISECONDS = 14 * 86_400_000;

type NewPerson = ImportPerson & { id: string; locale: string };

/** A link for each new account to choose a password by. Opening it also confirms the address: it came by mail. */
export async function inviteNewPeople(
  tx: Ctx,
  cohort: ImportCohort,
  people: readonly NewPerson[],
): Promise<void> {
  const now = tx.now();
  const invited = people.map((person) => ({ person, ...makeToken(tx.random) }));
  await insertTokens(
    tx.db,
    invited.map(({ person, hash }) => ({
      tokenHash: hash,
      purpose: 'reset-password' as const,
      userId: person.id,
      expiresAt: new Date(now.getTime() + INVITED_MILLISECONDS),
      createdAt: now,
    })),
  );
  const { title } = cohort.course.document;
  await sendAll(
    tx,
    invited.map(({ person, token }) => {
      const locale = toLocale(person.locale) ?? 'en';
      const link = `${tx.origin}${routes.resetPassword(token)}`;
      const said = { name: person.nameNative, cohort: cohort.name, course: title, link };
      return {
        recipient: person.email,
        locale,
        subject: m.mail_imported_subject({ course: title }, { locale }),
        body: m.mail_imported_body(said, { locale }),
      };
    }),
  );
}

async function sendAll(tx: Ctx, letters: readonly Letter[]): Promise<void> {
  if (tx.mail.sendAll) return tx.mail.sendAll(tx, letters);
  for (const letter of letters) await tx.mail.send(tx, letter);
}

/** People with an account hear where they were enrolled. */
export async function tellKnownPeople(
  tx: Ctx,
  cohort: ImportCohort,
  people: readonly ImportPerson[],
): Promise<void> {
  const { title, slug } = cohort.course.document;
  const locale = toLocale(tx.locale) ?? 'en';
  const link = `${tx.origin}${routes.learnCourse(slug)}`;
  await sendAll(
    tx,
    people.map(({ email, nameNative }) => ({
      recipient: email,
      locale,
      subject: m.mail_enrolled_subject({ course: title }, { locale }),
      body: m.mail_enrolled_body({ name: nameNative, cohort: cohort.name, course: title, link }, { locale }),
    })),
  );
}
