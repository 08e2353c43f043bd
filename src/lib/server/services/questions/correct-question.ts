import { AppError } from '#lib/domain/errors.ts';
import { readTypedQuestion, type TypedProblem, type TypedQuestion } from '../../content/question-text.ts';
import { inTransaction, type Ctx } from '../../context.ts';
import { findCurrentRevision, lockPublishing } from '../../queries/courses.ts';
import { recordAct } from '../audit/record-act.ts';
import { publishQuestions } from './publish-questions.ts';
import { shownQuestion, type ShownQuestion } from './shown-question.ts';
import { staffQuestion, type QuestionAddress } from './staff-question.ts';

const LARGEST_CHARACTERS = 50_000;

export type CorrectionInput = QuestionAddress & {
  /** The revision that the form was made of. */
  revision: string;
  typed: TypedQuestion;
};

export type Correction =
  | { published: false; problems: TypedProblem[] }
  /** `revisionNumber` of the course; null: nothing differs from what is asked now. */
  | { published: true; revisionNumber: number | null; course: string };

/** An instructor of the course looks at a correction before it is published: the question as it would be asked, or what is wrong with it. */
export async function previewCorrection(
  ctx: Ctx,
  input: CorrectionInput,
): Promise<{ preview: ShownQuestion | null; problems: TypedProblem[] }> {
  const { old, segments } = await editable(ctx, input);
  const { document, problems } = readTypedQuestion(old, input.typed, segments);
  return { preview: document && shownQuestion(document), problems };
}

/**
 * An instructor of the course corrects a question: a new revision, which attempts ask from now on, with its entry in the audit log. What was
 * asked before stays as it was asked, and its marks too, until somebody regrades. Nothing is written while something is wrong with it. Refused as
 * `question-changed` when somebody else changed the question since the form was made.
 */
export async function correctQuestion(ctx: Ctx, input: CorrectionInput): Promise<Correction> {
  const { old, course, moduleKey, segments } = await editable(ctx, input);
  const { document, problems } = readTypedQuestion(old, input.typed, segments);
  if (!document) return { published: false, problems };
  const slug = course.document.slug;
  return inTransaction(ctx, async (tx) => {
    await lockPublishing(tx.db);
    if ((await currentId(tx, slug, input.key)) !== input.revision) throw new AppError('question-changed');
    const done = await publishQuestions(tx, { course: slug, moduleKey, questions: [document] });
    if (!done) return { published: true, revisionNumber: null, course: slug };
    const { revisionNumber: revision } = done;
    await recordAct(tx, 'question.correct', {
      subjectId: await currentId(tx, slug, input.key),
      details: { course: slug, module: moduleKey, question: input.key, revision },
    });
    return { published: true, revisionNumber: revision, course: slug };
  });
}

async function editable(ctx: Ctx, input: CorrectionInput) {
  const { course, moduleKey, module, revisions, isAsked } = await staffQuestion(
    ctx,
    'question.change',
    input,
  );
  const old = revisions.find(({ id }) => id === input.revision)?.document;
  if (!isAsked || !old) throw new AppError('not-found');
  const { typed } = input;
  if (typed.prompt.length + typed.explanation.length + typed.rest.length > LARGEST_CHARACTERS)
    throw new AppError('too-large');
  return { old, course, moduleKey, segments: module?.segments ?? [] };
}

async function currentId(tx: Ctx, slug: string, key: string): Promise<string> {
  const current = await findCurrentRevision(tx.db, slug);
  const bank = current?.document.modules.flatMap(({ quiz }) => quiz.questions) ?? [];
  return bank.find((question) => question.key === key)?.revisionId ?? '';
}
