import fc from 'fast-check';
import {
  effectiveShares,
  exactShare,
  reaches,
} from '../../../src/due-diligence/beneficial-owners/domain/effective-shares.js';
import type { Holding } from '../../../src/due-diligence/beneficial-owners/domain/holdings.js';
import { largestPaths } from '../../../src/due-diligence/beneficial-owners/domain/paths.js';
import { cpuTime } from '../../support/cpu-time.js';
import { denseOwnership } from '../../support/dense-ownership.js';

type Edge = readonly [holder: number, body: number, share: number];

function holdingsOf(count: number, edges: readonly Edge[]): Holding[][] {
  const of: Holding[][] = Array.from({ length: count }, () => []);
  for (const [holder, body, share] of edges) of[body]!.push({ holder, share: String(share) });
  return of;
}

function denseOf(count: number, edges: readonly Edge[]): number[][] {
  const direct = Array.from({ length: count }, () => new Array<number>(count).fill(0));
  for (const [holder, body, share] of edges) direct[holder]![body]! += share / 100;
  return denseOwnership(direct);
}

/** Compares every party but the target itself, whose own value counts the whole. */
function expectSame(count: number, edges: readonly Edge[], targets: readonly number[]) {
  const dense = denseOf(count, edges);
  const holdings = holdingsOf(count, edges);
  for (const target of targets) {
    const { shares } = effectiveShares(target, holdings);
    for (let party = 0; party < count; party += 1)
      if (party !== target) expect(Math.abs(shares[party]! - dense[party]![target]!)).toBeLessThan(1e-9);
    expect(Math.abs(shares[target]! - 1 - dense[target]![target]!)).toBeLessThan(1e-9);
  }
}

/** Deterministic numbers for graphs of any size. */
function randomNumbers(seed: number) {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

/** Every body has up to `most` holders among all parties; at most `held` per cent of it are in hands that are bodies. */
function randomGraph(
  count: number,
  persons: number,
  seed: number,
  { most = 4, forward = false, held = 97 } = {},
): Edge[] {
  const next = randomNumbers(seed);
  const edges: Edge[] = [];
  for (let body = 0; body < count - persons; body += 1) {
    let left = held;
    const holders = 1 + Math.floor(next() * most);
    for (let k = 0; k < holders; k += 1) {
      const share = k === holders - 1 ? left : Math.floor(next() * left);
      left -= share;
      const holder = forward
        ? body + 1 + Math.floor(next() * (count - body - 1))
        : Math.floor(next() * count);
      if (share > 0) edges.push([holder, body, share]);
    }
    edges.push([count - 1 - Math.floor(next() * persons), body, 100 - held]);
  }
  return edges;
}

describe('effective shares', () => {
  it.each([
    [
      'a chain',
      3,
      [
        [1, 0, 60],
        [2, 1, 50],
      ],
      2,
      0.3,
    ],
    [
      'a diamond',
      4,
      [
        [1, 0, 50],
        [2, 0, 50],
        [3, 1, 40],
        [3, 2, 20],
      ],
      3,
      0.3,
    ],
    // A holds half of B and B half of A; each has an outside owner of the other half: two thirds and one third.
    [
      'a cross holding',
      4,
      [
        [1, 0, 50],
        [0, 1, 50],
        [2, 0, 50],
        [3, 1, 50],
      ],
      2,
      2 / 3,
    ],
    [
      'its own shares',
      2,
      [
        [0, 0, 20],
        [1, 0, 80],
      ],
      1,
      1,
    ],
  ] as [string, number, Edge[], number, number][])('of %s', (_name, count, edges, person, expected) => {
    expect(effectiveShares(0, holdingsOf(count, edges)).shares[person]).toBeCloseTo(expected, 12);
  });

  it('equal a dense linear computation on random graphs with circles', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 40 }), fc.integer({ min: 1, max: 2 ** 31 }), (count, seed) => {
        const persons = 1 + (seed % Math.max(1, count - 2));
        expectSame(count, randomGraph(count, persons, seed), [0, Math.floor((count - persons) / 2)]);
      }),
      { numRuns: 150 },
    );
  });

  it('equal it on a few hundred parties: chains, trees, graphs without and with circles', () => {
    const chain: Edge[] = Array.from({ length: 299 }, (_, i) => [i + 1, i, 99]);
    const tree: Edge[] = Array.from({ length: 299 }, (_, i) => [i + 1, Math.floor(i / 2), 49]);
    expectSame(300, chain, [0, 100]);
    expectSame(300, tree, [0, 7]);
    expectSame(300, randomGraph(300, 60, 7, { forward: true }), [0, 3]);
    expectSame(300, randomGraph(300, 60, 11), [0, 5]);
    expectSame(300, randomGraph(300, 30, 13, { most: 8, held: 99 }), [0, 5]);
  });

  it('say of a circle nobody outside owns that it is closed', () => {
    const { closed, shares } = effectiveShares(
      0,
      holdingsOf(4, [
        [1, 0, 100],
        [2, 1, 100],
        [1, 2, 100],
        [3, 3, 1],
      ]),
    );
    expect(closed.map((circle) => circle.sort())).toEqual([[1, 2]]);
    expect(shares[1]).toBe(0);
  });
});

describe('ten thousand parties', () => {
  const SIZE = 10_000;
  const timed = (edges: readonly Edge[], check: (shares: Float64Array) => void) => {
    const holdings = holdingsOf(SIZE, edges);
    let { shares } = effectiveShares(0, [[]]);
    const elapsed = cpuTime(() => (shares = effectiveShares(0, holdings).shares));
    check(shares);
    expect(elapsed).toBeLessThan(1_000);
  };

  it('in a chain', () => {
    const edges: Edge[] = Array.from({ length: SIZE - 1 }, (_, i) => [i + 1, i, 99.99]);
    timed(edges, (shares) => expect(shares[SIZE - 1]).toBeCloseTo(0.9999 ** (SIZE - 1), 10));
  });

  it('in a tree', () => {
    const edges: Edge[] = Array.from({ length: SIZE - 1 }, (_, i) => [i + 1, Math.floor(i / 3), 30]);
    timed(edges, (shares) => {
      expect(shares[1]).toBeCloseTo(0.3, 12);
      expect(shares[4]).toBeCloseTo(0.09, 12);
    });
  });

  it('in diamonds on top of each other', () => {
    // Layers of two bodies, each half held by both of the next: every party of a layer has one half.
    const edges: Edge[] = [];
    const layer = (k: number) => [2 * k - 1, 2 * k];
    for (const holder of layer(1)) edges.push([holder, 0, 50]);
    for (let k = 1; 2 * k + 2 < SIZE; k += 1)
      for (const body of layer(k)) for (const holder of layer(k + 1)) edges.push([holder, body, 50]);
    timed(edges, (shares) => expect(shares[SIZE - 2]).toBeCloseTo(0.5, 10));
  });

  it('in one circle', () => {
    // Each holds 90 % of the one before; half of them have a person for the rest.
    const bodies = SIZE / 2;
    const edges: Edge[] = [];
    for (let i = 0; i < bodies; i += 1) edges.push([(i + 1) % bodies, i, 90], [bodies + i, i, 10]);
    const around = 1 / (1 - 0.9 ** bodies);
    timed(edges, (shares) => {
      expect(shares[bodies]).toBeCloseTo(0.1 * around, 12);
      expect(shares[bodies + 10]).toBeCloseTo(0.1 * 0.9 ** 10 * around, 12);
    });
  });

  it('in two thousand circles in a row', () => {
    // Bodies 2k and 2k+1 hold half of each other; the next pair holds the rest of the first, a person that of the second.
    const pairs = 2_000;
    const edges: Edge[] = [];
    for (let k = 0; k < pairs; k += 1) {
      const [first, second, next] = [2 * k, 2 * k + 1, 2 * k + 2];
      edges.push([second, first, 50], [first, second, 50], [2 * pairs + k, second, 50]);
      edges.push([k + 1 < pairs ? next : SIZE - 1, first, 50]);
    }
    timed(edges, (shares) => {
      expect(shares[2 * pairs]).toBeCloseTo(1 / 3, 12);
      expect(shares[2 * pairs + 1]).toBeCloseTo(2 / 9, 12);
    });
  });

  it('at random with circles throughout, every body wholly accounted for', () => {
    const edges = randomGraph(SIZE, 2_000, 5, { most: 4, held: 90 });
    timed(edges, (shares) => {
      let people = 0;
      for (let party = SIZE - 2_000; party < SIZE; party += 1) people += shares[party]!;
      expect(people).toBeCloseTo(1, 9);
    });
  });
});

describe('the threshold', () => {
  const owner = (edges: readonly Edge[], count: number, person: number, threshold = '25') => {
    const holdings = holdingsOf(count, edges);
    return reaches(person, threshold, 0, holdings, effectiveShares(0, holdings));
  };

  it('is reached by exactly that, however it comes together', () => {
    // 0.1 * 2.5 in floats is not what it seems; 35.7 % of 70.02801120448179 % is a little less than a quarter.
    expect(owner([[1, 0, 25]], 2, 1)).toBe(true);
    expect(owner([[1, 0, 24.999999999999]], 2, 1)).toBe(false);
    const ten: Edge[] = Array.from({ length: 10 }, (_, i) => [i + 2, 0, 10]);
    const through: Edge[] = ten.map(([body]) => [1, body, 25]);
    expect(owner([...ten, ...through], 12, 1)).toBe(true);
  });

  it('is reached exactly through a circle with a third in it', () => {
    // Two thirds of three eighths are a quarter; no float and no decimal says so.
    const edges: Edge[] = [
      [1, 0, 37.5],
      [2, 1, 50],
      [1, 2, 50],
      [3, 1, 50],
      [4, 2, 50],
      [5, 0, 62.5],
    ];
    expect(owner(edges, 6, 3)).toBe(true);
    const less: Edge[] = [[1, 0, 37.499999999999], ...edges.slice(1)];
    expect(owner(less, 6, 3)).toBe(false);
    expect(exactShare(3, 0, holdingsOf(6, edges), [0, 1, 2, 3, 4, 5])).toEqual({ n: 1n, d: 4n });
  });

  it('is exact for any two layers of decimals', () => {
    const decimal = fc.integer({ min: 1, max: 10_000 });
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const reached = owner(
          [
            [1, 0, a / 100],
            [2, 1, b / 100],
          ],
          3,
          2,
        );
        expect(reached).toBe(BigInt(a) * BigInt(b) * 4n >= 100_000_000n);
      }),
      { numRuns: 300 },
    );
    // Products of exactly a quarter.
    for (const [a, b] of [
      [62.5, 40],
      [31.25, 80],
      [78.125, 32],
      [50, 50],
      [97.65625, 25.6],
    ])
      expect(
        owner(
          [
            [1, 0, a!],
            [2, 1, b!],
          ],
          3,
          2,
        ),
      ).toBe(true);
  });
});

describe('the chains shown', () => {
  it('are the largest, and no chain passes a party twice', () => {
    const holdings = holdingsOf(5, [
      [1, 0, 50],
      [2, 0, 50],
      [4, 1, 40],
      [4, 2, 60],
      [1, 2, 10],
      [2, 1, 10],
    ]);
    const paths = largestPaths(0, [4], holdings, 3).get(4)!;
    expect(paths.map(({ nodes }) => nodes)).toEqual([
      [4, 2, 0],
      [4, 1, 0],
      [4, 2, 1, 0],
    ]);
    expect(paths[0]!.product).toBeCloseTo(0.3, 12);
  });
});
