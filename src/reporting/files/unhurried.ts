import { setImmediate } from 'node:timers/promises';

/** About 20 ms of work. */
const CHARACTERS_AT_A_TIME = 500_000;

/**
 * Drains a generator whose steps cost what `size` says, in characters written, and lets other requests have
 * their turn in between. @returns what the generator returns
 */
export async function unhurried<Step, Result>(
  steps: Generator<Step, Result>,
  size: (step: Step) => number,
): Promise<Result> {
  let since = 0;
  for (let step = steps.next(); ; step = steps.next()) {
    if (step.done) return step.value;
    since += size(step.value);
    if (since >= CHARACTERS_AT_A_TIME) {
      since = 0;
      await setImmediate();
    }
  }
}
