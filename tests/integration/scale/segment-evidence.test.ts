import { expect, test } from 'vitest';
import { countSegmentEvidence } from '#lib/server/queries/segment-evidence.ts';
import { freshDatabase } from '../../support/database.ts';
import { insertPlainCourse } from '../../support/factories/learning.ts';

/** The evidence of 100,000 learners, each with five parts of an hour. Measured: 1.2 s on two busy cores; the bound is there for slow machines. */

const LEARNERS = 100_000;
const LONGEST_MILLISECONDS = 10_000;

const { db, sql } = await freshDatabase();

test('the evidence of 100,000 learners is counted in a moment', { timeout: 600_000 }, async () => {
  const { courseId } = await insertPlainCourse(db);
  await sql`
    insert into users (id, email, password_hash, name_native, name_latin, created_at)
    select gen_random_uuid(), 'many' || n || '@example.org', 'none', 'n', 'n', now() from generate_series(1, ${LEARNERS}) n`;
  await sql`insert into enrolments (user_id, course_id, enrolled_at) select id, ${courseId}::uuid, now() from users`;
  await sql`
    insert into segment_evidence (user_id, course_id, module_key, segment_key, watched, length_seconds, way, source, position_seconds)
    select id, ${courseId}::uuid, 'm', 's', (select range_agg(int4range(n * 700 + start, n * 700 + start + 300)) from generate_series(0, 4) n),
      3600, 'video', 'video-240', 2800 + start + 300
    from (select id, (('x' || right(id::text, 6))::bit(24)::int % 400) as start from users) u`;
  await sql`analyze`;
  const scope = { courseId, moduleKey: 'm', segmentKey: 's', lengthSeconds: null, cohortIds: null };
  const began = performance.now();
  const counts = await countSegmentEvidence(db, scope);
  const took = performance.now() - began;
  expect(counts).toMatchObject({
    people: LEARNERS,
    watched: LEARNERS,
    covered: 0,
    lengthSeconds: 3_600,
    pieceSeconds: 18,
  });
  expect(counts.watchers).toHaveLength(200);
  // Five parts of 300 s each, whatever their place.
  expect(counts.watchers.reduce((a, b) => a + b * 18, 0)).toBeCloseTo(LEARNERS * 1_500, 0);
  expect(took).toBeLessThan(LONGEST_MILLISECONDS);
});
