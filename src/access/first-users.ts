import { demoUsers, newSecret, systemActor, type Tx } from '../platform/index.js';
import type { AuditTrail } from '../audit/index.js';
import { HEAD_OFFICE, type Branches } from './branches.js';
import { hashPassword, verifyPassword } from './passwords.js';
import type { Users } from './users.js';

/** A sign-in to tell the operator; the password only when it was made up here. */
export interface PrintedSignIn {
  username: string;
  role: string;
  password?: string;
}

const NAMES: Record<string, string> = {
  teller: '柜员',
  officer: '合规专员甲',
  officer2: '合规专员乙',
  manager: '合规主管甲',
  manager2: '合规主管乙',
  auditor: '审计员',
  admin: '系统管理员',
};

/** The users that a new database starts with. */
export class FirstUsers {
  constructor(
    private readonly parts: { users: Users; branches: Branches; audit: AuditTrail; institutionName: string },
  ) {}

  /** Creates `admin` in a database without users; `undefined` when there are some. */
  async ensureFirstAdministrator(tx: Tx, password?: string): Promise<PrintedSignIn | undefined> {
    await oneAtATime(tx);
    const [anyone] = await tx.query('SELECT FROM user_account LIMIT 1');
    if (anyone) return undefined;
    return this.ensure(tx, 'admin', 'administrator', password);
  }

  /**
   * Creates the demo users that are missing, all with the password given or each with one of its own. A given password
   * also replaces another one that a demo user had: what the operator sets is what holds.
   */
  async ensureDemoUsers(tx: Tx, password?: string): Promise<PrintedSignIn[]> {
    await oneAtATime(tx);
    const present = await tx.query<{ id: string; username: string; password_hash: string }>(
      'SELECT id, username, password_hash FROM user_account',
    );
    const signIns: PrintedSignIn[] = [];
    for (const { username, role } of demoUsers) {
      const user = present.find((candidate) => candidate.username === username);
      if (!user) signIns.push(await this.ensure(tx, username, role, password));
      else if (password !== undefined) {
        await this.replacePassword(tx, user, password);
        signIns.push({ username, role });
      }
    }
    return signIns;
  }

  private async replacePassword(
    tx: Tx,
    user: { id: string; password_hash: string },
    password: string,
  ): Promise<void> {
    if (await verifyPassword(user.password_hash, password)) return;
    await tx.query('UPDATE user_account SET password_hash = $2, version = version + 1 WHERE id = $1', [
      user.id,
      await hashPassword(password),
    ]);
    await this.parts.audit.append(tx, systemActor, {
      action: 'user.password-replaced',
      subject: { kind: 'user', id: user.id },
    });
  }

  private async ensure(
    tx: Tx,
    username: string,
    role: (typeof demoUsers)[number]['role'],
    given: string | undefined,
  ): Promise<PrintedSignIn> {
    const { users, branches, audit, institutionName } = this.parts;
    const [office] = await tx.query('SELECT FROM branch WHERE code = $1', [HEAD_OFFICE]);
    if (!office)
      await branches.create(tx, systemActor, { code: HEAD_OFFICE, name: institutionName, country: 'CHN' });
    const password = given ?? newSecret().slice(0, 20);
    const user = await users.create(tx, {
      username,
      displayName: NAMES[username] ?? username,
      passwordHash: await hashPassword(password),
      roles: [role],
      branch: HEAD_OFFICE,
    });
    await audit.append(tx, systemActor, {
      action: 'user.created',
      subject: { kind: 'user', id: user.id },
      details: { roles: user.roles, branch: user.branch },
    });
    return { username, role, ...(given === undefined ? { password } : {}) };
  }
}

/** Two processes that start together must not both create a user. */
async function oneAtATime(tx: Tx): Promise<void> {
  await tx.query("SELECT pg_advisory_xact_lock(hashtext('first-users'))");
}
