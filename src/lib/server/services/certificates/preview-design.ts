import { makeCode, CODE_BYTES } from '#lib/domain/certificates/certificate-code.ts';
import type { CertificateDesign } from '#lib/domain/certificates/design.ts';
import type { PublishedCourse } from '#lib/domain/courses/course.ts';
import { NO_EVIDENCE } from '#lib/domain/progress/evidence.ts';
import { routes } from '#lib/client/routes.ts';
import {
  drawCertificate,
  renderCertificate,
  type CertificateInput,
} from '../../certificates/render-certificate.ts';
import type { Ctx } from '../../context.ts';
import { designPictures } from './design-pictures.ts';
import { freeze } from './freeze.ts';
import { readDesign, staffDesign, type DesignForm } from './staff-design.ts';

export interface DesignPreview {
  /** Slug. */
  course: string;
  form: DesignForm | null;
}

/** An invented holder, in two scripts. */
const HOLDER = {
  ...{ email: '', locale: 'en' },
  ...{ nameNative: 'سارا احمدی', nameLatin: 'Sara Ahmadi', nameLanguage: 'fa' },
};
const SAMPLE_PERCENT = 86;

/**
 * A certificate of an invented holder as PDF: as the form says that is not saved yet, or without one as the design is now. Its code belongs to nothing, nothing is
 * signed and nothing is kept.
 */
export async function previewDesign(ctx: Ctx, input: DesignPreview): Promise<Uint8Array> {
  return (await renderCertificate(await sampleSheet(ctx, input))).pdf;
}

/** The same as an SVG, for the page where it is typed. */
export async function drawDesign(ctx: Ctx, input: DesignPreview): Promise<string> {
  return (await drawCertificate(await sampleSheet(ctx, input))).svg;
}

async function sampleSheet(ctx: Ctx, input: DesignPreview): Promise<CertificateInput> {
  const { course, design: before } = await staffDesign(ctx, input.course);
  const { design, pictures } = input.form ? readDesign(input.form, before) : { design: before, pictures: [] };
  const given = await designPictures(ctx, design, pictures);
  const code = makeCode(new Uint8Array(CODE_BYTES));
  return {
    ...{ code, credential: null, pictures: given, snapshot: sampleOf(ctx, course, design) },
    verifyUrl: `${ctx.origin}${routes.verifyCode(code)}`,
  };
}

function sampleOf(ctx: Ctx, course: PublishedCourse, design: CertificateDesign) {
  const snapshot = freeze({
    ...{ holder: HOLDER, course, evidence: NO_EVIDENCE, issuedAt: ctx.now(), origin: ctx.origin },
  });
  const modules = snapshot.modules.map((module) => ({
    ...module,
    scorePercent: SAMPLE_PERCENT,
    ways: ['video' as const],
  }));
  return { ...snapshot, modules, design };
}
