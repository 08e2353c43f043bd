import type { Transport } from '@sveltejs/kit';
import { Html } from '#lib/domain/courses/html.ts';

/**
 * Published HTML travels once. Beside the page that the server rendered, the hydration data holds only a mark, and Svelte leaves the
 * content of `{@html}` as the server sent it (it must not be empty: hence the space).
 */
export const transport: Transport = {
  Html: {
    encode: (value) => value instanceof Html && (value.travelsInData ? value.text : 1),
    decode: (sent: string | 1) => new Html(sent === 1 ? ' ' : sent),
  },
};
