/**
 * A form sent by a client that takes anything (`Accept` any, as command-line tools do) is answered with a page. SvelteKit would
 * answer with the JSON that its own scripts ask for by name; only those get it.
 */
export function asPlainForm(request: Request): Request {
  const accepted = request.headers.get('accept') ?? '';
  const isForm = /^(application\/x-www-form-urlencoded|multipart\/form-data|text\/plain)/.test(
    request.headers.get('content-type') ?? '',
  );
  if (request.method !== 'POST' || !isForm || accepted.includes('application/json')) return request;
  const headers = new Headers(request.headers);
  headers.set('accept', 'text/html');
  return new Request(request, { headers });
}
