/**
 * The closed list of refusals. A service throws `AppError(code)`; one place (server/http/responses.ts) maps it to a
 * status and a message. A stranger's row and a missing row are both `not-found`. Anything else thrown is a bug.
 */
export const APP_ERRORS = {
  'not-found': 404,
  'login-required': 401,
  forbidden: 403,
  'invalid-input': 400,
  'too-large': 413,
  'too-many-requests': 429,
  'email-taken': 409,
  'wrong-credentials': 400,
  'link-invalid': 410,
  'attempt-closed': 409,
  'attempt-not-allowed': 409,
  'stale-answer': 409,
  /** A file of answers that is none, was changed, or belongs to another attempt. */
  'file-invalid': 400,
  /** A file of answers that came after its attempt was closed, and holds what did not arrive before. */
  'file-too-late': 409,
  /** Somebody else changed the question since the form was made. */
  'question-changed': 409,
  /** Somebody else set the segments of the recording since the form was made. */
  'segments-changed': 409,
  /** A regrade of the same question is not finished yet. */
  'regrade-running': 409,
  /** A file of a recording that browsers would not play as what it is to be; `fields.file` is a `MediaProblem`. */
  'media-refused': 400,
  /** What is asked of the certificate does not fit what became of it: it was revoked, superseded or corrected meanwhile. */
  'certificate-changed': 409,
  /** A wish to have it corrected is open already. */
  'correction-open': 409,
  /** The address or the invitation lets the person not in; `fields.join` is the reason (domain/cohorts/joining.ts). */
  'join-refused': 409,
  /** An archived cohort takes nobody in and sends nothing. */
  'cohort-archived': 409,
  /** The invitation was accepted or withdrawn meanwhile. */
  'invitation-changed': 409,
  /** Somebody took one of the addresses of an import in the same moment. */
  'import-changed': 409,
  'cross-site': 403,
} as const satisfies Record<string, number>;

export type AppErrorCode = keyof typeof APP_ERRORS;

/** Errors by field: the value is a message key of the form, never text. */
export type FieldErrors = Readonly<Record<string, string>>;

export interface AppErrorDetails {
  /** Which fields of the form are wrong, and why. */
  fields?: FieldErrors;
  /** When it may be tried again. */
  retryAt?: Date;
}

export class AppError extends Error {
  readonly code: AppErrorCode;
  readonly details: AppErrorDetails;

  constructor(code: AppErrorCode, details: AppErrorDetails = {}) {
    super(code);
    this.name = 'AppError';
    this.code = code;
    this.details = details;
  }

  get status(): number {
    return APP_ERRORS[this.code];
  }
}
