import fc from 'fast-check';
import { expect, test } from 'vitest';
import { routes, safeNext } from '#lib/client/routes.ts';

test.each([
  ['/learn/course/steel?x=1#y', '/learn/course/steel?x=1#y'],
  ['/', '/'],
  [null, '/home'],
  ['', '/home'],
  ['dashboard', '/home'],
  ['//evil.example', '/home'],
  ['/\\evil.example', '/home'],
  ['/x\\..\\evil', '/home'],
  ['https://evil.example', '/home'],
  ['javascript:alert(1)', '/home'],
  ['/\t/evil.example', '/home'],
  ['\n//evil.example', '/home'],
])('after a login %j leads to %s', (next, place) => expect(safeNext(next, '/home')).toBe(place));

test('whatever was asked for, a login never leads to another site', () => {
  const nasty = fc.string({
    unit: fc.constantFrom('/', '\\', '.', ':', '@', '\t', ' ', '?', '#', '%', 'e', '\u00A0'),
  });
  fc.assert(
    fc.property(nasty, (next) => {
      const place = new URL(safeNext(next, '/home'), 'https://learn.example.org');
      expect(place.origin).toBe('https://learn.example.org');
    }),
    { numRuns: 2_000 },
  );
});

test('addresses with a question leave out what is empty and escape the rest', () => {
  expect(routes.adminUsers({ words: '', after: 'a+b@example.org' })).toBe(
    '/admin/users?after=a%2Bb%40example.org',
  );
  expect(routes.adminUsers()).toBe('/admin/users');
  expect(routes.register('/join/x y')).toBe('/register?next=%2Fjoin%2Fx%20y');
});
