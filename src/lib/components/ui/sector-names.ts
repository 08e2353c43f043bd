import type { SectorKey } from '#lib/domain/courses/course.ts';
import * as m from '#lib/i18n/paraglide/messages.js';

const NAMES: Record<SectorKey, () => string> = {
  'coal-power': m.sector_coal_power,
  cement: m.sector_cement,
  steel: m.sector_steel,
  chemicals: m.sector_chemicals,
  transport: m.sector_transport,
};

/** A sector in the reader's language, as it stands in a sentence. */
export const sectorName = (sector: SectorKey): string => NAMES[sector]();
