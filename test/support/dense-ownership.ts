/**
 * What owners finally hold, computed in another way than the product's: S (I - S)^-1 as a dense matrix, by Gaussian
 * elimination with pivoting.
 */

/** `direct[i][j]`: the ratio of `j` that `i` holds. */
export function denseOwnership(direct: readonly (readonly number[])[]): number[][] {
  const n = direct.length;
  // (I - S)^-1 from [I - S | I]
  const rows = direct.map((row, i) => [
    ...row.map((value, j) => (i === j ? 1 : 0) - value),
    ...row.map((_, j) => (i === j ? 1 : 0)),
  ]);
  for (let column = 0; column < n; column += 1) {
    let pivot = column;
    for (let i = column + 1; i < n; i += 1)
      if (Math.abs(rows[i]![column]!) > Math.abs(rows[pivot]![column]!)) pivot = i;
    [rows[column], rows[pivot]] = [rows[pivot]!, rows[column]!];
    const top = rows[column]!;
    const scale = top[column]!;
    for (let k = 0; k < 2 * n; k += 1) top[k]! /= scale;
    for (let i = 0; i < n; i += 1) {
      const factor = rows[i]![column]!;
      if (i === column || factor === 0) continue;
      const row = rows[i]!;
      for (let k = column; k < 2 * n; k += 1) row[k]! -= factor * top[k]!;
    }
  }
  const inverse = rows.map((row) => row.slice(n));
  return direct.map((row) =>
    direct.map((_, j) =>
      row.reduce((sum, value, k) => (value === 0 ? sum : sum + value * inverse[k]![j]!), 0),
    ),
  );
}
