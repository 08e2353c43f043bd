/** Ids of the people that a form chose: those whose boxes are ticked, or the one whose own button was pressed. */
export async function chosenIn(request: Request): Promise<string[]> {
  const form = await request.formData().catch(() => new FormData());
  return chosenOf(form);
}

export function chosenOf(form: FormData): string[] {
  const only = form.get('only');
  return typeof only === 'string' ? [only] : form.getAll('people').map(String);
}
