/** A fact's place is folded away at the end of the page: following a source mark unfolds it first. */
export function openTargetDetails(hash: string): void {
  if (!hash.startsWith('#source-')) return;
  const target = document.getElementById(decodeURIComponent(hash.slice(1)));
  const details = target?.closest('details');
  if (details) details.open = true;
  target?.scrollIntoView({ block: 'center' });
}
