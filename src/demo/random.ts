/**
 * Seeded pseudo-random numbers: xoshiro128** (Blackman and Vigna), its four state words filled by a 32-bit
 * SplitMix. Small, fast, well tested, and the same on every machine; not for secrets. A stream is named by a seed
 * and any number of keys, so that customer 4711 is the same person however many are generated.
 */
const GOLDEN = 0x9e3779b9;

function mix(value: number): number {
  let t = value | 0;
  t = Math.imul(t ^ (t >>> 16), 0x21f0aaad);
  t = Math.imul(t ^ (t >>> 15), 0x735a2d97);
  return t ^ (t >>> 15);
}

export class Random {
  private a = 0;
  private b = 0;
  private c = 0;
  private d = 0;

  constructor(seed: number, ...keys: number[]) {
    let h = mix(seed + GOLDEN);
    for (const key of keys) h = mix(Math.imul(h, 31) + key + GOLDEN);
    this.a = mix((h += GOLDEN));
    this.b = mix((h += GOLDEN));
    this.c = mix((h += GOLDEN));
    this.d = mix((h += GOLDEN)) | 1;
  }

  /** A number in [0, 1), in steps of 2^-32. */
  float(): number {
    const t = Math.imul(this.b, 5);
    const result = Math.imul((t << 7) | (t >>> 25), 9);
    const shifted = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= shifted;
    this.d = (this.d << 11) | (this.d >>> 21);
    return (result >>> 0) / 4294967296;
  }

  /** An integer in [0, n). */
  int(n: number): number {
    return Math.floor(this.float() * n);
  }

  /** An integer from low to high, both included. */
  between(low: number, high: number): number {
    return low + this.int(high - low + 1);
  }

  chance(probability: number): boolean {
    return this.float() < probability;
  }

  pick<T>(items: readonly T[]): T {
    return items[this.int(items.length)] as T;
  }

  /** Standard normal (Box-Muller). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.float())) * Math.cos(2 * Math.PI * this.float());
  }

  /** Log-normal with the given median; `sigma` is the standard deviation of the logarithm. */
  logNormal(median: number, sigma: number): number {
    return median * Math.exp(sigma * this.normal());
  }

  /** An index in [0, n) where low ones are much more frequent: the share of the first is n^(-1/skew). */
  skewed(n: number, skew: number): number {
    return Math.min(n - 1, Math.floor(n * Math.pow(this.float(), skew)));
  }

  digits(count: number): string {
    let text = '';
    for (let i = 0; i < count; i++) text += this.int(10);
    return text;
  }
}

/** A table of weighted items, drawn from in logarithmic time. */
export class Weighted<T> {
  private readonly items: T[];
  private readonly upTo: number[] = [];
  private readonly total: number;

  constructor(table: readonly (readonly [T, number])[]) {
    let sum = 0;
    for (const [, weight] of table) this.upTo.push((sum += weight));
    this.items = table.map(([item]) => item);
    this.total = sum;
  }

  draw(random: Random): T {
    const at = random.float() * this.total;
    let low = 0;
    let high = this.items.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.upTo[middle] as number) > at) high = middle;
      else low = middle + 1;
    }
    return this.items[low] as T;
  }
}

/** Names of the streams, so that no two parts of the generator share one. */
export const STREAM = {
  person: 1,
  organisation: 2,
  soleTrader: 3,
  body: 4,
  external: 5,
  day: 6,
  rates: 7,
  pattern: 8,
  largeValue: 9,
  schedule: 10,
  castLife: 11,
  diligence: 12,
} as const;
