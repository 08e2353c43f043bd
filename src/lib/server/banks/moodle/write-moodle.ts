import type { NumberRule } from '#lib/domain/questions/numeric.ts';
import {
  carry,
  LeftOut,
  type BankProblem,
  type BankQuestion,
  type Lose,
  type QuestionBody,
  type WrittenBank,
} from '../bank.ts';
import { clean, toPercent } from '../numbers.ts';
import { absoluteTolerance } from '../plain-number.ts';
import { choiceTexts, leftOverChoices } from '../write-parts.ts';
import { element, escapeXml, XML_HEAD } from '../xml/write-xml.ts';
import { clozeHtml } from './write-cloze.ts';

/** Writes questions as Moodle XML. All types but hotspots can be said; what a question loses is listed. */
export function writeMoodle(questions: readonly BankQuestion[]): WrittenBank {
  const problems: BankProblem[] = [];
  const written = questions.flatMap(({ name, line, body, place }) => {
    const text = carry({ name, line }, problems, (lose) => {
      if (place?.watch) lose('watch');
      return question(name, body, lose);
    });
    return text === null ? [] : [`${text}\n`];
  });
  return { content: `${XML_HEAD}<quiz>\n${written.join('')}</quiz>\n`, problems };
}

const TYPES: Readonly<Record<Exclude<QuestionBody['type'], 'hotspot'>, string>> = {
  'single-choice': 'multichoice',
  'multiple-choice': 'multichoice',
  'true-false': 'truefalse',
  numeric: 'numerical',
  'short-text': 'shortanswer',
  matching: 'matching',
  categorise: 'matching',
  ordering: 'ordering',
  cloze: 'cloze',
};

function question(name: string, body: QuestionBody, lose: Lose): string {
  if (body.type === 'hotspot') throw new LeftOut('format-cannot-say', body.type);
  const asked =
    body.type === 'cloze'
      ? formatted('questiontext', clozeHtml(body, lose), 'html')
      : formatted('questiontext', body.prompt);
  return element(
    'question',
    { type: TYPES[body.type] },
    element('name', {}, text(name)),
    asked,
    formatted('generalfeedback', body.explanation),
    value('defaultgrade', body.points),
    value('penalty', 0),
    value('hidden', 0),
    ...(body.type === 'cloze' ? [] : partsOf(body, lose)),
  );
}

const text = (given: string) => element('text', {}, escapeXml(given));
const value = (name: string, given: string | number | boolean) => element(name, {}, escapeXml(String(given)));
const formatted = (name: string, given: string, format = 'plain_text') =>
  element(name, { format }, text(given));
const answer = (share: number, given: string, ...more: readonly string[]) =>
  element('answer', { fraction: toPercent5(share), format: 'plain_text' }, text(given), ...more);
/** Moodle knows its shares of one third and the like with five digits. */
const toPercent5 = (share: number) => String(Number((share * 100).toFixed(5)));

function partsOf(body: Exclude<QuestionBody, { type: 'cloze' | 'hotspot' }>, lose: Lose): string[] {
  switch (body.type) {
    case 'single-choice':
      return [
        ...CHOICE_SETTINGS(true),
        ...body.options.map((option) => answer(option.key === body.correctKey ? 1 : 0, option.text)),
      ];
    case 'multiple-choice': {
      const share = 1 / body.correctKeys.length;
      return [
        ...CHOICE_SETTINGS(false),
        ...body.options.map(({ key, text: of }) =>
          answer(body.correctKeys.includes(key) ? share : -share, of),
        ),
      ];
    }
    case 'true-false':
      return [answer(body.answer ? 1 : 0, 'true'), answer(body.answer ? 0 : 1, 'false')];
    case 'numeric':
      return numberParts(body, lose);
    case 'short-text':
      if (!body.matchDiacritics) lose('diacritics');
      return [
        value('usecase', body.matchCase ? 1 : 0),
        ...body.accepted.map(({ pattern, share }) =>
          element('answer', { fraction: toPercent(share), format: 'plain_text' }, text(pattern)),
        ),
      ];
    case 'matching':
    case 'categorise': {
      if (body.type === 'categorise') lose('becomes-matching');
      const names = choiceTexts(body);
      return [
        value('shuffleanswers', true),
        ...body.items.map((item) => pair(item.text, names.get(item.choiceKey) ?? '')),
        ...leftOverChoices(body).map((choice) => pair('', choice)),
      ];
    }
    case 'ordering':
      return [
        ...Object.entries(ORDER_SETTINGS).map(([name, given]) => value(name, given)),
        ...body.items.map((item, index) =>
          element('answer', { fraction: index + 1, format: 'plain_text' }, text(item.text)),
        ),
      ];
  }
}

const CHOICE_SETTINGS = (isSingle: boolean) => [
  value('single', isSingle),
  value('shuffleanswers', true),
  value('answernumbering', 'none'),
];

const ORDER_SETTINGS = {
  layouttype: 'VERTICAL',
  selecttype: 'ALL',
  selectcount: 0,
  gradingtype: 'RELATIVE_NEXT_EXCLUDE_LAST',
  showgrading: 'HIDE',
  numberingstyle: 'none',
};

const pair = (item: string, choice: string) =>
  element('subquestion', { format: 'plain_text' }, text(item), element('answer', {}, text(choice)));

/** `showunits` 0: the unit is typed behind the number; 3: there is none. */
function numberParts(rule: NumberRule, lose: Lose): string[] {
  if (rule.decimalMark) lose('decimal-mark', rule.decimalMark);
  const names = [...rule.units]
    .sort((a, b) => Number(b.unit === rule.unit) - Number(a.unit === rule.unit))
    .flatMap(({ unit, factor, aliases }) => [unit, ...aliases].map((name) => ({ name, factor })))
    .filter(({ name }) => name !== '');
  const { wrongUnitLoses } = rule;
  return [
    answer(1, String(rule.value), value('tolerance', absoluteTolerance(rule, lose))),
    ...(names.length === 0
      ? []
      : [
          element(
            'units',
            {},
            ...names.map(({ name, factor }) =>
              element(
                'unit',
                {},
                value('multiplier', clean(1 / factor) === 1 ? 1 : 1 / factor),
                value('unit_name', name),
              ),
            ),
          ),
        ]),
    value('unitgradingtype', wrongUnitLoses === undefined ? 0 : 1),
    value('unitpenalty', wrongUnitLoses ?? 0),
    value('showunits', names.length === 0 ? 3 : 0),
    value('unitsleft', 0),
  ];
}
