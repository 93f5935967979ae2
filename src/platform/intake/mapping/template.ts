import type { CompiledValue, Row, Scope } from './row.js';

const PART = /\{\{|\}\}|\{([^{}]*)\}|[{}]/g;

/** `{column}`, `{$row}`, `{$line}`; `{{` and `}}` stand for braces. Missing when a column in it is empty. */
export function compileTemplate(template: string, scope: Scope, path: string): CompiledValue {
  const columns: string[] = [];
  const parts: (string | ((row: Row) => string | undefined))[] = [];
  let last = 0;
  for (const match of template.matchAll(PART)) {
    if (match.index > last) parts.push(template.slice(last, match.index));
    last = match.index + match[0].length;
    const name = match[1];
    if (match[0] === '{{') parts.push('{');
    else if (match[0] === '}}') parts.push('}');
    else if (name === undefined)
      scope.mistake(path, `a lone ${match[0]}; write ${match[0].repeat(2)} for the character`);
    else if (name === '$row') parts.push((row) => String(row.row));
    else if (name === '$line') parts.push((row) => String(row.line));
    else {
      const at = scope.columnAt(name, path);
      columns.push(name);
      parts.push((row) => row.fields[at]?.trim() || undefined);
    }
  }
  if (last < template.length) parts.push(template.slice(last));
  const read = (row: Row) => {
    let text = '';
    for (const part of parts) {
      const piece = typeof part === 'string' ? part : part(row);
      if (piece === undefined) return undefined;
      text += piece;
    }
    return text;
  };
  return { read, columns };
}
