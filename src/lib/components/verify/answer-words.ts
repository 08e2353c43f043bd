import type { CheckedFile, FileVerdict } from '#lib/domain/certificates/file-verdict.ts';
import type { PublicRecord } from '#lib/domain/certificates/public-record.ts';
import { formatDate } from '#lib/i18n/formats.ts';
import * as m from '#lib/i18n/paraglide/messages.js';

type Answer = FileVerdict['answer'];

export const ANSWER_TONES = {
  valid: 'good',
  changed: 'bad',
  revoked: 'bad',
  superseded: 'warn',
  'not-ours': 'bad',
} as const satisfies Record<Answer, 'good' | 'warn' | 'bad'>;

export const ANSWER_TITLES: Record<Answer, () => string> = {
  valid: m.verify_file_valid_title,
  changed: m.verify_file_changed_title,
  revoked: m.verify_file_revoked_title,
  superseded: m.verify_file_superseded_title,
  'not-ours': m.verify_file_not_ours_title,
};

const NOT_OURS = {
  'no-code': m.verify_file_no_code,
  'unknown-code': m.verify_file_unknown_code,
  signature: m.verify_file_not_signed,
};

/** The record that an answer is about; null where the file is not ours. */
export const recordOf = ({ verdict, records }: CheckedFile): PublicRecord | null =>
  ('code' in verdict && records.find(({ code }) => code === verdict.code)) || null;

/** What an answer means and what to do, a paragraph each. */
export function answerWords(checked: CheckedFile): string[] {
  const { verdict, kind } = checked;
  if (verdict.answer === 'not-ours') return [NOT_OURS[verdict.why]()];
  if (verdict.answer === 'changed')
    return [
      m.verify_file_changed_text(),
      ...(verdict.signatureFits ? [m.verify_file_changed_signature()] : []),
    ];
  const record = recordOf(checked);
  return [
    ...stateWords(verdict.answer, record),
    ...(kind === 'badge' ? [m.verify_file_badge()] : []),
    ...(record?.erasedAt ? [m.verify_file_erased()] : []),
  ];
}

function stateWords(answer: 'valid' | 'revoked' | 'superseded', record: PublicRecord | null): string[] {
  if (answer === 'valid') return [m.verify_file_valid_text()];
  if (answer === 'superseded') return [m.verify_file_superseded_text()];
  const { at, reason } = record?.revoked ?? {};
  return [
    ...(at ? [m.verify_file_revoked_text({ date: formatDate(new Date(at)) })] : []),
    ...(reason ? [m.verify_reason({ reason })] : []),
  ];
}
