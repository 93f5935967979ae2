import type { OnStored } from './ports.js';

/** Tells several listeners of stored customers, one after another, in the order given. */
export const tellAll =
  (...listeners: readonly OnStored[]): OnStored =>
  async (tx, actor, stored) => {
    for (const listener of listeners) await listener(tx, actor, stored);
  };
