import { crc32, deflateSync } from 'node:zlib';
import type { CertificateSnapshot } from '#lib/domain/certificates/certificate.ts';
import { PLAIN_DESIGN, type CertificateDesign } from '#lib/domain/certificates/design.ts';
import type { CertificateInput } from '#lib/server/certificates/render-certificate.ts';
import { codeNumber, snapshotOf } from './factories/certificates.ts';

const NASKH = 'NotoNaskhArabic-SemiBold';
const BRYGADA = 'Brygada1918-SemiBold';

/** Names as people of these languages bear them, with the letters that are their language's own. */
export const NAMES: readonly {
  language: string;
  tag: string;
  native: string;
  latin: string;
  face: string;
}[] = [
  ['Arabic', 'ar', 'إبراهيم بن عبد الله الخضراوي', 'Ibrahim bin Abdullah al-Khadrawi', NASKH],
  ['Persian', 'fa', 'محمدرضا کیان‌پور ژاله گچ', 'Mohammad-Reza Kianpour', NASKH],
  ['Urdu', 'ur', 'خلیل رضا ڈاکٹر ٹھاکر', 'Khalil Raza Thakur', 'NotoNastaliqUrdu-Medium'],
  ['Pashto', 'ps', 'ځلاند ښاغلی څرګند ډېروال', 'Dzaland Khaghalai', NASKH],
  ['Chinese', 'zh', '张华 喆堃玥珺', 'Zhang Hua', 'NotoSerifSC-SemiBold'],
  ['Uyghur', 'ug', 'ئابدۇراخمان ئۆمەر گۈلنار', 'Abdurakhman Ömer', NASKH],
  ['Turkish', 'tr', 'Işıl İnci Şığıroğlu', 'Isil Inci Sigiroglu', BRYGADA],
  ['Azerbaijani', 'az', 'Gülnarə Əliyeva', 'Gulnara Aliyeva', BRYGADA],
  ['Kazakh', 'kk', 'Әлия Қасымқызы Ұғұл Іңкәр', 'Aliya Kassymkyzy', BRYGADA],
  ['Kyrgyz', 'ky', 'Өмүрбек Үсөнов Жаңыл', 'Omurbek Usonov', BRYGADA],
  ['Tajik', 'tg', 'Ҷамшед Ҳусейнӣ Ӯғлон', 'Jamshed Huseyni', BRYGADA],
  ['Turkmen', 'tk', 'Çaryýew Ňurmät Žöwher', 'Charyyev Nurmat', BRYGADA],
  ['Uzbek', 'uz', 'Oʻgʻiloy Gʻaniyeva', 'Ogiloy Ganiyeva', BRYGADA],
  ['Uzbek in Cyrillic', 'uz-Cyrl', 'Ўғилой Ғаниева Ҳакимова', 'Ogiloy Ganieva', BRYGADA],
  ['Russian', 'ru', 'Наталья Юрьевна Щукина', 'Natalia Shchukina', BRYGADA],
  ['Vietnamese', 'vi', 'Nguyễn Thị Ánh Ượng', 'Nguyen Thi Anh Uong', BRYGADA],
].map(([language = '', tag = '', native = '', latin = '', face = '']) => ({
  language,
  tag,
  native,
  latin,
  face,
}));

const svg = (content: string, box: string) =>
  new TextEncoder().encode(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}">${content}</svg>`);

/** A picture of a few pixels, one half of it clear. */
function png(): Uint8Array {
  const chunk = (type: string, data: Buffer) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
    const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
    size.writeUInt32BE(data.length);
    sum.writeUInt32BE(crc32(body));
    return Buffer.concat([size, body, sum]);
  };
  const head = Buffer.from([0, 0, 0, 8, 0, 0, 0, 8, 8, 6, 0, 0, 0]);
  const row = Buffer.from([
    0,
    ...Array.from({ length: 8 }, (_, x) => [120, 60, 30, x < 4 ? 255 : 90]).flat(),
  ]);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: 8 }, () => row)))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** By hash, as a design names them. */
export const PICTURES: CertificateInput['pictures'] = new Map([
  [
    'a1',
    {
      mediaType: 'image/svg+xml',
      bytes: svg('<circle cx="20" cy="20" r="18" fill="#1f4e5f"/><path d="M50 12h66v16H50z"/>', '0 0 120 40'),
    },
  ],
  ['b2', { mediaType: 'image/png', bytes: png() }],
  [
    'c3',
    {
      mediaType: 'image/svg+xml',
      bytes: svg(
        '<path d="M5 40C20 0 40 0 30 30S60 10 70 20s10 20 20 0 20-10 15 5 30 0 50-10" fill="none" stroke="#112233" stroke-width="2"/>',
        '0 0 160 50',
      ),
    },
  ],
]);

/** Everything that a course may choose, at once. */
export const FULL_DESIGN: CertificateDesign = {
  accent: '#1f4e5f',
  logos: ['a1', 'b2', 'a1'],
  signatories: [
    { name: 'Dr Amina Yusupova', role: 'Director, Centre for Industrial Decarbonization', signature: 'c3' },
    { name: '张华', role: 'Academic lead', signature: null },
    { name: 'دکتر سارا احمدی', role: 'مدیر دوره', signature: 'c3' },
  ],
  heading: 'Certificate of professional development',
  statement: 'Awarded for a course of study with five quizzes, recorded lectures and readings.',
  transcript: true,
};

/** A certificate to be printed. */
export function printable(
  given: {
    holder?: Partial<CertificateSnapshot['holder']>;
    design?: Partial<CertificateDesign>;
    snapshot?: Partial<CertificateSnapshot>;
    credential?: string | null;
  } = {},
): CertificateInput {
  const code = codeNumber(7);
  const snapshot = { ...snapshotOf(given.holder), ...given.snapshot };
  return {
    snapshot: given.design ? { ...snapshot, design: { ...PLAIN_DESIGN, ...given.design } } : snapshot,
    code,
    verifyUrl: `https://learn.example.org/verify/${code}`,
    credential: given.credential === undefined ? '{"type":["VerifiableCredential"]}' : given.credential,
    pictures: PICTURES,
  };
}

const WAYS = [['video'], ['audio', 'transcript'], undefined, ['transcript'], ['video']] as const;

/** Modules with marks and ways of every kind. */
export const variedModules = (): CertificateSnapshot['modules'] =>
  snapshotOf().modules.map(({ scorePercent, ...module }, index) => {
    const ways = WAYS[index];
    return {
      ...module,
      scorePercent: index === 3 ? null : scorePercent,
      ...(ways ? { ways: [...ways] } : {}),
    };
  });
