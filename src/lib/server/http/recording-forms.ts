import { FILE_KINDS, type FileKind } from '#lib/domain/courses/recording-file.ts';

/** Forms of the pages on recordings, with files in them. */

export type MediaForm =
  | { kind: FileKind; file: { name: string; bytes: Uint8Array } }
  | { problem: { code: 'missing' | 'too-large' } };

/** A small file of a recording, from a browser without scripts. */
export async function readMediaForm(request: Request): Promise<MediaForm> {
  // A body beyond what the server reads breaks off: then nothing of the form is there.
  const form = await request.formData().catch(() => null);
  if (!form) return { problem: { code: 'too-large' } };
  const file = form.get('file');
  const kind = FILE_KINDS.find((one) => one === form.get('kind'));
  if (!(file instanceof File) || file.name === '' || !kind) return { problem: { code: 'missing' } };
  return { kind, file: { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) } };
}

export interface CaptionForm {
  language: string;
  text: string;
  shift: string;
  problem?: 'encoding' | 'too-large';
}

/** Captions that were typed, or those of a file in their place. Not read by `formText`: a text that is too long is refused, never cut. */
export async function readCaptionForm(request: Request): Promise<CaptionForm> {
  const form = await request.formData().catch(() => null);
  if (!form) return { language: '', text: '', shift: '', problem: 'too-large' };
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value.replaceAll('\0', '') : '';
  };
  const typed = {
    language: text('language').slice(0, 40),
    text: text('text'),
    shift: text('shift').slice(0, 20),
  };
  const file = form.get('file');
  if (!(file instanceof File) || file.name === '') return typed;
  const read = decode(new Uint8Array(await file.arrayBuffer()));
  return read === null ? { ...typed, problem: 'encoding' } : { ...typed, text: read };
}

/** A text file: UTF-8, or UTF-16 with its mark. Null: neither. */
function decode(bytes: Uint8Array): string | null {
  const encoding =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? 'utf-16le'
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? 'utf-16be'
        : 'utf-8';
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** Seconds as typed, with a point or a comma, in any digits of ours; none: 0. */
export function readShift(typed: string): number {
  const plain = typed
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0))
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[−–]/g, '-')
    .replace(/[٫,]/g, '.');
  const seconds = Number(plain.trim());
  return Number.isFinite(seconds) ? seconds : 0;
}
