import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { AppError } from '#lib/domain/errors.ts';
import { formText, secretText } from '#lib/server/http/form-text.ts';
import { readForm, runForm } from '#lib/server/http/forms.ts';

const schema = v.object({ email: formText, name: formText });
const sent = (body: BodyInit, type?: string) =>
  new Request('http://localhost/', {
    method: 'POST',
    body,
    ...(type ? { headers: { 'content-type': type } } : {}),
  });

describe('a form that was sent', () => {
  test('is read as text, missing fields as empty, others not at all', async () => {
    const body = new URLSearchParams({ email: 'a@example.org', admin: '1' });
    expect(await readForm(sent(body), schema)).toEqual({ email: 'a@example.org', name: '' });
  });

  test('with a file where text should be holds the empty text', async () => {
    const body = new FormData();
    body.set('email', new File(['x'], 'x.txt'));
    expect(await readForm(sent(body), schema)).toEqual({ email: '', name: '' });
  });

  test('that is no form at all is an empty one', async () => {
    expect(await readForm(sent('{"email":"a"}', 'application/json'), schema)).toEqual({
      email: '',
      name: '',
    });
  });

  test('is cut where a field is absurdly long', async () => {
    const body = new URLSearchParams({ name: 'x'.repeat(100_000) });
    expect((await readForm(sent(body), schema)).name).toHaveLength(5_000);
  });
});

test('marks of direction and controls are taken out of what was typed, and nothing else', async () => {
  const name = 'Sa\u202Era\u2066\u2069\u200E\u200F\u061C\0\u0007\u0085\uFEFF\u2028';
  const body = new URLSearchParams({ name, email: 'نمی\u200Cخواهم\r\n\tand 👩\u200D👧' });
  expect(await readForm(sent(body), schema)).toEqual({
    name: 'Sara\uFEFF',
    email: 'نمی\u200Cخواهم\r\n\tand 👩\u200D👧',
  });
});

test('a password is read exactly as it was typed', async () => {
  const password = 'pa\u200Ess\u0007 word ';
  const read = await readForm(sent(new URLSearchParams({ password })), v.object({ password: secretText }));
  expect(read).toEqual({ password });
});

describe('a form that is worked on', () => {
  test('gives its result', async () => {
    expect(await runForm({}, () => Promise.resolve({ saved: true }))).toEqual({ saved: true });
  });

  test('comes back with what was typed when it is refused', async () => {
    const refusal = new AppError('invalid-input', { fields: { email: 'email-missing' } });
    const result = await runForm({ name: 'Sara' }, () => Promise.reject(refusal));
    expect(result).toMatchObject({
      status: 400,
      data: { code: 'invalid-input', fields: { email: 'email-missing' }, typed: { name: 'Sara' } },
    });
  });

  test('may go elsewhere, and a bug stays a bug', async () => {
    const away = runForm({}, () => Promise.resolve(redirect(303, '/dashboard')));
    await expect(away).rejects.toMatchObject({ status: 303, location: '/dashboard' });
    await expect(runForm({}, () => Promise.reject(new Error('bug')))).rejects.toThrow('bug');
  });
});
