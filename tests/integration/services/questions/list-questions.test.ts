import { expect, test } from 'vitest';
import { listQuestions } from '#lib/server/services/questions/list-questions.ts';
import { freshDatabase } from '../../../support/database.ts';
import { cohortWorld } from '../../../support/factories/cohorts.ts';
import { insertUser } from '../../../support/factories/learning.ts';

const { db } = await freshDatabase();

test('the staff of a course see its questions by module, others do not', async () => {
  const world = await cohortWorld(db);
  for (const actor of [world.instructor, await insertUser(db, { role: 'admin' })]) {
    const [course] = await listQuestions(world.as(actor));
    expect(course?.slug).toBe(world.course.document.slug);
    expect(course?.modules.flatMap(({ questions }) => questions).length).toBeGreaterThan(3);
    expect(JSON.stringify(course)).not.toContain('revisionId');
  }
  expect(await listQuestions(world.as(await insertUser(db, { role: 'instructor' })))).toEqual([]);
  await expect(listQuestions(world.as(await insertUser(db)))).rejects.toMatchObject({ code: 'not-found' });
  await expect(listQuestions(world.as(null))).rejects.toMatchObject({ code: 'login-required' });
});
