const LONGEST_MILLISECONDS = 60_000;

/**
 * Sends a form to its address and tells whether it arrived: `arrived` when the server took it and leads on, `answered` when it said something
 * else (its page has the words), `unreachable` when nobody answered, or only something between here and the server did.
 */
export async function handIn(
  address: string,
  body: FormData,
  send: typeof fetch = fetch,
): Promise<'arrived' | 'answered' | 'unreachable'> {
  try {
    const response = await send(address, {
      method: 'POST',
      // As a form without files is sent: the server reads both, and this one is shorter.
      body: new URLSearchParams([...body].map(([name, value]) => [name, String(value)])),
      headers: { accept: 'text/html' },
      redirect: 'manual',
      signal: AbortSignal.timeout(LONGEST_MILLISECONDS),
    });
    if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400))
      return 'arrived';
    return response.status >= 500 ? 'unreachable' : 'answered';
  } catch {
    return 'unreachable';
  }
}
