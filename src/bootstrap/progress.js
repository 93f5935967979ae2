// @ts-check

/**
 * An error whose message is all the user needs: shown as a sentence, without a stack. Told by its name, for the
 * built service has its own copy of this class.
 */
export class PlainError extends Error {
  /** @override */
  name = 'PlainError';
}

const SENTENCES = ['PlainError', 'ConfigurationError'];

/** @param {unknown} error @returns {string} what to show of it */
export function describe(error) {
  if (!(error instanceof Error)) return String(error);
  return SENTENCES.includes(error.name) ? error.message : (error.stack ?? error.message);
}

/** @param {number} from milliseconds of the clock @returns {string} such as `0.8 s` */
export function since(from) {
  return `${((Date.now() - from) / 1000).toFixed(1)} s`;
}

/** @param {string} line */
export function say(line) {
  process.stdout.write(`${line}\n`);
}

/**
 * Runs one step, says when it begins if it takes long, and says how long it took.
 * @template T
 * @param {string} name what is done, such as `Building the service`
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(name, work) {
  const from = Date.now();
  // Quick steps print one line; slow ones show that something is going on, also where there is no terminal.
  const started = setTimeout(() => say(`${name} …`), 500);
  const alive = setInterval(() => say(`${name} … ${since(from)}`), 15_000);
  try {
    const result = await work();
    say(`${name}: done in ${since(from)}`);
    return result;
  } catch (error) {
    say(`${name}: failed after ${since(from)}`);
    throw error;
  } finally {
    clearTimeout(started);
    clearInterval(alive);
  }
}

/**
 * Ends the process with what went wrong: a sentence for what the user can mend, a stack for our own faults.
 * @param {unknown} error
 * @returns {never}
 */
export function fail(error) {
  process.stderr.write(`\n${describe(error)}\n`);
  process.exit(1);
}
