import { eq } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { outbox } from '#lib/server/db/schema/index.ts';
import { createMemoryJobs } from '#lib/server/jobs/jobs-memory.ts';
import { startJobs } from '#lib/server/jobs/start-jobs.ts';
import { createPost, deliverLetter, type Post } from '#lib/server/mail/deliver-letter.ts';
import { createMail } from '#lib/server/mail/outbox.ts';
import { inTransaction } from '#lib/server/context.ts';
import { testContext } from '../../support/context.ts';
import { freshDatabase } from '../../support/database.ts';
import { startMailServer } from '../../support/mail-server.ts';

const { db } = await freshDatabase();
const server = await startMailServer();
afterAll(() => server.close());

const letter = {
  recipient: 'sara@example.org',
  locale: 'fa',
  subject: 'گذرواژهٔ تازه',
  body: 'سارا احمدی‌پور گرامی،\n\nhttps://learn.example.org/reset-password/abc\n.\nپایان',
};
const letters = () => db.select().from(outbox);
const config = (smtpUrl: string | null) => ({ smtpUrl, mailFrom: 'Pathways <pathways@learn.example.org>' });

beforeEach(async () => {
  await db.delete(outbox);
  server.received.length = 0;
});

/** Text of a mail's single part, whatever its encoding. */
function textOf(mail: string): string {
  const [head = '', body = ''] = mail.split(/\n\n([\s\S]*)/);
  if (/encoding: base64/i.test(head)) return Buffer.from(body, 'base64').toString();
  const bytes = body
    .replaceAll(/=\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, 'latin1').toString();
}

describe('a letter', () => {
  test('is kept in the outbox where no mail server is configured', async () => {
    const jobs = createMemoryJobs();
    await startJobs({ jobs, db, config: config(null) });
    await createMail(null).send(testContext(db), letter);
    await jobs.runAll();
    expect(await letters()).toMatchObject([{ ...letter, sentAt: null }]);
    expect(server.received).toEqual([]);
  });

  test('goes out once where one is, as it was written', async () => {
    const jobs = createMemoryJobs();
    await startJobs({ jobs, db, config: config(server.url) });
    await createMail(jobs).send(testContext(db), letter);
    const [job] = jobs.waiting;
    await jobs.runAll();
    if (job) jobs.waiting.push(job);
    await jobs.runAll();
    expect(server.received).toHaveLength(1);
    const [mail] = server.received;
    expect(mail?.to).toEqual(['sara@example.org']);
    expect(
      textOf(mail?.text ?? '')
        .replaceAll('\r', '')
        .trimEnd(),
    ).toBe(letter.body.replace('\n.\n', '\n..\n'));
    expect(mail?.text).toMatch(/^From: Pathways <pathways@learn\.example\.org>$/m);
    expect(mail?.text).toMatch(/^Auto-Submitted: auto-generated$/m);
    expect(mail?.text).toMatch(/^Content-Type: text\/plain; charset=utf-8/m);
    expect((await letters())[0]?.sentAt).toBeInstanceOf(Date);
  });

  test('is neither kept nor enqueued when the change that causes it is undone', async () => {
    const jobs = createMemoryJobs();
    const mail = createMail(jobs);
    const undone = inTransaction(testContext(db), async (tx) => {
      await mail.send(tx, letter);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');
    expect(await letters()).toEqual([]);
  });

  test('stays unsent while the mail server refuses, and goes out later', async () => {
    const moody = await startMailServer({ refuse: 1 });
    await createMail(null).send(testContext(db), letter);
    const [row] = await letters();
    const post = createPost({ url: moody.url, from: 'pathways@localhost' });
    const now = () => new Date('2026-03-02T09:00:00Z');
    await expect(deliverLetter(db, post, { letterId: row?.id ?? '', now })).rejects.toThrow('451');
    expect((await letters())[0]?.sentAt).toBeNull();
    await deliverLetter(db, post, { letterId: row?.id ?? '', now });
    expect((await letters())[0]?.sentAt).toEqual(now());
    expect(moody.received).toHaveLength(1);
    await moody.close();
  });

  test('that is gone needs no delivery', async () => {
    const sent: unknown[] = [];
    const post: Post = { send: (mail) => Promise.resolve(void sent.push(mail)) };
    const letterId = '00000000-0000-7000-8000-000000000000';
    await deliverLetter(db, post, { letterId, now: () => new Date() });
    expect(sent).toEqual([]);
  });
});

test('an address is one address, whatever it looks like', async () => {
  const post = createPost({ url: server.url, from: 'pathways@localhost' });
  const mail = { id: 'a', subject: 's\r\nBcc: all@example.org', text: 't', locale: 'en' };
  await post.send({ ...mail, to: 'sara@example.org' });
  expect(server.received[0]?.to).toEqual(['sara@example.org']);
  expect(server.received[0]?.text).not.toMatch(/^Bcc:/m);
  expect(await db.select().from(outbox).where(eq(outbox.recipient, 'all@example.org'))).toEqual([]);
});
