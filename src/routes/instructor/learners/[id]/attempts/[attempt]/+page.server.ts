import { runLoad } from '#lib/server/http/responses.ts';
import { viewLearnerAttempt } from '#lib/server/services/learners/view-learner-attempt.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
  runLoad(async () => {
    const { course, module, ...attempt } = await viewLearnerAttempt(locals.ctx, {
      userId: params.id,
      attemptId: params.attempt,
    });
    return {
      ...attempt,
      learnerId: params.id,
      course: {
        slug: course.document.slug,
        language: course.document.language,
        passMarkPercent: course.document.passMarkPercent,
      },
      module: { slug: module.slug, title: module.title, sector: module.sector },
    };
  }, url.pathname);
