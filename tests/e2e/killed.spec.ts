import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { freePort, startInstance, type Instance } from '../support/instance.ts';
import { PlainClient, type Form } from '../support/plain-client.ts';

/** A server that is killed at any moment of a quiz loses no answer that it has confirmed. */

const ROUNDS = 8;
const quiz = '/learn/industrial-decarbonization/coal-power/quiz';
const folder = mkdtempSync(join(tmpdir(), 'pathways-killed-'));
let instance: Instance | null = null;

test.afterAll(async () => {
  await instance?.kill('all').catch(() => undefined);
  rmSync(folder, { recursive: true, force: true });
});

interface Confirmed {
  seq: number;
  answer: string;
}

/** The questions that are answered by one choice, with what can be chosen. */
function askedOf(form: Form): Map<string, string[]> {
  const asked = new Map<string, string[]>();
  for (const { name, type, value } of form.fields) {
    const [, key = ''] = /^q\.([a-z0-9-]+)$/.exec(name) ?? [];
    if (key && type === 'radio') asked.set(key, [...(asked.get(key) ?? []), value]);
  }
  return asked;
}

const shownOf = (form: Form, key: string): Confirmed => ({
  seq: Number(form.fields.find(({ name }) => name === `seq.${key}`)?.value),
  answer: form.fields.find(({ name, checked }) => name === `q.${key}` && checked)?.value ?? '',
});

/** Sends answers as fast as it can until the server is gone; returns what was confirmed, and what may have arrived. */
async function answerUntilDead(
  client: PlainClient,
  attempt: string,
  asked: Map<string, string[]>,
  from: number,
): Promise<{ confirmed: Map<string, Confirmed>; last: number }> {
  const confirmed = new Map<string, Confirmed>();
  for (let seq = from; ; seq++)
    for (const [key, choices] of asked) {
      const answer = choices[seq % choices.length] ?? '';
      const response = await client
        .fetch(`/api/attempts/${attempt}/answers/${key}`, {
          method: 'PUT',
          body: JSON.stringify({ answer, seq }),
          headers: { 'content-type': 'application/json' },
        })
        .then((given) => given.json().then((said: unknown) => ({ ok: given.ok, said })))
        .catch(() => null);
      if (!response) return { confirmed, last: seq };
      expect(response).toEqual({ ok: true, said: { saved: true } });
      confirmed.set(key, { seq, answer });
    }
}

test('killed again and again while answers come in, it has every confirmed one', async () => {
  // A database and a server are started anew for every round.
  test.setTimeout(600_000);
  const port = await freePort();
  instance = await startInstance(folder, port);
  const client = new PlainClient(instance.origin);
  const page = await client.get('/register');
  await client.submit(page.form({ field: 'password' }), {
    nameNative: 'Ayşe Yılmaz',
    nameLatin: 'Ayse Yilmaz',
    nameLanguage: 'tr',
    email: 'killed@example.org',
    password: 'a long enough phrase 42',
  });
  const overview = await client.get(quiz);
  const opened = await client.submit(overview.form({ action: '?/start' }));
  const path = new URL(opened.url).pathname;
  const attempt = path.split('/').at(-1) ?? '';
  const asked = askedOf(opened.form({ action: '?/submit' }));
  expect(asked.size).toBeGreaterThan(0);

  let from = 1;
  let total = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const dying = answerUntilDead(client, attempt, asked, from);
    // Another moment each time; the last rounds come before a first answer was confirmed, or nearly so.
    await new Promise((resolve) => setTimeout(resolve, 700 / (round + 1)));
    await instance.kill(round % 2 === 0 ? 'server' : 'all');
    const { confirmed, last } = await dying;
    instance = await startInstance(folder, port);
    const form = (await client.get(path)).form({ action: '?/submit' });
    for (const [key, { seq, answer }] of confirmed) {
      const shown = shownOf(form, key);
      // One more may have arrived whose confirmation did not come back.
      expect(shown.seq, `${key} in round ${round}`).toBeGreaterThanOrEqual(seq);
      expect(shown.seq).toBeLessThanOrEqual(last);
      const choices = asked.get(key) ?? [];
      expect(shown.answer).toBe(shown.seq === seq ? answer : choices[shown.seq % choices.length]);
    }
    total += confirmed.size;
    from = last + 1;
  }
  expect(total).toBeGreaterThan(asked.size);

  // Killed while it is handed in: afterwards the attempt is open with all its answers, or graded by exactly them.
  const before = (await client.get(path)).form({ action: '?/submit' });
  const handingIn = client.submit(before).catch(() => null);
  await new Promise((resolve) => setTimeout(resolve, 15));
  await instance.kill('all');
  await handingIn;
  instance = await startInstance(folder, port);
  const after = await client.get(path);
  const stillOpen = after.forms.find(({ action }) => action.endsWith('?/submit'));
  if (stillOpen)
    for (const key of asked.keys()) expect(shownOf(stillOpen, key)).toEqual(shownOf(before, key));
  const review = stillOpen ? await client.submit(stillOpen) : after;
  expect(review.text).toMatch(/\d of 8 points/);
  expect(review.text.match(/Your answer(, (not )?right)? /g)?.length).toBeGreaterThanOrEqual(asked.size);
});
