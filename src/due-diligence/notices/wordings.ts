import {
  defineProblem,
  problems,
  type Actor,
  type Clock,
  type FieldFault,
  type Queryable,
  type Tx,
} from '../../platform/index.js';
import type { AuditTrail } from '../../audit/index.js';
import { templateFaults, type NoticeTemplate, type TemplateTexts } from './domain/template.js';
import type { NoticeBook } from './template-files.js';

const refusedWording = defineProblem('notice-wording-refused', 422, {
  en: 'Customers may not be sent this wording. Each fault is listed under errors.',
  zh: '该模板文字不能发送给客户，详见 errors。',
});
const ownWording = defineProblem('own-wording', 403, {
  en: 'A wording is decided on by another person than the one who made it.',
  zh: '模板文字须由起草人以外的人员审批。',
});

/** A template as it is in force, with what waits for approval. */
export interface WordedTemplate extends NoticeTemplate {
  /** Version of the bank's own wording in force; null for the shipped one. */
  wording: number | null;
  draft: { version: number; texts: TemplateTexts; madeBy: string; madeAt: Date } | null;
}

interface WordingRow {
  template: string;
  version: number;
  texts: TemplateTexts;
  status: 'draft' | 'approved';
  made_by_name: string;
  made_at: Date;
}

/** The shipped templates and the bank's own wordings of them, which two people put in force. */
export class Wordings {
  constructor(private readonly parts: { book: NoticeBook; clock: Clock; audit: AuditTrail }) {}

  /** Every template in the wording in force. */
  async list(
    q: Queryable,
    ids: readonly string[] = [...this.parts.book.templates.keys()],
  ): Promise<WordedTemplate[]> {
    const rows = await q.query<WordingRow>(
      `SELECT DISTINCT ON (template, status) template, version, texts, status, made_by_name, made_at
       FROM notice_wording WHERE status IN ('draft', 'approved') AND template = ANY($1)
       ORDER BY template, status, version DESC`,
      [ids],
    );
    return ids.flatMap((id) => {
      const template = this.parts.book.templates.get(id);
      if (!template) return [];
      const of = (status: string) => rows.find((row) => row.template === id && row.status === status);
      const approved = of('approved');
      const draft = of('draft');
      return [
        {
          ...template,
          texts: approved?.texts ?? template.texts,
          wording: approved?.version ?? null,
          draft: draft
            ? {
                version: draft.version,
                texts: draft.texts,
                madeBy: draft.made_by_name,
                madeAt: draft.made_at,
              }
            : null,
        },
      ];
    });
  }

  async get(q: Queryable, id: string): Promise<WordedTemplate> {
    const [template] = await this.list(q, [id]);
    if (!template) throw problems.notFound();
    return template;
  }

  /** Proposes a wording in place of an earlier proposal; 422 for words or variables no notice may have. */
  async propose(
    tx: Tx,
    actor: Actor,
    id: string,
    texts: unknown,
    requestId?: string,
  ): Promise<WordedTemplate> {
    const { book, clock, audit } = this.parts;
    const template = book.templates.get(id);
    if (!template) throw problems.notFound();
    if (!book.isTexts(texts)) throw problems.invalidBody();
    const faults = templateFaults({ variables: template.variables, texts }, book.bannedWords);
    if (faults.length > 0) throw refusedWording({ faults: faults.map(asFieldFault) });
    const now = clock.now();
    await tx.query("SELECT pg_advisory_xact_lock(hashtext('notice_wording'), hashtext($1))", [id]);
    await tx.query(
      `UPDATE notice_wording SET status = 'refused', decided_by = 'superseded', decided_by_name = $2, decided_at = $3
       WHERE template = $1 AND status = 'draft'`,
      [id, actor.name, now],
    );
    await tx.query(
      `INSERT INTO notice_wording (template, version, texts, made_by, made_by_name, made_at)
       SELECT $1, coalesce(max(version), 0) + 1, $2, $3, $4, $5 FROM notice_wording WHERE template = $1`,
      [id, JSON.stringify(texts), actor.id, actor.name, now],
    );
    await audit.append(tx, actor, {
      action: 'notice-wording.proposed',
      subject: { kind: 'notice-template', id },
      ...(requestId === undefined ? {} : { requestId }),
    });
    return this.get(tx, id);
  }

  /** Puts a proposal in force, or refuses it; 403 for its maker, 409 when it no longer stands. */
  async decide(
    tx: Tx,
    actor: Actor,
    id: string,
    { version, approve }: { version: number; approve: boolean },
    requestId?: string,
  ): Promise<WordedTemplate> {
    const { clock, audit } = this.parts;
    const [draft] = await tx.query<{ made_by: string; status: string }>(
      'SELECT made_by, status FROM notice_wording WHERE template = $1 AND version = $2 FOR UPDATE',
      [id, version],
    );
    if (!draft) throw problems.notFound();
    if (draft.status !== 'draft') throw problems.wrongState();
    if (draft.made_by === actor.id) throw ownWording();
    await tx.query(
      `UPDATE notice_wording SET status = $3, decided_by = $4, decided_by_name = $5, decided_at = $6
       WHERE template = $1 AND version = $2`,
      [id, version, approve ? 'approved' : 'refused', actor.id, actor.name, clock.now()],
    );
    await audit.append(tx, actor, {
      action: approve ? 'notice-wording.approved' : 'notice-wording.refused',
      subject: { kind: 'notice-template', id },
      details: { version },
      ...(requestId === undefined ? {} : { requestId }),
    });
    return this.get(tx, id);
  }
}

function asFieldFault({ pointer, code, what }: ReturnType<typeof templateFaults>[number]): FieldFault {
  const said = {
    'banned-word': {
      en: `contains "${what}", which no customer may read`,
      zh: `含有不得向客户发送的词语“${what}”`,
    },
    'unknown-variable': {
      en: `names {{${what}}}, which is no variable of it`,
      zh: `使用了模板没有的变量 {{${what}}}`,
    },
    'unused-variable': { en: `{{${what}}} is filled in by no text`, zh: `没有任何文字使用变量 {{${what}}}` },
    'broken-placeholder': { en: 'has a brace that is no {{variable}}', zh: '含有不完整的变量占位符' },
  };
  return { pointer, code, message: said[code] };
}
