import type { Playback } from './playback.svelte.ts';

/** What the keys do beyond playing. */
export interface KeyActs {
  captions(): void;
  fullScreen(): void;
  /** To the next part that was not watched. */
  missing(): void;
  help(): void;
}

const SKIP_SECONDS = 5;

/** The keys as they are listed to a person: what is pressed (a message key in the component's hands), in the order of the list. */
export const KEYS = [
  'toggle',
  'back',
  'forward',
  'slower',
  'faster',
  'tenths',
  'missing',
  'captions',
  'full-screen',
  'help',
] as const;
export type KeyAct = (typeof KEYS)[number];

const PRESSED: Readonly<Record<string, KeyAct>> = {
  ' ': 'toggle',
  k: 'toggle',
  ArrowLeft: 'back',
  ArrowRight: 'forward',
  '<': 'slower',
  '>': 'faster',
  n: 'missing',
  c: 'captions',
  f: 'full-screen',
  '?': 'help',
};

/** Which act a key press in the player is; null: not ours. A held key with Ctrl, Alt or Meta belongs to the browser. */
export function keyAct(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey'>,
  target: { tag: string; type?: string },
): KeyAct | null {
  if (event.ctrlKey || event.altKey || event.metaKey) return null;
  const isTyping =
    target.tag === 'TEXTAREA' ||
    target.tag === 'SELECT' ||
    (target.tag === 'INPUT' && target.type !== 'range');
  if (isTyping) return null;
  // A button or a link under the focus is pressed by the space bar itself.
  if (event.key === ' ' && (target.tag === 'BUTTON' || target.tag === 'A')) return null;
  if (/^[0-9]$/.test(event.key)) return 'tenths';
  return PRESSED[event.key.length === 1 ? event.key.toLowerCase() : event.key] ?? null;
}

/** Does what the key says. */
export function press(act: KeyAct, key: string, playback: Playback, acts: KeyActs): void {
  const { now, length } = playback;
  if (act === 'toggle') playback.toggle();
  else if (act === 'back') playback.seek(now - SKIP_SECONDS);
  else if (act === 'forward') playback.seek(now + SKIP_SECONDS);
  else if (act === 'slower') playback.step(-1);
  else if (act === 'faster') playback.step(1);
  else if (act === 'tenths') playback.seek(((length ?? 0) * Number(key)) / 10);
  else if (act === 'missing') acts.missing();
  else if (act === 'captions') acts.captions();
  else if (act === 'full-screen') acts.fullScreen();
  else acts.help();
}
