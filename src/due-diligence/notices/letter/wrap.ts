/** Marks that may not begin a line, and those that may not end one. */
const NOT_FIRST =
  /^[,.;:!?)\]}%\u2019\u201d\u3001\u3002\u300b\u3009\u300d\u300f\u3011\uff01\uff05\uff09\uff0c\uff0e\uff1a\uff1b\uff1f\uff3d]/u;
const NOT_LAST = /[([{\u2018\u201c\u300a\u3008\u300c\u300e\u3010\uff08\uff3b]$/u;

/** Pieces a line may be broken between: a Han character, or what stands between two blanks. */
function pieces(text: string): string[] {
  const found: string[] = [];
  for (const piece of text.match(
    /\p{Script=Han}|[\u3000-\u303f\uff00-\uffef]|\s+|[^\s\p{Script=Han}\u3000-\u303f\uff00-\uffef]+/gu,
  ) ?? []) {
    const last = found.at(-1);
    if (last !== undefined && (NOT_FIRST.test(piece) || NOT_LAST.test(last)))
      found[found.length - 1] = last + piece;
    else found.push(piece);
  }
  return found;
}

/** Breaks a paragraph into lines no wider than `width`, by the rules of both scripts; a long word is cut. */
export function wrap(text: string, width: number, widthOf: (line: string) => number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces(text)) {
    if (widthOf((line + piece).trimEnd()) <= width) {
      line += line === '' ? piece.trimStart() : piece;
      continue;
    }
    if (line.trim() !== '') lines.push(line.trimEnd());
    line = piece.trimStart();
    while (widthOf(line) > width) {
      const letters = [...line];
      let fits = letters.length - 1;
      while (fits > 1 && widthOf(letters.slice(0, fits).join('')) > width) fits -= 1;
      lines.push(letters.slice(0, fits).join(''));
      line = letters.slice(fits).join('');
    }
  }
  lines.push(line.trimEnd());
  return lines;
}
