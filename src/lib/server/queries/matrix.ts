import { sql, type SQL } from 'drizzle-orm';
import type { MatrixFilter, MatrixOrder, MatrixPlace } from '#lib/domain/cohorts/matrix.ts';
import type { ModuleFacts } from '#lib/domain/cohorts/needs-help.ts';
import type { Executor } from '../db/client.ts';
import { enrolments, learnerStandings, moduleStandings, users } from '../db/schema/index.ts';

export interface MatrixChoice {
  cohortId: string;
  filter: MatrixFilter;
  /** In lower case; each is looked for as the beginning of a word of the names or the address. */
  words: readonly string[];
  order: MatrixOrder;
  after: MatrixPlace | null;
  today: string;
  limit: number;
}

export type StoredCell = ModuleFacts & {
  position: number;
  completedOn: string | null;
  wayVideo: boolean;
  wayAudio: boolean;
  wayTranscript: boolean;
};

export interface StoredMatrixRow {
  userId: string;
  nameNative: string;
  nameLatin: string;
  email: string;
  lastActiveAt: Date | null;
  modulesDone: number;
  averagePercent: number | null;
  dueOn: string | null;
  handOn: string | null;
  enrolledOn: string;
  activeOn: string | null;
  cells: StoredCell[];
  /** In the column of the order: where the next page begins. */
  place: string | number | null;
}

const COLUMNS: Record<string, SQL> = {
  name: sql`s.sort_name`,
  done: sql`s.modules_done`,
  mark: sql`s.average_percent`,
  seen: sql`s.active_on`,
  due: sql`s.due_on`,
  /** From when they need help: of the list of those who do. */
  hand: sql`s.hand_on`,
};
const KINDS: Record<string, SQL> = {
  name: sql`text`,
  seen: sql`date`,
  due: sql`date`,
  hand: sql`date`,
  mark: sql`float8`,
};

/** The rules of the filter; `s` is the learner's standing. */
export function chosenLearners({
  cohortId,
  filter,
  words,
  today,
}: Pick<MatrixChoice, 'cohortId' | 'filter' | 'words' | 'today'>): SQL {
  const conditions: Record<MatrixFilter, SQL> = {
    all: sql``,
    'needs-help': sql`and s.hand_on <= ${today}::date`,
    behind: sql`and s.due_on < ${today}::date and s.standing = 'in-progress'`,
    'not-started': sql`and s.standing = 'not-started'`,
    'in-progress': sql`and s.standing = 'in-progress'`,
    finished: sql`and s.standing = 'finished'`,
  };
  const wanted = words
    .map((word) => `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}':*`)
    .join(' & ');
  return sql`s.cohort_id = ${cohortId}::uuid ${conditions[filter]}
    ${wanted === '' ? sql`` : sql`and s.search_words @@ ${wanted}::tsquery`}`;
}

type Rules = Parameters<typeof chosenLearners>[0];

const FEW = 2_000;

/**
 * Whether words fit few learners. Those are found by the index of words and then sorted; where many fit, the order of the page is walked along until it is
 * full. The planner cannot know: it expects any beginning to fit every fiftieth, and would walk through a million learners to find one.
 */
export async function fitsFew(db: Executor, rules: Rules): Promise<boolean> {
  if (rules.words.length === 0) return false;
  const [row] = await db.execute<{ found: number }>(sql`
    with found as materialized (select 1 from ${learnerStandings} s where ${chosenLearners(rules)})
    select count(*)::int as found from (select 1 from found limit ${FEW + 1}) f`);
  return (row?.found ?? 0) <= FEW;
}

/** The order of names. For few, one that no index has: so that the index of words is taken. */
export const nameOrder = (isForFew: boolean): SQL => (isForFew ? sql`s.sort_name || ''` : sql`s.sort_name`);

/**
 * One page of learners with their modules, in one statement, and one before it where words are looked for. Two walks along an index: those who have a value in the column of the order, then those
 * who have none, whichever way it is sorted.
 */
export async function listMatrixPage(db: Executor, choice: MatrixChoice): Promise<StoredMatrixRow[]> {
  const { order, after, limit } = choice;
  const isModule = !(order.by in COLUMNS);
  const column = COLUMNS[order.by] ?? sql`m.steps_done`;
  const standings = (await fitsFew(db, choice))
    ? sql`(with found as materialized (select s.* from ${learnerStandings} s where ${chosenLearners(choice)}) select * from found)`
    : sql`${learnerStandings}`;
  const from = isModule
    ? sql`${moduleStandings} m join ${standings} s on s.user_id = m.user_id and s.course_id = m.course_id
        where m.cohort_id = ${choice.cohortId}::uuid and m.module_key = ${order.by} and ${chosenLearners(choice)}`
    : sql`${standings} s where ${chosenLearners(choice)}`;
  const id = isModule ? sql`m.user_id` : sql`s.user_id`;
  const way = order.descending ? sql`desc` : sql`asc`;
  const beyond = order.descending ? sql`<` : sql`>`;
  const past = (value: string | number, userId: string) =>
    sql`and (${column}, ${id}) ${beyond} (${value}::${KINDS[order.by] ?? sql`int`}, ${userId}::uuid)`;
  const some = sql`(select s.*, ${column}::text as place, 0 as walk from ${from} and ${column} is not null
    ${after && after.value !== null ? past(after.value, after.userId) : sql``}
    order by ${column} ${way}, ${id} ${way} limit ${limit})`;
  const none = sql`(select s.*, null as place, 1 as walk from ${from} and ${column} is null
    ${after?.value === null ? sql`and ${id} > ${after.userId}::uuid` : sql``} order by ${id} limit ${limit})`;
  const walks =
    after?.value === null
      ? none
      : isModule || order.by === 'name' || order.by === 'done'
        ? some
        : sql`${some} union all ${none}`;
  const rows = await db.execute<StoredMatrixRow & Record<string, unknown>>(sql`
    with page as materialized (select *, row_number() over () as n from (${walks}) p limit ${limit})
    select p.user_id as "userId", u.name_native as "nameNative", u.name_latin as "nameLatin", u.email,
      e.last_active_at as "lastActiveAt", p.modules_done as "modulesDone", p.average_percent as "averagePercent",
      p.due_on::text as "dueOn", p.hand_on::text as "handOn", p.enrolled_on::text as "enrolledOn", p.active_on::text as "activeOn",
      p.place, ${cellsColumn(sql`p.user_id`, sql`p.course_id`)} as cells
    from page p join ${users} u on u.id = p.user_id
    join ${enrolments} e on e.user_id = p.user_id and e.course_id = p.course_id
    order by p.n`);
  const isNumber = KINDS[order.by] === undefined || order.by === 'mark';
  return rows.map((row) => ({
    ...row,
    lastActiveAt: row.lastActiveAt ? new Date(row.lastActiveAt) : null,
    place: row.place !== null && isNumber ? Number(row.place) : row.place,
  }));
}

/** Where a learner stands in each module, in course order, as a JSON column. */
export const cellsColumn = (userId: SQL, courseId: SQL): SQL => sql`
  (select coalesce(json_agg(json_build_object('moduleKey', c.module_key, 'position', c.position, 'state', c.state,
      'stepsDone', c.steps_done, 'stepsTotal', c.steps_total, 'attempts', c.attempts, 'bestPercent', c.best_percent,
      'failedOn', c.failed_on, 'openSegmentKey', c.open_segment_key, 'openSegmentOn', c.open_segment_on, 'dueOn', c.due_on,
      'completedOn', c.completed_on, 'wayVideo', c.way_video, 'wayAudio', c.way_audio, 'wayTranscript', c.way_transcript)
      order by c.position), '[]')
    from ${moduleStandings} c where c.user_id = ${userId} and c.course_id = ${courseId})`;
