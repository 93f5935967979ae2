import type { LargeValueSnapshot, ReportedCustomer, ReportedFeature } from './snapshot.js';

/** Transactions of a customer, each under each class it is reported in. */
export function transactionCount(customer: ReportedCustomer): number {
  let count = 0;
  for (const feature of customer.features) {
    for (const identity of feature.identities) count += identity.transactions.length;
  }
  return count;
}

/**
 * Cuts a report into parts of at most `limit` transactions, between customers where possible. A customer
 * with more than that appears in several parts: the receiver knows a transaction by its key, not by its
 * message. Every record is in exactly one part, in the same order.
 */
export function* splitReport(snapshot: LargeValueSnapshot, limit: number): Generator<LargeValueSnapshot> {
  let customers: ReportedCustomer[] = [];
  let size = 0;
  for (const customer of snapshot.customers) {
    const count = transactionCount(customer);
    for (let from = 0; from < Math.max(count, 1); from += limit) {
      const piece = count <= limit ? customer : cutCustomer(customer, from, from + limit);
      const pieceSize = Math.min(limit, count - from);
      const repeated = from > 0;
      if (customers.length > 0 && (repeated || size + pieceSize > limit)) {
        yield { ...snapshot, customers };
        customers = [];
        size = 0;
      }
      customers.push(piece);
      size += pieceSize;
    }
  }
  if (customers.length > 0) yield { ...snapshot, customers };
}

/** The two halves of a report, or null when it holds a single transaction. */
export function halveReport(snapshot: LargeValueSnapshot): [LargeValueSnapshot, LargeValueSnapshot] | null {
  const { customers } = snapshot;
  if (customers.length > 1) {
    const middle = Math.ceil(customers.length / 2);
    return [
      { ...snapshot, customers: customers.slice(0, middle) },
      { ...snapshot, customers: customers.slice(middle) },
    ];
  }
  const [customer] = customers;
  const count = customer ? transactionCount(customer) : 0;
  if (!customer || count < 2) return null;
  const middle = Math.ceil(count / 2);
  return [
    { ...snapshot, customers: [cutCustomer(customer, 0, middle)] },
    { ...snapshot, customers: [cutCustomer(customer, middle, count)] },
  ];
}

/** The customer with the transactions `[from, to)`, counted through all classes and identities. */
function cutCustomer(customer: ReportedCustomer, from: number, to: number): ReportedCustomer {
  let position = 0;
  const features: ReportedFeature[] = [];
  for (const feature of customer.features) {
    const identities = feature.identities.flatMap((identity) => {
      const start = position;
      position += identity.transactions.length;
      const transactions = identity.transactions.slice(Math.max(0, from - start), Math.max(0, to - start));
      return transactions.length > 0 ? [{ ...identity, transactions }] : [];
    });
    if (identities.length > 0) features.push({ ...feature, identities });
  }
  return { ...customer, features };
}
