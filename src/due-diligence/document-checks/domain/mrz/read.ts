import { identity } from '../../../../platform/index.js';
import { layouts, type MrzLayout, type Span } from './layout.js';

export interface MrzLines {
  layout: MrzLayout;
  /** In the order of the layout; the first of a passport may be missing. */
  lines: readonly (string | undefined)[];
}

/** Splits a machine-readable zone into its lines, as typed, scanned or run together. `undefined`: no known format. */
export function readMrz(text: string): MrzLines | undefined {
  const rows = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[«‹〈《]/g, '<')
    .split(/[\r\n]+/)
    .map((row) => row.replace(/\s/g, ''))
    .filter((row) => row !== '');
  for (const layout of layouts) {
    const { lines, width } = layout;
    const whole = rows.length === 1 && rows[0]!.length === lines * width;
    const split = whole
      ? Array.from({ length: lines }, (_, line) => rows[0]!.slice(line * width, (line + 1) * width))
      : rows;
    if (!split.every((row) => row.length === width)) continue;
    if (split.length === lines) return { layout, lines: split };
    // The second line holds everything that is checked.
    if (lines === 2 && split.length === 1) return { layout, lines: [undefined, split[0]!] };
  }
  return undefined;
}

type Cast = (character: string) => string;
const asDigit: Cast = (character) => identity.lookAlikeDigit(character) ?? character;
const asLetter: Cast = (character) => identity.lookAlikeLetter(character) ?? character;

function recast(lines: (string | undefined)[], [line, from, to]: Span, cast: Cast): void {
  const row = lines[line];
  if (row !== undefined)
    lines[line] = row.slice(0, from) + [...row.slice(from, to)].map(cast).join('') + row.slice(to);
}

/** Letters where only digits may stand become the digits they look like, and the other way round. */
export function repairMrz({ layout, lines }: MrzLines): MrzLines {
  const repaired = [...lines];
  const after = ([line, , to]: Span): Span => [line, to, to + 1];
  for (const span of [layout.birth, layout.expiry]) {
    recast(repaired, span, asDigit);
    recast(repaired, after(span), asDigit);
  }
  recast(repaired, after(layout.number), asDigit);
  recast(repaired, layout.composite, asDigit);
  if (layout.optionalChecked) recast(repaired, after(layout.optional), asDigit);
  for (const span of [layout.issuer, layout.nationality, layout.names]) recast(repaired, span, asLetter);
  return { layout, lines: repaired };
}
