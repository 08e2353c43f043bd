import { routes } from '#lib/client/routes.ts';
import type { Module, PublishedCourse } from '#lib/domain/courses/course.ts';
import { keepableMedia } from '#lib/domain/courses/keepable-media.ts';

/** Kinds that a device may keep: what is light enough for a slow line. */
const KINDS = ['audio', 'video-240'] as const;

/** What of a module's recording a device can keep beside the reading. Its caller has checked who asks; what is published spends no statement. */
export function offerKeeping({ files, captions, document }: PublishedCourse, module: Module) {
  return {
    media: KINDS.map((kind) =>
      keepableMedia(module.segments, module.key, files, kind).map(({ id, mediaType, sizeBytes }) => ({
        kind,
        address: routes.recordingFile(id),
        mediaType,
        bytes: sizeBytes,
      })),
    ).filter((ofKind) => ofKind.length > 0),
    captions: captions
      .filter(({ moduleKey }) => moduleKey === module.key)
      .map(({ segmentKey, language }) => routes.captions(document.slug, module.slug, segmentKey, language)),
  };
}
