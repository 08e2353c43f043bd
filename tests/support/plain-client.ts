/**
 * A plain HTTP client: it reads HTML, keeps cookies, follows redirects and sends forms. It runs no script and sends no `Origin`, like a
 * command-line tool or a very old browser.
 */
export interface FormField {
  name: string;
  type: string;
  value: string;
  checked: boolean;
  /** Values of a select. */
  options: string[];
}

export interface Form {
  action: string;
  method: string;
  fields: FormField[];
}

export class PlainPage {
  readonly url: string;
  readonly status: number;
  readonly html: string;

  constructor(url: string, status: number, html: string) {
    this.url = url;
    this.status = status;
    this.html = html;
  }

  /** Visible text, roughly: tags and scripts taken out, spaces folded. */
  get text(): string {
    return unescape(
      this.html.replaceAll(/<(script|style)\b[\s\S]*?<\/\1>/g, ' ').replaceAll(/<[^>]+>/g, ' '),
    ).replaceAll(/\s+/g, ' ');
  }

  get forms(): Form[] {
    return [...this.html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map(([, head = '', body = '']) => ({
      action: new URL(attribute(head, 'action') ?? this.url, this.url).href,
      method: (attribute(head, 'method') ?? 'get').toLowerCase(),
      fields: fieldsOf(body),
    }));
  }

  /** The form whose action ends so (`?/read`), or that holds a field of that name. Throws when there is none. */
  form(wanted: { action?: string; field?: string }): Form {
    const found = this.forms.find(
      ({ action, fields }) =>
        (!wanted.action || action.endsWith(wanted.action)) &&
        (!wanted.field || fields.some(({ name }) => name === wanted.field)),
    );
    if (!found) throw new Error(`No form ${JSON.stringify(wanted)} on ${this.url} (${this.status}).`);
    return found;
  }

  /** @param text What the link says; empty: whatever it says. */
  links(pattern: RegExp, text = ''): string[] {
    return [...this.html.matchAll(/<a\b([^>]*)>(.*?)<\/a>/gs)]
      .filter(([, , inside = '']) => text === '' || inside.replace(/<[^>]*>/g, '').trim() === text)
      .map(([, head = '']) => attribute(head, 'href') ?? '')
      .filter((href) => pattern.test(href));
  }
}

export class PlainClient {
  readonly #origin: string;
  readonly #cookies = new Map<string, string>();

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** An answer as it is, without following redirects. */
  async fetch(path: string, init: RequestInit = {}): Promise<Response> {
    const headers = new Headers(init.headers);
    headers.set('cookie', [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; '));
    const response = await fetch(new URL(path, this.#origin), { ...init, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (/max-age=0|expires=Thu, 01 Jan 1970/i.test(cookie)) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    return response;
  }

  async get(path: string): Promise<PlainPage> {
    return this.#follow(path, await this.fetch(path));
  }

  /** Sends a form with its own values, changed by `values` (a list sends a name several times, null leaves it out). */
  async submit(form: Form, values: Record<string, string | string[] | null> = {}): Promise<PlainPage> {
    const body = new URLSearchParams();
    for (const field of form.fields) {
      if (field.name in values || (['radio', 'checkbox'].includes(field.type) && !field.checked)) continue;
      body.append(field.name, field.value);
    }
    for (const [name, value] of Object.entries(values))
      for (const one of value === null ? [] : [value].flat()) body.append(name, one);
    const response = await this.fetch(form.action, {
      method: 'POST',
      body: body.toString(),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    });
    return this.#follow(form.action, response);
  }

  async #follow(path: string, response: Response, left = 10): Promise<PlainPage> {
    const location = response.headers.get('location');
    const here = new URL(path, this.#origin);
    if (location && response.status >= 300 && response.status < 400 && left > 0) {
      const next = new URL(location, here);
      return this.#follow(next.href, await this.fetch(next.href), left - 1);
    }
    return new PlainPage(here.href, response.status, await response.text());
  }
}

function fieldsOf(body: string): FormField[] {
  const inputs = [...body.matchAll(/<input\b([^>]*)>/g)].map(([, head = '']) => ({
    name: attribute(head, 'name') ?? '',
    type: attribute(head, 'type') ?? 'text',
    value: attribute(head, 'value') ?? (attribute(head, 'type') === 'checkbox' ? 'on' : ''),
    checked: /\schecked\b/.test(head),
    options: [],
  }));
  const selects = [...body.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)].map(
    ([, head = '', inner = '']) => {
      const options = [...inner.matchAll(/<option\b([^>]*)>/g)].map(([, option = '']) => ({
        value: attribute(option, 'value') ?? '',
        selected: /\sselected\b/.test(option),
      }));
      return {
        name: attribute(head, 'name') ?? '',
        type: 'select',
        value: (options.find(({ selected }) => selected) ?? options[0])?.value ?? '',
        checked: false,
        options: options.map(({ value }) => value),
      };
    },
  );
  const areas = [...body.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g)].map(
    ([, head = '', text = '']) => ({
      name: attribute(head, 'name') ?? '',
      type: 'textarea',
      value: unescape(text),
      checked: false,
      options: [],
    }),
  );
  return [...inputs, ...selects, ...areas].filter(({ name }) => name !== '');
}

function attribute(head: string, name: string): string | null {
  const found = new RegExp(`(?:^|\\s)${name}=(?:"([^"]*)"|'([^']*)'|([^\\s>]+))`).exec(head);
  return found ? unescape(found[1] ?? found[2] ?? found[3] ?? '') : null;
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", '#34': '"' };
const unescape = (text: string) =>
  text.replaceAll(/&(amp|lt|gt|quot|#39|#34);/g, (_all, name: string) => ENTITIES[name] ?? '');
