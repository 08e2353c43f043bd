import * as v from 'valibot';
import type { QuestionDocument } from '#lib/domain/questions/question.ts';
import { readPicture } from '../../content/pictures.ts';
import type { ContentProblem } from '../../content/problems.ts';
import {
  buildQuestion,
  checkOwnFields,
  questionEntry,
  type QuestionEntry,
} from '../../content/questions/registry.ts';
import { readYaml, type Located } from '../../content/yaml-file.ts';
import type { BankProblem, BankQuestion, QuestionBody, ReadBank } from '../bank.ts';

/** Pictures of hotspots stand beside the questions, in base64. */
const file = v.strictObject({
  questions: v.array(v.unknown()),
  /** A module's `quiz.yaml` can be read too; how many it draws is the module's own matter. */
  draw: v.optional(v.unknown()),
  pictures: v.optional(v.record(v.string(), v.string()), {}),
});

/** Reads questions in the form of a module's `quiz.yaml`. Rules: docs/questions.md. */
export function readYamlBank(text: string): ReadBank {
  const faults: ContentProblem[] = [];
  const bank = readYaml('', text, file, faults);
  if (!bank) return { questions: [], problems: faults.map(({ line, message }) => broken('', line, message)) };
  const problems: BankProblem[] = [];
  const questions = bank.value.questions.flatMap((given, index) => {
    const name = nameOf(given) || `questions.${index}`;
    const line = bank.lineOf(['questions', index]);
    const read = entryOf(bank, given, index);
    problems.push(...read.problems.map((problem) => broken(name, problem.line, problem.message)));
    return read.entry ? [questionOf(read.entry, { name, line, pictures: bank.value.pictures })] : [];
  });
  return { questions, problems };
}

const broken = (name: string, line: number, detail: string): BankProblem => ({
  name,
  line,
  code: 'breaks-rule',
  detail,
  isLeftOut: true,
});

const nameOf = (given: unknown): string => {
  const { key } = (given ?? {}) as { key?: unknown };
  return typeof key === 'string' ? key : '';
};

type Bank = Located<v.InferOutput<typeof file>>;

/** One question against the rules of the files, except those that look at the course. */
function entryOf(
  bank: Bank,
  given: unknown,
  index: number,
): { entry: QuestionEntry | null; problems: { line: number; message: string }[] } {
  const result = v.safeParse(questionEntry, given);
  const place = (path: readonly (string | number)[]) => bank.lineOf(['questions', index, ...path]);
  if (!result.success)
    return {
      entry: null,
      problems: result.issues.map((issue) => {
        const path = (issue.path ?? []).map(({ key }) => key as string | number);
        return { line: place(path), message: `${path.join('.')}: ${issue.message}` };
      }),
    };
  const problems: { line: number; message: string }[] = [];
  checkOwnFields(result.output, {
    prompt: result.output.prompt,
    pictures: (name) => pictureIn(bank.value.pictures, name)?.picture ?? null,
    fault: (path, message) => problems.push({ line: place(path), message }),
    numbers: () => undefined,
    unique(field, keys) {
      for (const [at, key] of keys.entries())
        if (keys.indexOf(key) < at)
          problems.push({ line: place([field, at]), message: `${key} stands twice` });
    },
  });
  return problems.length > 0 ? { entry: null, problems } : { entry: result.output, problems };
}

function pictureIn(pictures: Readonly<Record<string, string>>, name: string) {
  const encoded = Object.hasOwn(pictures, name) ? pictures[name] : undefined;
  if (encoded === undefined) return null;
  const read = readPicture(new Uint8Array(Buffer.from(encoded, 'base64')));
  if ('fault' in read) return null;
  const { bytes, ...picture } = read;
  return { picture, bytes };
}

function questionOf(
  entry: QuestionEntry,
  { name, line, pictures }: { name: string; line: number; pictures: Readonly<Record<string, string>> },
): BankQuestion {
  const document: QuestionDocument = buildQuestion(
    entry,
    (picture) => pictureIn(pictures, picture)?.picture ?? null,
  );
  const { key, objectiveKey, sectionKey, factIds, watch, ...body } = document;
  const picture = entry.type === 'hotspot' ? pictureIn(pictures, entry.picture.file)?.bytes : undefined;
  return {
    name,
    line,
    body: body as QuestionBody,
    place: { key, objectiveKey, sectionKey, factIds, ...(watch ? { watch } : {}) },
    ...(picture ? { picture } : {}),
  };
}
