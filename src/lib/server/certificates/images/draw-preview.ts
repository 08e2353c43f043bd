import type { CertificateSnapshot } from '#lib/domain/certificates/certificate.ts';
import { nameLine, visible } from '../lines.ts';
import type { Coverage } from '../fonts.ts';
import { HOUSE, SECTOR_COLOURS } from './house-colours.ts';
import { breakLines, escapeXml, fitSize } from './svg-text.ts';

export const PREVIEW_WIDTH = 1200;
const HEIGHT = 630;
const ROOM = 1040;
const LINE_Y = 478;
const SERIF = 'Brygada 1918';
const SANS = 'Source Sans 3';

interface Written {
  y: number;
  size: number;
  family?: string;
  weight?: number;
  fill?: string;
  x?: number;
}

const write = (text: string, { x = 600, y, size, family = SERIF, weight = 600, fill = HOUSE.ink }: Written) =>
  `<text x="${x}" y="${y}" text-anchor="middle" font-family="${family}" font-weight="${weight}" font-size="${size}" fill="${fill}">${escapeXml(text)}</text>`;

/**
 * The picture that other sites show beside the link to what was issued, 1200 by 630, as SVG. In English, as the certificate. A native name that the fonts do not
 * hold gives way to the Latin one; where neither can be drawn no name stands there.
 */
export function drawPreview(
  snapshot: CertificateSnapshot,
  given: { kind: 'certificate' | 'badge'; host: string; coverage: Coverage },
): string {
  const [module] = snapshot.modules;
  const isBadge = given.kind === 'badge' && module !== undefined;
  return sheet([
    write(isBadge ? 'Badge of a course module' : 'Certificate of completion', {
      ...{ y: 116, size: 27, family: SANS, weight: 400, fill: HOUSE.soft },
    }),
    ...names(snapshot.holder, given.coverage),
    ...title(isBadge ? module.title : snapshot.course.title),
    pathway(snapshot.modules),
    footer(`Verified at ${given.host}`),
  ]);
}

/** The same without a name: for what is not valid any more, or whose holder was erased. */
export const drawPlainPreview = (issuer: string, host: string): string =>
  sheet([
    write('Check a certificate', { y: 250, size: 72 }),
    write(`Anyone can check a certificate of ${visible(issuer)}`, {
      ...{ y: 330, size: 32, family: SANS, weight: 400, fill: HOUSE.soft },
    }),
    pathway([]),
    footer(host),
  ]);

function sheet(parts: string[]): string {
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${PREVIEW_WIDTH} ${HEIGHT}" width="${PREVIEW_WIDTH}" height="${HEIGHT}">`,
    `<rect width="${PREVIEW_WIDTH}" height="${HEIGHT}" fill="${HOUSE.paper}"/>`,
    `<rect x="30" y="30" width="1140" height="570" rx="9" fill="${HOUSE.raised}" stroke="${HOUSE.ink}" stroke-width="2"/>`,
    `<rect x="40" y="40" width="1120" height="550" rx="5" fill="none" stroke="${HOUSE.line}" stroke-width="1.5"/>`,
    ...parts,
    '</svg>',
  ].join('');
}

function names(holder: CertificateSnapshot['holder'], coverage: Coverage): string[] {
  const native = visible(holder.nameNative);
  const latin = visible(holder.nameLatin);
  const lines = [nameLine(native, holder.nameLanguage, coverage), nameLine(latin, 'en', coverage)];
  // On one line nothing is broken, so the places to break at are not needed.
  const bare = (text: string) => text.replaceAll('\u200b', '');
  const [first, second] = native === latin ? [lines[1]] : lines.filter((line) => line !== null);
  if (!first) return [];
  // Nastaliq climbs: at the size of the others it would stand in the line above.
  const most = first.fonts.includes('Noto Nastaliq Urdu') ? 52 : 76;
  return [
    write(bare(first.text), {
      y: 212,
      size: fitSize(first.text, ROOM, most),
      family: first.fonts.join(', '),
    }),
    ...(second
      ? [
          write(bare(second.text), {
            ...{ y: 270, size: fitSize(second.text, ROOM, 32), weight: 400, fill: HOUSE.soft },
            family: SANS,
          }),
        ]
      : []),
  ];
}

function title(text: string): string[] {
  const shown = visible(text);
  const lines = fitSize(shown, ROOM, 46) >= 36 ? [shown] : breakLines(shown, ROOM, 38, 2);
  const size = Math.min(...lines.map((line) => fitSize(line, ROOM, lines.length === 1 ? 46 : 38)));
  const first = lines.length === 1 ? 375 : 350;
  return lines.map((line, index) => write(line, { y: first + index * size * 1.2, size }));
}

/** One line from frame to frame, a filled stop for each module. */
function pathway(modules: CertificateSnapshot['modules']): string {
  const step = Math.min(210, 1000 / Math.max(modules.length, 1));
  const start = 600 - (step * (modules.length - 1)) / 2;
  const stops = modules.map(({ sector, shortTitle }, index) => {
    const x = start + index * step;
    const { accent } = SECTOR_COLOURS[sector];
    const label = visible(shortTitle);
    return (
      `<circle cx="${x}" cy="${LINE_Y}" r="15" fill="${HOUSE.raised}" stroke="${accent}" stroke-width="3"/>` +
      `<circle cx="${x}" cy="${LINE_Y}" r="8.5" fill="${accent}"/>` +
      write(label, { x, y: LINE_Y + 46, size: fitSize(label, step - 10, 21), family: SANS, weight: 400 })
    );
  });
  return `<path d="M40 ${LINE_Y}h1120" stroke="${HOUSE.ink}" stroke-width="3"/>${stops.join('')}`;
}

const footer = (text: string): string =>
  write(text, { y: 572, size: fitSize(text, ROOM, 23), family: SANS, weight: 600, fill: HOUSE.soft });
