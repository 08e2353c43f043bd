import { readFile, stat, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { cleanEmail } from '../domain/accounts/email.ts';
import { AppError } from '../domain/errors.ts';
import type { Actor } from '../domain/permissions.ts';
import { BANK_PROBLEM_WORDS } from '../i18n/bank-problem-words.ts';
import { BANK_FORMATS, type BankFormat, type BankProblem } from '../server/banks/bank.ts';
import { exportBank } from '../server/services/banks/export-bank.ts';
import { importBank } from '../server/services/banks/import-bank.ts';
import { LARGEST_BANK_BYTES, planImport, type ImportPlan } from '../server/services/banks/plan-import.ts';
import type { Ctx } from '../server/context.ts';
import { findUserByEmail, listAdministrators } from '../server/queries/accounts.ts';
import { openHouse } from './house.ts';
import { runCommand, say } from './lines.ts';

const USAGE = `npm run questions -- export --course SLUG --module SLUG --format ${BANK_FORMATS.join('|')} [--out FILE]
npm run questions -- import FILE --course SLUG --module SLUG [--format ${BANK_FORMATS.join('|')}] [--apply]
Both take --as EMAIL: the account of the staff that the audit log names; without it the only administrator.

An import shows what would change; with --apply it does it, all or nothing.`;
const HELP = 'npm run questions -- --help says how.';

/** `npm run questions -- import|export ...`: question banks in and out, with the rights of somebody of the staff. docs/question-banks.md. */
await runCommand(async () => {
  const wanted = readArguments();
  if (!wanted) return void say(USAGE);
  const bytes = wanted.command === 'import' ? await readBankFile(wanted.file) : null;
  const house = await openHouse();
  try {
    const nobody = house.platform.contextFor({ actor: null, locale: 'en' });
    const ctx = { ...nobody, actor: await actorOf(nobody, wanted.as) };
    await (bytes ? takeIn(ctx, wanted, bytes) : giveOut(ctx, wanted));
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'not-found') throw error;
    throw new Error(
      `There is no module ${wanted.module} in a course ${wanted.course}, or it is not this account's.`,
      { cause: error },
    );
  } finally {
    await house.close();
  }
  process.exit(process.exitCode ?? 0);
});

interface Wanted {
  command: 'import' | 'export';
  course: string;
  module: string;
  format: BankFormat | null;
  file: string;
  apply: boolean;
  as: string;
}

async function actorOf({ db }: Ctx, email: string): Promise<Actor> {
  const found = email ? [await findUserByEmail(db, cleanEmail(email))] : await listAdministrators(db, 2);
  const [user] = found;
  if (email && !user) throw new Error(`Nobody has the address ${email}.`);
  if (found.length > 1) throw new Error('There are several administrators: say which with --as EMAIL.');
  if (!user)
    throw new Error('There is no administrator yet: give ADMIN_EMAIL and ADMIN_PASSWORD at a start.');
  return { userId: user.id, role: user.role };
}

/** Null: only help is wanted. */
function readArguments(): Wanted | null {
  const { values, positionals } = parsed();
  if (values.help) return null;
  const [command, file] = positionals;
  const { course, module, format, out, apply = false, as = '' } = values;
  const refuse = (reason: string): never => {
    throw new Error(`${reason} ${HELP}`);
  };
  if (command !== 'import' && command !== 'export') return refuse('Say import or export.');
  if (!course || !module) return refuse('Say which --course and --module.');
  const known = BANK_FORMATS.find((one) => one === format) ?? null;
  if ((format !== undefined || command === 'export') && !known)
    return refuse(`--format is one of ${BANK_FORMATS.join(', ')}.`);
  if (command === 'import' && !file) return refuse('Say which file.');
  return {
    command,
    course,
    module,
    format: known,
    file: (command === 'import' ? file : out) ?? '',
    apply,
    as,
  };
}

function parsed() {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        course: text,
        module: text,
        format: text,
        out: text,
        as: text,
        apply: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    });
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)} ${HELP}`, { cause: error });
  }
}

async function readBankFile(file: string): Promise<Uint8Array> {
  const size = await stat(file).then(
    (found) => (found.isFile() ? found.size : null),
    () => null,
  );
  if (size === null) throw new Error(`There is no file ${file}.`);
  if (size > LARGEST_BANK_BYTES)
    throw new Error(`${file} is larger than ${LARGEST_BANK_BYTES / 1_000_000} MB.`);
  return readFile(file);
}

async function giveOut(ctx: Ctx, { course, module, format, file }: Wanted): Promise<void> {
  const bank = await exportBank(ctx, { course, module, format: format ?? 'yaml' });
  const to = file || bank.fileName;
  try {
    await writeFile(to, bank.content, { flag: 'wx' });
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    const reason = isThere ? 'is there already: name another with --out' : 'cannot be written';
    throw new Error(`${to} ${reason}.`, { cause: error });
  }
  bank.problems.forEach(sayProblem);
  const left = new Set(bank.problems.filter(({ isLeftOut }) => isLeftOut).map(({ name }) => name)).size;
  say(`${bank.count - left} of ${bank.count} questions written to ${to}.`);
}

async function takeIn(
  ctx: Ctx,
  { course, module, format, file, apply }: Wanted,
  bytes: Uint8Array,
): Promise<void> {
  const input = { course, module, format, file: { name: basename(file), bytes } };
  const plan = apply ? await importBank(ctx, { ...input, basis: null }) : await planImport(ctx, input);
  sayPlan(plan);
  if (plan.planned.length === 0 && plan.problems.length > 0) process.exitCode = 1;
  if (!('revisionNumber' in plan)) say('Nothing was changed: this was a dry run. Add --apply to do it.');
  else if (plan.revisionNumber === null) say('Nothing was changed: there was nothing to change.');
  else say(`Published as revision ${plan.revisionNumber} of the course.`);
}

function sayPlan({ planned, problems }: ImportPlan): void {
  for (const { name, line, change, document } of planned)
    say(`line ${line}: ${name}: ${change} (${document.key})`);
  problems.forEach(sayProblem);
  const count = (wanted: string) => planned.filter(({ change }) => change === wanted).length;
  const left = problems.filter(({ isLeftOut }) => isLeftOut).length;
  say(`added: ${count('added')}, changed: ${count('changed')}, same: ${count('same')}, left out: ${left}`);
}

function sayProblem({ name, line, code, detail, isLeftOut }: BankProblem): void {
  const words = BANK_PROBLEM_WORDS[code]({ detail }, { locale: 'en' }).trim();
  process.stderr.write(`line ${line}: ${name || 'the file'}: ${isLeftOut ? 'left out: ' : ''}${words}\n`);
}
