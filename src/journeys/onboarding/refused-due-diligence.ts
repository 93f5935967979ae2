import type { BankDays, Clock } from '../../platform/index.js';
import type { CustomerEvents } from '../../customers/index.js';
import type { OnVerified } from '../../due-diligence/index.js';

/** The system that these events come from: ourselves. */
const SOURCE = 'verification';

/**
 * That a customer refuses due diligence, said at the counter, is the same fact as said by another system: it raises the
 * level of risk (Yinfa [2013] No. 2, art. 3(5)) until a verification is confirmed.
 */
export const verificationEvents =
  (parts: { events: () => Pick<CustomerEvents, 'record'>; clock: Clock; days: BankDays }): OnVerified =>
  async (tx, actor, { customerNumber, verification, outcome, refusedBefore }) => {
    const type =
      outcome === 'refused-by-customer' && !refusedBefore
        ? 'due-diligence-refused'
        : outcome === 'confirmed' && refusedBefore
          ? 'due-diligence-resumed'
          : undefined;
    if (type === undefined) return;
    const occurredOn = parts.days.dayOf(parts.clock.now());
    const event = { source: SOURCE, reference: verification, customerNumber, type, occurredOn };
    await parts.events().record(tx, actor, [event]);
  };
