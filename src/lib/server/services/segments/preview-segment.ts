import type { Chapter, Section } from '#lib/domain/courses/course.ts';
import { planSegments } from '#lib/domain/courses/plan-segments.ts';
import { segmentsOf } from '#lib/domain/courses/segment-edit.ts';
import type { SegmentProblem } from '#lib/domain/courses/segment-problems.ts';
import type { Ctx } from '../../context.ts';
import { checkSize, type SegmentsInput } from './publish-segments.ts';
import { recordingGround } from './recording-ground.ts';
import { staffRecording } from './staff-recording.ts';

/** A segment as the page of its module will show it. */
export interface SegmentAsLearner {
  index: number;
  moduleTitle: string;
  title: string;
  startSeconds: number | null;
  endSeconds: number | null;
  chapters: readonly Chapter[];
  standIn: Pick<Section, 'title' | 'minutes' | 'html'>;
}

/**
 * The staff of a course look at one segment of the form as a learner will, before it is published; `shown` is null where nothing stands at
 * `show`. What is wrong with it is told with it. Nothing is written.
 */
export async function previewSegment(
  ctx: Ctx,
  input: SegmentsInput & { show: number },
): Promise<{ shown: SegmentAsLearner | null; problems: SegmentProblem[] }> {
  const staff = await staffRecording(ctx, 'recording.change', input);
  checkSize(input);
  const ground = await recordingGround(ctx, staff);
  const { changes, problems } = planSegments(input.typed, ground);
  const own = problems.filter(({ index }) => index === input.show);
  const typed = input.typed[input.show];
  const change = changes.find(({ index }) => index === input.show);
  const published = segmentsOf(ground.document, ground.recordingKey).find(
    ({ moduleKey, segment }) => moduleKey === typed?.module && segment.key === typed.key,
  );
  const segment = change?.after ?? published?.segment;
  const standIn = change?.after?.standIn ?? published?.segment.standIn;
  const module = ground.document.modules.find(({ key }) => key === typed?.module);
  if (!segment || !standIn || !module) return { shown: null, problems: own };
  const { title, startSeconds, endSeconds, chapters = [] } = segment;
  return {
    shown: {
      ...{ index: input.show, moduleTitle: module.title, title, startSeconds, endSeconds, chapters },
      standIn: { title: standIn.title, minutes: standIn.minutes, html: standIn.html },
    },
    problems: own,
  };
}
