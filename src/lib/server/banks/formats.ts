import { unreadable, type BankFormat, type BankQuestion, type ReadBank, type WrittenBank } from './bank.ts';
import { decodeText } from './decode-text.ts';
import { readGift } from './gift/read-gift.ts';
import { writeGift } from './gift/write-gift.ts';
import { readMoodle } from './moodle/read-moodle.ts';
import { writeMoodle } from './moodle/write-moodle.ts';
import { readQti } from './qti/read-qti.ts';
import { writeQti } from './qti/write-qti.ts';
import { readYamlBank } from './yaml/read-yaml.ts';
import { writeYaml } from './yaml/write-yaml.ts';

interface Format {
  suffix: string;
  mediaType: string;
  read(bytes: Uint8Array): Promise<ReadBank>;
  write(questions: readonly BankQuestion[]): Promise<WrittenBank<Uint8Array>>;
}

const inText = (
  suffix: string,
  mediaType: string,
  read: (text: string) => ReadBank,
  write: (questions: readonly BankQuestion[]) => WrittenBank,
): Format => ({
  suffix,
  mediaType: `${mediaType}; charset=utf-8`,
  read: (bytes) => {
    const text = decodeText(bytes);
    return Promise.resolve(text === null ? unreadable('not-text') : read(text));
  },
  write: (questions) => {
    const { content, problems } = write(questions);
    return Promise.resolve({ content: new TextEncoder().encode(content), problems });
  },
});

/** Every format, one line each. */
export const FORMATS: Readonly<Record<BankFormat, Format>> = {
  gift: inText('gift', 'text/plain', readGift, writeGift),
  moodle: inText('xml', 'application/xml', readMoodle, writeMoodle),
  qti: { suffix: 'zip', mediaType: 'application/zip', read: readQti, write: writeQti },
  yaml: inText('yaml', 'application/yaml', readYamlBank, writeYaml),
};

const MOST_QUESTIONS = 1_000;

/** Reads a file in the given format, or in the one that it looks like. */
export async function readBank(
  bytes: Uint8Array,
  given: { name: string; format: BankFormat | null },
): Promise<ReadBank & { format: BankFormat | null }> {
  const format = given.format ?? formatOf(bytes, given.name);
  if (!format) return { ...unreadable('format-unknown', given.name), format };
  const bank = await FORMATS[format].read(bytes);
  if (bank.questions.length > MOST_QUESTIONS)
    return { ...unreadable('too-many-questions', String(bank.questions.length)), format };
  return { ...bank, format };
}

/** By its first signs, then by its name; null where neither says it. */
export function formatOf(bytes: Uint8Array, name: string): BankFormat | null {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return 'qti';
  const head = decodeText(bytes)?.trimStart().slice(0, 20_000) ?? '';
  if (head.startsWith('<')) return /<(?:\w+:)?qti-assessment-item/.test(head) ? 'qti' : 'moodle';
  if (/\.ya?ml$/i.test(name) || /^(questions|draw):/m.test(head)) return 'yaml';
  if (/\.(gift|txt)$/i.test(name) || /^::|\{[\s\S]*\}/.test(head)) return 'gift';
  return null;
}
