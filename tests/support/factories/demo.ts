import { DEMO_PEOPLE } from '#lib/cli/demo/people.ts';
import { seedDemo, type DemoRequest } from '#lib/cli/demo/seed-demo.ts';
import { createCourses } from '#lib/server/content/published-courses.ts';
import type { Ctx } from '#lib/server/context.ts';
import type { Database } from '#lib/server/db/client.ts';
import { publishCourse } from '#lib/server/services/courses/publish-course.ts';
import { TestClock, testContext } from '../context.ts';

/** The clock of every demo in the tests stands here: today, because sessions look at the real clock. */
export const DEMO_NOW = new Date();
export const DEMO_PASSWORD = 'a demo for everybody 42';
const FOLDER = 'src/lib/content/industrial-decarbonization';

export interface DemoWorld {
  database: Database;
  ctx: Ctx;
  seed(given?: Partial<DemoRequest>): Promise<string[]>;
  close(): Promise<void>;
}

/** A database with the real course, which the demo is made for. */
export async function demoWorld(database: Database): Promise<DemoWorld> {
  const courses = createCourses(database);
  const clock = new TestClock(DEMO_NOW.toISOString());
  const ctx = testContext(database.db, { clock, courses });
  await publishCourse(ctx, FOLDER);
  const request = { wanted: true, password: DEMO_PASSWORD, passwordGiven: true, progress: () => undefined };
  return {
    database,
    ctx,
    seed: (given = {}) => seedDemo(ctx, { ...request, ...given }),
    close: () => courses.close(),
  };
}

export interface DemoState {
  email: string;
  native: string;
  latin: string;
  language: string;
  joined: Date;
  /** Null: never did anything. */
  active: Date | null;
  seen: Date | null;
  cohort: boolean;
  completed: string[];
  certificate: string | null;
  sections: number;
  standIns: number;
  watchedSeconds: number;
  attempts: {
    module: string;
    state: string;
    percent: number | null;
    answered: number;
    asked: number;
    at: Date;
  }[];
}

type StoredState = Omit<DemoState, 'joined' | 'active' | 'seen'> & {
  joined: string;
  active: string | null;
  seen: string | null;
};

/** What the database says of each of the forty, by address; independent of the product's own reading of it. */
export async function demoStates({ sql }: Pick<Database, 'sql'>): Promise<DemoState[]> {
  const names = DEMO_PEOPLE.map(({ nameLatin }) => nameLatin);
  // The driver leaves times as text.
  const rows = await sql<StoredState[]>`
    select u.email, u.name_native as native, u.name_latin as latin, u.name_language as language,
      u.last_seen_at as seen, e.enrolled_at as joined, e.last_active_at as active, e.cohort_id is not null as cohort,
      array(select module_key from module_completions c where c.user_id = u.id order by completed_at, 1) as completed,
      (select snapshot->'holder'->>'nameNative' from certificates c where c.user_id = u.id and state = 'valid') as certificate,
      (select count(*)::int from section_reads r where r.user_id = u.id) as sections,
      (select count(*)::int from segment_evidence s where s.user_id = u.id and stand_in_read_at is not null) as "standIns",
      (select coalesce(sum(upper(part) - lower(part)), 0)::int
        from segment_evidence s, unnest(s.watched) part where s.user_id = u.id) as "watchedSeconds",
      (select coalesce(json_agg(json_build_object('module', a.module_key, 'state', a.state, 'at', a.started_at,
          'percent', round(a.score / a.max_score * 100),
          'answered', (select count(*) from attempt_questions q where q.attempt_id = a.id and q.answer is not null),
          'asked', (select count(*) from attempt_questions q where q.attempt_id = a.id))
          order by a.started_at, a.number), '[]')
        from attempts a where a.user_id = u.id) as attempts
    from users u join enrolments e on e.user_id = u.id
    where u.is_demo and u.name_latin = any(${names})
    order by u.email`;
  return rows.map((row) => ({
    ...row,
    joined: new Date(row.joined),
    active: row.active === null ? null : new Date(row.active),
    seen: row.seen === null ? null : new Date(row.seen),
    attempts: row.attempts.map((attempt) => ({ ...attempt, at: new Date(attempt.at) })),
  }));
}

/** How many rows each table has that the demo may write to. */
export async function rowCounts({ sql }: Pick<Database, 'sql'>): Promise<Record<string, number>> {
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables
    where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`;
  const counts: Record<string, number> = {};
  for (const { name } of tables) {
    const [row] = await sql<{ count: number }[]>`select count(*)::int as count from ${sql(name)}`;
    counts[name] = row?.count ?? 0;
  }
  return counts;
}

/** Makes every insert into that table fail, as a start that is cut off there, until it is mended. */
export async function breakInserts(
  { sql }: Pick<Database, 'sql'>,
  table: string,
): Promise<() => Promise<void>> {
  await sql.unsafe(`
    create function break_${table}() returns trigger language plpgsql as $$ begin raise exception 'cut off'; end $$;
    create trigger break_${table} before insert on ${table} for each row execute function break_${table}()`);
  return async () => void (await sql.unsafe(`drop function break_${table} cascade`));
}
