import { cleanEmail, emailProblem } from '../accounts/email.ts';
import { cleanNames, latinNameProblem, nameProblem, scriptOf } from '../accounts/person-name.ts';
import type { ColumnMapping, ImportField } from './column-mapping.ts';
import { readCountry, readLanguage } from './read-words.ts';

/** A line of a file: its number as an editor shows it, and the texts of its cells. `formulas` are the places of cells that are formulas. */
export interface FileLine {
  line: number;
  cells: readonly string[];
  formulas: readonly number[];
}

export type ImportProblem =
  | { problem: 'email-missing' | 'email-wrong' | 'name-missing' | 'name-long' | 'latin-missing' }
  | { problem: 'formula'; column: number }
  | { problem: 'country-unknown' | 'language-unknown'; value: string }
  /** The same address stands in an earlier line. */
  | { problem: 'duplicate'; line: number };

export interface ImportPerson {
  nameNative: string;
  nameLatin: string;
  email: string;
  nameLanguage: string;
  country: string | null;
}

/** What is known of an address that has an account. */
export interface KnownPerson {
  userId: string;
  /** Of the same course; null: in none. */
  cohortId: string | null;
}

/**
 * What would happen to a line. `new`: an account is made and enrolled. `known`: an account is enrolled. `move`: it comes from another cohort of the course;
 * `left`: it stays there. `here`: it is in the cohort already. `bad`: it can't be taken; its problems say why.
 */
export type ImportFate = 'new' | 'known' | 'move' | 'left' | 'here' | 'bad';

export interface JudgedLine {
  line: number;
  person: ImportPerson;
  userId: string | null;
  fate: ImportFate;
  problems: ImportProblem[];
}

export interface ImportRules {
  mapping: ColumnMapping;
  cohortId: string;
  /** Accounts by address. */
  known: ReadonlyMap<string, KnownPerson>;
  /** Are those of another cohort moved here? */
  isMoving: boolean;
}

/**
 * Judges every line of a file of people, in order. Lines without any text are passed over. Somebody who writes their name in Latin letters need not say it twice.
 *
 * Worked example: of two lines with `sara@example.org` the first is `new`, the second `bad` with `duplicate` of the first.
 */
export function judgePeople(lines: readonly FileLine[], rules: ImportRules): JudgedLine[] {
  const first = new Map<string, number>();
  return lines
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
    .map((line) => {
      const { person, problems } = readPerson(line, rules.mapping);
      const earlier = first.get(person.email);
      if (earlier !== undefined && person.email !== '')
        problems.push({ problem: 'duplicate', line: earlier });
      else first.set(person.email, line.line);
      const known = rules.known.get(person.email) ?? null;
      const fate = problems.length > 0 ? 'bad' : fateOf(known, rules);
      return { line: line.line, person, userId: known?.userId ?? null, fate, problems };
    });
}

function fateOf(known: KnownPerson | null, { cohortId, isMoving }: ImportRules): ImportFate {
  if (!known) return 'new';
  if (known.cohortId === null) return 'known';
  if (known.cohortId === cohortId) return 'here';
  return isMoving ? 'move' : 'left';
}

function readPerson({ cells, formulas }: FileLine, mapping: ColumnMapping) {
  const problems: ImportProblem[] = [];
  const text = (field: ImportField) => (mapping[field] === null ? '' : (cells[mapping[field]] ?? '').trim());
  for (const column of Object.values(mapping))
    if (column !== null && (formulas.includes(column) || (cells[column] ?? '').trim().startsWith('=')))
      problems.push({ problem: 'formula', column });
  const native = text('nameNative');
  const nameLanguage = text('language') === '' ? 'und' : readLanguage(text('language'));
  const country = text('country') === '' ? null : readCountry(text('country'));
  if (nameLanguage === null)
    problems.push({ problem: 'language-unknown', value: text('language').slice(0, 40) });
  if (text('country') !== '' && !country)
    problems.push({ problem: 'country-unknown', value: text('country').slice(0, 40) });
  const names = cleanNames({
    nameNative: native === '' ? text('nameLatin') : native,
    nameLatin: text('nameLatin'),
    nameLanguage: nameLanguage ?? 'und',
  });
  const email = cleanEmail(text('email'));
  const person: ImportPerson = { ...names, email, country };
  if (problems.every(({ problem }) => problem !== 'formula')) problems.push(...fieldProblems(person));
  return { person, problems };
}

function fieldProblems({ nameNative, nameLatin, email }: ImportPerson): ImportProblem[] {
  const problems: ImportProblem[] = [];
  if (emailProblem(email) === 'email-missing') problems.push({ problem: 'email-missing' });
  else if (emailProblem(email)) problems.push({ problem: 'email-wrong' });
  const native = nameProblem(nameNative);
  if (native) problems.push({ problem: native === 'name-long' ? 'name-long' : 'name-missing' });
  else if (latinNameProblem(nameLatin) === 'name-long') problems.push({ problem: 'name-long' });
  else if (latinNameProblem(nameLatin) && scriptOf(nameNative) !== 'latin')
    problems.push({ problem: 'latin-missing' });
  return problems;
}

export type ImportCounts = Record<ImportFate, number>;

/** How many lines have which fate. */
export function countFates(judged: readonly JudgedLine[]): ImportCounts {
  const counts: ImportCounts = { new: 0, known: 0, move: 0, left: 0, here: 0, bad: 0 };
  for (const { fate } of judged) counts[fate] += 1;
  return counts;
}
