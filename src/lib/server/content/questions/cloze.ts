import * as v from 'valibot';
import { piecesOf, type ClozeQuestion, type Gap } from '#lib/domain/questions/cloze.ts';
import { checkOptions, correctKeys, options, toOptions, withoutKey } from './choices.ts';
import { key, moreThanNothing, some, text, type FormCheck, type QuestionForm } from './form.ts';
import { buildRule, checkUnits, numberFields, ruleFields, tolerance, unit } from './number-rule.ts';
import { buildText, checkText, textFields, toText } from './text-rule.ts';

const own = { key, weight: v.optional(moreThanNothing, 1) };

const gap = v.variant('kind', [
  v.strictObject({ ...own, kind: v.literal('choice'), options }),
  v.strictObject({ ...own, kind: v.literal('number'), value: v.number(), tolerance, unit, ...numberFields }),
  v.strictObject({ ...own, kind: v.literal('text'), ...textFields }),
]);

const fields = { text, gaps: some(gap, 1, 12, 'gaps') };

type GapEntry = v.InferOutput<typeof gap>;

export const cloze: QuestionForm<typeof fields, ClozeQuestion> = {
  type: 'cloze',
  fields,
  build: (entry) => ({ text: entry.text, gaps: entry.gaps.map(buildGap) }),
  toEntry: (question) => ({ text: question.text, gaps: question.gaps.map(toGap) }),
  check(entry, check) {
    const pieces = piecesOf(entry.text);
    const standing = pieces.flatMap((piece) => ('gap' in piece ? [piece.gap] : []));
    check.numbers(['text'], pieces.map((piece) => ('words' in piece ? piece.words : '')).join(' '));
    const keys = entry.gaps.map((one) => one.key);
    check.unique('gaps', keys);
    for (const one of new Set([...standing, ...keys]))
      if (!keys.includes(one) || standing.filter((other) => other === one).length !== 1)
        check.fault(['text'], `the gap {{${one}}} must stand once in the text and once in gaps`);
    for (const [index, one] of entry.gaps.entries()) checkGap(one, index, check);
  },
};

function buildGap(entry: GapEntry): Gap {
  const { key: of, weight } = entry;
  switch (entry.kind) {
    case 'choice':
      return {
        key: of,
        weight,
        kind: entry.kind,
        options: withoutKey(entry.options),
        correctKey: correctKeys(entry.options)[0] ?? '',
      };
    case 'number':
      return { key: of, weight, kind: entry.kind, ...buildRule(entry, entry) };
    case 'text':
      return { key: of, weight, kind: entry.kind, ...buildText(entry) };
  }
}

function toGap(built: Gap): Record<string, unknown> {
  const head = { key: built.key, ...(built.weight === 1 ? {} : { weight: built.weight }), kind: built.kind };
  if (built.kind === 'choice') return { ...head, options: toOptions(built.options, [built.correctKey]) };
  if (built.kind === 'text') return { ...head, ...toText(built) };
  const { judged, more } = ruleFields(built);
  return { ...head, ...judged, ...more };
}

function checkGap(entry: GapEntry, index: number, check: FormCheck): void {
  const place = ['gaps', index];
  if (entry.kind === 'text') return checkText(check, entry, place);
  if (entry.kind === 'number') {
    check.numbers(place, String(entry.value));
    return checkUnits(check, buildRule(entry, entry), place);
  }
  checkOptions(check, entry.options, [...place, 'options']);
  if (correctKeys(entry.options).length !== 1) check.fault(place, 'exactly one option must be correct');
  if (new Set(entry.options.map((option) => option.key)).size < entry.options.length)
    check.fault(place, 'two options have the same key');
}
