import {
  isId,
  newId,
  problems,
  type Actor,
  type Clock,
  type Queryable,
  type Role,
  type Tx,
} from '../platform/index.js';
import { lastAdministrator, nameTaken, ownAccount } from './problems.js';

export interface UserRow {
  id: string;
  username: string;
  display_name: string;
  roles: Role[];
  branch: string;
  status: 'active' | 'disabled';
  created_at: Date;
  version: number;
}

export interface NewUser {
  username: string;
  displayName: string;
  passwordHash: string;
  roles: readonly Role[];
  branch: string;
}

export interface UserChange {
  displayName?: string;
  passwordHash?: string;
  roles?: readonly Role[];
  branch?: string;
  status?: 'active' | 'disabled';
}

export const userColumns = 'id, username, display_name, roles, branch, status, created_at, version';

/** People who sign in. Never deleted: what they did still names them. */
export class Users {
  constructor(private readonly clock: Clock) {}

  async create(tx: Tx, user: NewUser): Promise<UserRow> {
    await assertBranch(tx, user.branch);
    const now = this.clock.now();
    const [row] = await tx.query<UserRow>(
      `INSERT INTO user_account (id, username, display_name, password_hash, roles, branch, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (username) DO NOTHING RETURNING ${userColumns}`,
      [
        newId(now.getTime()),
        user.username,
        user.displayName,
        user.passwordHash,
        sorted(user.roles),
        user.branch,
        now,
      ],
    );
    if (!row) throw nameTaken();
    return row;
  }

  /** The user, locked against other changes; 404 when there is none. */
  async forChange(tx: Tx, id: string): Promise<UserRow> {
    // All administrators are locked in one order, so that two of them cannot remove each other at the same time.
    await tx.query("SELECT FROM user_account WHERE 'administrator' = ANY(roles) ORDER BY id FOR UPDATE");
    const [row] = isId(id)
      ? await tx.query<UserRow>(`SELECT ${userColumns} FROM user_account WHERE id = $1 FOR UPDATE`, [id])
      : [];
    if (!row) throw problems.notFound();
    return row;
  }

  /** Changes a user read by {@link forChange}. */
  async change(tx: Tx, actor: Actor, before: UserRow, change: UserChange): Promise<UserRow> {
    const roles = change.roles === undefined ? before.roles : sorted(change.roles);
    const status = change.status ?? before.status;
    const powersChange = status !== before.status || !same(roles, sorted(before.roles));
    if (powersChange && actor.kind === 'user' && actor.id === before.id) throw ownAccount();
    if (change.branch !== undefined) await assertBranch(tx, change.branch);
    const stays = status === 'active' && roles.includes('administrator');
    if (before.status === 'active' && before.roles.includes('administrator') && !stays) {
      const others = await tx.query(
        "SELECT FROM user_account WHERE 'administrator' = ANY(roles) AND status = 'active' AND id <> $1 LIMIT 1",
        [before.id],
      );
      if (others.length === 0) throw lastAdministrator();
    }
    const [row] = await tx.query<UserRow>(
      `UPDATE user_account SET display_name = coalesce($2, display_name), password_hash = coalesce($3, password_hash),
         roles = $4, branch = coalesce($5, branch), status = $6, version = version + 1
       WHERE id = $1 RETURNING ${userColumns}`,
      [
        before.id,
        change.displayName ?? null,
        change.passwordHash ?? null,
        roles,
        change.branch ?? null,
        status,
      ],
    );
    return row!;
  }

  /** What signing in needs to know; the hash leaves this module never. */
  async credentials(
    db: Queryable,
    key: { username: string } | { id: string },
  ): Promise<(UserRow & { password_hash: string }) | undefined> {
    const [row] = await db.query<UserRow & { password_hash: string }>(
      `SELECT ${userColumns}, password_hash FROM user_account WHERE ${'id' in key ? 'id' : 'username'} = $1`,
      ['id' in key ? key.id : key.username],
    );
    return row;
  }
}

const sorted = (roles: readonly Role[]): Role[] => [...roles].sort();
const same = (a: readonly Role[], b: readonly Role[]) => a.join() === b.join();

async function assertBranch(tx: Tx, code: string): Promise<void> {
  const rows = await tx.query('SELECT FROM branch WHERE code = $1', [code]);
  if (rows.length === 0) throw unknownBranch('/branch');
}

/** The fault of naming a branch that does not exist. */
export function unknownBranch(pointer: string) {
  return problems.invalidBody({
    faults: [
      {
        pointer,
        code: 'unknown-branch',
        message: { en: 'is not the code of a branch', zh: '不是已有机构的代码' },
      },
    ],
  });
}
