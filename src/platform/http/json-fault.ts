const SPACE = /[ \t\n\r]*/y;
const STRING = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*"/y;
const OTHER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|true\b|false\b|null\b/y;

/**
 * Where a text stops being JSON (RFC 8259): the index of the first character that cannot stand there, or the text's
 * length when it ends too early. What JSON.parse says differs between versions of the engine and quotes the text,
 * which may hold personal data.
 */
export function jsonFault(text: string): number | undefined {
  let at = 0;
  const take = (pattern: RegExp): boolean => {
    pattern.lastIndex = at;
    if (!pattern.test(text)) return false;
    at = pattern.lastIndex;
    return true;
  };
  const skip = (): string | undefined => (take(SPACE), text[at]);
  const open: string[] = [];
  let wanted: 'value' | 'value-or-end' | 'name' | 'name-or-end' | 'after' = 'value';
  for (;;) {
    const next = skip();
    const inside = open[open.length - 1];
    if (wanted === 'after') {
      if (inside === undefined) return next === undefined ? undefined : at;
      if (next === ',') wanted = inside === '{' ? 'name' : 'value';
      else if (next === (inside === '{' ? '}' : ']')) open.pop();
      else return at;
      at += 1;
    } else if ((wanted === 'value-or-end' && next === ']') || (wanted === 'name-or-end' && next === '}')) {
      open.pop();
      at += 1;
      wanted = 'after';
    } else if (wanted === 'name' || wanted === 'name-or-end') {
      if (!take(STRING)) return faultInString(text, at);
      if (skip() !== ':') return at;
      at += 1;
      wanted = 'value';
    } else if (next === '{' || next === '[') {
      open.push(next);
      at += 1;
      wanted = next === '{' ? 'name-or-end' : 'value-or-end';
    } else if (take(STRING) || take(OTHER)) wanted = 'after';
    else return faultInString(text, at);
  }
}

/** A string that does not end, or the escape or character in it that may not be there. */
function faultInString(text: string, start: number): number {
  if (text[start] !== '"') return start;
  const valid = /"[^"\\\u0000-\u001f]*(?:\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})[^"\\\u0000-\u001f]*)*/y;
  valid.lastIndex = start;
  return valid.test(text) ? valid.lastIndex : start;
}

/** Line and column, both from 1, of an index. */
export function lineAndColumn(text: string, index: number): { line: number; column: number } {
  const before = text.slice(0, index).split('\n');
  return { line: before.length, column: before[before.length - 1]!.length + 1 };
}
