import { validate as isUuid } from 'uuid';
import type { Place } from '../../queries/newest-first.ts';

/** A place as pages carry it in their address: milliseconds since 1970, a point, the id. */
export const placeText = ({ at, id }: Place): string => `${at.getTime()}.${id}`;

/** `1772438400000.019...`; anything else is the first page. */
export function readPlace(after: string | null | undefined): Place | null {
  const [time = '', id = ''] = (after ?? '').split('.');
  return /^\d{1,13}$/.test(time) && isUuid(id) ? { at: new Date(Number(time)), id } : null;
}
