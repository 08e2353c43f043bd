import { readdirSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { buildCourse, type BuiltCourse } from '#lib/server/content/build-course.ts';
import { checkCourse } from '#lib/server/content/check-course.ts';
import { formatProblem } from '#lib/server/content/problems.ts';

const folder = 'src/lib/content/industrial-decarbonization';

test.each(readdirSync('src/lib/content'))('the course %s keeps every rule of authoring', async (name) => {
  const { problems, warnings } = await checkCourse(`src/lib/content/${name}`);
  expect(problems.map(formatProblem)).toEqual([]);
  expect(warnings.map(formatProblem)).toEqual([]);
});

describe('industrial decarbonization', () => {
  let built: BuiltCourse;

  beforeAll(async () => {
    const { course } = await checkCourse(folder);
    if (!course) throw new Error('The course is not in order.');
    built = buildCourse(course);
  });

  test('has a module for each lecture, in the order of the report', () => {
    expect(built.document.modules.map(({ key, sector }) => [key, sector])).toEqual(
      ['coal-power', 'cement', 'steel', 'chemicals', 'transport'].map((key) => [key, key]),
    );
  });

  test('names eight experts, of whom exactly three have no lecture in the report', () => {
    const { experts } = built.document;
    expect(experts).toHaveLength(8);
    const silent = experts.filter(({ moduleKey }) => moduleKey === null);
    expect(silent.map(({ name }) => name).sort()).toEqual(['CUI Xu', 'PENG Luhua', 'WEI Li']);
  });

  test('names lecturers by their family names', () => {
    const lecturers = built.document.modules.map(({ lecturerKey }) =>
      built.document.experts.find(({ key }) => key === lecturerKey),
    );
    expect(lecturers.map((expert) => expert?.name)).toEqual([
      'ZHU Fahua',
      'LI Yeqing',
      'GUO Zhancheng',
      'ZHANG Hua',
      'Khalil Raza',
    ]);
  });

  test('says whose lecture the report does not give nowhere but among the experts', () => {
    const { experts: _experts, expertsNote: _note, facts: _facts, ...rest } = built.document;
    for (const name of ['CUI Xu', 'WEI Li', 'PENG Luhua']) {
      expect(JSON.stringify(rest)).not.toContain(name);
      expect(JSON.stringify(built.questions)).not.toContain(name);
    }
  });

  test('gives the whole recording and no invented times', () => {
    expect(built.document.recordings).toMatchObject([
      { youtubeId: 'oHulRJPGA5c', playlistId: 'PLxCR_mQcL6HbNpvOlWiWhe5boKHPEVg3U' },
    ]);
    for (const { segments } of built.document.modules)
      expect(segments.map(({ startSeconds, endSeconds }) => [startSeconds, endSeconds])).toEqual([
        [null, null],
      ]);
  });

  test('uses nothing that the report has wrong or that is not content', () => {
    const words = JSON.stringify(built);
    for (const slip of [
      'Mr. Zhancheng',
      'Mr. Zhanchang',
      'Mr. Fahua',
      'Mr. Yeqing',
      'Ms. Hua',
      'EU-ECOSF',
      'June 9, 2021',
      'Samsung',
    ])
      expect(words.replaceAll('BTBU-ECOSF', '')).not.toContain(slip);
  });

  test('leaves every id of a page to one place', () => {
    for (const { sections, segments } of built.document.modules) {
      const html = [...sections, ...segments.map(({ standIn }) => standIn)].map((section) => section.html);
      const headings = [...html.join('').matchAll(/ id="([^"]+)"/g)].map(([, id]) => id ?? '');
      const keys = [...sections, ...segments].flatMap(({ key }) => [key, `${key}-title`, `${key}-summary`]);
      const ids = [...headings, ...keys];
      expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    }
  });

  test('lists every fact that a page marks among the sources of that page', () => {
    const { document } = built;
    for (const module of document.modules) {
      const known = new Set([...document.facts, ...module.facts].map(({ id }) => id));
      const shown = [
        ...module.sections,
        ...module.segments.map(({ standIn }) => standIn),
        ...module.keyFigures,
      ];
      for (const { factIds } of shown) for (const id of factIds) expect(known).toContain(id);
    }
  });
});
