import { expect, test } from '@playwright/test';
import { moduleFolders, slugOf } from '../support/answer-key.ts';
import { PlainClient } from '../support/plain-client.ts';
import { passQuiz, readModule, registerPlainly } from '../support/plain-learner.ts';

/** The whole main job over plain HTTP: no JavaScript, no browser. */

const course = 'industrial-decarbonization';

test.describe.configure({ mode: 'serial' });

test('a plain HTTP client registers, studies, passes and fetches a certificate that anybody can check', async ({
  baseURL,
}) => {
  const client = new PlainClient(baseURL ?? '');
  const dashboard = await registerPlainly(client, `plain-${Date.now()}@example.org`);
  expect(dashboard.url).toContain('/dashboard');
  expect(dashboard.text).toContain('نرگس رضایی');

  for (const folder of moduleFolders) {
    await readModule(client, slugOf(folder));
    const review = await passQuiz(client, folder);
    expect(review.text).toMatch(/100\s*%/);
  }

  const certificates = await client.get('/certificates');
  const [pdfPath] = certificates.links(/^\/certificates\/.+\.pdf$/);
  const pdf = await client.fetch(pdfPath ?? '/missing');
  expect(pdf.headers.get('content-type')).toBe('application/pdf');
  const bytes = Buffer.from(await pdf.arrayBuffer());
  expect(bytes.subarray(0, 4).toString()).toBe('%PDF');

  const stranger = new PlainClient(baseURL ?? '');
  const [verifyPath] = certificates.links(/\/verify\/.+/);
  const verified = await stranger.get(verifyPath ?? '/missing');
  expect(verified.status).toBe(200);
  expect(verified.text).toContain('نرگس رضایی');
  expect(verified.text).toContain('Narges Rezaei');
  const refused = await stranger.fetch(pdfPath ?? '/missing');
  expect([303, 404]).toContain(refused.status);
  expect((await stranger.get('/verify/00000-00000-00000-00000-00000-0')).status).toBe(404);
});

test('the demo instructor sees the demo learners on the page and in the CSV, and nobody else does', async ({
  baseURL,
}) => {
  const client = new PlainClient(baseURL ?? '');
  const login = await client.get('/login');
  await client.submit(login.form({ field: 'password' }), {
    email: 'instructor@demo.test',
    password: 'demo-password-for-tests',
  });
  const list = await client.get('/instructor');
  const [path] = list.links(/^\/instructor\/cohorts\/[0-9a-f-]+$/, 'Demo cohort');
  const cohort = await client.get(path ?? '/missing');
  for (const name of ['مریم حسینی', '王晓梅', 'Айгерім Нұрланқызы', 'Ayşe Yıldırım'])
    expect(cohort.text).toContain(name);
  expect(cohort.links(/^\/instructor\/learners\//)).toHaveLength(40);

  const csv = await client.fetch(`${path}.csv`);
  expect(csv.headers.get('content-type')).toContain('text/csv');
  const lines = (await csv.text()).trim().split('\r\n');
  expect(lines).toHaveLength(41);

  const learner = new PlainClient(baseURL ?? '');
  await registerPlainly(learner, `curious-${Date.now()}@example.org`);
  for (const hidden of [
    '/instructor',
    path ?? '',
    `${path}.csv`,
    cohort.links(/^\/instructor\/learners\//)[0] ?? '',
  ])
    expect((await learner.get(hidden)).status).toBe(404);
});

test('a form from another site is refused', async ({ baseURL }) => {
  const client = new PlainClient(baseURL ?? '');
  const response = await client.fetch('/login', {
    method: 'POST',
    body: 'email=a%40b.example&password=x',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      origin: 'https://evil.example',
      'sec-fetch-site': 'cross-site',
    },
  });
  expect(response.status).toBe(403);
});

test('the reading of a module travels once, compressed', async ({ baseURL }) => {
  const client = new PlainClient(baseURL ?? '');
  await registerPlainly(client, `once-${Date.now()}@example.org`);
  const response = await client.fetch(`/learn/${course}/steel`, { headers: { 'accept-encoding': 'br' } });
  expect(response.headers.get('content-encoding')).toBe('br');
  const html = await response.text();
  const [sentence] = /<p>([^<]{60,})/.exec(html.slice(html.indexOf('class="reading'))) ?? [];
  expect(sentence).toBeTruthy();
  expect(html.split((sentence ?? '').slice(3)).length - 1).toBe(1);
});
