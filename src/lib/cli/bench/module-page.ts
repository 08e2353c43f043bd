import { createServer } from 'node:http';
import { routes } from '../../client/routes.ts';
import { openSession, SESSION_COOKIE } from '../../server/auth/sessions.ts';
import { newId } from '../../server/context.ts';
import { users } from '../../server/db/schema/index.ts';
import { enrolInCourse } from '../../server/services/learning/enrol-in-course.ts';
import { closeBuilt, loadBuilt } from '../built-server.ts';
import type { House } from '../house.ts';
import { say } from '../lines.ts';
import { startBareServer } from './bare-server.ts';
import { load, median } from './load.ts';

const ROUNDS = 7;
const REQUESTS = 400;
const CONNECTIONS = 16;

/**
 * The signed-in module page of the built product against a bare Node server that does the same statements and sends the same bytes, in turn,
 * in one run. Prints requests per second, times, bytes and the ratio.
 */
export async function compareModulePage(house: House): Promise<void> {
  const person = await makeLearner(house);
  const product = createServer(
    await loadBuilt({ databaseUrl: house.config.databaseUrl ?? '', origin: 'http://127.0.0.1' }),
  );
  await new Promise<void>((resolve) => product.listen(0, '127.0.0.1', resolve));
  const address = product.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const url = `http://127.0.0.1:${port}${routes.learnModule(person.course, person.module)}`;
  const headers = { cookie: `${SESSION_COOKIE}=${person.session}`, 'accept-encoding': 'br' };

  const answer = await fetch(url, { headers });
  const html = await answer.text();
  await reportScripts(url, answer.headers.get('link') ?? '');
  const bare = await startBareServer(house.platform.database, { ...person, html });
  const options = { total: REQUESTS, connections: CONNECTIONS, headers };
  await load(url, options);
  await load(bare.url, options);
  const ratios: number[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    const ours = await load(url, options);
    const theirs = await load(bare.url, options);
    ratios.push(ours.requestsPerSecond / theirs.requestsPerSecond);
    say(
      `round ${round}: module page ${ours.requestsPerSecond.toFixed(0)}/s (median ${ours.medianMilliseconds.toFixed(1)} ms, ` +
        `99th ${ours.p99Milliseconds.toFixed(1)} ms, ${ours.bytes} bytes), bare server ${theirs.requestsPerSecond.toFixed(0)}/s, ` +
        `ratio ${(ratios.at(-1) ?? 0).toFixed(2)}`,
    );
  }
  say(`median ratio ${median(ratios).toFixed(2)} (budget: at least 0.30)`);
  bare.server.close();
  product.close();
  await closeBuilt();
}

async function makeLearner({ platform }: House) {
  const now = new Date();
  const [course] = await platform.contextFor({ actor: null, locale: 'en' }).courses.list();
  const module = course?.document.modules[0];
  if (!course || !module) throw new Error('No course is published.');
  const userId = newId(platform.contextFor({ actor: null, locale: 'en' }));
  await platform.database.db.insert(users).values({
    id: userId,
    email: 'bench@example.org',
    passwordHash: 'none',
    nameNative: 'Bench',
    nameLatin: 'Bench',
    createdAt: now,
  });
  const ctx = platform.contextFor({ actor: { userId, role: 'learner' }, locale: 'en' });
  await enrolInCourse(ctx, { userId, courseId: course.courseId });
  const session = await openSession(platform.database.db, { userId, userAgent: 'bench', now });
  return {
    userId,
    courseId: course.courseId,
    course: course.document.slug,
    module: module.slug,
    moduleKey: module.key,
    session: session.value,
  };
}

/** Compressed bytes of all scripts that the page asks for, as its `Link` header names them. */
async function reportScripts(url: string, link: string): Promise<void> {
  const paths = [...link.matchAll(/<([^>]+\.js)>; rel="modulepreload"/g)].map(([, path]) => path ?? '');
  if (paths.length === 0) throw new Error('The module page names no scripts: nothing was measured.');
  let compressed = 0;
  for (const path of paths) {
    const answer = await fetch(new URL(path, url), { headers: { 'accept-encoding': 'br' } });
    compressed += Number(answer.headers.get('content-length') ?? (await answer.arrayBuffer()).byteLength);
  }
  say(`scripts of the module page: ${paths.length} files, ${compressed} bytes compressed (budget: 51200)`);
}
