import { expect, test } from 'vitest';
import { accentOf, contrastOnPaper } from '#lib/domain/certificates/accent.ts';

test('a dark colour draws and writes', () => {
  expect(accentOf('#1F4E5F')).toEqual({ ornament: '#1f4e5f', text: '#1f4e5f' });
});

test('a colour too light to be read is used for ornament only', () => {
  expect(accentOf('#ffd166')).toEqual({ ornament: '#ffd166', text: null });
  expect(accentOf('#ffffff')).toEqual({ ornament: '#ffffff', text: null });
});

test.each([null, '', 'teal', '#fff', '#12345g', '#1234567', '"); #read("x'])('%j is no colour', (colour) => {
  expect(accentOf(colour)).toBeNull();
});

test('black on the paper has nearly the greatest contrast there is', () => {
  expect(contrastOnPaper('#000000')).toBeGreaterThan(20);
  expect(contrastOnPaper('#fefbf4')).toBe(1);
});
