-- What the figures of questions are made of is kept by triggers, in the transaction of the attempts: see decision 27 and src/lib/server/db/schema/figures.ts.
-- As in 0007: a learner's standing is held before anything of theirs is counted, and sums are appended to as changes.

-- Graded attempts as the figures see them. No modules: all of each course. Nine digits make equal shares equal, whatever they were divided from.
CREATE FUNCTION attempt_figures_of(users uuid[], courses uuid[], modules text[]) RETURNS SETOF attempt_figures LANGUAGE sql STABLE AS $$
  SELECT a.id, a.user_id, a.course_id, e.cohort_id, a.module_key, u.locale,
    coalesce(q.keys, '{}'), coalesce(q.revisions, '{}'), coalesce(q.answers, '[]'), coalesce(q.shares, '{}'), coalesce(q.rests, '{}'),
    round(q.points / nullif(q.most, 0) * 100, 9),
    row_number() OVER (quiz ORDER BY a.number) = 1,
    row_number() OVER (quiz ORDER BY a.number DESC) = 1,
    row_number() OVER (quiz ORDER BY a.score / nullif(a.max_score, 0) DESC NULLS LAST, a.number) = 1
  FROM (SELECT DISTINCT * FROM unnest(users, courses, modules) AS k(user_id, course_id, module_key)) k
  JOIN attempts a ON a.user_id = k.user_id AND a.course_id = k.course_id AND (k.module_key IS NULL OR a.module_key = k.module_key) AND a.state = 'graded'
  JOIN enrolments e ON e.user_id = a.user_id AND e.course_id = a.course_id
  JOIN users u ON u.id = a.user_id
  CROSS JOIN LATERAL (
    SELECT array_agg(question_key ORDER BY position) AS keys, array_agg(question_revision_id ORDER BY position) AS revisions,
      jsonb_agg(answer ORDER BY position) AS answers,
      array_agg(round(points / nullif(most, 0), 9) ORDER BY position) AS shares,
      array_agg(round((all_points - points) / nullif(all_most - most, 0), 9) ORDER BY position) AS rests,
      min(all_points) AS points, min(all_most) AS most
    FROM (
      SELECT t.position, t.question_key, t.question_revision_id, t.answer, coalesce(t.points, 0) AS points, r.most,
        sum(coalesce(t.points, 0)) OVER () AS all_points, sum(r.most) OVER () AS all_most
      FROM attempt_questions t
      CROSS JOIN LATERAL (SELECT (v.document ->> 'points')::numeric AS most FROM question_revisions v WHERE v.id = t.question_revision_id) r
      WHERE t.attempt_id = a.id) t) q
  WINDOW quiz AS (PARTITION BY a.user_id, a.course_id, a.module_key)
$$;
--> statement-breakpoint
-- What one attempt adds to the sums: domain/analysis/kept-sums.ts says what the kinds are.
CREATE FUNCTION figure_parts(keys text[], shares numeric[], rests numeric[], percent numeric, locale text)
RETURNS TABLE (kind text, item text, other text, n int, x numeric, y numeric, xy numeric) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT CASE WHEN rest IS NULL THEN 'mark-alone' ELSE 'mark' END, key, share::text, 1, 0::numeric, 0::numeric, 0::numeric
    FROM unnest(keys, shares, rests) AS i(key, share, rest) WHERE share IS NOT NULL
  UNION ALL SELECT 'rest', key, rest::text, 1, 0, 0, share * rest
    FROM unnest(keys, shares, rests) AS i(key, share, rest) WHERE share IS NOT NULL AND rest IS NOT NULL
  UNION ALL SELECT 'pair', a.key, b.key, 1, a.share, b.share, a.share * b.share
    FROM unnest(keys, shares) AS a(key, share), unnest(keys, shares) AS b(key, share)
    WHERE a.key < b.key AND a.share IS NOT NULL AND b.share IS NOT NULL
  UNION ALL SELECT 'language', key, locale, 1, share, 0, 0
    FROM unnest(keys, shares) AS i(key, share) WHERE share IS NOT NULL
  UNION ALL SELECT 'percent', '', percent::text, 1, 0, 0, 0 WHERE percent IS NOT NULL
$$;
--> statement-breakpoint
-- What one first attempt adds to the counts of answers.
CREATE FUNCTION answer_parts(keys text[], revisions uuid[], answers jsonb) RETURNS TABLE (question_key text, revision_id uuid, answer jsonb)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT key, revision, nullif(answers -> (place - 1)::int, 'null') FROM unnest(keys, revisions) WITH ORDINALITY AS i(key, revision, place)
$$;
--> statement-breakpoint
CREATE FUNCTION answer_hash_of(answer jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN md5(coalesce(answer::text, ''));
--> statement-breakpoint
-- Counts the attempts of some learners anew, in one or all modules each, and holds the learners until the transaction ends. A graded attempt stays
-- graded until it is deleted, and then its row goes with it.
CREATE FUNCTION refresh_figures(users uuid[], courses uuid[], modules text[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF coalesce(cardinality(users), 0) = 0 THEN RETURN; END IF;
  PERFORM hold_learners(users, courses);
  INSERT INTO attempt_figures AS f
  SELECT * FROM attempt_figures_of(users, courses, modules) ORDER BY attempt_id
  ON CONFLICT (attempt_id) DO UPDATE SET
    cohort_id = excluded.cohort_id, locale = excluded.locale, question_keys = excluded.question_keys, revision_ids = excluded.revision_ids,
    answers = excluded.answers, shares = excluded.shares, rests = excluded.rests, percent = excluded.percent,
    is_first = excluded.is_first, is_last = excluded.is_last, is_best = excluded.is_best
  WHERE f.* IS DISTINCT FROM excluded.*;
END $$;
--> statement-breakpoint
CREATE FUNCTION note_figure_changes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN
    INSERT INTO figure_changes (sign, course_id, cohort_id, module_key, locale, question_keys, revision_ids, answers, shares, rests, percent, is_first, is_last, is_best)
    SELECT -1, course_id, cohort_id, module_key, locale, question_keys, revision_ids, answers, shares, rests, percent, is_first, is_last, is_best FROM old_rows;
  END IF;
  IF TG_OP <> 'DELETE' THEN
    INSERT INTO figure_changes (sign, course_id, cohort_id, module_key, locale, question_keys, revision_ids, answers, shares, rests, percent, is_first, is_last, is_best)
    SELECT 1, course_id, cohort_id, module_key, locale, question_keys, revision_ids, answers, shares, rests, percent, is_first, is_last, is_best FROM new_rows;
  END IF;
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER changes_insert AFTER INSERT ON attempt_figures REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_figure_changes();
--> statement-breakpoint
CREATE TRIGGER changes_update AFTER UPDATE ON attempt_figures REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION note_figure_changes();
--> statement-breakpoint
CREATE TRIGGER changes_delete AFTER DELETE ON attempt_figures REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION note_figure_changes();
--> statement-breakpoint
CREATE FUNCTION attempts_figured() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  users uuid[]; courses uuid[]; modules text[];
BEGIN
  IF TG_OP = 'DELETE' THEN
    SELECT array_agg(user_id), array_agg(course_id), array_agg(module_key) INTO users, courses, modules FROM old_rows WHERE state = 'graded';
  ELSE
    SELECT array_agg(user_id), array_agg(course_id), array_agg(module_key) INTO users, courses, modules FROM new_rows WHERE state = 'graded';
  END IF;
  PERFORM refresh_figures(users, courses, modules);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER figures_insert AFTER INSERT ON attempts REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION attempts_figured();
--> statement-breakpoint
CREATE TRIGGER figures_update AFTER UPDATE ON attempts REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION attempts_figured();
--> statement-breakpoint
CREATE TRIGGER figures_delete AFTER DELETE ON attempts REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION attempts_figured();
--> statement-breakpoint
-- Marks are written before an attempt is graded; this is for those that change afterwards. Answers that are saved meanwhile end at the first look.
CREATE FUNCTION attempt_questions_figured() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed uuid[]; users uuid[]; courses uuid[]; modules text[];
BEGIN
  IF TG_OP = 'INSERT' THEN
    SELECT array_agg(DISTINCT attempt_id) INTO changed FROM new_rows;
  ELSE
    SELECT array_agg(DISTINCT n.attempt_id) INTO changed FROM new_rows n JOIN old_rows o USING (attempt_id, position)
    WHERE n.points IS DISTINCT FROM o.points;
  END IF;
  IF changed IS NULL THEN RETURN NULL; END IF;
  SELECT array_agg(user_id), array_agg(course_id), array_agg(module_key) INTO users, courses, modules
  FROM attempts WHERE id = ANY(changed) AND state = 'graded';
  PERFORM refresh_figures(users, courses, modules);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER figures_insert AFTER INSERT ON attempt_questions REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION attempt_questions_figured();
--> statement-breakpoint
CREATE TRIGGER figures_update AFTER UPDATE ON attempt_questions REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION attempt_questions_figured();
--> statement-breakpoint
CREATE FUNCTION enrolments_figured() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  users uuid[]; courses uuid[];
BEGIN
  SELECT array_agg(n.user_id), array_agg(n.course_id) INTO users, courses
  FROM new_rows n JOIN old_rows o USING (user_id, course_id) WHERE n.cohort_id IS DISTINCT FROM o.cohort_id;
  PERFORM refresh_figures(users, courses, NULL);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER figures_update AFTER UPDATE ON enrolments REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION enrolments_figured();
--> statement-breakpoint
CREATE FUNCTION users_figured() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  users uuid[]; courses uuid[];
BEGIN
  SELECT array_agg(e.user_id), array_agg(e.course_id) INTO users, courses
  FROM new_rows n JOIN old_rows o USING (id) JOIN enrolments e ON e.user_id = n.id WHERE n.locale <> o.locale;
  PERFORM refresh_figures(users, courses, NULL);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER figures_update AFTER UPDATE ON users REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION users_figured();
--> statement-breakpoint
-- In which sums an attempt stands: its choices, in its cohort and in everybody's.
CREATE FUNCTION figure_places(cohort uuid, is_first boolean, is_last boolean, is_best boolean) RETURNS TABLE (cohort_id uuid, choice text)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT s.cohort_id, c.choice
  FROM (VALUES ('00000000-0000-0000-0000-000000000000'::uuid), (cohort)) s(cohort_id),
    (VALUES ('all', true), ('first', is_first), ('last', is_last), ('best', is_best)) c(choice, holds)
  WHERE s.cohort_id IS NOT NULL AND c.holds
$$;
--> statement-breakpoint
-- Folds changes into the sums and the counts of answers; several may run at once. Returns how many were folded. Sums of nobody are deleted: an answer
-- that nobody gave any more is not kept.
CREATE FUNCTION fold_figures(most int) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  folded int;
BEGIN
  WITH gone AS (
    DELETE FROM figure_changes WHERE id IN (SELECT id FROM figure_changes ORDER BY id LIMIT most FOR UPDATE SKIP LOCKED) RETURNING *),
  -- First what is alike, then where it stands: most attempts stand in several sums.
  alike AS (
    SELECT g.course_id, g.cohort_id, g.module_key, g.is_first, g.is_last, g.is_best, p.kind, p.item, p.other,
      sum(g.sign * p.n) AS n, sum(g.sign * p.x) AS x, sum(g.sign * p.y) AS y, sum(g.sign * p.xy) AS xy
    FROM gone g, figure_parts(g.question_keys, g.shares, g.rests, g.percent, g.locale) p GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9),
  summed AS (
    INSERT INTO figure_sums AS t (course_id, module_key, cohort_id, choice, kind, item, other, n, x, y, xy)
    SELECT a.course_id, a.module_key, l.cohort_id, l.choice, a.kind, a.item, a.other, sum(a.n), sum(a.x), sum(a.y), sum(a.xy)
    FROM alike a, figure_places(a.cohort_id, a.is_first, a.is_last, a.is_best) l
    GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING (sum(a.n), sum(a.x), sum(a.y), sum(a.xy)) <> (0, 0, 0, 0) ORDER BY 1, 2, 3, 4, 5, 6, 7
    ON CONFLICT (course_id, module_key, cohort_id, choice, kind, item, other) DO UPDATE SET
      n = t.n + excluded.n, x = t.x + excluded.x, y = t.y + excluded.y, xy = t.xy + excluded.xy),
  counted AS (
    INSERT INTO answer_counts AS t (course_id, module_key, question_key, revision_id, answer_hash, percent, answer, n)
    SELECT g.course_id, g.module_key, p.question_key, p.revision_id, answer_hash_of(p.answer), coalesce(g.percent, 0), p.answer, sum(g.sign)
    FROM gone g, answer_parts(g.question_keys, g.revision_ids, g.answers) p WHERE g.is_first
    GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING sum(g.sign) <> 0 ORDER BY 1, 2, 3, 4, 5, 6
    ON CONFLICT (course_id, module_key, question_key, revision_id, answer_hash, percent) DO UPDATE SET n = t.n + excluded.n)
  SELECT count(*) INTO folded FROM gone;
  DELETE FROM figure_sums WHERE ctid = ANY(ARRAY(SELECT ctid FROM figure_sums WHERE n = 0 FOR UPDATE SKIP LOCKED)) AND n = 0;
  DELETE FROM answer_counts WHERE ctid = ANY(ARRAY(SELECT ctid FROM answer_counts WHERE n = 0 FOR UPDATE SKIP LOCKED)) AND n = 0;
  RETURN folded;
END $$;
--> statement-breakpoint
-- Sums that differ from what the attempts add up to, with what is missing to be right. One statement: one state.
CREATE FUNCTION wrong_figures() RETURNS TABLE (course_id uuid, module_key text, cohort_id uuid, choice text, kind text, item text, other text,
  n bigint, x numeric, y numeric, xy numeric) LANGUAGE sql STABLE AS $$
  WITH alike AS (
    SELECT f.course_id, f.cohort_id, f.module_key, f.is_first, f.is_last, f.is_best, p.kind, p.item, p.other,
      sum(f.sign * p.n) AS n, sum(f.sign * p.x) AS x, sum(f.sign * p.y) AS y, sum(f.sign * p.xy) AS xy
    FROM (
      SELECT 1 AS sign, course_id, cohort_id, module_key, is_first, is_last, is_best, question_keys, shares, rests, percent, locale FROM attempt_figures
      UNION ALL SELECT -sign, course_id, cohort_id, module_key, is_first, is_last, is_best, question_keys, shares, rests, percent, locale FROM figure_changes) f,
      figure_parts(f.question_keys, f.shares, f.rests, f.percent, f.locale) p GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9)
  SELECT d.course_id, d.module_key, d.cohort_id, d.choice, d.kind, d.item, d.other, sum(d.n)::bigint, sum(d.x), sum(d.y), sum(d.xy) FROM (
    SELECT a.course_id, a.module_key, l.cohort_id, l.choice, a.kind, a.item, a.other, a.n, a.x, a.y, a.xy
    FROM alike a, figure_places(a.cohort_id, a.is_first, a.is_last, a.is_best) l
    UNION ALL SELECT s.course_id, s.module_key, s.cohort_id, s.choice, s.kind, s.item, s.other, -s.n, -s.x, -s.y, -s.xy FROM figure_sums s) d
  GROUP BY 1, 2, 3, 4, 5, 6, 7 HAVING (sum(d.n), sum(d.x), sum(d.y), sum(d.xy)) <> (0, 0, 0, 0)
$$;
--> statement-breakpoint
CREATE FUNCTION wrong_answers() RETURNS TABLE (course_id uuid, module_key text, question_key text, revision_id uuid, answer_hash text, percent numeric,
  answer jsonb, n bigint) LANGUAGE sql STABLE AS $$
  SELECT d.course_id, d.module_key, d.question_key, d.revision_id, answer_hash_of(d.answer), d.percent, d.answer, sum(d.n)::bigint FROM (
    SELECT f.course_id, f.module_key, p.question_key, p.revision_id, coalesce(f.percent, 0) AS percent, p.answer, 1 AS n
      FROM attempt_figures f, answer_parts(f.question_keys, f.revision_ids, f.answers) p WHERE f.is_first
    UNION ALL SELECT c.course_id, c.module_key, p.question_key, p.revision_id, coalesce(c.percent, 0), p.answer, -c.sign
      FROM figure_changes c, answer_parts(c.question_keys, c.revision_ids, c.answers) p WHERE c.is_first
    UNION ALL SELECT c.course_id, c.module_key, c.question_key, c.revision_id, c.percent, c.answer, -c.n FROM answer_counts c) d
  GROUP BY 1, 2, 3, 4, 6, 7 HAVING sum(d.n) <> 0
$$;
--> statement-breakpoint
-- Adds to every wrong sum what it lacks, while the platform runs: a fold meanwhile changes nothing in what the two add up to. Returns how many there were.
CREATE FUNCTION mend_figures() RETURNS int LANGUAGE plpgsql AS $$
DECLARE
  sums int; answers int;
BEGIN
  INSERT INTO figure_sums AS t (course_id, module_key, cohort_id, choice, kind, item, other, n, x, y, xy)
  SELECT * FROM wrong_figures() ORDER BY 1, 2, 3, 4, 5, 6, 7
  ON CONFLICT (course_id, module_key, cohort_id, choice, kind, item, other) DO UPDATE SET
    n = t.n + excluded.n, x = t.x + excluded.x, y = t.y + excluded.y, xy = t.xy + excluded.xy;
  GET DIAGNOSTICS sums = ROW_COUNT;
  INSERT INTO answer_counts AS t (course_id, module_key, question_key, revision_id, answer_hash, percent, answer, n)
  SELECT * FROM wrong_answers() ORDER BY 1, 2, 3, 4, 5, 6
  ON CONFLICT (course_id, module_key, question_key, revision_id, answer_hash, percent) DO UPDATE SET n = t.n + excluded.n;
  GET DIAGNOSTICS answers = ROW_COUNT;
  PERFORM fold_figures(0);
  RETURN sums + answers;
END $$;
--> statement-breakpoint
-- The attempts there are already, some thousand learners at a time.
DO $$
DECLARE
  after uuid := '00000000-0000-0000-0000-000000000000';
  users uuid[];
  batch_users uuid[]; batch_courses uuid[];
BEGIN
  LOOP
    SELECT array_agg(user_id ORDER BY user_id) INTO users
    FROM (SELECT DISTINCT user_id FROM attempts WHERE user_id > after AND state = 'graded' ORDER BY user_id LIMIT 2000) a;
    EXIT WHEN users IS NULL;
    SELECT array_agg(e.user_id), array_agg(e.course_id) INTO batch_users, batch_courses FROM enrolments e WHERE e.user_id = ANY(users);
    PERFORM refresh_figures(batch_users, batch_courses, NULL);
    PERFORM fold_figures(100000);
    after := users[cardinality(users)];
  END LOOP;
END $$;
