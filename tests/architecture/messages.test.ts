import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { sourceFiles } from '../support/source-files.ts';
import { literalWords } from './literals.ts';

type Messages = Record<string, string>;
const read = (locale: string): Messages => {
  const { $schema: _schema, ...messages } = JSON.parse(
    readFileSync(`src/lib/i18n/messages/${locale}.json`, 'utf8'),
  ) as Messages;
  return messages;
};
const en = read('en');
const others = { fa: read('fa') };
const sources = sourceFiles(/\.(ts|svelte)$/);

describe.each(Object.entries(others))('the messages of %s', (_locale, messages) => {
  test('are the same as the English ones, none missing, none too many', () => {
    expect(Object.keys(messages)).toEqual(Object.keys(en));
  });

  test('use the same parameters', () => {
    const parameters = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort();
    const differing = Object.keys(en).filter(
      (key) => String(parameters(en[key] ?? '')) !== String(parameters(messages[key] ?? '')),
    );
    expect(differing).toEqual([]);
  });

  test('are none of them empty or left in English', () => {
    const untranslated = Object.keys(en).filter((key) => {
      const text = messages[key]?.trim() ?? '';
      // Proper names, addresses and symbols stay as they are.
      const isName =
        /^(product_name|language_name_|.*_example$)/.test(key) ||
        !/\p{L}{3}/u.test((en[key] ?? '').replaceAll(/\{\w+\}/g, ''));
      return text === '' || (!isName && !/\p{Script=Arabic}/u.test(text));
    });
    expect(untranslated).toEqual([]);
  });
});

test('every message is used', () => {
  const all = sources.map(({ text }) => text).join('\n');
  const used = new Set([...all.matchAll(/\bm\.(\w+)\b/g)].map(([, key]) => key));
  expect(Object.keys(en).filter((key) => !used.has(key))).toEqual([]);
});

test('every message that is used exists', () => {
  const used = sources.flatMap(({ path, text }) =>
    text.includes('paraglide/messages.js')
      ? [...text.matchAll(/\bm\.(\w+)\(/g)].map(([, key]) => ({ path, key: key ?? '' }))
      : [],
  );
  expect(used.length).toBeGreaterThan(50);
  expect(used.filter(({ key }) => !(key in en))).toEqual([]);
});

test('no component holds a literal word', () => {
  const found = sourceFiles(/\.svelte$/).flatMap(({ path, text }) =>
    literalWords(text).map((words) => `src/${path}: ${words}`),
  );
  expect(found).toEqual([]);
});

test('a planted literal is found, in text, attributes and expressions', () => {
  const planted = `<script>const a = 'not shown';</script>
<h1>Hello</h1>{#if a}<p>there</p>{:else}<img alt="picture" src="x.png">{/if}
<Button label="Save" class="big" />{a ? 'yes' : m.no()}{\`name \${a}\`}{#each [1] as x}<i title={'tip'}>{x}</i>{/each}
<style>p { color: red; }</style>`;
  expect(literalWords(planted)).toEqual(['Hello', 'there', 'picture', 'Save', 'yes', 'name', 'tip']);
});
