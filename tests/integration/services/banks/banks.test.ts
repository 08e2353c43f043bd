import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Actor } from '#lib/domain/permissions.ts';
import { BANK_FORMATS } from '#lib/server/banks/bank.ts';
import { auditEntries, pictures, questionEdits } from '#lib/server/db/schema/index.ts';
import { exportBank } from '#lib/server/services/banks/export-bank.ts';
import { importBank } from '#lib/server/services/banks/import-bank.ts';
import { planImport } from '#lib/server/services/banks/plan-import.ts';
import { viewQuestion } from '#lib/server/services/questions/view-question.ts';
import { writeYaml } from '#lib/server/banks/yaml/write-yaml.ts';
import { readPicture } from '#lib/server/content/pictures.ts';
import { bankQuestion } from '../../../support/bank-texts.ts';
import { contentRows } from '../../../support/content-rows.ts';
import { freshDatabase } from '../../../support/database.ts';
import { cohortWorld } from '../../../support/factories/cohorts.ts';
import { hotspotQuestion } from '../../../support/factories/questions.ts';
import { insertCohort, insertUser } from '../../../support/factories/learning.ts';
import { publishingWorld, STEEL, type PublishingWorld } from '../../../support/factories/publishing.ts';

const database = await freshDatabase();
const { db } = database;
let world: PublishingWorld;
let instructor: Actor;

beforeEach(async () => {
  await database.sql`truncate audit_entries, pictures cascade`;
  world = await publishingWorld(database);
  await world.publish();
  instructor = await insertUser(db, { role: 'instructor' });
  await insertCohort(db, await world.published(), [instructor.userId]);
});

const file = (text: string | Uint8Array, name = 'bank.gift') => ({
  name,
  bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text,
});
const input = (text: string | Uint8Array, name?: string) => ({
  ...STEEL,
  file: file(text, name),
  format: null,
});
const plan = (text: string, actor: Actor | null = instructor) => planImport(world.as(actor), input(text));
const bank = async () =>
  (await world.published()).document.modules[0]?.quiz.questions.map(({ key }) => key) ?? [];

async function bringIn(text: string | Uint8Array, name?: string, basis: number | null = null) {
  const done = await importBank(world.as(instructor), { ...input(text, name), basis });
  if (done.revisionNumber !== null)
    await vi.waitUntil(async () => (await world.published()).revisionNumber === done.revisionNumber, 10_000);
  return done;
}

const GIFT = `::New metal::Which is a metal?{=iron ~wood ####Iron is one.}

::Essay about steel::Write.{}

::steel-q03::Steel is a gas.{F####It is a metal.}
`;

test('a dry run says what would be added, changed and left out, and writes nothing', async () => {
  const before = await contentRows(database);
  const { format, planned, problems } = await plan(GIFT);
  expect(format).toBe('gift');
  expect(planned.map(({ name, line, change, document }) => [name, line, change, document.key])).toEqual([
    ['New metal', 1, 'added', 'new-metal'],
    ['steel-q03', 5, 'changed', 'steel-q03'],
  ]);
  expect(problems).toMatchObject([
    { name: 'Essay about steel', line: 3, code: 'type-unsupported', detail: 'essay', isLeftOut: true },
  ]);
  expect(await contentRows(database)).toEqual(before);
  expect(await db.select().from(auditEntries)).toEqual([]);
});

test('an import publishes them in one revision, in the name of who asked', async () => {
  const asked = await bank();
  const { revisionNumber } = await bringIn(GIFT);
  expect(revisionNumber).toBe(2);
  expect(await bank()).toEqual([...asked, 'new-metal']);
  const { shown, current } = await viewQuestion(world.as(instructor), {
    course: STEEL.course,
    key: 'steel-q03',
  });
  expect(shown.asked.prompt).toBe('Steel is a gas.');
  // The file says nothing of where the question belongs.
  expect(current.document.objectiveKey).not.toBe('');
  expect(current.document.factIds).not.toEqual([]);
  expect(await db.select().from(auditEntries)).toMatchObject([
    {
      action: 'question.import',
      actorId: instructor.userId,
      details: { module: 'steel', questions: 2, file: 'bank.gift', revision: 2 },
    },
  ]);
});

test('the same file again changes nothing', async () => {
  await bringIn(GIFT);
  const before = await contentRows(database);
  const { planned, revisionNumber } = await bringIn(GIFT);
  expect(planned.map(({ change }) => change)).toEqual(['same', 'same']);
  expect(revisionNumber).toBeNull();
  expect(await contentRows(database)).toEqual(before);
});

test.each(BANK_FORMATS)(
  'what the module gives away as %s comes back as the same questions',
  async (format) => {
    const { content, problems, count, fileName } = await exportBank(world.as(instructor), {
      ...STEEL,
      format,
    });
    expect(count).toBe((await bank()).length);
    const { planned } = await planImport(world.as(instructor), input(content, fileName));
    const lost = new Set(problems.map(({ name }) => name));
    const kept = planned.filter(({ name }) => !lost.has(name));
    expect(kept.length).toBeGreaterThan(3);
    expect(kept.map(({ change }) => change)).toEqual(kept.map(() => 'same'));
    expect(planned.length + problems.filter(({ isLeftOut }) => isLeftOut).length).toBe(count);
  },
);

test('a picture comes with its question', async () => {
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 100"><rect width="9" height="9"/></svg>';
  const read = readPicture(new TextEncoder().encode(svg));
  if ('fault' in read) throw new Error(read.fault);
  const { bytes, ...picture } = read;
  const question = hotspotQuestion({ picture: { ...picture, alt: 'Boxes' }, factIds: ['steel-01'] });
  const { content } = writeYaml([{ ...bankQuestion(question), picture: bytes }]);
  await bringIn(content, 'bank.yaml');
  const [row] = await db.select().from(pictures);
  expect(row).toMatchObject({ hash: picture.hash, mediaType: 'image/svg+xml', width: 300, height: 100 });
  expect(await bank()).toContain('spot');
});

describe('is left out by name and line:', () => {
  test('a question that breaks a rule of the authors', async () => {
    const options = Array.from({ length: 9 }, (_none, index) => `~wrong ${index}`).join(' ');
    const { planned, problems } = await plan(`::Too many::Which?{=right ${options} ####So.}`);
    expect(planned).toEqual([]);
    expect(problems).toMatchObject([{ name: 'Too many', line: 1, code: 'breaks-rule', isLeftOut: true }]);
  });

  test.each([
    ['a key that another module has', ['cement-q01'], []],
    ['a key that stood before', ['new-one', 'new-one'], ['new-one']],
  ])('%s, in our own form', async (_name, keys, left) => {
    const { as, instructor: own, course } = await cohortWorld(db);
    const entry = (key: string) => `  - { key: ${key}, type: true-false, prompt: It is., answer: true }\n`;
    const bytes = new TextEncoder().encode(`questions:\n${keys.map(entry).join('')}`);
    const { planned, problems } = await planImport(as(own), {
      course: course.document.slug,
      module: 'steel',
      file: { name: 'bank.yaml', bytes },
      format: null,
    });
    expect(planned.map(({ name }) => name)).toEqual(left);
    expect(problems).toMatchObject([{ line: keys.length + 1, code: 'key-taken', detail: keys.at(-1) }]);
  });
});

describe('is refused and changes nothing:', () => {
  test.each([
    ['a learner', async () => world.learner(), 'not-found'],
    ['an instructor of nothing', async () => insertUser(db, { role: 'instructor' }), 'not-found'],
    ['nobody', async () => Promise.resolve(null), 'login-required'],
  ])('%s', async (_name, who, code) => {
    const before = await contentRows(database);
    const ctx = world.as(await who());
    await expect(planImport(ctx, input(GIFT))).rejects.toMatchObject({ code });
    await expect(importBank(ctx, { ...input(GIFT), basis: null })).rejects.toMatchObject({ code });
    await expect(exportBank(ctx, { ...STEEL, format: 'yaml' })).rejects.toMatchObject({ code });
    expect(await contentRows(database)).toEqual(before);
  });

  test('an unknown module, and a file that is far too large', async () => {
    const ctx = world.as(instructor);
    await expect(planImport(ctx, { ...input(GIFT), module: 'nowhere' })).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(planImport(ctx, input(new Uint8Array(20_000_001)))).rejects.toMatchObject({
      code: 'too-large',
    });
  });

  test('when the course changed since the dry run', async () => {
    await bringIn(GIFT);
    const before = await contentRows(database);
    const again = importBank(world.as(instructor), { ...input(GIFT.replace('iron', 'tin')), basis: 1 });
    await expect(again).rejects.toMatchObject({ code: 'question-changed' });
    expect(await contentRows(database)).toEqual(before);
  });

  test('when it breaks half-way', async () => {
    const before = await contentRows(database);
    const ctx = {
      ...world.as(instructor),
      random: {
        bytes: () => {
          throw new Error('broken');
        },
      },
    };
    await expect(importBank(ctx, { ...input(GIFT), basis: null })).rejects.toThrow('broken');
    expect(await contentRows(database)).toEqual(before);
    expect(await db.select().from(questionEdits)).toEqual([]);
  });
});
