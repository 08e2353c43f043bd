import { parse, type AST } from 'svelte/compiler';

/** Attributes whose value a person reads or hears. */
const SPOKEN = new Set([
  'title',
  'alt',
  'placeholder',
  'aria-label',
  'aria-description',
  'aria-roledescription',
  'aria-valuetext',
  'label',
  'hint',
  'lead',
  'eyebrow',
]);
const LETTER = /\p{L}/u;

/** Words that stand literally in a component's markup or in an attribute that is read out; they belong in the messages. */
export function literalWords(source: string): string[] {
  const found: string[] = [];
  const { fragment } = parse(source, { modern: true });
  walk(fragment, found);
  return found;
}

function walk(node: unknown, found: string[]): void {
  if (Array.isArray(node)) {
    for (const item of node) walk(item, found);
    return;
  }
  if (!node || typeof node !== 'object') return;
  const typed = node as AST.SvelteNode & Record<string, unknown>;
  if (typed.type === 'Text') note(typed.data, found);
  else if (typed.type === 'Attribute') walkAttribute(typed as AST.Attribute, found);
  else if (typed.type === 'RegularElement' && ['style', 'script'].includes(typed.name)) return;
  else if (typed.type === 'ExpressionTag') walkExpression(typed.expression, found);
  else
    for (const key of [
      'fragment',
      'nodes',
      'attributes',
      'body',
      'consequent',
      'alternate',
      'fallback',
      'pending',
      'then',
      'catch',
    ])
      walk(typed[key], found);
}

function walkAttribute(attribute: AST.Attribute, found: string[]): void {
  if (attribute.value === true || !SPOKEN.has(attribute.name)) return;
  for (const part of Array.isArray(attribute.value) ? attribute.value : [attribute.value]) {
    if (part.type === 'Text') note(part.data, found);
    else walkExpression(part.expression, found);
  }
}

/** A literal or template that is shown: `{'Save'}`, `{ok ? 'Yes' : 'No'}`. Arguments of calls are not shown. */
function walkExpression(expression: unknown, found: string[]): void {
  const node = expression as { type: string } & Record<string, unknown>;
  if (node.type === 'Literal' && typeof node['value'] === 'string') note(node['value'], found);
  else if (node.type === 'ConditionalExpression') {
    walkExpression(node['consequent'], found);
    walkExpression(node['alternate'], found);
  } else if (node.type === 'LogicalExpression') {
    walkExpression(node['left'], found);
    walkExpression(node['right'], found);
  } else if (node.type === 'TemplateLiteral')
    for (const quasi of node['quasis'] as { value: { cooked: string } }[]) note(quasi.value.cooked, found);
}

function note(text: string, found: string[]): void {
  const words = text.trim();
  if (LETTER.test(words)) found.push(words);
}
