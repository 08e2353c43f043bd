import { join } from 'node:path';
import type { Plugin } from 'vite';
import settings from '../project.inlang/settings.json' with { type: 'json' };

const RUNTIME = join(import.meta.dirname, 'runtime.ts');
const MESSAGE = /\/i18n\/paraglide\/messages\/(?!_index)\w+\.js$/;

/** Makes what the message compiler writes small for pages: the functions of a message, without the finding of its language around each. */
export function browserMessages(): Plugin {
  return {
    name: 'pathways:browser-messages',
    enforce: 'pre',
    applyToEnvironment: ({ name }) => name === 'client',
    resolveId: (source) => (/\bparaglide\/runtime\.js$/.test(source) ? RUNTIME : null),
    transform: (code, id) => (MESSAGE.test(id) ? { code: smallMessage(code, RUNTIME), map: null } : null),
  };
}

/**
 * The module of one message as a page gets it. Throws where the compiler writes messages in another way than it did.
 *
 * Worked example: `const en_x = () => { return (\`Yes\`) }`, the same for `fa`, and the choice between them become
 * `export const x = say(() => { return (\`Yes\`) }, () => { return (\`بله\`) })`.
 */
export function smallMessage(code: string, runtime: string): string {
  const [, name] = /export const (\w+) =/.exec(code) ?? [];
  const texts = settings.locales.map((locale) => {
    const text = new RegExp(
      `^const ${locale}_${name} = /\\*\\*.*?\\*/ ((?:\\(i\\)|\\(\\)) => \\{$.*?^\\});$`,
      'ms',
    ).exec(code);
    return text?.[1];
  });
  if (!name || texts.includes(undefined))
    throw new Error(`The message compiler writes in a new way:\n${code}`);
  return `import { say } from ${JSON.stringify(runtime)};\nexport const ${name} = /* @__PURE__ */ say(${texts.join(', ')});\n`;
}
