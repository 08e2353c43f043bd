import type { CertificateSnapshot, CertifiedModule } from '#lib/domain/certificates/certificate.ts';
import { HEADING, languageOf, type Line } from './lines.ts';
import type { Say } from './sheet.ts';
import { dayOf, hoursOf, percentOf } from './units.ts';

/** Page two: how each module was completed. */
export interface Transcript {
  title: string;
  facts: { label: string; value: Line }[];
  /** Headings of the columns; a row has one cell for each. */
  columns: string[];
  rows: { sector: string; cells: Line[] }[];
  legend: Line[];
}

const WAYS = ['video', 'audio', 'transcript'] as const;
const LIST = new Intl.ListFormat('en-GB');

/** The transcript of a certificate. Ways are left out as a whole where no module has them: certificates of old did not keep them. */
export function transcriptOf(snapshot: CertificateSnapshot, code: string, say: Say): Transcript {
  const { course, modules } = snapshot;
  const lang = languageOf(course.language);
  const hasWays = modules.some(({ ways }) => ways && ways.length > 0);
  return {
    title: 'Transcript',
    facts: [
      { label: 'Course', value: say(course.title, HEADING, lang) },
      { label: 'Study time (estimate)', value: say(hoursOf(course.studyHours)) },
      { label: 'Date of issue', value: say(dayOf(snapshot.issuedAt)) },
      { label: 'Certificate code', value: say(code) },
    ],
    columns: ['Module', 'Completed', 'Mark', ...(hasWays ? ['Lecture followed by'] : [])],
    rows: modules.map((module) => ({
      sector: module.sector,
      cells: [
        say(module.title, HEADING, lang),
        say(dayOf(module.completedAt)),
        say(module.scorePercent === null ? 'None' : percentOf(module.scorePercent)),
        ...(hasWays ? [say(waysOf(module))] : []),
      ],
    })),
    legend: legendOf(modules, hasWays).map((text) => say(text)),
  };
}

/** Worked example: `['transcript', 'audio']` is `Audio and transcript`. */
function waysOf({ ways = [] }: CertifiedModule): string {
  const words = LIST.format(WAYS.filter((way) => ways.includes(way)));
  return words === '' ? 'Not kept' : words.charAt(0).toUpperCase() + words.slice(1);
}

function legendOf(modules: readonly CertifiedModule[], hasWays: boolean): string[] {
  const ungraded = modules.some(({ scorePercent }) => scorePercent === null);
  return [
    `Mark: the best graded attempt at the quiz of the module, of 100%.${ungraded ? ' None: the module was completed without a graded attempt.' : ''}`,
    ...(hasWays
      ? [
          'Lecture followed by: the recording as video, the recording as audio, or its written transcript; more than one where parts were followed in different ways.',
        ]
      : []),
    'Study time is an estimate for the whole course, made by its authors.',
  ];
}
