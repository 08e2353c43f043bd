import { runLoad } from '#lib/server/http/responses.ts';
import { listCertificates } from '#lib/server/services/certificates/list-certificates.ts';
import { enrolledCourse } from '#lib/server/services/learning/shape-course.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) =>
  runLoad(async () => {
    const { certificates, badges, underWay } = await listCertificates(locals.ctx);
    return {
      origin: locals.ctx.origin,
      certificates,
      badges,
      underWay: underWay.map(enrolledCourse).map(({ slug, title, language, modulesDone, modules }) => ({
        ...{ slug, title, language, modulesDone },
        modules: modules.map(({ key, slug: module, shortTitle, sector, state }) => ({
          ...{ key, slug: module, shortTitle, sector, state },
        })),
      })),
    };
  }, url.pathname);
