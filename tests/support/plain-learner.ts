import { expect } from '@playwright/test';
import { moduleFolders, questionsOf, rightFields, slugOf } from './answer-key.ts';
import { course, freshEmail, password } from './browser-learner.ts';
import type { PlainClient, PlainPage } from './plain-client.ts';

/** Steps of a learner over plain HTTP. */

export async function registerPlainly(client: PlainClient, email = freshEmail()): Promise<PlainPage> {
  const page = await client.get('/register');
  return client.submit(page.form({ field: 'password' }), {
    nameNative: 'نرگس رضایی',
    nameLatin: 'Narges Rezaei',
    nameLanguage: 'fa',
    email,
    password,
  });
}

/** Marks everything read; every page tells what is left. */
export async function readModule(client: PlainClient, slug: string): Promise<void> {
  const path = `/learn/${course}/${slug}`;
  for (let step = 0; step < 20; step++) {
    const page = await client.get(path);
    expect(page.status).toBe(200);
    const next = page.forms.find(({ action }) => /\?\/(read|readStandIn)$/.test(action));
    if (!next) return;
    await client.submit(next);
  }
  throw new Error(`${path} never ends`);
}

/** Answers what was drawn and hands it in; the page before handing in reveals nothing. */
export async function passQuiz(client: PlainClient, folder: string): Promise<PlainPage> {
  const overview = await client.get(`/learn/${course}/${slugOf(folder)}/quiz`);
  const attempt = await client.submit(overview.form({ action: '?/start' }));
  const form = attempt.form({ action: '?/submit' });
  const asked = questionsOf(folder).filter(({ key }) =>
    form.fields.some(({ name }) => name === `q.${key}` || name.startsWith(`q.${key}.`)),
  );
  expect(asked.length).toBeGreaterThanOrEqual(8);
  for (const { explanation } of asked) expect(attempt.html).not.toContain(explanation.trim().slice(0, 40));
  const values = Object.assign({}, ...asked.map(rightFields)) as Record<string, string | string[]>;
  return client.submit(form, values);
}

/** A certificate of one's own, with its files. */
export async function earnCertificate(
  client: PlainClient,
): Promise<{ code: string; pdf: Buffer; credential: Buffer }> {
  await registerPlainly(client);
  for (const folder of moduleFolders) {
    await readModule(client, slugOf(folder));
    await passQuiz(client, folder);
  }
  const page = await client.get('/certificates');
  const [path = ''] = page.links(/^\/certificates\/[^/]+\.pdf$/);
  const fileAt = async (address: string) => Buffer.from(await (await client.fetch(address)).arrayBuffer());
  return {
    code: path.slice('/certificates/'.length, -'.pdf'.length),
    pdf: await fileAt(path),
    credential: await fileAt(path.replace(/\.pdf$/, '.json')),
  };
}
