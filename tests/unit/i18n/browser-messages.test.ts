import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { smallMessage } from '#lib/i18n/browser/messages-plugin.ts';
import * as compiled from '#lib/i18n/paraglide/messages.js';
import settings from '#lib/i18n/project.inlang/settings.json' with { type: 'json' };

const FOLDER = 'src/lib/i18n/paraglide/messages';

type Text = (inputs: Record<string, string>, options?: { locale: string }) => string;
const messages = compiled as unknown as Record<string, Text>;

/** What `say` was given by the module of a message as pages get it. */
const textsOf = (name: string): Text[] => {
  const code = smallMessage(readFileSync(`${FOLDER}/${name}.js`, 'utf8'), 'runtime');
  const call = code.slice(code.indexOf('say(', code.indexOf('export const')), code.lastIndexOf(';'));
  return (new Function('say', `return ${call}`) as (say: (...texts: Text[]) => Text[]) => Text[])(
    (...texts) => texts,
  );
};

test('every message says in a page what it says on the server, in every language', () => {
  const names = readdirSync(FOLDER).flatMap((file) => /^(?!_)(\w+)\.js$/.exec(file)?.[1] ?? []);
  const inputs = new Proxy({}, { get: (_target, key) => `<${String(key)}>` });
  for (const name of names) {
    const texts = textsOf(name);
    const said = settings.locales.map((locale) => messages[name]?.(inputs, { locale }));
    expect(texts.map((text) => text(inputs))).toEqual(said);
  }
  expect(names.length).toBeGreaterThan(1_000);
});

test('a message that is written in another way is not guessed at', () => {
  expect(() => smallMessage('export const x = () => `Yes`;', 'runtime')).toThrow(/new way/);
});
