import sanitizeHtml from 'sanitize-html';

/**
 * The last wall: only what the language can produce passes, whatever it was given. No image, no SVG, no style, no handler, no address but
 * https and a place on the same page; a button only as the opener of a glossary popover.
 */
export function sanitize(html: string): string {
  return sanitizeHtml(html, {
    allowedTags: [
      ...['p', 'h2', 'h3', 'h4', 'h5', 'ul', 'ol', 'li', 'strong', 'em', 'br', 'a', 'button', 'sup'],
      ...['aside', 'div', 'table', 'thead', 'tbody', 'tr', 'th', 'td'],
    ],
    allowedAttributes: {
      a: ['href', 'rel'],
      button: ['type', 'popovertarget'],
      h2: ['id'],
      h3: ['id'],
      h4: ['id'],
      h5: ['id'],
      div: ['data-figure', 'tabindex'],
      ol: ['start'],
    },
    allowedClasses: {
      button: ['term'],
      sup: ['cite'],
      aside: ['beyond', 'note'],
      p: ['label', 'reference'],
      div: ['table-scroll'],
    },
    allowedSchemes: ['https'],
    allowProtocolRelative: false,
    exclusiveFilter: ({ tag, attribs }) =>
      tag === 'button' &&
      (attribs['type'] !== 'button' || !/^term-[a-z0-9-]+$/.test(attribs['popovertarget'] ?? '')),
  });
}
