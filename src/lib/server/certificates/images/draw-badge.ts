import type { CertificateSnapshot, CertifiedModule } from '#lib/domain/certificates/certificate.ts';
import { SECTOR_DRAWINGS } from '#lib/domain/courses/sector-drawings.ts';
import { visible } from '../lines.ts';
import { HOUSE, SECTOR_COLOURS } from './house-colours.ts';
import { breakLines, escapeXml, fitSize } from './svg-text.ts';

const SERIF = 'font-family="Brygada 1918, Georgia, serif" font-weight="600"';
const SANS = 'font-family="Source Sans 3, Helvetica, sans-serif"';

/**
 * The badge of a module as SVG, 480 by 480: the sector's drawing on its plate, the module's short title, who issued it and when, and the pathway that runs
 * through with one filled stop. The holder is not on it: who shows it says that themselves, and the credential inside names them.
 */
export function drawBadge(module: CertifiedModule, issuer: CertificateSnapshot['issuer']): string {
  const { accent, plate, line } = SECTOR_COLOURS[module.sector];
  const title = visible(module.shortTitle);
  const name = visible(issuer.name);
  const year = module.completedAt.slice(0, 4);
  return [
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 480 480" width="480" height="480" role="img">',
    `<title>${escapeXml(`${title} · ${name}`)}</title>`,
    `<circle cx="240" cy="240" r="236" fill="${HOUSE.raised}" stroke="${accent}" stroke-width="5"/>`,
    `<circle cx="240" cy="240" r="222" fill="none" stroke="${accent}" stroke-width="1.5"/>`,
    `<clipPath id="upper"><path d="M0 0h480v286H0z"/></clipPath>`,
    `<circle cx="240" cy="240" r="212" fill="${plate}" clip-path="url(#upper)"/>`,
    `<g transform="translate(132 50) scale(3.375)" fill="none" stroke="${line}" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">${SECTOR_DRAWINGS[module.sector]}</g>`,
    `<path d="M33 286h414" stroke="${HOUSE.ink}" stroke-width="2.5"/>`,
    `<circle cx="240" cy="286" r="13" fill="${HOUSE.raised}" stroke="${accent}" stroke-width="2.5"/>`,
    `<circle cx="240" cy="286" r="7.5" fill="${accent}"/>`,
    titleLines(title),
    `<text x="240" y="408" text-anchor="middle" ${SANS} font-size="20" fill="${HOUSE.soft}">${escapeXml(`${name} · ${year}`)}</text>`,
    '</svg>',
  ].join('');
}

/** One line where it fits well, else two. */
function titleLines(title: string): string {
  const isShort = fitSize(title, 330, 42) >= 32;
  const lines = isShort ? [title] : breakLines(title, 340, 32, 2);
  const size = Math.min(...lines.map((each) => fitSize(each, 330, isShort ? 42 : 32)));
  const first = lines.length === 1 ? 355 : 340;
  return lines
    .map(
      (each, index) =>
        `<text x="240" y="${first + index * size * 1.12}" text-anchor="middle" ${SERIF} font-size="${size}" fill="${HOUSE.ink}">${escapeXml(each)}</text>`,
    )
    .join('');
}
