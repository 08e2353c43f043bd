import type { Transport } from '@sveltejs/kit';
import { Html } from '#lib/domain/courses/html.ts';

/**
 * Published HTML travels once, in the page itself. In the hydration data it is replaced by a mark; the browser keeps the DOM that the
 * server sent (Svelte does not touch `{@html}` content while hydrating). Links between readings load whole documents.
 */
export const transport: Transport = {
  Html: {
    encode: (value) => value instanceof Html && 1,
    decode: () => new Html(' '),
  },
};
