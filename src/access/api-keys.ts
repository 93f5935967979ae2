import { timingSafeEqual } from 'node:crypto';
import {
  newId,
  newSecret,
  sha256,
  type Actor,
  type BankDays,
  type Clock,
  type Day,
  type Queryable,
  type Role,
  type Tx,
} from '../platform/index.js';

const SHAPE = /^mj_([0-9a-f]{32})_([A-Za-z0-9_-]{43})$/;

export interface KeyRow {
  id: string;
  name: string;
  role: 'core-banking' | 'auditor';
  expires_on: Day | null;
  created_at: Date;
  created_by: string;
  revoked_at: Date | null;
}

export const keyColumns =
  "id, name, role, to_char(expires_on, 'YYYY-MM-DD') AS expires_on, created_at, created_by, revoked_at";

/** Keys of machines. Looked up at every request, uncached: a revoked key is dead at once. */
export class ApiKeys {
  constructor(
    private readonly clock: Clock,
    private readonly days: BankDays,
  ) {}

  /** @returns the key in plain text, which is not kept */
  async create(
    tx: Tx,
    key: { name: string; role: Role; expiresOn?: Day; createdBy: string },
  ): Promise<{ id: string; key: string }> {
    const now = this.clock.now();
    const id = newId(now.getTime());
    const secret = newSecret();
    await tx.query(
      'INSERT INTO api_key (id, secret_digest, name, role, expires_on, created_at, created_by) VALUES ($1, $2, $3, $4, $5, $6, $7)',
      [id, sha256(secret), key.name, key.role, key.expiresOn ?? null, now, key.createdBy],
    );
    return { id, key: `mj_${id.replaceAll('-', '')}_${secret}` };
  }

  async find(db: Queryable, key: string): Promise<Actor | undefined> {
    const [, id, secret] = SHAPE.exec(key) ?? [];
    if (id === undefined || secret === undefined) return undefined;
    const [row] = await db.query<{ id: string; name: string; role: Role; secret_digest: Buffer }>(
      `SELECT id, name, role, secret_digest FROM api_key
       WHERE id = $1::uuid AND revoked_at IS NULL AND (expires_on IS NULL OR expires_on >= $2::date)`,
      [id, this.days.dayOf(this.clock.now())],
    );
    if (!row || !timingSafeEqual(row.secret_digest, sha256(secret))) return undefined;
    return { kind: 'api-key', id: row.id, name: row.name, roles: [row.role] };
  }

  static looksLikeOne(token: string): boolean {
    return token.startsWith('mj_');
  }

  /** @returns whether there was a living key of that id */
  async revoke(tx: Tx, id: string): Promise<boolean> {
    const rows = await tx.query(
      'UPDATE api_key SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL RETURNING id',
      [id, this.clock.now()],
    );
    return rows.length > 0;
  }
}
