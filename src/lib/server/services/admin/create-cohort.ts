import * as v from 'valibot';
import { cleanName } from '#lib/domain/accounts/person-name.ts';
import { refuseProblems } from '#lib/domain/accounts/problems.ts';
import { JOIN_CODE_BYTES, makeJoinCode } from '#lib/domain/cohorts/join-code.ts';
import { authorize, inTransaction, newId, type Ctx } from '../../context.ts';
import { formText } from '../../http/form-text.ts';
import { insertCohort } from '../../queries/cohorts.ts';
import { recordAct } from '../audit/record-act.ts';

export const createCohortInput = v.object({ name: formText, course: formText });

const NAME_LENGTH_LIMIT = 80;

/** An administrator makes a cohort of a published course (`course` is its id), with a secret code to join by. */
export async function createCohort(
  ctx: Ctx,
  input: v.InferOutput<typeof createCohortInput>,
): Promise<{ cohortId: string; joinCode: string }> {
  authorize(ctx, 'cohort.manage');
  const name = cleanName(input.name);
  const course = await ctx.courses.findById(input.course);
  refuseProblems({
    name: name === '' ? 'text-missing' : [...name].length > NAME_LENGTH_LIMIT ? 'text-long' : null,
    course: course ? null : 'course-unknown',
  });
  const cohortId = newId(ctx);
  const joinCode = makeJoinCode(ctx.random.bytes(JOIN_CODE_BYTES));
  const row = { id: cohortId, courseId: input.course, name, joinCode, createdAt: ctx.now() };
  await inTransaction(ctx, async (tx) => {
    await insertCohort(tx.db, row);
    await recordAct(tx, 'cohort.create', {
      subjectId: cohortId,
      details: { course: course?.document.slug ?? '' },
    });
  });
  return { cohortId, joinCode };
}
