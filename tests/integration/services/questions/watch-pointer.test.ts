import { beforeEach, describe, expect, test, vi } from 'vitest';
import { exportBank } from '#lib/server/services/banks/export-bank.ts';
import { importBank } from '#lib/server/services/banks/import-bank.ts';
import { correctQuestion } from '#lib/server/services/questions/correct-question.ts';
import { viewQuestion } from '#lib/server/services/questions/view-question.ts';
import { previewSegments } from '#lib/server/services/segments/publish-segments.ts';
import { freshDatabase } from '../../../support/database.ts';
import { STEEL } from '../../../support/factories/publishing.ts';
import { segmentsWorld, type SegmentsWorld } from '../../../support/factories/segments.ts';

const database = await freshDatabase();
let world: SegmentsWorld;
const ADDRESS = { course: 'sample', key: 'steel-q01' };
const view = () => viewQuestion(world.as(world.instructor), ADDRESS);
const heard = (number: number | null) =>
  vi.waitUntil(async () => (await world.published()).revisionNumber === number, 10_000);

beforeEach(async () => {
  world = await segmentsWorld(database);
});

async function point(lines: string) {
  const { typed, current } = await view();
  const done = await correctQuestion(world.as(world.instructor), {
    ...ADDRESS,
    revision: current.id,
    typed: { ...typed, rest: typed.rest.replace(/watch:[\s\S]*$/, '') + lines },
  });
  if (done.published) await heard(done.revisionNumber);
  return done;
}

const AT_40 = "watch: { segment: lecture, at: '0:40' }\n";

describe('staff point a question at a second of a segment', () => {
  test('where they correct it, and see it there again', async () => {
    expect(await point(AT_40)).toMatchObject({ published: true, revisionNumber: 2 });
    const { current, typed, shown } = await view();
    expect(current.document.watch).toEqual({ segmentKey: 'lecture', seconds: 40 });
    expect(typed.rest).toContain('at: 0:40');
    expect(JSON.stringify(shown)).not.toContain('watch');
    expect(await point('')).toMatchObject({ published: true, revisionNumber: 3 });
    expect((await view()).current.document).not.toHaveProperty('watch');
  });

  test('that its module does not have, or behind its end, is told with the line', async () => {
    const { typed } = await view();
    const line = typed.rest.split('\n').length;
    expect(await point("watch: { segment: seminar, at: '0:40' }\n")).toMatchObject({
      published: false,
      problems: [{ line, message: 'segment seminar does not exist' }],
    });
    await world.set({ lecture: { start: '0', end: '30' } });
    expect(await point(AT_40)).toMatchObject({
      published: false,
      problems: [{ line, message: 'second 0:40 is behind the end of segment lecture' }],
    });
  });

  test('and hear of it when a new end lies before that second', async () => {
    await point(AT_40);
    const input = await world.form({ lecture: { start: '0', end: '30' } });
    expect((await previewSegments(world.as(world.instructor), input)).warnings).toMatchObject([
      { code: 'questions-outside', count: 1 },
    ]);
  });
});

describe('a bank in our own form', () => {
  const bring = async (text: string) => {
    const file = { name: 'bank.yaml', bytes: new TextEncoder().encode(text) };
    const done = await importBank(world.as(world.instructor), {
      ...STEEL,
      file,
      format: 'yaml',
      basis: null,
    });
    if (done.revisionNumber !== null) await heard(done.revisionNumber);
    return done;
  };
  const out = async (format: 'yaml' | 'gift') => {
    const { content, problems } = await exportBank(world.as(world.instructor), { ...STEEL, format });
    return { text: new TextDecoder().decode(content), problems };
  };

  test('takes the place in the recording out and in, and other formats say that they lose it', async () => {
    await point(AT_40);
    const { text, problems } = await out('yaml');
    expect(problems).toEqual([]);
    expect((await out('gift')).problems).toContainEqual(
      expect.objectContaining({ name: 'steel-q01', code: 'watch' }),
    );
    expect(await bring(text)).toMatchObject({ revisionNumber: null });
    expect(await bring(text.replace('at: 0:40', 'at: 0:50'))).toMatchObject({ revisionNumber: 3 });
    expect((await view()).current.document.watch).toEqual({ segmentKey: 'lecture', seconds: 50 });
  });

  test('that points where the module has no segment leaves what was there, and says so', async () => {
    await point(AT_40);
    const { text } = await out('yaml');
    const done = await bring(text.replace('segment: lecture', 'segment: seminar'));
    expect(done.problems).toMatchObject([
      { name: 'steel-q01', code: 'watch', detail: 'seminar', isLeftOut: false },
    ]);
    expect((await view()).current.document.watch).toEqual({ segmentKey: 'lecture', seconds: 40 });
  });
});
