-- Where learners stand in courses, as in 0007. An address is now also one word of the search: its two halves were looked for apart, and the half behind the @ is
-- everybody's where all are of one ministry.
CREATE OR REPLACE FUNCTION learner_standings_of(users uuid[], courses uuid[]) RETURNS SETOF learner_standings LANGUAGE sql STABLE AS $$
  SELECT e.user_id, e.course_id, e.cohort_id,
    lower_case(u.name_latin),
    array_to_tsvector(array_remove(regexp_split_to_array(lower_case(u.name_native || ' ' || u.name_latin || ' ' || u.email), '[\s@]+'), '') || lower_case(u.email)), u.country,
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
UPDATE learner_standings s SET search_words = s.search_words || array_to_tsvector(ARRAY[lower_case(u.email)]) FROM users u WHERE u.id = s.user_id;
