import type { Static } from '@sinclair/typebox';
import {
  addDays,
  Conditions,
  decodeCursor,
  isId,
  problems,
  toPage,
  type Actor,
  type BankDays,
  type Language,
  type Queryable,
} from '../../platform/index.js';
import { branchScope, worksAtBranch } from '../../access/index.js';
import { maskName } from './domain/mask.js';
import type { AttemptKind, NoticeStatus } from './domain/progress.js';
import type { Channel, ChannelTexts } from './domain/template.js';
import type { NoticeBook } from './template-files.js';
import type { noticeAnswer, noticeQuery, noticeSummary } from './schemas.js';

interface NoticeRow {
  id: string;
  public_id: string;
  customer_public_id: string;
  customer_number: string;
  kind: string;
  name: string;
  branch: string | null;
  template: string;
  template_version: number;
  wording: number | null;
  step: string;
  language: Language;
  texts: ChannelTexts;
  status: NoticeStatus;
  channel: Channel | null;
  shown: string | null;
  reason: string | null;
  tries: number;
  queued_at: Date;
  queued_text: string;
  sent_at: Date | null;
  changed_at: Date;
}

const SELECT = `SELECT n.id, n.public_id, c.public_id AS customer_public_id, c.customer_number, c.kind::text AS kind, c.name, c.branch,
  n.template, n.template_version, n.wording, n.step, n.language, n.texts, n.status, n.channel, n.shown, n.reason, n.tries,
  n.queued_at, to_char(n.queued_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS queued_text, n.sent_at, n.changed_at
  FROM notice n JOIN customer_view c ON c.id = n.customer_id`;

type Summary = Static<typeof noticeSummary>;
export type NoticeFilters = Omit<Static<typeof noticeQuery>, 'limit' | 'cursor'>;

/** Reads notices for people; whoever is bound to a branch sees those of its customers only. */
export class NoticeQueries {
  constructor(private readonly parts: { book: NoticeBook; days: BankDays }) {}

  /** Newest first. */
  async list(
    q: Queryable,
    actor: Actor,
    filters: NoticeFilters,
    { limit, cursor }: { limit: number; cursor?: string },
  ): Promise<{ items: Summary[]; nextCursor: string | null }> {
    const { days } = this.parts;
    const own = branchScope(actor);
    const conditions = new Conditions()
      .add('n.branch = ?', own ?? filters.branch)
      .add('c.branch = ?', own)
      .add('n.customer_id = (SELECT id FROM customer_view WHERE customer_number = ?)', filters.customerNumber)
      .add('n.status = ?', filters.status)
      .add('n.channel = ?', filters.channel)
      .add('n.template = ?', filters.template)
      .add('n.queued_at >= ?', filters.from && days.startOf(filters.from))
      .add('n.queued_at < ?', filters.to && days.startOf(addDays(filters.to, 1)));
    if (own !== undefined && filters.branch !== undefined) conditions.add('n.branch = ?', filters.branch);
    if (cursor !== undefined) {
      const [at, id] = decodeCursor(cursor, ['instant', 'id']);
      conditions.add(
        '(n.queued_at, n.id) < (?::timestamptz, (SELECT id FROM notice WHERE public_id = ?))',
        ...[at, id],
      );
    }
    const rows = await q.query<NoticeRow>(
      `${SELECT} ${conditions.where} ORDER BY n.queued_at DESC, n.id DESC LIMIT ${conditions.parameter(limit + 1)}`,
      conditions.values,
    );
    return toPage(
      rows,
      limit,
      (row) => this.summary(row),
      (row) => [row.queued_text, row.public_id],
    );
  }

  /** 404 for a notice that is not there or not the actor's to see. */
  async get(q: Queryable, actor: Actor, id: string): Promise<Static<typeof noticeAnswer>> {
    const row = await this.find(q, actor, id);
    const attempts = await q.query<{
      at: Date;
      kind: AttemptKind;
      channel: Channel | null;
      shown: string | null;
      code: string | null;
      answer: string | null;
      provider_id: string | null;
      by: string | null;
    }>(
      // A branch learns of nobody elsewhere.
      `SELECT a.at, a.kind, a.channel, a.shown, a.code, a.answer, a.provider_id, u.display_name AS by
       FROM notice_attempt a LEFT JOIN user_view u ON a.actor_kind = 'user' AND u.id::text = a.actor_id
         AND ($2::text IS NULL OR u.branch = $2 AND ${worksAtBranch('u')})
       WHERE a.notice_id = $1 ORDER BY a.sequence`,
      [row.id, branchScope(actor) ?? null],
    );
    return {
      ...this.summary(row),
      templateVersion: row.template_version,
      wording: row.wording,
      texts: row.texts,
      attempts: attempts.map(({ at, shown, provider_id, ...attempt }) => ({
        ...attempt,
        at: at.toISOString(),
        address: shown,
        providerId: provider_id,
      })),
    };
  }

  /** Throws 404 unless the actor may see the notice. */
  async find(q: Queryable, actor: Actor, id: string): Promise<NoticeRow> {
    if (!isId(id)) throw problems.notFound();
    const conditions = new Conditions().add('n.public_id = ?', id).add('c.branch = ?', branchScope(actor));
    const [row] = await q.query<NoticeRow>(`${SELECT} ${conditions.where}`, conditions.values);
    if (!row) throw problems.notFound();
    return row;
  }

  /** How many notices wait for each channel. */
  async waiting(q: Queryable): Promise<Map<string, number>> {
    const rows = await q.query<{ channel: string; count: number }>(
      "SELECT channel, count(*)::int AS count FROM notice WHERE status = 'waiting' GROUP BY channel",
    );
    return new Map(rows.map(({ channel, count }) => [channel, count]));
  }

  private summary(row: NoticeRow): Summary {
    return {
      id: row.public_id,
      customerId: row.customer_public_id,
      customerNumber: row.customer_number,
      customerName: maskName(row.name, row.kind === 'individual'),
      branch: row.branch,
      template: row.template,
      // A template that a later release no longer carries is called by its id.
      title: this.parts.book.templates.get(row.template)?.title ?? { en: row.template, zh: row.template },
      step: row.step,
      language: row.language,
      status: row.status,
      channel: row.channel,
      address: row.shown,
      reason: row.reason,
      tries: row.tries,
      queuedAt: row.queued_at.toISOString(),
      sentAt: row.sent_at?.toISOString() ?? null,
      changedAt: row.changed_at.toISOString(),
    };
  }
}
