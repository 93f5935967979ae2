import type { Tx } from '../platform/index.js';
import { MovedMeanwhile } from './merge/problems.js';
import type { CustomerKind, Person } from './schemas.js';

/** Who a transaction is for: a customer by number, or a walk-in by the person at the counter. */
export type SubjectReference =
  { customerNumber: string } | { conductor: Person; branch?: string | undefined };

/** What monitoring must know of a customer; `id` is the internal key. */
export interface CustomerSubject {
  id: string;
  customerNumber: string;
  kind: CustomerKind;
  publicBody: boolean;
  /** The customer that was named, where this is the one it was merged into. */
  mergedFrom?: string;
}

/** Whose an account is, and for whom it was opened where that one was merged into the owner. */
export interface AccountOwner {
  owner: string;
  mergedFrom: string | null;
}

/** Finds or makes the occasional customers of conductors; one internal key per conductor, in order. */
export type EnsureOccasional = (
  tx: Tx,
  walkIns: readonly { conductor: Person; branch?: string | undefined }[],
) => Promise<string[]>;

interface SubjectRow {
  id: string;
  customer_number: string;
  kind: CustomerKind;
  public_body: boolean;
  merged_into: string | null;
}

const COLUMNS = 'id, customer_number, kind::text AS kind, public_body, merged_into';

function toSubject({ id, customer_number, kind, public_body }: SubjectRow): CustomerSubject {
  return { id, customerNumber: customer_number, kind, publicBody: public_body };
}

/** Customers as the ledger and monitoring need them. */
export class CustomerSubjects {
  constructor(private readonly ensureOccasional: EnsureOccasional) {}

  /**
   * Finds the customers of a batch and, if asked, locks them until the transaction ends, in order of their key, so that
   * whoever evaluates one of them next sees what was stored here.
   * @returns one subject per reference, `undefined` for an unknown number
   */
  async find(
    tx: Tx,
    references: readonly SubjectReference[],
    lock: boolean,
  ): Promise<(CustomerSubject | undefined)[]> {
    const walkIns = references.flatMap((reference) => ('conductor' in reference ? [reference] : []));
    const occasional = walkIns.length > 0 ? await this.ensureOccasional(tx, walkIns) : [];
    const numbers = [
      ...new Set(
        references.flatMap((reference) => ('customerNumber' in reference ? [reference.customerNumber] : [])),
      ),
    ];
    const ending = lock ? ' ORDER BY id FOR NO KEY UPDATE' : '';
    // Whoever was merged is looked past at once, so that locks are taken in one order whatever number was given.
    const kept = 'SELECT coalesce(merged_into, id) FROM customer WHERE customer_number = ANY($1::text[])';
    const rows =
      occasional.length === 0
        ? await tx.prepared<SubjectRow>(
            lock ? 'customer-lock' : 'customer-find',
            `SELECT ${COLUMNS} FROM customer WHERE id = ANY(ARRAY(${kept}))${ending}`,
            [numbers],
          )
        : await tx.query<SubjectRow>(
            `SELECT ${COLUMNS} FROM customer WHERE id = ANY(ARRAY(${kept} OR id = ANY($2::bigint[])))${ending}`,
            [numbers, occasional],
          );
    if (rows.some(({ merged_into }) => merged_into !== null)) throw new MovedMeanwhile();
    const byNumber = new Map(rows.map((row) => [row.customer_number, toSubject(row)]));
    const byId = new Map(rows.map((row) => [row.id, toSubject(row)]));
    await addMerged(tx, byNumber, byId, {
      numbers: numbers.filter((number) => !byNumber.has(number)),
      ids: occasional.filter((id) => !byId.has(id)),
    });
    let walkIn = 0;
    return references.map((reference) =>
      'customerNumber' in reference
        ? byNumber.get(reference.customerNumber)
        : byId.get(occasional[walkIn++]!),
    );
  }

  /**
   * Locks customers that movements were just stored for, and makes sure that no merge or its reversal came between:
   * then the transaction has to run again.
   * @param mergedFrom the merged customers some of the movements name
   */
  async lockStored(
    tx: Tx,
    ids: readonly string[],
    mergedFrom: readonly string[] = [],
  ): Promise<CustomerSubject[]> {
    const rows = await this.lockRows(tx, ids);
    if (rows.some(({ merged_into }) => merged_into !== null)) throw new MovedMeanwhile();
    if (mergedFrom.length > 0) {
      const moved = await tx.query(
        'SELECT FROM customer WHERE id = ANY($2::bigint[]) AND (merged_into IS NULL OR merged_into <> ALL($1::bigint[]))',
        [ids, mergedFrom],
      );
      if (moved.length > 0) throw new MovedMeanwhile();
    }
    return rows.map(toSubject);
  }

  /** Locks customers by internal key, for whoever evaluates their days anew. */
  async lockByIds(tx: Tx, ids: readonly string[]): Promise<CustomerSubject[]> {
    return (await this.lockRows(tx, ids)).map(toSubject);
  }

  private lockRows(tx: Tx, ids: readonly string[]): Promise<SubjectRow[]> {
    return tx.query<SubjectRow & Record<string, unknown>>(
      `SELECT ${COLUMNS} FROM customer WHERE id = ANY($1::bigint[]) ORDER BY id FOR NO KEY UPDATE`,
      [ids],
    );
  }

  /** The customer that owns each known account. */
  async accountOwners(tx: Tx, accountNumbers: readonly string[]): Promise<Map<string, AccountOwner>> {
    if (accountNumbers.length === 0) return new Map();
    const rows = await tx.prepared<{
      account_number: string;
      customer_id: string;
      merged_from: string | null;
    }>(
      'account-owners',
      'SELECT account_number, customer_id, merged_from FROM account WHERE account_number = ANY($1::text[])',
      [accountNumbers],
    );
    return new Map(
      rows.map(({ account_number, customer_id, merged_from }) => [
        account_number,
        { owner: customer_id, mergedFrom: merged_from },
      ]),
    );
  }
}

/** Whoever was named and is not there under that name was merged, or is unknown. */
async function addMerged(
  tx: Tx,
  byNumber: Map<string, CustomerSubject>,
  byId: Map<string, CustomerSubject>,
  missing: { numbers: readonly string[]; ids: readonly string[] },
): Promise<void> {
  if (missing.numbers.length === 0 && missing.ids.length === 0) return;
  const rows = await tx.query<{ id: string; customer_number: string; merged_into: string | null }>(
    'SELECT id, customer_number, merged_into FROM customer WHERE customer_number = ANY($1::text[]) OR id = ANY($2::bigint[])',
    [missing.numbers, missing.ids],
  );
  for (const { id, customer_number, merged_into } of rows) {
    const kept = merged_into === null ? undefined : byId.get(merged_into);
    if (!kept) throw new MovedMeanwhile();
    byNumber.set(customer_number, { ...kept, mergedFrom: id });
    byId.set(id, { ...kept, mergedFrom: id });
  }
}
