/** Answers of an open practice, as its fields hold them, kept in the browser until it is handed in. Not on the server: they count for nothing. */

const keyOf = (practice: string) => `pathways.practice.${practice}`;

export function readPracticeDraft(practice: string): Record<string, unknown> {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(practice)) ?? '{}');
    return typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

export function keepPracticeDraft(practice: string, drafts: Readonly<Record<string, unknown>>): void {
  try {
    localStorage.setItem(keyOf(practice), JSON.stringify(drafts));
  } catch {
    // Without storage the answers live as long as the page.
  }
}

export function forgetPracticeDraft(practice: string): void {
  try {
    localStorage.removeItem(keyOf(practice));
  } catch {
    // Nothing could be kept without storage.
  }
}
