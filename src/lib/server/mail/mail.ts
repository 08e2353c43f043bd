import type { Ctx } from '../context.ts';

/** A mail as the platform writes it: plain text, one recipient, already in the recipient's language. */
export interface Letter {
  /** Given where a letter follows from what it is about, so that it is written once; else a new one. */
  id?: string;
  recipient: string;
  locale: string;
  subject: string;
  body: string;
}

/**
 * Writes the letter to the outbox with `ctx.db`, so that it exists exactly when the change that causes it does, and enqueues its
 * delivery in the same transaction where a mail server is configured.
 */
export interface Mail {
  send(ctx: Ctx, letter: Letter): Promise<void>;
  /** Thousands of letters in few statements; where it is absent they are sent one by one. */
  sendAll?(ctx: Ctx, letters: readonly Letter[]): Promise<void>;
}
