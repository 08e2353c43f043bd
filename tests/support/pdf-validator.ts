import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, delimiter, join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** veraPDF stands in the jar of a package that is a development dependency. */
const JAR = resolve('node_modules/@opendataloader/pdf/lib/opendataloader-pdf-cli.jar');
/** Java left these out of itself in version 11; Debian's package is libjaxb-java. */
const JAXB = ['jaxb-api', 'jaxb-core', 'jaxb-runtime', 'javax.activation'].map(
  (name) => `/usr/share/java/${name}.jar`,
);
const PROGRAMME = resolve('tests/support/validate-pdf.java');

/** What is missing on this machine to validate a PDF, in words; null where all is there. */
export function validatorLacks(): string | null {
  if (spawnSync('java', ['-version']).status !== 0) return 'Java (17 or newer) is not installed';
  if (!existsSync(JAR)) return 'the jar of @opendataloader/pdf is not there (npm ci)';
  const lacking = JAXB.filter((file) => !existsSync(file));
  return lacking.length > 0
    ? `${lacking.join(', ')} are not there (Debian: apt-get install libjaxb-java)`
    : null;
}

export type Standard = '3a' | 'ua1';

export interface Verdict {
  checks: number;
  /** The rules that the file breaks; empty: it keeps to the standard. */
  broken: string[];
}

/** What veraPDF says of each file (by name) under both standards, in one run. */
export async function validatePdfs(
  files: Record<string, Uint8Array>,
): Promise<Record<string, Record<Standard, Verdict>>> {
  const folder = await mkdtemp(join(tmpdir(), 'pathways-pdf-'));
  try {
    const paths = await Promise.all(
      Object.entries(files).map(async ([name, bytes]) => {
        await writeFile(join(folder, name), bytes);
        return join(folder, name);
      }),
    );
    const classPath = [JAR, ...JAXB].join(delimiter);
    const { stdout } = await promisify(execFile)(
      'java',
      ['-Xmx512m', '-cp', classPath, PROGRAMME, '3a,ua1', ...paths],
      { timeout: 150_000, maxBuffer: 16 * 1024 * 1024 },
    );
    const verdicts: Record<string, Record<Standard, Verdict>> = {};
    for (const [, line = ''] of stdout.matchAll(/^verdict\t(.*)$/gm)) {
      const [path = '', standard = '', checks, ...broken] = line.split('\t');
      const told = (verdicts[basename(path)] ??= {} as Record<Standard, Verdict>);
      told[standard as Standard] = { checks: Number(checks), broken: broken.filter((rule) => rule !== '') };
    }
    return verdicts;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
