import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { insertSampleCourse } from './course.ts';
import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import type { Executor } from '#lib/server/db/client.ts';

/** Learners, each with two graded attempts at the six questions of steel. */
export const LEARNERS = 5_000;
export const ATTEMPTS = 2 * LEARNERS;

/** The id of something by its name: the same in every database. */
export const idOf = (name: string) =>
  createHash('md5')
    .update(name)
    .digest('hex')
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/**
 * A course in which 10,000 attempts were graded, the same at every call but for the ids of the course. To `steel-q01` a quarter answered each of
 * a, b (right), c and nothing; of the rest a third of the learners has little, a third half, and a third enough to pass in any case. Every second
 * learner did everything else that the course asks for.
 */
export async function insertManyAttempts(db: Executor): Promise<PublishedCourse> {
  const { course } = await insertSampleCourse(db, { slug: 'large' });
  const { courseId, revisionId, document } = course;
  const steel = document.modules[0];
  if (!steel) throw new Error('The sample course has a module.');
  const ordinary = sql`'2026-03-01T00:00:00Z'::timestamptz`;
  const done = sql`generate_series(0, ${LEARNERS - 1}::int, 2) n`;
  const user = sql`md5('learner' || n)::uuid`;
  await db.execute(sql`
    insert into users (id, email, password_hash, name_native, name_latin, locale, created_at)
    select ${user}, 'learner' || n || '@example.org', 'none', 'Learner ' || n, 'Learner ' || n,
      case when n % 3 = 0 then 'fa' else 'en' end, ${ordinary} from generate_series(0, ${LEARNERS - 1}::int) n`);
  await db.execute(sql`
    insert into enrolments (user_id, course_id, enrolled_at)
    select ${user}, ${courseId}::uuid, ${ordinary} from generate_series(0, ${LEARNERS - 1}::int) n`);
  await db.execute(sql`
    insert into section_reads (user_id, course_id, module_key, section_key, read_at)
    select ${user}, ${courseId}::uuid, 'steel', section, ${ordinary}
    from ${done}, unnest(array['steel-first', 'steel-second']) section`);
  await db.execute(sql`
    insert into segment_evidence (user_id, course_id, module_key, segment_key, way, stand_in_read_at)
    select ${user}, ${courseId}::uuid, 'steel', 'lecture', 'transcript', ${ordinary} from ${done}`);
  await db.execute(sql`
    insert into module_completions (user_id, course_id, module_key, revision_id, completed_at)
    select ${user}, ${courseId}::uuid, 'cement', ${revisionId}::uuid, ${ordinary} from ${done}`);
  // Who passes in any case has completed the module before.
  await db.execute(sql`
    insert into module_completions (user_id, course_id, module_key, revision_id, completed_at)
    select ${user}, ${courseId}::uuid, 'steel', ${revisionId}::uuid, ${ordinary} from ${done} where n % 3 = 2`);
  await db.execute(sql`
    insert into attempts (id, user_id, course_id, module_key, number, state, revision_id, seed, started_at, submitted_at,
      graded_at, score, max_score)
    select md5('attempt' || n || '-' || number)::uuid, ${user}, ${courseId}::uuid, 'steel', number, 'graded',
      ${revisionId}::uuid, n, ${ordinary}, ${ordinary}, ${ordinary}, 0, 6
    from generate_series(0, ${LEARNERS - 1}::int) n, generate_series(1, 2) number`);
  const bank = JSON.stringify(steel.quiz.questions);
  await db.execute(sql`
    insert into attempt_questions (attempt_id, position, question_key, question_revision_id, answer, answer_seq, points)
    select md5('attempt' || n || '-' || number)::uuid, bank.position, bank.question ->> 'key',
      (bank.question ->> 'revisionId')::uuid,
      case when bank.position = 1 then (array['"a"'::jsonb, '"b"', '"c"', null])[(n / 2 + number) % 4 + 1] end, 1,
      case when bank.position = 1 then ((n / 2 + number) % 4 = 1)::int
        when (n * 7 + number + bank.position * 3) % 5 <= n % 3 then 1 else 0.333333 end
    from generate_series(0, ${LEARNERS - 1}::int) n, generate_series(1, 2) number,
      jsonb_array_elements(${bank}::jsonb) with ordinality as bank(question, position)`);
  await db.execute(sql`
    update attempts a set score = round((select sum(q.points) from attempt_questions q where q.attempt_id = a.id), 5)
    where a.course_id = ${courseId}::uuid`);
  await db.execute(sql`analyze`);
  return course;
}
