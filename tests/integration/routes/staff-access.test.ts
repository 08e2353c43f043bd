import { beforeAll, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import { auditEntries } from '#lib/server/db/schema/index.ts';
import { freshDatabase } from '../../support/database.ts';
import { cohortWorld, type CohortWorld } from '../../support/factories/cohorts.ts';
import { insertUser } from '../../support/factories/learning.ts';

/**
 * Walks every address and every action of the staff's area as everybody who has no business there. What is found by itself is asked: a new page is in
 * it from its first day.
 */

interface Route {
  load?: (event: unknown) => unknown;
  actions?: Record<string, (event: unknown) => unknown>;
  GET?: (event: unknown) => unknown;
}

const files = import.meta.glob<Route>('/src/routes/{instructor,admin}/**/+{page.server,server}.ts');
/** Lists of what is one's own: there for every instructor, and never with a row of somebody else. */
const OWN_LISTS = [
  '/instructor',
  '/instructor/cohorts.[format=table]',
  '/instructor/questions',
  '/instructor/questions.[format=table]',
  '/instructor/recordings',
];

const { db } = await freshDatabase();
let world: CohortWorld;
let member: Actor & { email: string };
let attempt: string;
let strangers: [string, Actor | null][];

beforeAll(async () => {
  world = await cohortWorld(db);
  member = await world.join({ nameLatin: 'Secret Person', email: 'secret@example.org' });
  attempt = await world.takeQuiz(member, 'steel', 2);
  const other = await cohortWorld(db);
  strangers = [
    ['an instructor of another cohort', other.instructor],
    ['an instructor without a cohort', await insertUser(db, { role: 'instructor' })],
    ['the learner themselves', member],
    ['another learner', await insertUser(db)],
    ['a visitor', null],
  ];
});

const placeOf = (file: string) => file.replace(/^\/src\/routes/, '').replace(/\/\+(page\.)?server\.ts$/, '');

function paramsOf(place: string) {
  const question = world.course.document.modules[0]?.quiz.questions[0]?.key ?? '';
  return {
    id: place.startsWith('/instructor/cohorts') ? world.cohortId : member.userId,
    attempt,
    module: 'steel',
    segment: 'lecture',
    recording: world.course.document.recordings[0]?.key ?? 'none',
    key: question,
    regrade: world.cohortId,
    code: 'XXXX',
    chart: chartAt(place),
    table: 'revisions',
    format: 'csv',
  };
}

/** One that is there, so that nothing but the right to see it is missing. */
const chartAt = (place: string) =>
  place.includes('/report/')
    ? 'modules'
    : place.includes('/evidence/')
      ? 'ways'
      : place.includes('/cohorts/')
        ? 'standing'
        : 'way';

function eventOf(place: string, actor: Actor | null, body?: FormData) {
  const url = new URL(`https://learn.example.org${place}?course=${world.course.document.slug}&format=yaml`);
  return {
    locals: { ctx: world.as(actor) },
    params: paramsOf(place),
    url,
    request: new Request(url, body ? { method: 'POST', body } : undefined),
    setHeaders: () => undefined,
    cookies: { get: () => undefined, set: () => undefined },
    depends: () => undefined,
  };
}

/** As a form of that place would send it: everything is there, so that nothing but the right to do it is missing. */
function fullForm(): FormData {
  const form = new FormData();
  const fields = {
    course: world.course.courseId,
    cohort: world.cohortId,
    module: 'steel',
    segment: 'lecture',
    learner: member.userId,
    people: member.userId,
    user: member.userId,
    to: 'all',
    subject: 'Subject',
    body: 'Text',
    note: 'Text',
    name: 'Name',
    query: '',
    reason: 'Reason',
    days: '7',
    attempts: '1',
    minutes: '',
    closes: '',
    dueOn: '2027-01-01',
    email: 'a@example.org',
    addresses: 'a@example.org',
    policy: 'full',
    id: attempt,
    view: attempt,
    role: 'admin',
    kind: 'video-480',
  };
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('file', new File(['- key: a\n'], 'bank.yaml'));
  return form;
}

/** 404, or for a visitor the way to the login. */
async function outcomeOf(work: () => unknown): Promise<string> {
  try {
    const result = await work();
    if (result instanceof Response) return `answers ${result.status}`;
    return `gives ${JSON.stringify(result ?? null).slice(0, 200)}`;
  } catch (thrown) {
    const { status, location } = thrown as { status?: number; location?: string };
    if (status === 404) return 'not there';
    if (status === 303 && location?.startsWith('/login')) return 'log in';
    throw thrown;
  }
}

const cases = Object.keys(files).map((file) => [placeOf(file), file] as const);

describe('what is not somebody’s own', () => {
  test('is all that the area of the staff has', () => {
    expect(cases.length).toBeGreaterThan(40);
  });

  test.each(cases)('%s is not there for strangers, whatever they ask of it', async (place, file) => {
    const route = await files[file]?.();
    if (!route) throw new Error(`${file} is missing.`);
    const before = await db.$count(auditEntries);
    for (const [who, actor] of strangers) {
      const wanted = actor === null ? 'log in' : 'not there';
      const isOwnList = OWN_LISTS.includes(place) && actor?.role === 'instructor';
      for (const read of [route.load, route.GET])
        if (read && isOwnList) {
          const result = await read(eventOf(place, actor));
          const text = result instanceof Response ? await result.text() : JSON.stringify(result);
          expect(text, `${who} at ${place}`).not.toMatch(/Secret Person|secret@example\.org/);
          expect(text, `${who} at ${place}`).not.toContain(world.cohortId);
        } else if (read)
          expect(await outcomeOf(() => read(eventOf(place, actor))), `${who} at ${place}`).toBe(wanted);
      for (const [name, act] of Object.entries(route.actions ?? {}))
        expect(
          await outcomeOf(() => act(eventOf(place, actor, fullForm()))),
          `${who} at ${place}?/${name}`,
        ).toBe(wanted);
    }
    expect(await db.$count(auditEntries)).toBe(before);
  });
});
