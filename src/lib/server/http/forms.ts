import { fail, isActionFailure, type ActionFailure } from '@sveltejs/kit';
import * as v from 'valibot';
import type { formText } from './form-text.ts';
import { runAction, type ActionProblem } from './responses.ts';

type FormSchema = v.ObjectSchema<Record<string, typeof formText>, undefined>;

/** The fields of a sent form that the schema names. */
export async function readForm<S extends FormSchema>(request: Request, schema: S): Promise<v.InferOutput<S>> {
  const form = await request.formData().catch(() => new FormData());
  return v.parse(schema, Object.fromEntries(form));
}

export interface FormProblem extends ActionProblem {
  /** What was typed, to be shown again. */
  typed: Readonly<Record<string, string>>;
}

/** As `runAction`; a refusal also gives back what was typed, so that nobody types it twice. Passwords are never given here. */
export async function runForm<T>(
  typed: Readonly<Record<string, string>>,
  work: () => Promise<T>,
): Promise<T | ActionFailure<FormProblem>> {
  const result = await runAction(work);
  if (!isActionFailure(result)) return result as T;
  const { status, data } = result as ActionFailure<ActionProblem>;
  return fail(status, { ...data, typed });
}
