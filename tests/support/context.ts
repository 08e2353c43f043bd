import { createHash } from 'node:crypto';
import pino from 'pino';
import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import type { QuestionDocument } from '#lib/domain/questions/question.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import { createIssuer } from '#lib/server/certificates/issuer.ts';
import type { Courses } from '#lib/server/content/courses.ts';
import type { Ctx, Random } from '#lib/server/context.ts';
import type { Executor } from '#lib/server/db/client.ts';
import type { Letter } from '#lib/server/mail/mail.ts';
import { createMemoryStorage } from '#lib/server/storage/memory.ts';

/** Repeatable chance: the bytes of SHA-256(seed, counter). */
export function seededRandom(seed: string): Random {
  let counter = 0;
  return {
    bytes(length) {
      const chunks: Buffer[] = [];
      for (let have = 0; have < length; have += 32)
        chunks.push(createHash('sha256').update(`${seed}:${counter++}`).digest());
      return new Uint8Array(Buffer.concat(chunks).subarray(0, length));
    },
  };
}

/** A clock that stands until it is moved. */
export class TestClock {
  time: Date;
  constructor(start = '2026-03-02T08:00:00Z') {
    this.time = new Date(start);
  }
  now = () => new Date(this.time);
  advance(seconds: number) {
    this.time = new Date(this.time.getTime() + seconds * 1000);
  }
}

/** Published courses given by the test. */
export function coursesOf(
  published: PublishedCourse[] = [],
  questions: ReadonlyMap<string, QuestionDocument> = new Map(),
): Courses {
  return {
    list: () => Promise.resolve(published),
    findBySlug: (slug) => Promise.resolve(published.find((course) => course.document.slug === slug) ?? null),
    findById: (id) => Promise.resolve(published.find((course) => course.courseId === id) ?? null),
    questions: (ids) => Promise.resolve(new Map([...questions].filter(([id]) => ids.includes(id)))),
  };
}

/** A key that is the same in every test. */
export const TEST_ISSUER = {
  dataDir: '/nowhere',
  issuerKey: 'A'.repeat(43),
  origin: 'https://learn.example.org',
};

let contexts = 0;

/** A context for services under test: everything replaceable, letters kept in `letters`. */
export function testContext(
  db: Executor,
  given: Partial<Ctx> & { clock?: TestClock; actor?: Actor | null } = {},
): Ctx & { letters: Letter[] } {
  const letters: Letter[] = [];
  const clock = given.clock ?? new TestClock();
  return {
    db,
    actor: null,
    jobs: { enqueue: () => Promise.resolve() },
    now: clock.now,
    random: seededRandom(`context ${++contexts}`),
    locale: 'en',
    courses: coursesOf(),
    issuer: createIssuer({ db, config: TEST_ISSUER, now: clock.now, random: seededRandom('issuer') }),
    mail: { send: (_ctx, letter) => Promise.resolve(void letters.push(letter)) },
    throttle: {
      consume: () => Promise.resolve(),
      giveBack: () => Promise.resolve(),
      reset: () => Promise.resolve(),
    },
    storage: createMemoryStorage(),
    log: pino({ level: 'silent' }),
    origin: 'https://learn.example.org',
    ...given,
    letters,
  };
}
