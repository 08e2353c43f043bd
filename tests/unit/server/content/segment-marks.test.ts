import { describe, expect, test } from 'vitest';
import { buildCourse } from '#lib/server/content/build-course.ts';
import { checkCourse } from '#lib/server/content/check-course.ts';
import { authoredCourse } from '../../../support/authored-course.ts';

const MODULE = 'modules/01-steel/module.yaml';
const QUIZ = 'modules/01-steel/quiz.yaml';
const NO_TIMES = '    start: null\n    end: null\n';
const TIMES = '    start: 60\n    end: 120\n';

const marks = (...lines: string[]) =>
  `    chapters:\n${lines.map((line) => `      - { ${line} }\n`).join('')}`;

async function course(changes: { segment?: string; question?: string }) {
  const authored = await authoredCourse();
  await authored.replace(MODULE, NO_TIMES, changes.segment ?? NO_TIMES);
  await authored.replace(
    QUIZ,
    'prompt: What is true of steel?\n',
    `prompt: What is true of steel?\n${changes.question ?? ''}`,
  );
  const { course: checked, problems } = await checkCourse(authored.folder);
  return { built: checked && buildCourse(checked), problems: problems.map(({ message }) => message) };
}

describe('chapter marks', () => {
  test('are published in seconds of the segment', async () => {
    const { built, problems } = await course({
      segment: TIMES + marks("at: '0:00', title: Begin", "at: '0:40', title: Plants", 'at: 50, title: End'),
    });
    expect(problems).toEqual([]);
    expect(built?.document.modules[0]?.segments[0]?.chapters).toEqual([
      { atSeconds: 0, title: 'Begin' },
      { atSeconds: 40, title: 'Plants' },
      { atSeconds: 50, title: 'End' },
    ]);
  });

  test('that are not there leave the segment as it always was', async () => {
    for (const segment of [NO_TIMES, `${NO_TIMES}    chapters: []\n`])
      expect((await course({ segment })).built?.document.modules[0]?.segments[0]).not.toHaveProperty(
        'chapters',
      );
  });

  test.each([
    [marks("at: '1:00', title: A"), 'segment lecture: the mark at 1:00 is behind its end'],
    [
      marks('at: 20, title: A', 'at: 20, title: B'),
      'segment lecture: the mark at 0:20 is not behind the one before',
    ],
    [
      marks('at: 20, title: A', 'at: 10, title: B'),
      'segment lecture: the mark at 0:10 is not behind the one before',
    ],
    [marks('at: soon, title: A'), 'segments.lecture.chapters.0.at: must be a time such as 0:40'],
    [marks('at: 1, title: 77 plants'), 'segment lecture: the number 77 stands in no fact'],
  ])('%j: %s', async (chapters, message) => {
    expect((await course({ segment: TIMES + chapters })).problems).toContain(message);
  });
});

describe('a question may point at a second of a segment of its module', () => {
  const watch = (text: string) => `    watch: { ${text} }\n`;

  test('written as a time or in seconds', async () => {
    for (const at of ["'0:40'", '40', '0:40']) {
      const { built, problems } = await course({ question: watch(`segment: lecture, at: ${at}`) });
      expect(problems).toEqual([]);
      expect(built?.questions[0]?.document.watch).toEqual({ segmentKey: 'lecture', seconds: 40 });
    }
    expect((await course({})).built?.questions[0]?.document).not.toHaveProperty('watch');
  });

  test.each([
    [
      { question: watch("segment: seminar, at: '0:40'") },
      'question steel-q01: segment seminar does not exist',
    ],
    [
      { segment: TIMES, question: watch("segment: lecture, at: '1:00'") },
      'question steel-q01: second 1:00 is behind the end of segment lecture',
    ],
    [
      { question: watch('segment: lecture, at: soon') },
      'questions.steel-q01.watch.at: must be a time such as 0:40',
    ],
    [{ question: watch('segment: lecture') }, 'questions.steel-q01.watch: "at" is missing'],
  ])('%j: %s', async (changes, message) => {
    expect((await course(changes)).problems).toContain(message);
  });
});
