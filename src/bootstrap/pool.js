// @ts-check

/**
 * Runs tasks, so many at a time, in their order. Each must deal with its own errors.
 * @param {number} width
 * @param {(() => Promise<void>)[]} tasks
 */
export async function inParallel(width, tasks) {
  const left = [...tasks];
  const worker = async () => {
    for (let task = left.shift(); task; task = left.shift()) await task();
  };
  await Promise.all(Array.from({ length: width }, worker));
}
