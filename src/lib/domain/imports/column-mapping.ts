/** What a column of a file of people may hold. */
export const IMPORT_FIELDS = ['nameNative', 'nameLatin', 'email', 'language', 'country'] as const;

export type ImportField = (typeof IMPORT_FIELDS)[number];

/** Which column (from 0) holds what; null: none. */
export type ColumnMapping = Record<ImportField, number | null>;

/** How heads begin in English, Russian, Persian, Chinese and Turkish, in small letters without signs. The more telling ones stand first. */
const HEADS: Record<ImportField, readonly string[]> = {
  email: [
    ...['email', 'e mail', 'mail', 'электронная почта', 'эл почта', 'почта', 'адрес почты', 'имейл'],
    ...['ایمیل', 'رایانامه', 'پست الکترونیک', '电子邮件', '电子邮箱', '邮箱', 'e posta', 'eposta'],
  ],
  nameLatin: [
    ...[
      'name in latin',
      'latin name',
      'name latin',
      'latin',
      'english name',
      'name in english',
      'passport name',
    ],
    ...['имя латиницей', 'имя латинскими', 'латиница', 'латиницей', 'имя на английском', 'фио латиницей'],
    ...['نام لاتین', 'نام به لاتین', 'نام انگلیسی', 'نام به انگلیسی', '拼音', '英文名', '英文姓名', '拉丁'],
    ...['latin harfleriyle', 'ingilizce ad', 'latin ad'],
  ],
  nameNative: [
    ...['name', 'native name', 'full name', 'participant', 'learner', 'имя', 'фио', 'полное имя', 'участник'],
    ...[
      'نام و نام خانوادگی',
      'نام کامل',
      'نام',
      '姓名',
      '名字',
      '全名',
      'ad soyad',
      'adı soyadı',
      'ad',
      'isim',
    ],
  ],
  language: ['language', 'lang', 'язык', 'زبان', '语言', 'dil'],
  country: ['country', 'nation', 'страна', 'государство', 'کشور', '国家', '国籍', 'ülke'],
};

const plain = (head: string) =>
  head
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, ' ')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\p{M}]+/gu, ' ')
    .replaceAll('ي', 'ی')
    .replaceAll('ك', 'ک')
    .trim();

/**
 * Which column holds what, by the heads of a file; what none tells stays null. A head that is the word itself counts before one that begins with it, and each
 * column holds one thing.
 *
 * Worked example: the heads `ФИО`, `Имя латиницей`, `E-mail` give nameNative 0, nameLatin 1, email 2, and nothing else.
 */
export function guessMapping(heads: readonly string[]): ColumnMapping {
  const words = heads.map(plain);
  const taken = new Set<number>();
  const mapping: ColumnMapping = {
    nameNative: null,
    nameLatin: null,
    email: null,
    language: null,
    country: null,
  };
  const begins = (text: string, known: string) => text === known || text.startsWith(`${known} `);
  const tests = [(text: string, known: string) => text === known, begins];
  for (const field of ['email', 'nameLatin', 'nameNative', 'language', 'country'] as const)
    for (const test of tests) {
      if (mapping[field] !== null) break;
      const at = words.findIndex(
        (text, index) => !taken.has(index) && HEADS[field].some((known) => test(text, known)),
      );
      if (at < 0) continue;
      mapping[field] = at;
      taken.add(at);
    }
  return mapping;
}

/** Is one column said to hold two things? */
export function isAmbiguous(mapping: ColumnMapping): boolean {
  const chosen = Object.values(mapping).filter((at) => at !== null);
  return new Set(chosen).size < chosen.length;
}
