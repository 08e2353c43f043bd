-- What the screens of staff read is kept by triggers, in the transaction of the evidence: see decision 24 and src/lib/server/db/schema/summaries.ts.
-- Two rules hold everywhere: a learner's row in learner_standings is locked before anything of theirs is counted, in the order of the keys, so that two
-- transactions never count from different states; and counts of a cohort are appended as changes, so that nobody waits at a counter.

-- The first opening of a module was not kept before: the earliest trace of it stands in its place.
INSERT INTO module_visits (user_id, course_id, module_key, opened_at)
SELECT user_id, course_id, module_key, min(at) FROM (
  SELECT user_id, course_id, module_key, read_at AS at FROM section_reads
  UNION ALL SELECT user_id, course_id, module_key, started_at FROM attempts
  UNION ALL SELECT user_id, course_id, module_key, coalesce(stand_in_read_at, last_credit_at) FROM segment_evidence
  UNION ALL SELECT user_id, course_id, module_key, completed_at FROM module_completions
  UNION ALL SELECT user_id, course_id, last_module_key, last_active_at FROM enrolments) traces
WHERE module_key IS NOT NULL AND at IS NOT NULL
GROUP BY user_id, course_id, module_key
ON CONFLICT DO NOTHING;
--> statement-breakpoint
CREATE FUNCTION utc_day(at timestamptz) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (at AT TIME ZONE 'UTC')::date;
--> statement-breakpoint
-- In every script, whatever the database's own locale is.
CREATE FUNCTION lower_case(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN lower(words COLLATE "und-x-icu");
--> statement-breakpoint
-- As isCovered of domain/progress/coverage.ts, without the stand-in.
CREATE FUNCTION watched_enough(watched int4multirange, seconds int) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN coalesce(
  (SELECT sum(greatest(0, least(upper(part), seconds) - least(lower(part), seconds))) FROM unnest(watched) part) >= 0.9 * nullif(seconds, 0),
  false);
--> statement-breakpoint
-- Where learners stand in modules, counted from the evidence. No modules: all of each course. Judged as by domain/progress.
CREATE FUNCTION module_standings_of(users uuid[], courses uuid[], modules text[]) RETURNS SETOF module_standings LANGUAGE sql STABLE AS $$
  SELECT e.user_id, e.course_id, e.cohort_id, h.module_key, h.position,
    CASE WHEN d.completed_at IS NOT NULL THEN 'complete'
      WHEN r.traces > 0 OR g.traces > 0 OR a.graded > 0 OR a.running THEN 'in-progress' ELSE 'not-started' END,
    utc_day(o.opened_at), r.marks, g.covered,
    r.marks = cardinality(h.section_keys), g.covered = cardinality(h.segment_keys),
    g.video, g.audio, g.transcript,
    r.marks + g.covered + (coalesce(a.best >= h.pass_percent, false))::int,
    cardinality(h.section_keys) + cardinality(h.segment_keys) + 1,
    utc_day(a.started_at), a.graded, a.best, coalesce(a.best >= h.pass_percent, false),
    CASE WHEN d.completed_at IS NULL AND a.graded >= 3 AND NOT coalesce(a.best >= h.pass_percent, false) THEN utc_day(a.graded_at) END,
    CASE WHEN d.completed_at IS NULL THEN g.left_key END,
    CASE WHEN d.completed_at IS NULL THEN g.left_on END,
    coalesce(x.due_on, p.due_on), utc_day(d.completed_at), f.useful
  FROM (SELECT DISTINCT * FROM unnest(users, courses, modules) AS k(user_id, course_id, module_key)) k
  JOIN enrolments e ON e.user_id = k.user_id AND e.course_id = k.course_id
  JOIN module_shapes h ON h.course_id = k.course_id AND (k.module_key IS NULL OR h.module_key = k.module_key)
  CROSS JOIN LATERAL (
    SELECT count(*) AS traces, (count(*) FILTER (WHERE s.section_key = ANY(h.section_keys)))::smallint AS marks
    FROM section_reads s WHERE s.user_id = k.user_id AND s.course_id = k.course_id AND s.module_key = h.module_key) r
  CROSS JOIN LATERAL (
    SELECT count(s.segment_key) AS traces,
      (count(*) FILTER (WHERE is_current AND is_covered))::smallint AS covered,
      coalesce(bool_or(way = 'video'), false) AS video, coalesce(bool_or(way = 'audio'), false) AS audio,
      coalesce(bool_or(way = 'transcript'), false) AS transcript,
      (array_agg(s.segment_key ORDER BY last_credit_at, s.segment_key) FILTER (WHERE is_current AND is_begun AND NOT is_covered))[1] AS left_key,
      min(utc_day(last_credit_at)) FILTER (WHERE is_current AND is_begun AND NOT is_covered) AS left_on
    FROM (
      SELECT v.segment_key, v.last_credit_at, place IS NOT NULL AS is_current,
        coalesce(NOT isempty(v.watched), false) AS is_begun,
        y.segment_key IS NOT NULL OR coalesce(v.stand_in_read_at IS NOT NULL OR w.enough, false) AS is_covered,
        CASE WHEN v.stand_in_read_at IS NOT NULL AND NOT w.enough THEN 'transcript'
          WHEN v.way = 'transcript' AND NOT isempty(v.watched) THEN 'video'
          WHEN v.stand_in_read_at IS NOT NULL OR NOT isempty(v.watched) THEN v.way END AS way
      FROM (SELECT * FROM segment_evidence v WHERE v.user_id = k.user_id AND v.course_id = k.course_id AND v.module_key = h.module_key) v
      FULL JOIN (SELECT * FROM segment_exemptions y WHERE y.user_id = k.user_id AND y.course_id = k.course_id AND y.module_key = h.module_key) y
        ON y.segment_key = v.segment_key
      CROSS JOIN LATERAL (SELECT array_position(h.segment_keys, coalesce(v.segment_key, y.segment_key)) AS place) q
      CROSS JOIN LATERAL (SELECT watched_enough(v.watched, coalesce(nullif(h.segment_seconds[place], 0), v.length_seconds)) AS enough) w) s) g
  CROSS JOIN LATERAL (
    SELECT (count(*) FILTER (WHERE t.state = 'graded'))::smallint AS graded, coalesce(bool_or(t.state = 'in_progress'), false) AS running,
      max(CASE WHEN t.max_score > 0 THEN t.score / t.max_score * 100 END)::float8 AS best,
      min(t.started_at) AS started_at, max(t.graded_at) AS graded_at
    FROM attempts t WHERE t.user_id = k.user_id AND t.course_id = k.course_id AND t.module_key = h.module_key) a
  LEFT JOIN module_completions d ON d.user_id = k.user_id AND d.course_id = k.course_id AND d.module_key = h.module_key
  LEFT JOIN module_visits o ON o.user_id = k.user_id AND o.course_id = k.course_id AND o.module_key = h.module_key
  LEFT JOIN deadline_extensions x ON x.user_id = k.user_id AND x.course_id = k.course_id AND x.module_key = h.module_key
  LEFT JOIN module_deadlines p ON p.cohort_id = e.cohort_id AND p.module_key = h.module_key
  LEFT JOIN module_feedback f ON f.user_id = k.user_id AND f.course_id = k.course_id AND f.module_key = h.module_key
$$;
--> statement-breakpoint
-- Where learners stand in courses, from where they stand in the modules. `hand_on` as helpFrom of domain/cohorts/needs-help.ts.
CREATE FUNCTION learner_standings_of(users uuid[], courses uuid[]) RETURNS SETOF learner_standings LANGUAGE sql STABLE AS $$
  SELECT e.user_id, e.course_id, e.cohort_id,
    lower_case(u.name_latin),
    array_to_tsvector(array_remove(regexp_split_to_array(lower_case(u.name_native || ' ' || u.name_latin || ' ' || u.email), '[\s@]+'), '')), u.country,
    CASE WHEN m.done = m.modules AND m.modules > 0 THEN 'finished' WHEN m.begun > 0 THEN 'in-progress' ELSE 'not-started' END,
    m.done, m.average, utc_day(e.enrolled_at), utc_day(e.last_active_at),
    CASE WHEN m.done = m.modules THEN m.completed_on END,
    m.due_on,
    CASE WHEN m.done < m.modules AND c.archived_at IS NULL AND c.id IS NOT NULL THEN greatest(z.until_on, least(
      coalesce(utc_day(e.last_active_at), utc_day(e.enrolled_at)) + c.inactive_days,
      m.due_on + 1, m.near_on, m.failed_on,
      CASE WHEN utc_day(e.last_active_at) - m.left_on >= 3 THEN m.left_on + 3 END)) END
  FROM (SELECT DISTINCT * FROM unnest(users, courses) AS k(user_id, course_id)) k
  JOIN enrolments e ON e.user_id = k.user_id AND e.course_id = k.course_id
  JOIN users u ON u.id = k.user_id
  LEFT JOIN cohorts c ON c.id = e.cohort_id
  LEFT JOIN snoozes z ON z.user_id = k.user_id AND z.course_id = k.course_id
  CROSS JOIN LATERAL (
    SELECT count(*) AS modules, (count(*) FILTER (WHERE s.state = 'complete'))::smallint AS done,
      count(*) FILTER (WHERE s.state <> 'not-started') AS begun, avg(s.best_percent) AS average,
      max(s.completed_on) AS completed_on,
      min(s.due_on) FILTER (WHERE s.state <> 'complete') AS due_on,
      min(s.due_on - 7) FILTER (WHERE s.state <> 'complete' AND s.steps_done * 2 < s.steps_total) AS near_on,
      min(s.failed_on) AS failed_on, min(s.open_segment_on) AS left_on
    FROM module_standings s WHERE s.user_id = k.user_id AND s.course_id = k.course_id) m
$$;
--> statement-breakpoint
CREATE FUNCTION hold_learners(users uuid[], courses uuid[]) RETURNS void LANGUAGE sql AS $$
  SELECT 1 FROM learner_standings s JOIN (SELECT DISTINCT * FROM unnest(users, courses) AS k(user_id, course_id)) k USING (user_id, course_id)
  ORDER BY s.user_id, s.course_id FOR UPDATE OF s
$$;
--> statement-breakpoint
-- For those who hold the learners already.
CREATE FUNCTION count_learners(users uuid[], courses uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO learner_standings AS s
  SELECT * FROM learner_standings_of(users, courses) ORDER BY user_id, course_id
  ON CONFLICT (user_id, course_id) DO UPDATE SET
    cohort_id = excluded.cohort_id, sort_name = excluded.sort_name, search_words = excluded.search_words, country = excluded.country,
    standing = excluded.standing, modules_done = excluded.modules_done, average_percent = excluded.average_percent,
    enrolled_on = excluded.enrolled_on, active_on = excluded.active_on, finished_on = excluded.finished_on,
    due_on = excluded.due_on, hand_on = excluded.hand_on
  WHERE s.* IS DISTINCT FROM excluded.*;
END $$;
--> statement-breakpoint
CREATE FUNCTION refresh_learners(users uuid[], courses uuid[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(cardinality(users), 0) = 0 THEN RETURN; END IF;
  PERFORM hold_learners(users, courses);
  PERFORM count_learners(users, courses);
END $$;
--> statement-breakpoint
-- Counts some learners anew, in one or all modules each. For those who hold them already.
CREATE FUNCTION count_standings(users uuid[], courses uuid[], modules text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(cardinality(users), 0) = 0 THEN RETURN; END IF;
  INSERT INTO module_standings AS s
  SELECT * FROM module_standings_of(users, courses, modules) ORDER BY user_id, course_id, module_key
  ON CONFLICT (user_id, course_id, module_key) DO UPDATE SET
    cohort_id = excluded.cohort_id, position = excluded.position, state = excluded.state, opened_on = excluded.opened_on,
    sections_read = excluded.sections_read, segments_covered = excluded.segments_covered,
    is_read = excluded.is_read, is_watched = excluded.is_watched,
    way_video = excluded.way_video, way_audio = excluded.way_audio, way_transcript = excluded.way_transcript,
    steps_done = excluded.steps_done, steps_total = excluded.steps_total, quiz_started_on = excluded.quiz_started_on,
    attempts = excluded.attempts, best_percent = excluded.best_percent, is_passed = excluded.is_passed, failed_on = excluded.failed_on,
    open_segment_key = excluded.open_segment_key, open_segment_on = excluded.open_segment_on, due_on = excluded.due_on,
    completed_on = excluded.completed_on, useful = excluded.useful
  WHERE s.* IS DISTINCT FROM excluded.*;
  PERFORM count_learners(users, courses);
END $$;
--> statement-breakpoint
-- The same, and holds them until the transaction ends.
CREATE FUNCTION refresh_standings(users uuid[], courses uuid[], modules text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(cardinality(users), 0) = 0 THEN RETURN; END IF;
  PERFORM hold_learners(users, courses);
  PERFORM count_standings(users, courses, modules);
END $$;
--> statement-breakpoint
-- Everybody of a course or of a cohort, some thousands at a time; modules that the course no longer has are dropped.
CREATE FUNCTION refresh_many(the_course uuid, the_cohort uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  after uuid := '00000000-0000-0000-0000-000000000000';
  batch uuid[];
BEGIN
  DELETE FROM module_standings s WHERE s.course_id = the_course
    AND NOT EXISTS (SELECT 1 FROM module_shapes h WHERE h.course_id = s.course_id AND h.module_key = s.module_key);
  LOOP
    SELECT array_agg(user_id ORDER BY user_id) INTO batch FROM (
      SELECT e.user_id FROM enrolments e
      WHERE e.course_id = the_course AND (the_cohort IS NULL OR e.cohort_id = the_cohort) AND e.user_id > after
      ORDER BY e.user_id LIMIT 5000) e;
    EXIT WHEN batch IS NULL;
    PERFORM refresh_standings(batch, array_fill(the_course, ARRAY[cardinality(batch)]), NULL);
    after := batch[cardinality(batch)];
  END LOOP;
END $$;
--> statement-breakpoint
-- What one row of standings adds to the counts of its cohort.
CREATE FUNCTION tallies_of_module(m module_standings) RETURNS TABLE (kind text, key text, amount numeric) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT * FROM (VALUES
    ('opened', '', (m.opened_on IS NOT NULL OR m.state <> 'not-started')::int::numeric),
    ('read', '', m.is_read::int), ('watched', '', m.is_watched::int), ('quiz-started', '', (m.quiz_started_on IS NOT NULL)::int),
    ('passed', '', m.is_passed::int), ('complete', '', (m.completed_on IS NOT NULL)::int),
    ('marked', '', (m.best_percent IS NOT NULL)::int), ('marks', '', coalesce(m.best_percent, 0)::numeric(20, 6)),
    ('useful', m.useful::text, (m.useful IS NOT NULL)::int),
    ('days', greatest(0, m.completed_on - m.opened_on)::text, (m.completed_on IS NOT NULL AND m.opened_on IS NOT NULL)::int)) v(kind, key, amount)
  WHERE v.amount <> 0
$$;
--> statement-breakpoint
CREATE FUNCTION tallies_of_learner(l learner_standings) RETURNS TABLE (kind text, key text, amount numeric) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT * FROM (VALUES
    ('learners', '', 1::numeric), ('standing', l.standing, 1), ('country', coalesce(l.country, ''), 1),
    ('active', to_char(l.active_on, 'YYYY-MM-DD'), (l.active_on IS NOT NULL)::int),
    ('finished', to_char(l.finished_on, 'YYYY-MM-DD'), (l.finished_on IS NOT NULL)::int),
    ('due', to_char(l.due_on, 'YYYY-MM-DD'), (l.due_on IS NOT NULL AND l.standing = 'in-progress')::int),
    ('hand', to_char(l.hand_on, 'YYYY-MM-DD'), (l.hand_on IS NOT NULL)::int),
    ('marked', '', (l.average_percent IS NOT NULL)::int), ('marks', '', coalesce(l.average_percent, 0)::numeric(20, 6))) v(kind, key, amount)
  WHERE v.amount <> 0
$$;
--> statement-breakpoint
CREATE FUNCTION tally_module_standings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO tally_changes (cohort_id, module_key, kind, key, amount)
    SELECT n.cohort_id, n.module_key, v.kind, v.key, sum(v.amount) FROM new_rows n, tallies_of_module(n.*) v
    WHERE n.cohort_id IS NOT NULL GROUP BY 1, 2, 3, 4;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO tally_changes (cohort_id, module_key, kind, key, amount)
    SELECT o.cohort_id, o.module_key, v.kind, v.key, -sum(v.amount) FROM old_rows o, tallies_of_module(o.*) v
    WHERE o.cohort_id IS NOT NULL GROUP BY 1, 2, 3, 4;
  ELSE
    INSERT INTO tally_changes (cohort_id, module_key, kind, key, amount)
    SELECT cohort_id, module_key, kind, key, sum(amount) FROM (
      SELECT o.cohort_id, o.module_key, v.kind, v.key, -v.amount AS amount FROM old_rows o, tallies_of_module(o.*) v
      UNION ALL SELECT n.cohort_id, n.module_key, v.kind, v.key, v.amount FROM new_rows n, tallies_of_module(n.*) v) d
    WHERE cohort_id IS NOT NULL GROUP BY 1, 2, 3, 4 HAVING sum(amount) <> 0;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE FUNCTION tally_learner_standings() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO tally_changes (cohort_id, module_key, kind, key, amount)
    SELECT n.cohort_id, '', v.kind, v.key, sum(v.amount) FROM new_rows n, tallies_of_learner(n.*) v
    WHERE n.cohort_id IS NOT NULL GROUP BY 1, 2, 3, 4;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO tally_changes (cohort_id, module_key, kind, key, amount)
    SELECT o.cohort_id, '', v.kind, v.key, -sum(v.amount) FROM old_rows o, tallies_of_learner(o.*) v
    WHERE o.cohort_id IS NOT NULL GROUP BY 1, 2, 3, 4;
  ELSE
    INSERT INTO tally_changes (cohort_id, module_key, kind, key, amount)
    SELECT cohort_id, '', kind, key, sum(amount) FROM (
      SELECT o.cohort_id, v.kind, v.key, -v.amount AS amount FROM old_rows o, tallies_of_learner(o.*) v
      UNION ALL SELECT n.cohort_id, v.kind, v.key, v.amount FROM new_rows n, tallies_of_learner(n.*) v) d
    WHERE cohort_id IS NOT NULL GROUP BY 1, 2, 3, 4 HAVING sum(amount) <> 0;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER tally_insert AFTER INSERT ON module_standings REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION tally_module_standings();
--> statement-breakpoint
CREATE TRIGGER tally_update AFTER UPDATE ON module_standings REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION tally_module_standings();
--> statement-breakpoint
CREATE TRIGGER tally_delete AFTER DELETE ON module_standings REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION tally_module_standings();
--> statement-breakpoint
CREATE TRIGGER tally_insert AFTER INSERT ON learner_standings REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION tally_learner_standings();
--> statement-breakpoint
CREATE TRIGGER tally_update AFTER UPDATE ON learner_standings REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION tally_learner_standings();
--> statement-breakpoint
CREATE TRIGGER tally_delete AFTER DELETE ON learner_standings REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION tally_learner_standings();
--> statement-breakpoint
-- Seconds watched in each ten seconds of a segment: of one learner's ranges.
CREATE FUNCTION tens_of(watched int4multirange) RETURNS TABLE (ten int, seconds int) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT t, sum(least(upper(part), t * 10 + 10) - greatest(lower(part), t * 10))::int
  FROM unnest(watched) part, generate_series(lower(part) / 10, (upper(part) - 1) / 10) t GROUP BY t
$$;
--> statement-breakpoint
-- The lengths of segments as a course gives them.
CREATE FUNCTION lengths_of(shapes module_shapes[]) RETURNS TABLE (course_id uuid, module_key text, segment_key text, authored int) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT h.course_id, h.module_key, g.key, g.seconds FROM unnest(shapes) h, unnest(h.segment_keys, h.segment_seconds) g(key, seconds) WHERE g.seconds > 0
$$;
--> statement-breakpoint
CREATE FUNCTION authored_length(h module_shapes, segment text) RETURNS int LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN nullif((h).segment_seconds[array_position((h).segment_keys, segment)], 0);
--> statement-breakpoint
-- What one row of evidence counts as, apart from its seconds: `kind@key` each in its place, null where it does not. `enough`: whether it was watched enough.
-- Judged as by isCovered and wayTaken of domain/progress; an exemption is no evidence.
CREATE FUNCTION marks_of_segment(s segment_evidence, enough boolean) RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN ARRAY[
  CASE WHEN NOT isempty((s).watched) OR (s).stand_in_read_at IS NOT NULL THEN 'followed@' END,
  CASE WHEN NOT isempty((s).watched) THEN 'seen@' END,
  CASE WHEN enough OR (s).stand_in_read_at IS NOT NULL THEN 'covered@' END,
  CASE WHEN NOT isempty((s).watched) AND NOT enough AND (s).stand_in_read_at IS NULL THEN 'stop@' || (s).position_seconds / 10 END,
  CASE WHEN NOT isempty((s).watched) THEN 'source@' || coalesce((s).source, '') END,
  CASE WHEN (s).stand_in_read_at IS NOT NULL AND NOT enough THEN 'way@transcript'
    WHEN isempty((s).watched) AND (s).stand_in_read_at IS NULL THEN NULL
    WHEN (s).way = 'transcript' AND NOT isempty((s).watched) THEN 'way@video' ELSE 'way@' || (s).way END,
  'length@' || (s).length_seconds];
--> statement-breakpoint
-- What one row of evidence adds to the counts of its cohort.
CREATE FUNCTION tallies_of_segment(s segment_evidence, enough boolean) RETURNS TABLE (kind text, key text, amount int) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT 'seconds', s.segment_key || '@' || t.ten, t.seconds FROM tens_of(s.watched) t
  UNION ALL SELECT split_part(mark, '@', 1), s.segment_key || '@' || split_part(mark, '@', 2), 1 FROM unnest(marks_of_segment(s, enough)) mark WHERE mark IS NOT NULL
$$;
--> statement-breakpoint
-- Adds what a learner has shown of all segments to the counts of a cohort, or takes it out (-1). For those who hold the learner.
CREATE FUNCTION tally_segments(sign int, the_user uuid, the_course uuid, the_cohort uuid) RETURNS void LANGUAGE sql AS $$
  INSERT INTO tally_changes (cohort_id, module_key, kind, key, amount)
  SELECT the_cohort, s.module_key, v.kind, v.key, sign * v.amount
  FROM segment_evidence s LEFT JOIN module_shapes h USING (course_id, module_key),
    tallies_of_segment(s.*, watched_enough(s.watched, coalesce(authored_length(h, s.segment_key), s.length_seconds))) v
  WHERE s.user_id = the_user AND s.course_id = the_course AND the_cohort IS NOT NULL
$$;
--> statement-breakpoint
CREATE FUNCTION segment_evidence_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  users uuid[]; courses uuid[]; modules text[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT array_agg(user_id), array_agg(course_id), array_agg(module_key) INTO users, courses, modules FROM new_rows;
    PERFORM hold_learners(users, courses);
    INSERT INTO tally_changes (cohort_id, module_key, kind, key, amount)
    SELECT e.cohort_id, n.module_key, v.kind, v.key, sum(v.amount)
    FROM new_rows n JOIN enrolments e USING (user_id, course_id) LEFT JOIN module_shapes h USING (course_id, module_key),
      tallies_of_segment(n.*, watched_enough(n.watched, coalesce(authored_length(h, n.segment_key), n.length_seconds))) v
    WHERE e.cohort_id IS NOT NULL GROUP BY 1, 2, 3, 4;
  ELSIF TG_OP = 'UPDATE' THEN
    SELECT array_agg(user_id), array_agg(course_id) INTO users, courses FROM new_rows;
    PERFORM hold_learners(users, courses);
    WITH reports AS MATERIALIZED (
      SELECT e.cohort_id, n.user_id, n.course_id, n.module_key, n.segment_key, n.watched, o.watched AS watched_before,
        marks_of_segment(n.*, is_enough) AS marks, marks_of_segment(o.*, was_enough) AS marks_before,
        isempty(n.watched) <> isempty(o.watched) OR n.way <> o.way
          OR (n.stand_in_read_at IS NULL) <> (o.stand_in_read_at IS NULL)
          OR utc_day(n.last_credit_at) IS DISTINCT FROM utc_day(o.last_credit_at) OR is_enough <> was_enough AS changes_standing
      FROM new_rows n JOIN old_rows o USING (user_id, course_id, module_key, segment_key) JOIN enrolments e USING (user_id, course_id)
      LEFT JOIN module_shapes h USING (course_id, module_key)
      CROSS JOIN LATERAL (SELECT authored_length(h, n.segment_key) AS authored) a
      CROSS JOIN LATERAL (SELECT watched_enough(n.watched, coalesce(authored, n.length_seconds)) AS is_enough,
        watched_enough(o.watched, coalesce(authored, o.length_seconds)) AS was_enough OFFSET 0) w),
    -- Only what came and what went: of an hour that somebody watched, a report brings ten seconds, and moves the place where they stand.
    counted AS (
      INSERT INTO tally_changes (cohort_id, module_key, kind, key, amount)
      SELECT cohort_id, module_key, kind, segment_key || '@' || key, sum(amount) FROM (
        SELECT r.*, 'seconds' AS kind, t.ten::text AS key, t.seconds AS amount FROM reports r, tens_of(r.watched - r.watched_before) t
        UNION ALL SELECT r.*, 'seconds', t.ten::text, -t.seconds FROM reports r, tens_of(r.watched_before - r.watched) t
        UNION ALL SELECT r.*, split_part(mark, '@', 1), split_part(mark, '@', 2), amount
          FROM reports r, unnest(r.marks, r.marks_before) m(mark_now, mark_before), LATERAL (VALUES (mark_now, 1), (mark_before, -1)) v(mark, amount)
          WHERE mark_now IS DISTINCT FROM mark_before AND mark IS NOT NULL) d
      WHERE cohort_id IS NOT NULL GROUP BY 1, 2, 3, 4 HAVING sum(amount) <> 0)
    -- A report that only makes the watched part longer changes no standing: most of them.
    SELECT array_agg(user_id), array_agg(course_id), array_agg(module_key) INTO users, courses, modules FROM reports WHERE changes_standing;
  ELSE
    SELECT array_agg(user_id), array_agg(course_id), array_agg(module_key) INTO users, courses, modules FROM old_rows;
    PERFORM hold_learners(users, courses);
    -- Deleted with the enrolment, which has taken its counts out itself: then it is gone, and nothing is found here.
    INSERT INTO tally_changes (cohort_id, module_key, kind, key, amount)
    SELECT e.cohort_id, o.module_key, v.kind, v.key, -sum(v.amount)
    FROM old_rows o JOIN enrolments e USING (user_id, course_id) LEFT JOIN module_shapes h USING (course_id, module_key),
      tallies_of_segment(o.*, watched_enough(o.watched, coalesce(authored_length(h, o.segment_key), o.length_seconds))) v
    WHERE e.cohort_id IS NOT NULL GROUP BY 1, 2, 3, 4;
  END IF;
  IF users IS NOT NULL THEN PERFORM count_standings(users, courses, modules); END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER standings_insert AFTER INSERT ON segment_evidence REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION segment_evidence_changed();
--> statement-breakpoint
CREATE TRIGGER standings_update AFTER UPDATE ON segment_evidence REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION segment_evidence_changed();
--> statement-breakpoint
CREATE TRIGGER standings_delete AFTER DELETE ON segment_evidence REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION segment_evidence_changed();
--> statement-breakpoint
-- Of every other table that holds something of one learner in one module.
CREATE FUNCTION module_evidence_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  users uuid[]; courses uuid[]; modules text[];
BEGIN
  IF TG_OP = 'DELETE' THEN
    SELECT array_agg(user_id), array_agg(course_id), array_agg(module_key) INTO users, courses, modules FROM old_rows;
  ELSE
    SELECT array_agg(user_id), array_agg(course_id), array_agg(module_key) INTO users, courses, modules FROM new_rows;
  END IF;
  PERFORM refresh_standings(users, courses, modules);
  RETURN NULL;
END $$;
--> statement-breakpoint
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['section_reads', 'module_completions', 'module_visits', 'module_feedback', 'segment_exemptions', 'deadline_extensions', 'attempts'] LOOP
    EXECUTE format('CREATE TRIGGER standings_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION module_evidence_changed()', name);
    EXECUTE format('CREATE TRIGGER standings_update AFTER UPDATE ON %I REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION module_evidence_changed()', name);
    EXECUTE format('CREATE TRIGGER standings_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION module_evidence_changed()', name);
  END LOOP;
END $$;
--> statement-breakpoint
CREATE FUNCTION snoozes_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  users uuid[]; courses uuid[];
BEGIN
  IF TG_OP = 'DELETE' THEN
    SELECT array_agg(user_id), array_agg(course_id) INTO users, courses FROM old_rows;
  ELSE
    SELECT array_agg(user_id), array_agg(course_id) INTO users, courses FROM new_rows;
  END IF;
  PERFORM refresh_learners(users, courses);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER standings_insert AFTER INSERT ON snoozes REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION snoozes_changed();
--> statement-breakpoint
CREATE TRIGGER standings_update AFTER UPDATE ON snoozes REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION snoozes_changed();
--> statement-breakpoint
CREATE TRIGGER standings_delete AFTER DELETE ON snoozes REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION snoozes_changed();
--> statement-breakpoint
CREATE FUNCTION enrolments_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  users uuid[]; courses uuid[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT array_agg(user_id), array_agg(course_id) INTO users, courses FROM new_rows;
    PERFORM refresh_standings(users, courses, NULL);
    RETURN NULL;
  END IF;
  SELECT array_agg(n.user_id), array_agg(n.course_id) INTO users, courses
  FROM new_rows n JOIN old_rows o USING (user_id, course_id) WHERE n.cohort_id IS DISTINCT FROM o.cohort_id;
  IF users IS NOT NULL THEN
    PERFORM hold_learners(users, courses);
    PERFORM tally_segments(-1, n.user_id, n.course_id, o.cohort_id), tally_segments(1, n.user_id, n.course_id, n.cohort_id)
    FROM new_rows n JOIN old_rows o USING (user_id, course_id) WHERE n.cohort_id IS DISTINCT FROM o.cohort_id;
    PERFORM count_standings(users, courses, NULL);
  END IF;
  -- A visit matters once a day.
  SELECT array_agg(n.user_id), array_agg(n.course_id) INTO users, courses
  FROM new_rows n JOIN old_rows o USING (user_id, course_id)
  WHERE n.cohort_id IS NOT DISTINCT FROM o.cohort_id AND utc_day(n.last_active_at) IS DISTINCT FROM utc_day(o.last_active_at);
  PERFORM refresh_learners(users, courses);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER standings_insert AFTER INSERT ON enrolments REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION enrolments_changed();
--> statement-breakpoint
CREATE TRIGGER standings_update AFTER UPDATE ON enrolments REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION enrolments_changed();
--> statement-breakpoint
CREATE FUNCTION enrolment_leaves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- Reports hold the evidence before the standing: taken here in the same order, before it is deleted.
  PERFORM 1 FROM segment_evidence s WHERE s.user_id = OLD.user_id AND s.course_id = OLD.course_id ORDER BY s.module_key, s.segment_key FOR UPDATE;
  PERFORM hold_learners(ARRAY[OLD.user_id], ARRAY[OLD.course_id]);
  PERFORM tally_segments(-1, OLD.user_id, OLD.course_id, OLD.cohort_id);
  RETURN OLD;
END $$;
--> statement-breakpoint
CREATE TRIGGER standings_delete BEFORE DELETE ON enrolments FOR EACH ROW EXECUTE FUNCTION enrolment_leaves();
--> statement-breakpoint
CREATE FUNCTION users_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  users uuid[]; courses uuid[];
BEGIN
  SELECT array_agg(e.user_id), array_agg(e.course_id) INTO users, courses
  FROM new_rows n JOIN old_rows o USING (id) JOIN enrolments e ON e.user_id = n.id
  WHERE (n.name_native, n.name_latin, n.email, n.country) IS DISTINCT FROM (o.name_native, o.name_latin, o.email, o.country);
  PERFORM refresh_learners(users, courses);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER standings_update AFTER UPDATE ON users REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION users_changed();
--> statement-breakpoint
CREATE FUNCTION deadlines_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN
    PERFORM refresh_many(c.course_id, c.id) FROM cohorts c WHERE c.id IN (SELECT cohort_id FROM old_rows);
  ELSE
    PERFORM refresh_many(c.course_id, c.id) FROM cohorts c WHERE c.id IN (SELECT cohort_id FROM new_rows);
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER standings_insert AFTER INSERT ON module_deadlines REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION deadlines_changed();
--> statement-breakpoint
CREATE TRIGGER standings_update AFTER UPDATE ON module_deadlines REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION deadlines_changed();
--> statement-breakpoint
CREATE TRIGGER standings_delete AFTER DELETE ON module_deadlines REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION deadlines_changed();
--> statement-breakpoint
CREATE FUNCTION cohorts_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM refresh_many(n.course_id, n.id) FROM new_rows n JOIN old_rows o USING (id)
  WHERE n.inactive_days <> o.inactive_days OR (n.archived_at IS NULL) <> (o.archived_at IS NULL);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER standings_update AFTER UPDATE ON cohorts REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION cohorts_changed();
--> statement-breakpoint
-- Where the course gives a segment another length than before, more or fewer have covered it. For those who hold all learners of the course.
CREATE FUNCTION tally_lengths(was module_shapes[], now_is module_shapes[]) RETURNS void LANGUAGE sql AS $$
  INSERT INTO tally_changes (cohort_id, module_key, kind, key, amount)
  SELECT e.cohort_id, s.module_key, split_part(mark, '@', 1), s.segment_key || '@' || split_part(mark, '@', 2), sum(amount)
  FROM lengths_of(was) o FULL JOIN lengths_of(now_is) n USING (course_id, module_key, segment_key)
  JOIN segment_evidence s USING (course_id, module_key, segment_key) JOIN enrolments e USING (user_id, course_id),
    unnest(marks_of_segment(s.*, watched_enough(s.watched, coalesce(n.authored, s.length_seconds))),
      marks_of_segment(s.*, watched_enough(s.watched, coalesce(o.authored, s.length_seconds)))) m(mark_now, mark_before),
    LATERAL (VALUES (mark_now, 1), (mark_before, -1)) v(mark, amount)
  WHERE n.authored IS DISTINCT FROM o.authored AND e.cohort_id IS NOT NULL AND mark_now IS DISTINCT FROM mark_before AND mark IS NOT NULL
  GROUP BY 1, 2, 3, 4 HAVING sum(amount) <> 0
$$;
--> statement-breakpoint
CREATE FUNCTION shapes_changed() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  was module_shapes[]; now_is module_shapes[];
BEGIN
  IF TG_OP <> 'INSERT' THEN SELECT array_agg(o) INTO was FROM old_rows o; END IF;
  IF TG_OP <> 'DELETE' THEN SELECT array_agg(n) INTO now_is FROM new_rows n; END IF;
  IF was IS NULL AND now_is IS NULL THEN RETURN NULL; END IF;
  PERFORM refresh_many(course_id, NULL) FROM (SELECT DISTINCT course_id FROM unnest(was || now_is)) c;
  PERFORM tally_lengths(was, now_is);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER standings_insert AFTER INSERT ON module_shapes REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION shapes_changed();
--> statement-breakpoint
CREATE TRIGGER standings_update AFTER UPDATE ON module_shapes REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION shapes_changed();
--> statement-breakpoint
CREATE TRIGGER standings_delete AFTER DELETE ON module_shapes REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION shapes_changed();
--> statement-breakpoint
-- Folds changes into the counts; several may run at once. Returns how many were folded.
CREATE FUNCTION fold_tallies(most int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  folded int;
BEGIN
  WITH gone AS (
    DELETE FROM tally_changes WHERE id IN (SELECT id FROM tally_changes ORDER BY id LIMIT most FOR UPDATE SKIP LOCKED) RETURNING *),
  summed AS (
    SELECT cohort_id, module_key, kind, key, sum(amount) AS amount FROM gone
    WHERE EXISTS (SELECT 1 FROM cohorts c WHERE c.id = gone.cohort_id) GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4),
  kept AS (
    INSERT INTO cohort_tallies AS t (cohort_id, module_key, kind, key, amount) SELECT * FROM summed
    ON CONFLICT (cohort_id, module_key, kind, key) DO UPDATE SET amount = t.amount + excluded.amount RETURNING 1)
  SELECT count(*) INTO folded FROM gone;
  RETURN folded;
END $$;
--> statement-breakpoint
-- Counts that differ from what the standings and the evidence of segments add up to, with what is missing to be right. Everything in one statement: one state.
CREATE FUNCTION wrong_tallies() RETURNS TABLE (cohort_id uuid, module_key text, kind text, key text, missing numeric) LANGUAGE sql STABLE AS $$
  SELECT d.cohort_id, d.module_key, d.kind, d.key, sum(d.amount) FROM (
    SELECT m.cohort_id, m.module_key, v.kind, v.key, v.amount FROM module_standings m, tallies_of_module(m.*) v
    UNION ALL SELECT l.cohort_id, '', v.kind, v.key, v.amount FROM learner_standings l, tallies_of_learner(l.*) v
    UNION ALL SELECT e.cohort_id, s.module_key, v.kind, v.key, v.amount
      FROM segment_evidence s JOIN enrolments e USING (user_id, course_id) LEFT JOIN module_shapes h USING (course_id, module_key),
        tallies_of_segment(s.*, watched_enough(s.watched, coalesce(authored_length(h, s.segment_key), s.length_seconds))) v
    UNION ALL SELECT t.cohort_id, t.module_key, t.kind, t.key, -t.amount FROM cohort_tallies t
    UNION ALL SELECT t.cohort_id, t.module_key, t.kind, t.key, -t.amount FROM tally_changes t) d
  WHERE d.cohort_id IS NOT NULL GROUP BY 1, 2, 3, 4 HAVING sum(d.amount) <> 0
$$;
--> statement-breakpoint
-- Evidence from before is counted; the standings follow as soon as the course is published anew, which every start does.
INSERT INTO tally_changes (cohort_id, module_key, kind, key, amount) SELECT * FROM wrong_tallies();
