import {
  checkDesign,
  MOST_LOGOS,
  MOST_SIGNATORIES,
  PLAIN_DESIGN,
  type CertificateDesign,
} from '#lib/domain/certificates/design.ts';
import { refuseProblems, type AccountProblem } from '#lib/domain/accounts/problems.ts';
import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import { AppError } from '#lib/domain/errors.ts';
import { scopeFor } from '#lib/domain/permissions.ts';
import { isPrintable } from '../../certificates/pictures.ts';
import { readPicture, type StoredPicture } from '../../content/pictures.ts';
import { requireActor, type Ctx } from '../../context.ts';
import type { SentDesign } from '../../http/design-form.ts';
import { findDesign } from '../../queries/certificates.ts';
import { listCohorts } from '../../queries/cohorts.ts';

/** A form of a design as it was sent. */
export type DesignForm = SentDesign;

/** Names of the fields of pictures. */
export const logoPlace = (index: number): string => `logo${index}`;
export const signaturePlace = (index: number): string => `signature${index}`;

export interface StaffDesign {
  course: PublishedCourse;
  design: CertificateDesign;
}

/**
 * How the certificates of a course look, for who teaches it or administers; to everybody else there is no such course. The first line of every service about
 * designs. Two statements.
 */
export async function staffDesign(ctx: Ctx, slug: string): Promise<StaffDesign> {
  const actor = requireActor(ctx);
  const scope = scopeFor(actor, 'certificate.design');
  const course = scope === 'none' ? null : await ctx.courses.findBySlug(slug);
  if (!course) throw new AppError('not-found');
  const taught = scope === 'all' ? null : await listCohorts(ctx.db, actor.userId);
  if (taught && !taught.some(({ courseId }) => courseId === course.courseId)) throw new AppError('not-found');
  return { course, design: (await findDesign(ctx.db, course.courseId)) ?? PLAIN_DESIGN };
}

/**
 * What a sent form makes of a design: a new picture takes the place of the old, one without a new stays unless it is to go. Pictures are PNG or SVG, cleaned. Throws
 * `invalid-input` with every field that is wrong.
 */
export function readDesign(
  form: DesignForm,
  before: CertificateDesign,
): { design: CertificateDesign; pictures: StoredPicture[] } {
  const pictures: StoredPicture[] = [];
  const faults: Record<string, AccountProblem | null> = {};
  const pictureAt = (place: string, old: string | null): string | null => {
    const bytes = form.files.get(place);
    if (!bytes) return form.removed.has(place) ? null : old;
    const picture = readPicture(bytes);
    if ('fault' in picture || !isPrintable(picture.mediaType)) {
      faults[place] = 'picture-refused';
      return old;
    }
    pictures.push(picture);
    return picture.hash;
  };
  const logos = places(MOST_LOGOS).map((index) => pictureAt(logoPlace(index), before.logos[index] ?? null));
  const signatories = places(MOST_SIGNATORIES).map((index) => ({
    ...(form.signatories[index] ?? { name: '', role: '' }),
    signature: pictureAt(signaturePlace(index), before.signatories[index]?.signature ?? null),
  }));
  const { accent, heading, statement, transcript } = form;
  const checked = checkDesign({
    ...{ accent, heading, statement, transcript, signatories },
    logos: logos.filter((hash) => hash !== null),
  });
  refuseProblems({ ...checked.problems, ...faults });
  return { design: checked.design, pictures };
}

const places = (count: number) => Array.from({ length: count }, (_, index) => index);
