import type postgres from 'postgres';
import type { PublishedCourse } from '../../domain/courses/course.ts';
import { mendFigures, refreshFigures } from '../../server/queries/figures.ts';
import { listLearnerKeys, refreshStandings, type LearnerKey } from '../../server/queries/standings.ts';
import { foldTallies, mendTallies } from '../../server/queries/tallies.ts';
import type { House } from '../house.ts';

const BATCH = 20_000;

export interface Crowd {
  house: House;
  course: PublishedCourse;
  cohortId: string;
}

/**
 * Learners number `from` to `to` of one cohort with evidence of every kind, written by Postgres in sets: a fifth has not begun, a fifth has finished, the
 * others are on their way. The triggers rest meanwhile; then the same functions that they call count everybody, and the counts of the cohort follow.
 */
export async function addLearners(
  { house, course, cohortId }: Crowd,
  from: number,
  to: number,
): Promise<void> {
  const sql = await house.platform.database.sql.reserve();
  try {
    await sql`set session_replication_role = replica`;
    for (let first = from; first < to; first += BATCH)
      await writeEvidence(sql, { course, cohortId }, first, Math.min(to, first + BATCH));
    await sql`set session_replication_role = origin`;
  } finally {
    sql.release();
  }
  await house.platform.database.sql`analyze`;
}

/** Counts everybody anew. */
export async function countEverybody({ house }: Pick<Crowd, 'house'>): Promise<void> {
  const { db, sql } = house.platform.database;
  for (let after: LearnerKey | null = null; ;) {
    const batch: LearnerKey[] = await listLearnerKeys(db, { after, limit: 5_000 });
    const last = batch.at(-1);
    if (!last) break;
    await db.transaction(async (tx) => {
      await tx.execute(`set local session_replication_role = replica`);
      await refreshStandings(tx, batch);
      await refreshFigures(tx, batch);
    });
    after = last;
  }
  await mendTallies(db);
  await mendFigures(db);
  while ((await foldTallies(db, 100_000)) > 0);
  await sql`vacuum analyze`;
}

async function writeEvidence(
  sql: postgres.ReservedSql,
  { course, cohortId }: Pick<Crowd, 'course' | 'cohortId'>,
  from: number,
  to: number,
): Promise<void> {
  const { courseId, revisionId, document } = course;
  const modules = document.modules.map(({ key, sections, segments, quiz }) => ({
    key,
    sections: sections.map((section) => section.key),
    segments: segments.map((segment) => segment.key),
    questions: quiz.questions.slice(0, quiz.draw),
  }));
  const numbers = sql`generate_series(${from}::int, ${to - 1}::int) n`;
  const user = sql`md5('crowd' || n)::uuid`;
  // A fifth each: 0 nothing; 1 to 3 the first modules; 4 everything.
  const done = sql`(case n % 5 when 0 then 0 when 4 then ${modules.length} else n % 5 end)`;
  const begun = sql`(case n % 5 when 0 then 0 else least(${modules.length}, n % 5 + 1) end)`;
  const at = sql`(now() - make_interval(days => n % 120, mins => n % 1440))`;
  const list = sql`jsonb_array_elements(${JSON.stringify(modules)}::text::jsonb) with ordinality as m(module, place)`;
  await sql`
    insert into users (id, email, password_hash, name_native, name_latin, locale, country, created_at)
    select ${user}, 'crowd' || n || '@example.org', 'none', 'Learner ' || n,
      (array['Aigerim', 'Bakyt', 'Chen', 'Daria', 'Emre', 'Farid', 'Gulnara', 'Hamid'])[n % 8 + 1] || ' ' || md5(n::text),
      (array['en', 'fa'])[n % 2 + 1], (array['KZ', 'CN', 'TR', 'PK', 'IR', 'UZ', null])[n % 7 + 1], ${at} - interval '30 days' from ${numbers}`;
  await sql`
    insert into enrolments (user_id, course_id, cohort_id, enrolled_at, last_active_at)
    select ${user}, ${courseId}, ${cohortId}, ${at} - interval '30 days', case when n % 5 > 0 then ${at} end from ${numbers}`;
  await sql`
    insert into module_visits (user_id, course_id, module_key, opened_at)
    select ${user}, ${courseId}, module ->> 'key', ${at} - interval '20 days' from ${numbers}, ${list} where place <= ${begun}`;
  await sql`
    insert into section_reads (user_id, course_id, module_key, section_key, read_at)
    select ${user}, ${courseId}, module ->> 'key', section, ${at} - interval '10 days'
    from ${numbers}, ${list}, jsonb_array_elements_text(module -> 'sections') with ordinality as s(section, part)
    where place <= ${done} or place <= ${begun} and part <= n % 3`;
  await sql`
    insert into segment_evidence (user_id, course_id, module_key, segment_key, watched, length_seconds, way, last_credit_at, position_seconds)
    select ${user}, ${courseId}, module ->> 'key', segment,
      int4multirange(int4range(0, case when place <= ${done} then 600 else 60 + n % 300 end)), 600,
      (array['video', 'video', 'audio'])[n % 3 + 1], ${at} - interval '10 days', 60
    from ${numbers}, ${list}, jsonb_array_elements_text(module -> 'segments') segment where place <= ${begun}`;
  await sql`
    insert into attempts (id, user_id, course_id, module_key, number, state, revision_id, seed, started_at, submitted_at, graded_at, score, max_score)
    select md5('crowd' || n || '-' || place)::uuid, ${user}, ${courseId}, module ->> 'key', 1, 'graded', ${revisionId}, 1,
      ${at}, ${at}, ${at}, 5 + n % 4, 8
    from ${numbers}, ${list} where place <= ${done}`;
  // The answers of the first module: the figures of questions read them.
  await sql`
    insert into attempt_questions (attempt_id, position, question_key, question_revision_id, answer, answer_seq, points)
    select md5('crowd' || n || '-1')::uuid, part, question ->> 'key', (question ->> 'revisionId')::uuid, '"a"', 1, (n + part) % 2
    from ${numbers}, ${list}, jsonb_array_elements(module -> 'questions') with ordinality as q(question, part)
    where place = 1 and ${done} >= 1`;
  await sql`
    insert into module_completions (user_id, course_id, module_key, revision_id, completed_at)
    select ${user}, ${courseId}, module ->> 'key', ${revisionId}, ${at} from ${numbers}, ${list} where place <= ${done}`;
}
