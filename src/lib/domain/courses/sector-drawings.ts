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
  // A rotary kiln on its piers: feed tower with its plume, tyres, girth gear, firing hood and flame.
  cement:
    '<path d="M3 58h58"/>' +
    '<path d="M5.5 58V19h9.500v39M5.5 27h9.500M5.5 34.500h9.500M4 19h12.500M7.5 19v-4.500h5.500V19"/>' +
    '<path d="M10.3 11c-.8-2.2 2.2-2.7 1.7-5 2.4-.2 4-1.5 4-3.5"/>' +
    '<path d="M15 31.500l34 5.500M15 43l34 5.5"/>' +
    '<path d="M21 31c-1.3 4-1.3 9.5 0 14.500l2.8.5c-1.3-5-1.3-10.5 0-14.500zM37 33.600c-1.3 4-1.3 9.5 0 14.500l2.8.5c-1.3-5-1.3-10.5 0-14.500z"/>' +
    '<path d="M29 31.900c-1.5 4.3-1.5 10 0 15.200M31.3 32.300c-1.5 4.3-1.5 10 0 15.2"/>' +
    '<path d="M19.5 58l1.5-9.500h4l1.5 9.500M35.5 58l1.5-7h4l1.5 7M18 58v-2h10v2M34 58v-2h10v2"/>' +
    '<path d="M49 33.500h8V53h-8zM57 43.500h4.500M50.5 53v5M55.5 53v5M51.5 36.500h3"/>' +
    '<path d="M49 43.500c-1.7-2.6-4-2.7-6.5-.9 2.3 2.9 4.5 3.2 6.5.9z"/>',
  // A tilted converter on its trunnion ring pours into the ladle; sparks above.
  steel:
    '<path d="M3 58h58"/>' +
    '<g transform="rotate(-24 34 33)">' +
    '<path d="M28 12.500h12l1.5 3.5-1 1.200c5 3 7.5 8 7.5 13.300v9c0 6-5.5 10.5-14 10.500s-14-4.5-14-10.500v-9c0-5.3 2.5-10.3 7.5-13.300l-1-1.200z"/>' +
    '<path d="M27.5 17.200h13M18.8 31h30.400v7H18.800z"/><circle cx="34" cy="34.5" r="5"/><circle cx="34" cy="34.5" r="1.7"/>' +
    '<path d="M25.5 42.500v3M34 43v3.500M42.5 42.500v3"/></g>' +
    '<path d="M29 47.500L25.5 58M47.5 47l4 11M23 58v-2h7v2M48 58v-2h6.500v2"/>' +
    '<path d="M22.5 15.500c-5.5 3-9.2 9.5-10 22M19.5 14.500c-5.8 3.5-9.3 10.5-9.8 23"/>' +
    '<path d="M4 40.500h14.500L17 54.500H5.500zM2.5 40.500H20M4.9 45.500h12.700M8 54.500V58M14.5 54.500V58"/>' +
    '<path d="M13.5 9l-1.7-3M9 13.500L6 11.700M18.5 6.500V3M6 19.500l-3-.5M24 7l1.2-3"/>',
  // A distillation column with its trays and ladder, the overhead condenser and drum, and the reboiler.
  chemicals:
    '<path d="M3 58h58"/>' +
    '<path d="M15 15c0-4.5 3-7 7.5-7s7.5 2.5 7.5 7v33c0 3-3 5-7.5 5S15 51 15 48z"/>' +
    '<path d="M15 18.500h11M19 24.500h11M15 30.500h11M19 36.500h11M15 42.500h11M15.5 49h14"/>' +
    '<path d="M17.5 52v6M27.5 52v6"/>' +
    '<path d="M22.5 8V4H47v6"/><circle cx="47" cy="14.5" r="4.5"/><path d="M40.5 18.500l4.5-4 1.5 2.5 2-5 1.5 2.5 3.5-4"/>' +
    '<path d="M47 19v4.500M39.5 23.500h15a3.5 3.5 0 0 1 0 7h-15a3.5 3.5 0 0 1 0-7zM39.5 27h15"/>' +
    '<path d="M43 30.500v3.500H30M51 30.500v6.500h10"/>' +
    '<path d="M30 48h5.500M39.5 44.500h14a3.5 3.5 0 0 1 0 7h-14a3.5 3.5 0 0 1 0-7zM46 44.500V40H30M40.5 51.500V58M52.5 51.500V58"/>' +
    '<path d="M36 48h4.500l1.7-1.7 2.8 3.4 2.8-3.400L50 48h7"/>' +
    '<path d="M11.5 12v46M7.5 12v46M7.5 17.500h4M7.5 23.500h4M7.5 29.500h4M7.5 35.500h4M7.5 41.500h4M7.5 47.500h4M7.5 53.500h4M11.5 20H15M11.5 45H15"/>',
  // An electric car at its charging post.
  transport:
    '<path d="M3 58h58"/>' +
    '<path d="M8 51.500H5.500c-1.7 0-2.5-.8-2.5-2.500v-4.500c0-3 1.5-4.8 4.5-5.500l5.5-1.3 6-6.700c1.7-1.9 3.5-2.7 6-2.700h8.500c3 0 5 1 6.7 3.200l4.3 5.500c1.7.9 2.5 2.4 2.5 4.500v7.500c0 1.7-.8 2.5-2.5 2.500H43M19 51.500h13"/>' +
    '<circle cx="13.5" cy="52" r="5.5"/><circle cx="13.5" cy="52" r="2.2"/><circle cx="37.5" cy="52" r="5.5"/><circle cx="37.5" cy="52" r="2.2"/>' +
    '<path d="M15.5 37.500l5.5-5.800c.9-.9 1.9-1.3 3.2-1.300h2.300v7.100zM29.5 30.400h3.200c1.9 0 3.2.6 4.3 2l3.8 5.100H29.500z"/>' +
    '<path d="M28 37.500v10.500M30.5 41h3M3.5 43h3.500c1 0 1.5-.5 1.5-1.500M20 48h11"/>' +
    '<path d="M52 58V15.500c0-2 1-3 3-3h2.500c2 0 3 1 3 3V58M54.2 17h4.100v5h-4.100z"/>' +
    '<path d="M57 27.500l-2.5 4.500h3.500l-2.5 4.5"/>' +
    '<path d="M52 26.500c-2.3 0-3.5 1.2-3.5 3.500v3.500c0 3.5-.7 6-3.5 7.5"/><circle cx="43.6" cy="41.8" r="1.5"/>',
};
