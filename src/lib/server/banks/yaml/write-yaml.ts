import { stringify } from 'yaml';
import type { QuestionDocument } from '#lib/domain/questions/question.ts';
import { toEntry } from '../../content/questions/registry.ts';
import { keyFromName } from '../names.ts';
import type { BankQuestion, WrittenBank } from '../bank.ts';

const LONGEST_LINE = 100;
const NOWHERE = { objectiveKey: '', sectionKey: '', factIds: [] };

/** Writes questions in our own form, with everything that they hold; pictures beside them, in base64. Nothing is lost. */
export function writeYaml(questions: readonly BankQuestion[]): WrittenBank {
  const taken = new Set<string>();
  const entries = questions.map(({ name, body, place }) => {
    const key = place?.key ?? keyFromName(name, taken);
    taken.add(key);
    return toEntry({ ...NOWHERE, ...place, ...body, key } as QuestionDocument);
  });
  const pictures = questions.flatMap(({ body, picture }) =>
    body.type === 'hotspot' && picture
      ? [[body.picture.hash, Buffer.from(picture).toString('base64')] as const]
      : [],
  );
  const bank = {
    questions: entries,
    ...(pictures.length > 0 ? { pictures: Object.fromEntries(pictures) } : {}),
  };
  return {
    content: stringify(bank, { lineWidth: LONGEST_LINE, aliasDuplicateObjects: false }),
    problems: [],
  };
}
