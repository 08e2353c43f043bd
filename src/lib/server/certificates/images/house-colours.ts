import type { SectorKey } from '#lib/domain/courses/course.ts';

/** The light colours of styles/tokens.css as sRGB, for pictures: what draws them knows no OKLCH. A test holds both to each other. */
export const HOUSE = {
  paper: '#faf5ed',
  raised: '#fdfcf7',
  ink: '#271e18',
  soft: '#5e534a',
  line: '#d8d0c4',
};

/** Of each sector: what draws, and ground and line of its drawing. */
export const SECTOR_COLOURS: Record<SectorKey, { accent: string; plate: string; line: string }> = {
  'coal-power': { accent: '#b97515', plate: '#2d3137', line: '#f0be67' },
  cement: { accent: '#be5737', plate: '#fbe2d7', line: '#993c23' },
  steel: { accent: '#2a67bd', plate: '#deebfb', line: '#184da3' },
  chemicals: { accent: '#1a8582', plate: '#d5f0ee', line: '#005f5f' },
  transport: { accent: '#3e8343', plate: '#def0da', line: '#22622e' },
};
