import { identity, type Day } from '../../../platform/index.js';
import { layouts, type MrzLayout } from '../../document-checks/domain/mrz/layout.js';
import { parseMrz, type ParsedMrz } from '../../document-checks/domain/mrz/parse.js';
import { readMrz, repairMrz, type MrzLines } from '../../document-checks/domain/mrz/read.js';

export interface Zone {
  lines: readonly string[];
  parsed: ParsedMrz;
  /** Whether anything was changed to make the check digits agree. */
  repaired: boolean;
}

/** How many characters a recogniser may drop or invent in a line. */
const MOST_OFF = 3;
const MOST_OFF_NAMES = 12;
/** How many ways to fit a line are tried, and how many of each where two lines must be fitted together. */
const MOST_WAYS = 500;
const MOST_WAYS_TOGETHER = 20;

const heldBy = ({ checks }: ParsedMrz): number => checks.filter(({ holds }) => holds).length;
const isWhole = (parsed: ParsedMrz): boolean => heldBy(parsed) === parsed.checks.length;

/** Looks for a machine-readable zone in readings of one picture, and repairs it by position and check digits. */
export function findZone(readings: readonly string[], today: Day): Zone | undefined {
  const found = readings.flatMap((text) => zonesIn(text, today));
  const rank = ({ parsed, repaired }: Zone) => share(parsed) * 2 - (repaired ? 1 : 0);
  return found.sort((a, b) => rank(b) - rank(a))[0];
}

function zonesIn(text: string, today: Day): Zone[] {
  const rows = text
    .toUpperCase()
    .replace(/[«‹〈《]/g, '<')
    .split(/\n+/)
    .map((row) => row.replace(/[^A-Z0-9<]/g, ''))
    .filter((row) => row.length >= 25);
  return layouts.flatMap((layout) =>
    rows.flatMap((_row, at) => {
      const group = rows.slice(at, at + layout.lines);
      const near = group.every(
        (row, line) =>
          Math.abs(row.length - layout.width) <= (line === layout.names[0] ? MOST_OFF_NAMES : MOST_OFF),
      );
      return group.length === layout.lines && near ? (zoneOf(group, layout, today) ?? []) : [];
    }),
  );
}

const share = (parsed: ParsedMrz): number => heldBy(parsed) / parsed.checks.length;

function zoneOf(group: readonly string[], layout: MrzLayout, today: Day): Zone | undefined {
  const even = group.every(({ length }) => length === layout.width);
  let best: Zone | undefined;
  for (const lines of fittings(group, layout, today)) {
    const read = readMrz(lines.join('\n'));
    if (!read) continue;
    const same = lines.every((line, at) => line === group[at]);
    const ways = [same ? plain(read, today) : undefined, plain(repairMrz(read), today)];
    // Where characters were put in or left out, too much would agree by chance.
    if (even) ways.push(exchanged(repairMrz(read), today));
    for (const [at, way] of ways.entries())
      if (way && (!best || share(way.parsed) > share(best.parsed))) best = { ...way, repaired: at > 0 };
    if (best && isWhole(best.parsed)) return best;
  }
  // A zone of which not even half agrees is probably none.
  return best && share(best.parsed) >= 0.5 ? best : undefined;
}

/** The lines brought to their width; the likeliest ways first. */
function* fittings(group: readonly string[], layout: MrzLayout, today: Day): Generator<string[]> {
  const { width, names } = layout;
  const all = group.map((row, line) => (line === names[0] ? [fitNames(row, width)] : fitData(row, width)));
  const together = all.filter(({ length }) => length > 1).length > 1;
  const ways = together ? all.map((some, line) => likeliest(some, line, layout, today)) : all;
  const [first = [], second = [], third = ['']] = ways;
  for (const one of first)
    for (const two of second) for (const three of third) yield [one, two, three].slice(0, group.length);
}

/** Those ways to fit one line with which most of its own check digits agree, whatever the other lines are. */
function likeliest(ways: readonly string[], line: number, layout: MrzLayout, today: Day): readonly string[] {
  const blank = Array.from({ length: layout.lines }, () => '<'.repeat(layout.width));
  const agreeing = (way: string) =>
    heldBy(plain(repairMrz({ layout, lines: blank.with(line, way) }), today).parsed);
  return ways
    .map((way) => ({ way, held: agreeing(way) }))
    .sort((a, b) => b.held - a.held)
    .slice(0, MOST_WAYS_TOGETHER)
    .map(({ way }) => way);
}

/** Names are parted by two fillers at most: from three on there is nothing but fillers, whatever was seen there. */
const fitNames = (row: string, width: number): string =>
  row
    .replace(/<{3}.*$/, '')
    .slice(0, width)
    .padEnd(width, '<');

/** A line of data: fillers put in or characters left out, at every place where that may be right. */
function fitData(row: string, width: number): string[] {
  let ways = new Set([row]);
  for (let off = row.length - width; off !== 0; off += off > 0 ? -1 : 1) {
    const next = new Set<string>();
    for (const way of ways)
      for (let at = 0; at <= way.length; at += 1) {
        if (off > 0 && at < way.length) next.add(way.slice(0, at) + way.slice(at + 1));
        // Only fillers beside fillers, and what stands at the ends, get lost.
        else if (off < 0 && (way[at] === '<' || way[at - 1] === '<' || at === way.length))
          next.add(`${way.slice(0, at)}<${way.slice(at)}`);
      }
    ways = new Set([...next].slice(0, MOST_WAYS));
  }
  return [...ways];
}

const TWINS = ['0OQD', '1IL', '2Z', '5S', '6G', '8B'];
const twinsOf = (character: string): string[] => {
  const group = TWINS.find((one) => one.includes(character)) ?? '';
  return [...group].filter((twin) => twin !== character);
};

/**
 * Exchanges one character of the number for one it looks like, where only that makes the check digits agree. One, for
 * among the many ways to exchange two some nearly always agree by chance.
 */
function exchanged(zone: MrzLines, today: Day): { lines: readonly string[]; parsed: ParsedMrz } {
  const [line, from, to] = zone.layout.number;
  const row = zone.lines[line]!;
  const check = row[to]!;
  const whole = variants(row.slice(from, to))
    .filter((number) => identity.mrzCheck(number) === check)
    .map((number) =>
      zone.lines.map((one, at) => (at === line ? row.slice(0, from) + number + row.slice(to) : one)),
    )
    .map((lines) => plain({ ...zone, lines }, today))
    .filter(({ parsed }) => isWhole(parsed));
  return whole.length === 1 ? whole[0]! : plain(zone, today);
}

const plain = (zone: MrzLines, today: Day) => ({
  lines: zone.lines.flatMap((line) => line ?? []) as readonly string[],
  parsed: parseMrz(zone, today),
});

const variants = (field: string): string[] =>
  [...field].flatMap((character, at) =>
    twinsOf(character).map((twin) => field.slice(0, at) + twin + field.slice(at + 1)),
  );
