import type { CheckedFile } from '#lib/domain/certificates/file-verdict.ts';
import { checkFile, CheckError, type CheckProblem, type ChosenFile } from './check-file.ts';

/** A file on the page: read so far, judged, or not to be judged. */
export class FileCheck {
  readonly name: string;
  /** From 0 to 1. */
  read = $state(0);
  result = $state.raw<CheckedFile | null>(null);
  problem = $state<CheckProblem | null>(null);

  constructor(name: string) {
    this.name = name;
  }

  get isDone(): boolean {
    return this.result !== null || this.problem !== null;
  }
}

/** Files that somebody gave to be checked, the newest first; they are checked one after the other. */
export class FileChecks {
  files = $state.raw<readonly FileCheck[]>([]);
  #queue: Promise<void> = Promise.resolve();
  readonly #check: typeof checkFile;

  constructor(check: typeof checkFile = checkFile) {
    this.#check = check;
  }

  add(chosen: Iterable<ChosenFile>): void {
    for (const file of chosen) {
      const one = new FileCheck(file.name);
      this.files = [one, ...this.files];
      this.#queue = this.#queue.then(() => this.#judge(one, file));
    }
  }

  /** Once everything that was given so far is judged. */
  get settled(): Promise<void> {
    return this.#queue;
  }

  async #judge(one: FileCheck, file: ChosenFile): Promise<void> {
    try {
      one.result = await this.#check(file, (part) => (one.read = part));
    } catch (error) {
      one.problem = error instanceof CheckError ? error.problem : 'unreadable';
    }
  }
}
