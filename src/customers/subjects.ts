import type { Tx } from '../platform/index.js';
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
}

const COLUMNS = 'id, customer_number, kind::text AS kind, public_body';

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
    const rows =
      occasional.length === 0
        ? await tx.prepared<SubjectRow>(
            lock ? 'customer-lock' : 'customer-find',
            `SELECT ${COLUMNS} FROM customer WHERE customer_number = ANY($1::text[])${ending}`,
            [numbers],
          )
        : await tx.query<SubjectRow>(
            `SELECT ${COLUMNS} FROM customer WHERE customer_number = ANY($1::text[]) OR id = ANY($2::bigint[])${ending}`,
            [numbers, occasional],
          );
    const byNumber = new Map(rows.map((row) => [row.customer_number, toSubject(row)]));
    const byId = new Map(rows.map((row) => [row.id, toSubject(row)]));
    let walkIn = 0;
    return references.map((reference) =>
      'customerNumber' in reference
        ? byNumber.get(reference.customerNumber)
        : byId.get(occasional[walkIn++]!),
    );
  }

  /** Locks customers by internal key, for whoever evaluates their days anew. */
  async lockByIds(tx: Tx, ids: readonly string[]): Promise<CustomerSubject[]> {
    const rows = await tx.query<SubjectRow>(
      `SELECT ${COLUMNS} FROM customer WHERE id = ANY($1::bigint[]) ORDER BY id FOR NO KEY UPDATE`,
      [ids],
    );
    return rows.map(toSubject);
  }

  /** The customer that owns each known account. */
  async accountOwners(tx: Tx, accountNumbers: readonly string[]): Promise<Map<string, string>> {
    if (accountNumbers.length === 0) return new Map();
    const rows = await tx.prepared<{ account_number: string; customer_id: string }>(
      'account-owners',
      'SELECT account_number, customer_id FROM account WHERE account_number = ANY($1::text[])',
      [accountNumbers],
    );
    return new Map(rows.map((row) => [row.account_number, row.customer_id]));
  }
}
