import type { SectorKey } from './course.ts';

/**
 * The line drawing of each sector: SVG content for a box of 64 by 64, drawn with strokes only, without colour or width, so that
 * a page, a badge and a certificate each set their own. Example: `<svg viewBox="0 0 64 64" fill="none" stroke="currentColor">`
 * around it. Each stays under 4 KB (tests/unit/courses/sector-drawings.test.ts).
 */
export const SECTOR_DRAWINGS: Record<SectorKey, string> = {
  // A cooling tower on its legs, a stack with its bands, and the plume.
  'coal-power':
    '<path d="M3 58h58"/>' +
    '<path d="M7.5 58c4.4-10.6 7-21 7-30.5 0-4-.5-7.5-1.3-10.500M40.5 58c-4.4-10.6-7-21-7-30.5 0-4 .5-7.5 1.3-10.5"/>' +
    '<ellipse cx="24" cy="17" rx="10.8" ry="2.2"/>' +
    '<path d="M10.2 51.200c4 1.5 8.7 2.2 13.8 2.200s9.8-.7 13.8-2.2"/>' +
    '<path d="M10.2 51.200l3.3 6.8 3.6-5.2 3.4 5.2 3.5-4.6 3.5 4.6 3.4-5.2 3.6 5.2 3.3-6.8"/>' +
    '<path d="M18.5 25c-.2 9.5-1.5 16.5-3.2 23M29.5 25c.2 9.5 1.5 16.5 3.2 23M24 26.500v23"/>' +
    '<path d="M46.5 58l1.5-33h6l1.5 33M47.8 30h6.400M47.5 35h7"/>' +
    '<path d="M18 12.500c-3.6-.3-4-5-.5-5.8.6-3.9 6.4-4.7 8.3-1.3 3.2-1.5 6.5.8 6 4 3.3.2 3.8 3.7 1.2 4.6"/>' +
    '<path d="M51 20.500c-.8-2.4 2.6-3.2 1.7-6 2.6-.2 4.3-1.7 4.3-4"/>',
  // A rotary kiln on its piers: feed tower, tyres, girth gear, firing hood and flame.
  cement:
    '<path d="M3 58h58"/>' +
    '<path d="M6 58V12h9v46M6 20h9M6 28h9M4.5 12h12M8 12V7.500h5V12"/>' +
    '<path d="M15 31.500l34 5.500M15 43l34 5.5"/>' +
    '<path d="M21.5 31c-1.3 4-1.3 9.5 0 14.500l2.8.5c-1.3-5-1.3-10.5 0-14.500zM41.5 34.200c-1.3 4-1.3 9.5 0 14.500l2.8.5c-1.3-5-1.3-10.5 0-14.500z"/>' +
    '<path d="M31.5 32.200c-1.5 4.3-1.5 10 0 15.200M33.8 32.600c-1.5 4.3-1.5 10 0 15.2"/>' +
    '<path d="M20 58l1.5-9h4l1.5 9M40 58l1.5-5.500h4L47 58"/>' +
    '<path d="M49 34.500h7.500V52H49zM56.5 43.500H61M52.7 52v6"/>' +
    '<path d="M54 43.500c-2.5-2.6-5.5-2.4-9-.4 3.5 2.6 6.5 3 9 .4z"/>' +
    '<path d="M36 23c0-3 4-3 4-6s-4-3-4-6M42.5 24c0-2 2.7-2 2.7-4s-2.7-2-2.7-4"/>',
  // A tilted converter on its trunnions, the oxygen lance above, sparks, and the ladle that takes the steel.
  steel:
    '<path d="M3 58h58"/>' +
    '<g transform="rotate(-24 34 33)">' +
    '<path d="M28 12.500h12l1.5 3.5-1 1.200c5 3 7.5 8 7.5 13.300v9c0 6-5.5 10.5-14 10.500s-14-4.5-14-10.500v-9c0-5.3 2.5-10.3 7.5-13.300l-1-1.200z"/>' +
    '<path d="M27.5 17.200h13M20 31.500h28M20 37.500h28"/><circle cx="34" cy="34.5" r="4.6"/><circle cx="34" cy="34.5" r="1.6"/>' +
    '<path d="M25 49.500v-3.500M34 50v-3.500M43 49.500v-3.5"/></g>' +
    '<path d="M36 46l7 12M32 46.500L25.5 58"/>' +
    '<path d="M22.5 14.500c-5.5 3-9.5 10-10.5 23.500M19.5 14c-5.5 3.5-9 11-9.7 24"/>' +
    '<path d="M4 40.500h14.500L17 54H5.500zM3 40.500h16.500M5 46h12.5"/>' +
    '<path d="M15 8l-1.5-3M10 11.500L7 9.500M21 6V3M8 17.500l-3.3-.3M27 6.500l1.3-2.5"/>',
  // A distillation column with trays, the overhead condenser and its drum, and the reboiler.
  chemicals:
    '<path d="M3 58h58"/>' +
    '<path d="M15 15c0-4.5 3-7 7.5-7s7.5 2.5 7.5 7v33c0 3-3 5-7.5 5S15 51 15 48z"/>' +
    '<path d="M15 18.500h11M19 23.500h11M15 28.500h11M19 33.500h11M15 38.500h11M19 43.500h11M15.5 49.500h14"/>' +
    '<path d="M17.5 52.500V58M27.5 52.500V58"/>' +
    '<path d="M22.5 8V4H47v6"/><circle cx="47" cy="14.5" r="4.5"/><path d="M41 18.500l4-4 1.5 2.5 2-5 1.5 2.5 4-4"/>' +
    '<path d="M47 19v4.500M39.5 23.500h15a3 3 0 0 1 0 7h-15a3 3 0 0 1 0-7zM40 27h14"/>' +
    '<path d="M43 30.500v5H30M51 30.500v9h9"/>' +
    '<path d="M30 50h8M38.5 44.500h15a3 3 0 0 1 0 7h-15a3 3 0 0 1 0-7zM46 44.500V40H30M40.5 51.500V58M51.5 51.500V58"/>' +
    '<path d="M39 48h3l1.5-1.5 3 3 3-3 1.5 1.500h3"/>' +
    '<path d="M11.5 12v46M8 12v46M8 18h3.500M8 24h3.500M8 30h3.500M8 36h3.500M8 42h3.500M8 48h3.500M8 54h3.5"/>',
  // An electric car at its charging post.
  transport:
    '<path d="M3 58h58"/>' +
    '<path d="M10.5 51.500H7c-2 0-3-1-3-3v-6.500c0-2.5 1-4 3.5-4.700l5-1.3 6.5-7c1.7-1.8 3.5-2.5 6-2.500h8c2.8 0 4.8 1 6.3 3.200l4 6.300c2.7.7 4.2 2.5 4.2 5.500v6.500c0 2.3-1.2 3.5-3.5 3.500H43M21.5 51.500H32"/>' +
    '<circle cx="16" cy="52" r="5.5"/><circle cx="16" cy="52" r="2"/><circle cx="37.5" cy="52" r="5.5"/><circle cx="37.5" cy="52" r="2"/>' +
    '<path d="M16 36h26.500M27.5 29.500V36M18 36l4.7-5.200c.8-.9 1.6-1.3 2.8-1.300H32c1.8 0 3 .6 4 2l3 4.5"/>' +
    '<path d="M27.5 36v12M30 40h3M4.2 42.500h3.600M44.5 42h3"/>' +
    '<path d="M51 58V17c0-2 1-3 3-3h4c2 0 3 1 3 3v41M53.5 18h5v6h-5z"/>' +
    '<path d="M56.7 30l-2.7 5h4l-2.7 5"/>' +
    '<path d="M51 29h-2.500c-2.3 0-3.5 1.2-3.5 3.5"/>',
};
