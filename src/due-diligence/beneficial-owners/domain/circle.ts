import { floats, type Numbers } from './numbers.js';

/** One unknown of a circle: `x = b + sum of m[j] * x[j]`. */
interface Row<N> {
  b: N;
  m: Map<number, N>;
}

/** A product of neighbours up to this many costs nothing worth avoiding. */
const CHEAP = 64;
/** A core of this size is solved directly whatever it costs. */
const SMALL_CORE = 250;
const MOST_SWEEPS = 2_000;

/**
 * Solves a circle of holdings, `x = b + M x`, by eliminating the least connected unknowns first. All terms are
 * non-negative, so nothing cancels but `1 - m`. A large dense core of floats is solved by Gauss-Seidel sweeps, and
 * directly if they do not settle.
 * @returns the unknowns in order, or undefined when nobody outside the circle owns any of it
 */
export function solveCircle<N>(size: number, rows: Row<N>[], numbers: Numbers<N>): N[] | undefined {
  const users = Array.from({ length: size }, () => new Set<number>());
  rows.forEach(({ m }, i) => {
    for (const j of m.keys()) if (j !== i) users[j]!.add(i);
  });
  const left = new Set(rows.keys());
  const order: number[] = [];
  const queue = new Buckets();
  const cost = (k: number) => users[k]!.size * (rows[k]!.m.size - (rows[k]!.m.has(k) ? 1 : 0));
  for (const k of left) queue.add(k, cost(k));
  const x = new Array<N>(size);

  while (left.size > 0) {
    const [k, price] = queue.take((node) => left.has(node), cost);
    if (numbers === (floats as unknown) && price > CHEAP && left.size > SMALL_CORE) {
      if (sweep([...left], rows as unknown as Row<number>[], x as unknown as number[])) break;
      // From here on whatever it costs.
      return solveDirect(left, { rows, users, order, x, numbers });
    }
    if (!eliminate(k, { rows, users, numbers, changed: (node) => queue.add(node, cost(node)) }))
      return undefined;
    left.delete(k);
    order.push(k);
  }
  return substitute(order, rows, x, numbers);
}

interface Elimination<N> {
  rows: Row<N>[];
  users: Set<number>[];
  numbers: Numbers<N>;
  changed?(node: number): void;
}

/** Puts unknown `k` into the rows that use it; false when it has no solution. */
function eliminate<N>(k: number, { rows, users, numbers, changed }: Elimination<N>): boolean {
  const row = rows[k]!;
  const self = row.m.get(k) ?? numbers.zero;
  row.m.delete(k);
  const scaled = numbers.overRest(row.b, self);
  if (scaled === undefined) return false;
  row.b = scaled;
  for (const [j, value] of row.m) row.m.set(j, numbers.overRest(value, self)!);
  for (const i of users[k]!) {
    const other = rows[i]!;
    const factor = other.m.get(k)!;
    other.m.delete(k);
    other.b = numbers.add(other.b, numbers.multiply(factor, row.b));
    for (const [j, value] of row.m) {
      const there = other.m.get(j);
      const more = numbers.multiply(factor, value);
      other.m.set(j, there === undefined ? more : numbers.add(there, more));
      if (j !== i) users[j]!.add(i);
    }
  }
  for (const j of row.m.keys()) users[j]!.delete(k);
  if (changed) for (const node of new Set([...users[k]!, ...row.m.keys()])) changed(node);
  return true;
}

function substitute<N>(order: readonly number[], rows: readonly Row<N>[], x: N[], numbers: Numbers<N>): N[] {
  for (let at = order.length - 1; at >= 0; at -= 1) {
    const k = order[at]!;
    let sum = rows[k]!.b;
    for (const [j, value] of rows[k]!.m) sum = numbers.add(sum, numbers.multiply(value, x[j]!));
    x[k] = sum;
  }
  return x;
}

function solveDirect<N>(
  left: ReadonlySet<number>,
  { rows, users, order, x, numbers }: Elimination<N> & { order: number[]; x: N[] },
): N[] | undefined {
  for (const k of [...left].sort((a, b) => users[a]!.size - users[b]!.size)) {
    if (!eliminate(k, { rows, users, numbers })) return undefined;
    order.push(k);
  }
  return substitute(order, rows, x, numbers);
}

/** Gauss-Seidel over what is left; false when it does not settle to the last digits. */
function sweep(left: readonly number[], rows: readonly Row<number>[], x: number[]): boolean {
  for (const k of left) x[k] = 0;
  for (let round = 0; round < MOST_SWEEPS; round += 1) {
    let moved = 0;
    for (const k of left) {
      const { b, m } = rows[k]!;
      let sum = b;
      let self = 0;
      for (const [j, value] of m) {
        if (j === k) self = value;
        else sum += value * x[j]!;
      }
      const next = sum / (1 - self);
      if (!Number.isFinite(next)) return false;
      moved = Math.max(moved, Math.abs(next - x[k]!) / Math.max(next, Number.MIN_VALUE));
      x[k] = next;
    }
    if (moved < 1e-15) return true;
  }
  return false;
}

/** Nodes by price, cheapest first; a price that changed is noticed when the node is taken. */
class Buckets {
  private readonly buckets: number[][] = [];
  private lowest = 0;

  add(node: number, price: number): void {
    const at = Math.min(price, 4_096);
    (this.buckets[at] ??= []).push(node);
    if (at < this.lowest) this.lowest = at;
  }

  take(isLeft: (node: number) => boolean, price: (node: number) => number): [number, number] {
    for (;;) {
      const bucket = this.buckets[this.lowest];
      const node = bucket?.pop();
      if (node === undefined) {
        this.lowest += 1;
        continue;
      }
      if (!isLeft(node)) continue;
      const now = price(node);
      if (Math.min(now, 4_096) === this.lowest) return [node, now];
      this.add(node, now);
    }
  }
}
