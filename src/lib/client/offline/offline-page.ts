import { directionOf, formatDateShort } from '#lib/i18n/formats.ts';
import * as m from '#lib/i18n/paraglide/messages.js';
import { toLocale } from '#lib/i18n/paraglide/runtime.js';
import { routes } from '../routes.ts';
import type { KeptModule } from './device-store.ts';

/** Colours of the house (styles/tokens.css), for a page that has nothing but itself. */
const STYLE = `
:root{color-scheme:light dark;--paper:#faf5ed;--ink:#271e18;--soft:#5d5249;--line:#d8cfc3}
@media(prefers-color-scheme:dark){:root{--paper:#1b1612;--ink:#ece7de;--soft:#bdb3a6;--line:#403830}}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.6 'Source Sans','Noto Sans',Tahoma,sans-serif}
body:lang(fa){line-height:1.9}
main{max-width:40rem;margin-inline:auto;padding:3rem 1.25rem}
svg{width:min(20rem,100%);fill:var(--paper);stroke:var(--ink);stroke-width:2}
[dir=rtl] svg{scale:-1 1}
h1{font-family:Georgia,'Noto Serif',Tahoma,serif;font-size:2rem;line-height:1.3}
ul{list-style:none;padding:0}
li{padding-block:.75rem;border-block-start:1px solid var(--line)}
a{color:inherit;font-weight:600;display:inline-block;padding-block:.55rem}
p,small{color:var(--soft);font-size:1rem}
`;

/**
 * What a navigation to a page that is not kept gets while there is no line: what is kept, with links. It needs nothing from the server and runs no
 * script. Its address is the one that was asked for, so loading it again later shows what was wanted.
 */
export function offlinePage(modules: readonly KeptModule[], language: string): Response {
  const locale = toLocale(language) ?? 'en';
  const said = { locale };
  const items = modules.map(({ course, module, title, lang, keptAt, practice }) => {
    const day = m.offline_kept_on({ date: formatDateShort(new Date(keptAt), locale) }, said);
    const link = `<a href="${escape(routes.learnModule(course, module))}"><bdi lang="${escape(lang)}">${escape(title)}</bdi></a>`;
    const practise = practice
      ? `<br><a href="${escape(practice)}">${escape(m.practice_name({}, said))}</a>`
      : '';
    return `<li>${link} <small>${escape(day)}</small>${practise}</li>`;
  });
  const html = `<!doctype html>
<html lang="${locale}" dir="${directionOf(locale)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(m.offline_title({}, said))} · ${escape(m.product_name({}, said))}</title><style>${STYLE}</style></head>
<body><main>
<svg viewBox="0 0 320 40" aria-hidden="true"><path d="M10 20h122"/><path d="M140 20h40" stroke-dasharray="2 6"/><path d="M188 20h122"/><circle cx="12" cy="20" r="9" fill="currentColor"/><circle cx="132" cy="20" r="9"/><circle cx="188" cy="20" r="9"/><circle cx="308" cy="20" r="9"/></svg>
<h1>${escape(m.offline_title({}, said))}</h1>
<p>${escape(m.offline_text({}, said))}</p>
<h2>${escape(m.offline_kept_title({}, said))}</h2>
<ul>${items.join('')}</ul>
<p><a href="${routes.kept()}">${escape(m.kept_title({}, said))}</a></p>
</main></body></html>`;
  return new Response(html, {
    // Not 200: whoever asks by script must not take it for the page that was wanted.
    status: 503,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'",
    },
  });
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escape = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');
