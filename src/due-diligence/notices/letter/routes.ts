import { Readable } from 'node:stream';
import {
  ok,
  problems,
  read,
  schema,
  sha256,
  write,
  type Actor,
  type Queryable,
  type Role,
  type Route,
} from '../../../platform/index.js';
import type { NoticeActions } from '../actions.js';
import type { NoticeQueries } from '../queries.js';
import { noticeAnswer } from '../schemas.js';
import type { Notices } from '../service.js';
import { letterPdf } from './letter-pdf.js';

const tag = 'Notices';
const params = schema.closed({ id: schema.identifier() });
const WORKERS: readonly Role[] = ['teller', 'compliance-officer', 'compliance-manager'];

/** Notices on paper: the page, and the proof of who printed it when. */
export function letterRoutes(notices: Notices, queries: NoticeQueries, actions: NoticeActions): Route[] {
  const { audit, clock, days, sender } = notices.parts;

  /** The letter with the day it was first printed, or with today. Throws 404, 409 for what is no letter. */
  const pageOf = async (q: Queryable, actor: Actor, id: string): Promise<Buffer> => {
    const row = await queries.find(q, actor, id);
    if (row.status !== 'letter' && row.status !== 'handed-over') throw problems.wrongState();
    const [about] = await q.query<{ printed: Date | null; branch: string | null; address: string | null }>(
      `SELECT (SELECT min(a.at) FROM notice_attempt a WHERE a.notice_id = n.id AND a.kind = 'printed') AS printed,
         (SELECT b.name FROM branch_view b WHERE b.code = n.branch) AS branch,
         (SELECT a.text FROM customer_address_view a WHERE a.customer_id = n.customer_id ORDER BY a.position LIMIT 1)
           AS address
       FROM notice n WHERE n.id = $1`,
      [row.id],
    );
    const on = days.dayOf(about!.printed ?? clock.now());
    return letterPdf({
      reference: row.public_id.slice(0, 13).toUpperCase(),
      language: row.language,
      on,
      createdAt: days.startOf(on),
      bank: sender.bank,
      bankInEnglish: sender.bankInEnglish,
      branch: about!.branch,
      phone: sender.phone,
      to: [row.name, ...(about!.address ? [about!.address] : [])],
      text: row.texts.letter,
    });
  };

  return [
    read({
      method: 'get',
      path: '/notices/{id}/letter.pdf',
      summary: 'The letter to print, with the bank’s head; it bears the day it was printed first, or today',
      tag,
      roles: [...WORKERS, 'auditor'],
      params,
      responses: { 200: null },
      produces: ['application/pdf'],
      handle: async ({ actor, db, params: { id }, requestId }) => {
        const bytes = await db.inTransaction(async (tx) => {
          const made = await pageOf(tx, actor, id);
          await audit.append(tx, actor, {
            action: 'notice.letter-opened',
            subject: { kind: 'notice', id },
            requestId,
          });
          return made;
        });
        return {
          status: 200,
          headers: {
            'Content-Type': 'application/pdf',
            'Content-Length': String(bytes.length),
            'Content-Disposition': `attachment; filename="letter-${id}.pdf"`,
          },
          stream: Readable.from([bytes]),
        };
      },
    }),
    write({
      method: 'post',
      path: '/notices/{id}/printing',
      summary: 'The letter was printed: who did so, when, and the digest of the page stay in the send log',
      tag,
      roles: WORKERS,
      params,
      responses: { 200: noticeAnswer },
      write: async ({ actor, params: { id }, requestId }, tx) => {
        const digest = sha256(await pageOf(tx, actor, id)).toString('hex');
        await actions.printed(tx, actor, id, digest, requestId);
        return ok(await queries.get(tx, actor, id));
      },
    }),
  ];
}
