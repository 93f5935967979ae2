/** Farther than this nobody holds a phone over a card on purpose. */
const MOST_DEGREES = 8;
const STEP = 0.5;

/** By how many degrees lines of text lean, clockwise positive; see {@link linesOf}. */
export const skewOf = (pixels: Uint8Array, width: number, height: number): number =>
  linesOf(pixels, width, height).angle;

/**
 * How lines of text lie: at the right angle the darkness summed up along lines changes most from one line to the next.
 * @param pixels grey values, row by row
 * @returns degrees they lean, clockwise positive, and how clear they are: of a page lying on its side less than of it
 *   turned upright or upside down
 */
export function linesOf(pixels: Uint8Array, width: number, height: number): { angle: number; clear: number } {
  let best = { angle: 0, score: -1, clear: 0 };
  for (let angle = -MOST_DEGREES; angle <= MOST_DEGREES; angle += STEP) {
    const slope = Math.tan((angle * Math.PI) / 180);
    const rows = new Float64Array(height * 2);
    const offset = height / 2;
    for (let x = 0; x < width; x += 2) {
      const shift = Math.round(offset - x * slope + (slope * width) / 2);
      for (let y = 1; y < height - 1; y += 1) {
        // Edges, not darkness: shadows and dark tables have none.
        const edge = Math.abs(pixels[(y - 1) * width + x]! - pixels[(y + 1) * width + x]!);
        if (edge > 40) rows[y + shift]! += 1;
      }
    }
    let [score, edges] = [0, 0];
    for (const count of rows) {
      score += count * count;
      edges += count;
    }
    if (score > best.score) best = { angle, score, clear: edges === 0 ? 0 : score / edges / width };
  }
  return { angle: best.angle, clear: best.clear };
}
