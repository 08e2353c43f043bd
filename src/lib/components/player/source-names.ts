import type { SourceKind } from '#lib/domain/courses/recording-file.ts';
import type { Source } from '#lib/domain/courses/sources.ts';
import { formatBytes } from '#lib/i18n/formats.ts';
import * as m from '#lib/i18n/paraglide/messages.js';

export const SOURCE_NAMES: Record<SourceKind, () => string> = {
  'video-480': m.source_video_480,
  'video-240': m.source_video_240,
  audio: m.source_audio,
  youtube: m.source_youtube,
};

/** "Small video, 31 MB": what a person on a slow line needs to know to choose. */
export const sourceInWords = ({ kind, sizeBytes }: Pick<Source, 'kind' | 'sizeBytes'>): string =>
  sizeBytes === null
    ? SOURCE_NAMES[kind]()
    : m.source_with_size({ source: SOURCE_NAMES[kind](), size: formatBytes(sizeBytes) });
