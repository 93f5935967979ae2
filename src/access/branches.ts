import {
  Conditions,
  created,
  decodeCursor,
  ok,
  read,
  toPage,
  write,
  type Actor,
  type Clock,
  type Route,
  type Tx,
} from '../platform/index.js';
import type { AuditTrail } from '../audit/index.js';
import { nameTaken } from './problems.js';
import { branchBody, branchPage, branchView, listQuery } from './schemas.js';
import { unknownBranch } from './users.js';

/** Code of the head office, which every installation has. */
export const HEAD_OFFICE = '0001';

export interface Branch {
  code: string;
  name: string;
  parent?: string;
  country: string;
}

interface BranchRow {
  code: string;
  name: string;
  parent: string | null;
  country: string;
}

/** Places of business of the bank; a tree whose root is the head office. */
export class Branches {
  constructor(
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
  ) {}

  async create(tx: Tx, actor: Actor, branch: Branch, requestId?: string): Promise<BranchRow> {
    if (branch.parent !== undefined) {
      const parents = await tx.query('SELECT FROM branch WHERE code = $1', [branch.parent]);
      if (parents.length === 0) throw unknownBranch('/parent');
    }
    const [row] = await tx.query<BranchRow>(
      `INSERT INTO branch (code, name, parent, country, created_at) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (code) DO NOTHING RETURNING code, name, parent, country`,
      [branch.code, branch.name, branch.parent ?? null, branch.country, this.clock.now()],
    );
    if (!row) throw nameTaken();
    await this.audit.append(tx, actor, {
      action: 'branch.created',
      subject: { kind: 'branch', id: row.code },
      ...(requestId === undefined ? {} : { requestId }),
      details: { parent: row.parent, country: row.country },
    });
    return row;
  }

  /** Creates those that are missing, parents first, and gives the others the name and place stated. */
  async ensure(tx: Tx, actor: Actor, list: readonly Branch[]): Promise<void> {
    for (const { code, name, parent, country } of list)
      await tx.query(
        `INSERT INTO branch (code, name, parent, country, created_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (code) DO UPDATE SET name = excluded.name, parent = excluded.parent, country = excluded.country`,
        [code, name, parent ?? null, country, this.clock.now()],
      );
    await this.audit.append(
      tx,
      actor,
      list.map(({ code }) => ({ action: 'branch.ensured', subject: { kind: 'branch', id: code } })),
    );
  }

  routes(): Route[] {
    return [
      read({
        method: 'get',
        path: '/branches',
        summary: 'List branches by code',
        tag: 'Access',
        roles: 'signed-in',
        query: listQuery,
        responses: { 200: branchPage },
        handle: async ({ db, query }) => {
          const limit = query.limit ?? 50;
          const conditions = new Conditions();
          if (query.cursor !== undefined)
            conditions.add('code > ?', String(decodeCursor(query.cursor, 1)[0]));
          const rows = await db.query<BranchRow>(
            `SELECT code, name, parent, country FROM branch ${conditions.where} ORDER BY code LIMIT ${conditions.parameter(limit + 1)}`,
            conditions.values,
          );
          return ok(
            toPage(
              rows,
              limit,
              (row) => row,
              ({ code }) => [code],
            ),
          );
        },
      }),
      write({
        method: 'post',
        path: '/branches',
        summary: 'Create a branch',
        tag: 'Access',
        roles: ['administrator'],
        body: branchBody,
        responses: { 201: branchView },
        write: async ({ body, actor, requestId }, tx) =>
          created(await this.create(tx, actor, body, requestId)),
      }),
    ];
  }
}
