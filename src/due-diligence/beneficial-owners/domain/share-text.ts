const DIGITS = 6;

/** A ratio in per cent with up to six digits; one that does not reach a threshold is never shown as if it did. */
export function percentText(ratio: number, below?: string): string {
  const rounded = (ratio * 100).toFixed(DIGITS);
  const shown = below !== undefined && Number(rounded) >= Number(below) ? floorText(ratio) : rounded;
  return shown.replace(/\.?0+$/, '');
}

/** The largest text below the ratio: just under a threshold it was rounded up to. */
function floorText(ratio: number): string {
  const unit = 10 ** DIGITS;
  return ((Math.round(ratio * 100 * unit) - 1) / unit).toFixed(DIGITS);
}
