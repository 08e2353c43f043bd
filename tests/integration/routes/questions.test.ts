import { beforeEach, describe, expect, test } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import { questionRevisions, regrades } from '#lib/server/db/schema/index.ts';
import { load as loadQuestion } from '../../../src/routes/instructor/questions/[key]/+page.server.ts';
import {
  actions as correctActions,
  load as loadCorrect,
} from '../../../src/routes/instructor/questions/[key]/correct/+page.server.ts';
import { GET as getTable } from '../../../src/routes/instructor/questions/[key]/[table].[format=table]/+server.ts';
import { GET as getCsv } from '../../../src/routes/instructor/questions/[key]/regrade.[format=table]/+server.ts';
import {
  actions as regradeActions,
  load as loadPlan,
} from '../../../src/routes/instructor/questions/[key]/regrade/+page.server.ts';
import { load as loadRegrade } from '../../../src/routes/instructor/questions/[key]/regrades/[regrade]/+page.server.ts';
import { freshDatabase } from '../../support/database.ts';
import { KEY, regradeWorld, type RegradeWorld } from '../../support/factories/regrades.ts';

/** What the pages about a question show, and to whom they exist. */

const { db } = await freshDatabase();
let world: RegradeWorld;

beforeEach(async () => {
  world = await regradeWorld(db);
});

interface Asked {
  actor?: Actor | null;
  query?: Record<string, string>;
  fields?: Record<string, string>;
  regrade?: string;
  table?: string;
}

function event({ actor = world.instructor, query = {}, fields, regrade = '', table = '' }: Asked = {}) {
  const url = new URL('https://learn.example.org/instructor/questions/x');
  url.search = new URLSearchParams({ course: world.address.course, ...query }).toString();
  const request = new Request(url, fields ? { method: 'POST', body: new URLSearchParams(fields) } : {});
  return {
    locals: { ctx: world.as(actor) },
    params: { key: KEY, regrade, table, format: 'csv' },
    url,
    request,
  } as never;
}

const policy = { policy: 'new-only' };
/** Fields of the form to correct the question, as the page gives them. */
async function formFields(change: Record<string, string> = {}) {
  const page = await loadCorrect(event());
  if (!page) throw new Error('There is no page.');
  return { revision: page.revision, ...page.typed, ...change };
}

test('the page of a question shows it without the rest of the course', async () => {
  const page = await loadQuestion(event());
  expect(page).toMatchObject({
    key: KEY,
    asked: { type: 'single-choice' },
    explanation: 'Explanation 1 of steel',
    revisions: [{ number: 1, correctedBy: null, isAsked: true }],
    course: { slug: world.address.course },
    module: { title: 'The steel industry' },
  });
  expect(JSON.stringify(page)).not.toContain('Text of');
});

describe('the form to correct it', () => {
  test('leads back to the question, which says what was published', async () => {
    const sent = correctActions['publish']?.(
      event({ fields: await formFields({ explanation: 'Another.' }) }),
    );
    await expect(sent).rejects.toMatchObject({
      status: 303,
      location: `/instructor/questions/${KEY}?course=${world.address.course}&done=corrected`,
    });
  });

  test('gives back what was typed with what is wrong', async () => {
    const fields = await formFields({ rest: 'options: none' });
    const shown = await correctActions['publish']?.(event({ fields }));
    expect(shown).toMatchObject({ status: 400, data: { typed: { rest: 'options: none' } } });
    const preview = await correctActions['preview']?.(event({ fields }));
    expect(preview).toMatchObject({
      preview: null,
      typed: { rest: 'options: none' },
      revision: fields.revision,
    });
  });

  test('gives back what was typed when somebody else was faster', async () => {
    const fields = await formFields({ prompt: 'Mine?' });
    const theirs = event({ fields: await formFields({ prompt: 'Theirs?' }) });
    await expect(correctActions['publish']?.(theirs)).rejects.toMatchObject({ status: 303 });
    const shown = await correctActions['publish']?.(event({ fields }));
    expect(shown).toMatchObject({
      status: 409,
      data: { code: 'question-changed', typed: { prompt: 'Mine?' }, revision: fields.revision },
    });
  });
});

describe('the regrade', () => {
  test('shows what would change, starts, and leads to its progress', async () => {
    await world.take(await world.join(), { [KEY]: 'a' });
    await world.correct();
    const before = await loadPlan(event());
    expect(before).toMatchObject({ plan: null, isCorrected: true, runningId: null });
    const page = await loadPlan(event({ query: policy }));
    expect(page?.plan).toMatchObject({ policy: 'new-only', counts: { changed: 1 }, listed: [{ number: 1 }] });
    const fields = { ...policy, revision: page?.plan?.revision ?? '' };
    const sent = Promise.resolve(regradeActions['default']?.(event({ fields })));
    const { location } = (await sent.catch((thrown: unknown) => thrown)) as { location: string };
    const id = /regrades\/([0-9a-f-]{36})\?/.exec(location)?.[1] ?? '';
    expect(await loadRegrade(event({ regrade: id }))).toMatchObject({
      regrade: { policy: 'new-only', total: 1, examined: 0, finishedAt: null },
    });
    expect(await loadPlan(event())).toMatchObject({ runningId: id });
    expect(await regradeActions['default']?.(event({ fields }))).toMatchObject({
      status: 409,
      data: { code: 'regrade-running' },
    });
  });

  test('stands in the history of the question, which is a file too', async () => {
    await world.take(await world.join(), { [KEY]: 'a' });
    await world.correct();
    const csv = async (table: string) => (await getTable(event({ table }))).text();
    expect(await csv('revisions')).toMatch(/\r\n2,yes,[^\r]*\r\n1,no,/);
    const id = await world.ask('new-only');
    expect(await csv('regrades')).toMatch(/,New only,[^,]+,not finished\r\n$/);
    await world.run(id);
    expect(await csv('regrades')).toMatch(/,New only,[^,]+,1\r\n$/);
    await expect(getTable(event({ table: 'regrade' }))).rejects.toMatchObject({ status: 404 });
  });

  test('is a file too, kept by nobody', async () => {
    await world.take(await world.join({ nameNative: 'نرگس' }), { [KEY]: 'a' });
    await world.correct();
    const response = await getCsv(event({ query: policy }));
    expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(response.headers.get('content-disposition')).toBe(
      `attachment; filename="${KEY}-new-only.csv"; filename*=UTF-8''${KEY}-new-only.csv`,
    );
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(new TextDecoder().decode(bytes)).toContain('نرگس');
  });
});

test('nothing of it exists for learners and for instructors of other courses; visitors are asked to log in', async () => {
  const { instructor: stranger } = await regradeWorld(db);
  const learner = await world.join();
  const id = await world.ask('new-only');
  const fields = await formFields({ prompt: 'Who asks?' });
  const counts = async () => [await db.$count(questionRevisions), await db.$count(regrades)];
  const before = await counts();
  const pages: ((asked: Asked) => unknown)[] = [
    (asked) => loadQuestion(event(asked)),
    (asked) => getTable(event({ ...asked, table: 'regrades' })),
    (asked) => loadCorrect(event(asked)),
    (asked) => correctActions['preview']?.(event({ ...asked, fields })),
    (asked) => correctActions['publish']?.(event({ ...asked, fields })),
    (asked) => loadPlan(event(asked)),
    (asked) => loadPlan(event({ ...asked, query: policy })),
    (asked) => getCsv(event({ ...asked, query: policy })),
    (asked) =>
      regradeActions['default']?.(event({ ...asked, fields: { ...policy, revision: fields.revision } })),
    (asked) => loadRegrade(event({ ...asked, regrade: id })),
  ];
  for (const open of pages) {
    for (const actor of [learner, stranger])
      await expect(Promise.resolve(open({ actor }))).rejects.toMatchObject({ status: 404 });
    await expect(Promise.resolve(open({ actor: null }))).rejects.toMatchObject({ status: 303 });
  }
  expect(await counts()).toEqual(before);
});
