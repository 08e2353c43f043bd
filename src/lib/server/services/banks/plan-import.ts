import type { Module, PublishedCourse } from '#lib/domain/courses/course.ts';
import { watchPlace } from '#lib/domain/courses/segment-edit.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { QuestionDocument } from '#lib/domain/questions/question.ts';
import type { BankFormat, BankProblem, BankQuestion, QuestionBody } from '../../banks/bank.ts';
import { brokenRules } from '../../banks/check-rules.ts';
import { readBank } from '../../banks/formats.ts';
import { meaningOf } from '../../banks/meaning.ts';
import { keyFromName } from '../../banks/names.ts';
import type { Ctx } from '../../context.ts';
import { staffModule } from '../questions/staff-module.ts';

/** A file, and the module whose questions it is to become. */
export interface ImportInput {
  /** Slugs. */
  course: string;
  module: string;
  file: { name: string; bytes: Uint8Array };
  /** Null: the one that the file looks like. */
  format: BankFormat | null;
}

export interface PlannedQuestion {
  name: string;
  line: number;
  /** `same`: the module asks it already, in these words and with this key. */
  change: 'added' | 'changed' | 'same';
  document: QuestionDocument;
  picture: Uint8Array | null;
}

export interface ImportPlan {
  course: PublishedCourse;
  module: Module;
  format: BankFormat | null;
  planned: PlannedQuestion[];
  /** What is left out or loses something, in the order of the file. */
  problems: BankProblem[];
}

/** Far above any bank in text; the page takes less (see its route). */
export const LARGEST_BANK_BYTES = 20_000_000;

/**
 * What an import would do, without doing it. A question whose name (its key, in our own format) is that of one of the module takes its place and
 * keeps where that one belongs; all others are added behind. One that breaks a rule of the authors, or whose key another module has, is left
 * out by name and line. For the staff of the course; nothing is written.
 */
export async function planImport(ctx: Ctx, input: ImportInput): Promise<ImportPlan> {
  const { course, module } = await staffModule(ctx, 'question.change', input);
  if (input.file.bytes.length > LARGEST_BANK_BYTES) throw new AppError('too-large');
  const bank = await readBank(input.file.bytes, { name: input.file.name, format: input.format });
  const pinned = module.quiz.questions.map(({ revisionId }) => revisionId);
  const current = [...(await ctx.courses.questions(pinned)).values()];
  const elsewhere = course.document.modules
    .filter(({ key }) => key !== module.key)
    .flatMap(({ quiz }) => quiz.questions.map(({ key }) => key));
  const problems = [...bank.problems];
  const planned: PlannedQuestion[] = [];
  const taken = new Set<string>();
  for (const question of bank.questions) {
    const { name, line } = question;
    const leaveOut = (code: 'breaks-rule' | 'key-taken', detail: string) =>
      void problems.push({ name, line, code, detail, isLeftOut: true });
    const key = question.place?.key ?? keyFromName(name, new Set([...taken, ...elsewhere]));
    if (taken.has(key) || elsewhere.includes(key)) {
      leaveOut('key-taken', key);
      continue;
    }
    const old = current.find((one) => one.key === key);
    const document = placed(question, key, { module, old });
    const broken = brokenRules(document, question.picture);
    if (broken.length > 0) {
      for (const rule of broken) leaveOut('breaks-rule', rule);
      continue;
    }
    taken.add(key);
    const told = question.place?.watch;
    if (told && !watchPlace(module.segments, told))
      problems.push({ name, line, code: 'watch', detail: told.segmentKey, isLeftOut: false });
    const change = !old ? 'added' : saysTheSame(old, document) ? 'same' : 'changed';
    planned.push({ name, line, change, document, picture: question.picture ?? null });
  }
  return { course, module, format: bank.format, planned, problems };
}

/** Where the file says nothing of its place, or something that this course does not have, the question it replaces has the word. */
function placed(
  { body, place }: BankQuestion,
  key: string,
  { module, old }: { module: Module; old: QuestionDocument | undefined },
): QuestionDocument {
  const known = <T>(
    list: readonly T[],
    isIt: (one: T) => boolean,
    given: string | undefined,
    usual: string,
  ) => (given !== undefined && list.some(isIt) ? given : usual);
  const objectiveKey = known(
    module.objectives,
    (one) => one.key === place?.objectiveKey,
    place?.objectiveKey,
    old?.objectiveKey ?? '',
  );
  const sectionKey = known(
    module.sections,
    (one) => one.key === place?.sectionKey,
    place?.sectionKey,
    old?.sectionKey ?? '',
  );
  const told = place?.watch;
  const watch = told && watchPlace(module.segments, told) ? told : old?.watch;
  return {
    ...body,
    ...(watch ? { watch } : {}),
    key,
    objectiveKey,
    sectionKey,
    factIds: place?.factIds ?? old?.factIds ?? [],
  } as QuestionDocument;
}

const saysTheSame = (a: QuestionDocument, b: QuestionDocument): boolean =>
  meaningOf(bodyOf(a)) === meaningOf(bodyOf(b)) &&
  a.key === b.key &&
  a.watch?.segmentKey === b.watch?.segmentKey &&
  a.watch?.seconds === b.watch?.seconds;

/** A question without its place in a course. */
export function bodyOf({
  key: _key,
  objectiveKey: _objective,
  sectionKey: _section,
  factIds: _facts,
  watch: _watch,
  ...body
}: QuestionDocument): QuestionBody {
  return body as QuestionBody;
}
