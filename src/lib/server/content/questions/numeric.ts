import * as v from 'valibot';
import type { NumericQuestion } from '#lib/domain/questions/numeric.ts';
import type { QuestionForm } from './form.ts';
import { buildRule, checkUnits, numberFields, ruleFields, tolerance, unit } from './number-rule.ts';

const fields = {
  answer: v.strictObject({ value: v.number(), tolerance, unit }),
  ...numberFields,
};

export const numeric: QuestionForm<typeof fields, NumericQuestion> = {
  type: 'numeric',
  fields,
  build: ({ answer, ...more }) => buildRule(answer, more),
  toEntry(question) {
    const { judged, more } = ruleFields(question);
    return { answer: judged, ...more };
  },
  check({ answer, ...more }, check) {
    check.numbers(['answer'], String(answer.value));
    const rule = buildRule(answer, more);
    checkUnits(check, rule, ['units']);
    if (rule.unit === '') return;
    const own = rule.units.find((accepted) => accepted.unit === rule.unit);
    const asked = check.prompt.toLowerCase();
    if (![rule.unit, ...(own?.aliases ?? [])].some((name) => asked.includes(name.toLowerCase())))
      check.fault(['prompt'], `the prompt does not say the unit (${rule.unit})`);
  },
};
