import { sessionName, type SessionName } from '#lib/domain/accounts/session-name.ts';
import { listSessions as list } from '../../auth/sessions.ts';
import { authorize, type Ctx } from '../../context.ts';

export interface ListedSession extends SessionName {
  /** Names it for `endSession`; opens nothing. */
  hash: string;
  createdAt: Date;
  /** The session that asks. */
  current: boolean;
}

/** A person lists where they are logged in: this browser first, then the newest. */
export async function listSessions(
  ctx: Ctx,
  input: { sessionHash: string | null },
): Promise<ListedSession[]> {
  const { userId } = authorize(ctx, 'account.change');
  const sessions = await list(ctx.db, userId);
  return sessions
    .map(({ hash, createdAt, userAgent }) => ({
      hash,
      createdAt,
      current: hash === input.sessionHash,
      ...sessionName(userAgent),
    }))
    .sort((a, b) => Number(b.current) - Number(a.current));
}
