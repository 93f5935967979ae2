// @ts-check
import TestSequencer from '@jest/test-sequencer';

/** Projects by how long a file of them takes. */
const SLOWEST_FIRST = ['journeys', 'browser', 'database', 'api'];

/**
 * A long file that begins last leaves one worker alone with it. On a fresh clone jest knows no times and goes by the
 * size of the files, which says little of what they do.
 */
export default class SlowestFirst extends TestSequencer {
  /** @override @param {import('@jest/test-result').Test[]} tests */
  sort(tests) {
    /** @param {import('@jest/test-result').Test} test */
    const rank = ({ context }) => {
      const at = SLOWEST_FIRST.indexOf(context.config.displayName?.name ?? '');
      return at < 0 ? SLOWEST_FIRST.length : at;
    };
    return super.sort(tests).toSorted((a, b) => rank(a) - rank(b));
  }
}
