import { error, fail, redirect, type ActionFailure } from '@sveltejs/kit';
import type { MediaProblem } from '#lib/domain/courses/media-check.ts';
import { AppError, type AppErrorCode } from '#lib/domain/errors.ts';
import { MEDIA_PROBLEM_WORDS } from '#lib/i18n/media-problem-words.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { formatMoment } from '#lib/i18n/formats.ts';
import { routes } from '#lib/client/routes.ts';

/** The one place where a refusal becomes a status and words. */

const WORDS: Record<AppErrorCode, (details: AppError['details']) => string> = {
  'not-found': () => m.error_not_found(),
  'login-required': () => m.error_login_required(),
  forbidden: () => m.error_forbidden(),
  'invalid-input': () => m.error_invalid_input(),
  'too-large': () => m.error_too_large(),
  'too-many-requests': ({ retryAt }) =>
    retryAt ? m.error_too_many_requests_until({ time: formatMoment(retryAt) }) : m.error_too_many_requests(),
  'email-taken': () => m.error_email_taken(),
  'wrong-credentials': () => m.error_wrong_credentials(),
  'link-invalid': () => m.error_link_invalid(),
  'attempt-closed': () => m.error_attempt_closed(),
  'attempt-not-allowed': ({ retryAt }) =>
    retryAt
      ? m.error_attempt_not_allowed_until({ time: formatMoment(retryAt) })
      : m.error_attempt_not_allowed(),
  'stale-answer': () => m.error_stale_answer(),
  'file-invalid': () => m.error_file_invalid(),
  'file-too-late': () => m.error_file_too_late(),
  'question-changed': () => m.error_question_changed(),
  'segments-changed': () => m.error_segments_changed(),
  'regrade-running': () => m.error_regrade_running(),
  'media-refused': ({ fields }) =>
    (MEDIA_PROBLEM_WORDS[fields?.['file'] as MediaProblem] ?? m.error_invalid_input)(),
  'certificate-changed': () => m.error_certificate_changed(),
  'correction-open': () => m.error_correction_open(),
  'join-refused': () => m.error_join_refused(),
  'cohort-archived': () => m.error_cohort_archived(),
  'invitation-changed': () => m.error_invitation_changed(),
  'import-changed': () => m.error_import_changed(),
  'cross-site': () => m.error_cross_site(),
};

/** What a person reads about a refusal, in the language of the request. */
export const wordsFor = (refusal: AppError): string => WORDS[refusal.code](refusal.details);

export interface ActionProblem {
  code: AppErrorCode;
  message: string;
  /** Field name to message key. */
  fields: Readonly<Record<string, string>>;
}

/**
 * Runs a form action: a refusal becomes `fail(status, ActionProblem)`, which the page shows beside the form with what was
 * typed; a missing login becomes a redirect to the login page; a missing row a 404.
 */
export async function runAction<T>(work: () => Promise<T>): Promise<T | ActionFailure<ActionProblem>> {
  try {
    return await work();
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    if (thrown.code === 'login-required') redirect(303, routes.login());
    if (thrown.code === 'not-found') error(404, { message: wordsFor(thrown), code: thrown.code });
    return fail(thrown.status, {
      code: thrown.code,
      message: wordsFor(thrown),
      fields: thrown.details.fields ?? {},
    });
  }
}

/** Runs a load: a refusal becomes SvelteKit's error page, a missing login a redirect that comes back to `path` afterwards. */
export async function runLoad<T>(work: () => Promise<T>, path?: string): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    if (thrown.code === 'login-required') redirect(303, routes.login(path));
    error(thrown.status, { message: wordsFor(thrown), code: thrown.code });
  }
}

/** Answers a request of the machine kind: the work's JSON, or `{ code, message, retryAt? }` with the refusal's status. */
export async function runApi(work: () => Promise<unknown>): Promise<Response> {
  try {
    return Response.json((await work()) ?? null);
  } catch (thrown) {
    if (!(thrown instanceof AppError)) throw thrown;
    return Response.json(
      { code: thrown.code, message: wordsFor(thrown), retryAt: thrown.details.retryAt?.toISOString() },
      { status: thrown.status },
    );
  }
}
