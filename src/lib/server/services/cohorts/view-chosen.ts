import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { Ctx } from '../../context.ts';
import { listMembers, type Member } from '../../queries/cohort-people.ts';
import type { StaffCohort } from '../../queries/cohort-settings.ts';
import { chosenPeople } from './chosen-people.ts';
import { staffCohort } from './staff-cohort.ts';

/** The staff of a cohort look at those of its learners whom they chose, before they do something for them. Somebody who is not in it does not exist. */
export async function viewChosen(
  ctx: Ctx,
  input: { cohort: string; learners: readonly string[] },
): Promise<{ cohort: StaffCohort; course: PublishedCourse; people: Member[] }> {
  const { cohort, course } = await staffCohort(ctx, 'learner.help', input.cohort);
  const chosen = input.learners.length === 0 ? [] : chosenPeople(input.learners);
  const people = chosen.length === 0 ? [] : await listMembers(ctx.db, cohort.id, chosen);
  if (people.length < chosen.length) throw new AppError('not-found');
  return { cohort, course, people };
}
