import { createTransport } from 'nodemailer';
import type { Executor } from '../db/client.ts';
import { findLetter, markLetterSent } from '../queries/outbox.ts';

const WAIT_MILLISECONDS = 20_000;

/** What leaves the machine: one plain-text mail. */
export interface Post {
  send(mail: { id: string; to: string; subject: string; text: string; locale: string }): Promise<void>;
}

/** A mail server at `url` (`smtp://` or `smtps://`, with user and password). */
export function createPost({ url, from }: { url: string; from: string }): Post {
  const transport = createTransport({
    url,
    connectionTimeout: WAIT_MILLISECONDS,
    greetingTimeout: WAIT_MILLISECONDS,
    socketTimeout: WAIT_MILLISECONDS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const host = /@([\w.-]+)/.exec(from)?.[1] ?? 'localhost';
  return {
    async send({ id, to, subject, text, locale }) {
      await transport.sendMail({
        from,
        // An object: the text of an address is never parsed as a list of addresses.
        to: { name: '', address: to },
        subject,
        text,
        // The same at every try, so that a mail that went out twice is shown once.
        messageId: `<${id}@${host}>`,
        headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': locale },
      });
    },
  };
}

/** Sends a letter of the outbox once. A letter that was sent, or is gone, needs nothing. Throws when the mail server does not take it. */
export async function deliverLetter(
  db: Executor,
  post: Post,
  { letterId, now }: { letterId: string; now: () => Date },
): Promise<void> {
  const letter = await findLetter(db, letterId);
  if (!letter || letter.sentAt) return;
  await post.send({
    id: letter.id,
    to: letter.recipient,
    subject: letter.subject,
    text: letter.body,
    locale: letter.locale,
  });
  await markLetterSent(db, letter.id, now());
}
