import { validate as isUuid } from 'uuid';
import { routes } from '#lib/client/routes.ts';
import { refuseProblems } from '#lib/domain/accounts/problems.ts';
import { MOST_INVITED, readInvited } from '#lib/domain/cohorts/invited-addresses.ts';
import { INVITATION_DAYS } from '#lib/domain/cohorts/joining.ts';
import { AppError } from '#lib/domain/errors.ts';
import { withoutControls } from '#lib/domain/plain-text.ts';
import { formatDate } from '#lib/i18n/formats.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { toLocale } from '#lib/i18n/paraglide/runtime.js';
import { makeToken } from '../../auth/tokens.ts';
import { inTransaction, newId, type Ctx } from '../../context.ts';
import {
  listAddressees,
  lockInvitation,
  saveInvitations,
  updateInvitation,
  type Addressee,
} from '../../queries/joining.ts';
import { recordAct } from '../audit/record-act.ts';
import { activeCohort, staffCohort, type CohortGround } from './staff-cohort.ts';

const DAY_MILLISECONDS = 86_400_000;
const LONGEST_NOTE = 1_000;

/**
 * The staff of a cohort invite people by mail, up to 200 at once, with a note of their own if they like. While one address cannot be written to,
 * nothing is sent. Who is in already gets no letter; who was invited before gets another link, and the earlier one ends.
 */
export async function invitePeople(
  ctx: Ctx,
  input: { cohortId: string; addresses: string; note: string },
): Promise<{ invited: number }> {
  const ground = await activeCohort(ctx, 'cohort.change', input.cohortId);
  const { addresses, wrong } = readInvited(input.addresses);
  const note = withoutControls(input.note).trim();
  refuseProblems({
    addresses:
      wrong.length > 0
        ? 'addresses-wrong'
        : addresses.length > MOST_INVITED
          ? 'addresses-many'
          : addresses.length === 0
            ? 'addresses-missing'
            : null,
    note: note.length > LONGEST_NOTE ? 'text-long' : null,
  });
  return inTransaction(ctx, async (tx) => {
    const known = await listAddressees(tx.db, ground.cohort.id, addresses);
    const members = new Set(known.flatMap(({ email, isMember }) => (isMember ? [email] : [])));
    const wanted = addresses.filter((email) => !members.has(email));
    await send(tx, ground, { emails: wanted, known, note });
    return { invited: wanted.length };
  });
}

/** The staff send one invitation again, with a new link; the earlier one ends. */
export async function inviteAgain(
  ctx: Ctx,
  input: { cohortId: string; invitationId: string },
): Promise<void> {
  const ground = await activeCohort(ctx, 'cohort.change', input.cohortId);
  await inTransaction(ctx, async (tx) => {
    const { email } = await ownInvitation(tx, ground.cohort.id, input.invitationId);
    await tx.throttle.consume('mail', email);
    const known = await listAddressees(tx.db, ground.cohort.id, [email]);
    await send(tx, ground, { emails: [email], known, note: '' });
  });
}

/** The staff take an invitation back: its link leads nowhere. Also in an archived cohort. */
export async function withdrawInvitation(
  ctx: Ctx,
  input: { cohortId: string; invitationId: string },
): Promise<void> {
  const { cohort } = await staffCohort(ctx, 'cohort.change', input.cohortId);
  await inTransaction(ctx, async (tx) => {
    const { id, email, withdrawnAt } = await ownInvitation(tx, cohort.id, input.invitationId);
    if (withdrawnAt) return;
    await updateInvitation(tx.db, id, { withdrawnAt: tx.now() });
    await recordAct(tx, 'cohort.withdraw', { subjectId: cohort.id, details: { email } });
  });
}

/** An invitation of the cohort that nobody used yet. */
async function ownInvitation(tx: Ctx, cohortId: string, id: string) {
  const invitation = isUuid(id) ? await lockInvitation(tx.db, cohortId, id) : null;
  if (!invitation) throw new AppError('not-found');
  if (invitation.acceptedAt) throw new AppError('invitation-changed');
  return invitation;
}

async function send(
  tx: Ctx,
  { cohort, course, actor }: CohortGround,
  given: { emails: readonly string[]; known: readonly Addressee[]; note: string },
): Promise<void> {
  const invitedAt = tx.now();
  const expiresAt = new Date(invitedAt.getTime() + INVITATION_DAYS * DAY_MILLISECONDS);
  const made = given.emails.map((email) => ({ email, ...makeToken(tx.random) }));
  await saveInvitations(
    tx.db,
    made.map(({ email, hash }) => ({
      id: newId(tx),
      cohortId: cohort.id,
      email,
      tokenHash: hash,
      invitedBy: actor.userId,
      invitedAt,
      expiresAt,
    })),
  );
  for (const { email, token } of made) {
    const person = given.known.find((one) => one.email === email);
    const locale = toLocale(person?.locale ?? tx.locale) ?? 'en';
    await tx.mail.send(tx, {
      recipient: email,
      locale,
      subject: m.mail_invite_subject({ cohort: cohort.name, course: course.document.title }, { locale }),
      body: m.mail_invite_body(
        {
          greeting: person
            ? m.mail_greeting({ name: person.nameNative }, { locale })
            : m.mail_greeting_unnamed({}, { locale }),
          cohort: cohort.name,
          course: course.document.title,
          note: given.note === '' ? '' : `${given.note}\n\n`,
          link: tx.origin + routes.joinCohort(token),
          day: formatDate(expiresAt, locale),
        },
        { locale },
      ),
    });
    await recordAct(tx, 'cohort.invite', { subjectId: cohort.id, details: { email } });
  }
}
