import { keyFromWords } from '../authored-key.ts';
import type { CourseDocument, Module, Segment } from './course.ts';
import { LONGEST_SUMMARY, readSegment, type ReadSegment } from './read-segment.ts';
import { segmentsOf, type EditedSegment } from './segment-edit.ts';
import { isBlankSegment, type TypedSegment } from './segment-form.ts';
import type { SegmentProblem, SegmentProblemCode } from './segment-problems.ts';
import { summaryHtml, writtenSummary } from './written-summary.ts';

/** What the database knows of one segment, also of one that the course no longer has. */
export interface SegmentUse {
  moduleKey: string;
  segmentKey: string;
  /** With watched seconds, or with the stand-in marked read. */
  people: number;
  /** With watched seconds. */
  watchers: number;
  /** Has files of its own, or captions. */
  hasFiles: boolean;
  /** Staff added it in the product. */
  isAdded: boolean;
}

export interface PlannedSegment {
  /** Place in the form. */
  index: number;
  moduleKey: string;
  segmentKey: string;
  /** As it is published now; null: it is new. */
  before: Segment | null;
  /** Null: it is removed. */
  after: EditedSegment | null;
}

export interface SegmentPlan {
  /** Only what differs from what is published. */
  changes: PlannedSegment[];
  problems: SegmentProblem[];
}

export interface PlanGround {
  document: Pick<CourseDocument, 'modules'>;
  recordingKey: string;
  uses: readonly SegmentUse[];
  /** Heading of a written summary, in the language of the course. */
  summaryTitle: string;
}

/** Ids of the module's page that a segment's own would meet: see routes/(learner)/learn. */
const RESERVED = ['main', 'missing', 'objectives', 'figures', 'quiz', 'segment', 'source'];

/**
 * What publishing the form of a recording would change: segments of its modules that differ, are new, or are removed. Key and module of
 * a published segment never change. One that was added in the product is removed only while nobody has evidence of it and it has no
 * files.
 */
export function planSegments(typed: readonly TypedSegment[], ground: PlanGround): SegmentPlan {
  const published = segmentsOf(ground.document, ground.recordingKey);
  const changes: PlannedSegment[] = [];
  const problems: SegmentProblem[] = [];
  const taken = takenKeys(ground);
  for (const [index, one] of typed.entries()) {
    if (isBlankSegment(one) || (one.remove && one.key === '')) continue;
    const before = published.find(
      ({ moduleKey, segment }) => moduleKey === one.module && segment.key === one.key,
    )?.segment;
    // Somebody removed it meanwhile: whoever publishes hears of that.
    if (one.key !== '' && !before) continue;
    const fault = (field: string, code: SegmentProblemCode, count = 0) =>
      void problems.push({ index, field, code, count });
    const use = useOf(ground, one.module, one.key);
    if (one.remove && before) {
      checkRemoval(use, fault);
      changes.push({ index, moduleKey: one.module, segmentKey: one.key, before, after: null });
      continue;
    }
    const { read, problems: faults } = readSegment(one);
    for (const { field, code, count } of faults) fault(field, code, count);
    const isAdded = !before || Boolean(use?.isAdded);
    if (isAdded) checkSummary(one, fault);
    const module = ground.document.modules.find(({ key }) => key === one.module);
    if (!module) fault('module', 'module-unknown');
    const segmentKey = one.key || newKey(one, taken);
    const after = edited(one, { read, segmentKey, isAdded, before: before ?? null, ground });
    if (!before || differs(before, after))
      changes.push({ index, moduleKey: one.module, segmentKey, before: before ?? null, after });
  }
  return { changes, problems };
}

type Fault = (field: string, code: SegmentProblemCode, count?: number) => void;

function checkRemoval(use: SegmentUse | undefined, fault: Fault): void {
  if (!use?.isAdded) fault('remove', 'from-files');
  else if (use.people > 0) fault('remove', 'has-evidence', use.people);
  else if (use.hasFiles) fault('remove', 'has-files');
}

function checkSummary({ summary }: TypedSegment, fault: Fault): void {
  if (summary.trim() === '') fault('summary', 'summary-missing');
  else if (summary.length > LONGEST_SUMMARY) fault('summary', 'summary-long', LONGEST_SUMMARY);
}

function edited(
  { summary }: TypedSegment,
  given: {
    read: ReadSegment;
    segmentKey: string;
    isAdded: boolean;
    before: Segment | null;
    ground: PlanGround;
  },
): EditedSegment {
  const { read, segmentKey, isAdded, before, ground } = given;
  const isSame = before && summaryHtml(summary) === before.standIn.html;
  const written = () => writtenSummary({ key: segmentKey, title: ground.summaryTitle, text: summary });
  return {
    ...read,
    recordingKey: ground.recordingKey,
    standIn: !isAdded ? null : isSame ? before.standIn : written(),
  };
}

/** Only what staff can set counts. */
function differs(before: Segment, after: EditedSegment): boolean {
  const set = ({ title, startSeconds, endSeconds }: Omit<ReadSegment, 'chapters'>) =>
    [title, startSeconds, endSeconds].join('\n');
  const marks = ({ chapters = [] }: Pick<Segment, 'chapters'>) =>
    chapters.map(({ atSeconds, title }) => `${atSeconds} ${title}`).join('\n');
  const isWritten = after.standIn !== null && after.standIn.html !== before.standIn.html;
  return isWritten || set(before) !== set(after) || marks(before) !== marks(after);
}

const useOf = ({ uses }: PlanGround, moduleKey: string, segmentKey: string) =>
  uses.find((use) => use.moduleKey === moduleKey && use.segmentKey === segmentKey);

/** Keys that a new segment must not get, by module: those on its page, and those to which evidence, files or captions belong. */
function takenKeys({ document, uses }: PlanGround): Map<string, Set<string>> {
  const own = ({ key, sections, segments }: Module) => [
    ...[...sections, ...segments].map((part) => part.key),
    ...uses.filter(({ moduleKey }) => moduleKey === key).map(({ segmentKey }) => segmentKey),
  ];
  return new Map(document.modules.map((module) => [module.key, new Set([...RESERVED, ...own(module)])]));
}

/** Taken from then on, so that two new segments of one title differ. */
function newKey({ module, title }: TypedSegment, taken: ReadonlyMap<string, Set<string>>): string {
  const keys = taken.get(module) ?? new Set<string>();
  const key = keyFromWords(title, keys, 'segment');
  keys.add(key);
  return key;
}
