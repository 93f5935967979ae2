import { namedAtBranch } from '../../access/index.js';
import { complianceSources } from './compliance-sources.js';
import type { TimelineSource } from './source.js';

const identity = (actor: string): string =>
  `SELECT h.changed_at AS at, lpad(h.version::text, 9, '0') AS id, 'identity-changed' AS code,
     jsonb_build_object('fields', to_jsonb(h.changed_fields), 'count', cardinality(h.changed_fields)) AS params,
     ${actor} AS actor, NULL::text AS link
   FROM customer_change_view h WHERE h.customer_id = $1`;

const columns = `v.public_id, v.type, v.recorded_at, v.recorded_by_name, v.recorded_by_kind, v.recorded_branch, v.ended_at,
  v.ended_by_name, v.ended_by_kind, v.ended_branch`;

/** @param named SQL of a name, given who it is and whether that was at a branch */
const relationships = (named: (name: string, kind: string, branch: string) => string): string =>
  `SELECT x.at, x.what || r.public_id AS id, 'relationship-' || x.what AS code,
     jsonb_build_object('type', r.type) AS params, x.actor, NULL::text AS link
   FROM party_view p CROSS JOIN LATERAL (
     SELECT ${columns} FROM relationship_view v WHERE v.subject_id = p.id
     UNION
     SELECT ${columns} FROM relationship_view v WHERE v.holder_id = p.id) r
   CROSS JOIN LATERAL (VALUES
       ('recorded', r.recorded_at, ${named('r.recorded_by_name', 'r.recorded_by_kind', 'r.recorded_branch')}),
       ('ended', r.ended_at, ${named('r.ended_by_name', 'r.ended_by_kind', 'r.ended_branch')})) AS x (what, at, actor)
   WHERE p.customer_id = $1 AND x.at IS NOT NULL`;

/** Changes of the record, its accounts, documents and relationships. */
const record: readonly TimelineSource[] = [
  {
    name: 'registration',
    sql: `SELECT c.created_at AS at, '0' AS id, 'registered' AS code, '{}'::jsonb AS params, NULL::text AS actor,
        NULL::text AS link FROM customer_view c WHERE c.id = $1`,
    texts: { registered: { en: 'Registered', zh: '建立客户资料' } },
  },
  {
    name: 'identity',
    sql: identity('h.actor_name'),
    // A branch learns of nobody who is not bound to one, here and below.
    branchSql: identity(namedAtBranch({ name: 'h.actor_name', kind: 'h.actor_kind', id: 'h.actor_id' })),
    texts: { 'identity-changed': { en: 'Details changed: {count} fields', zh: '客户资料变更：{count} 项' } },
  },
  {
    name: 'documents',
    sql: `SELECT i.bound_at AS at, i.id::text AS id, 'document-image-kept' AS code, '{}'::jsonb AS params,
        NULL::text AS actor, NULL::text AS link
      FROM customer_image_view i WHERE i.customer_id = $1`,
    texts: { 'document-image-kept': { en: 'Image of a document kept', zh: '留存证件影像' } },
  },
  {
    name: 'accounts',
    sql: `SELECT x.day::timestamp AT TIME ZONE $5 AS at, x.what || a.account_number AS id, 'account-' || x.what AS code,
        jsonb_build_object('account', a.account_number, 'type', a.type, 'currency', a.currency) AS params,
        NULL::text AS actor, NULL::text AS link
      FROM account_view a CROSS JOIN LATERAL (VALUES ('opened', a.opened_on), ('closed', a.closed_on)) AS x (what, day)
      WHERE a.customer_id = $1 AND x.day IS NOT NULL`,
    texts: {
      'account-opened': { en: 'Account {account} opened', zh: '开立账户 {account}' },
      'account-closed': { en: 'Account {account} closed', zh: '注销账户 {account}' },
    },
  },
  {
    name: 'relationships',
    sql: relationships((name) => name),
    branchSql: relationships(
      (name, kind, branch) => `CASE WHEN ${kind} <> 'user' OR ${branch} IS NOT NULL THEN ${name} END`,
    ),
    texts: {
      'relationship-recorded': { en: 'Relationship recorded', zh: '登记关联关系' },
      'relationship-ended': { en: 'Relationship ended', zh: '终止关联关系' },
    },
  },
];

/** What the bank and the customer did about knowing each other. */
const diligence: readonly TimelineSource[] = [
  {
    name: 'verifications',
    sql: `SELECT v.verified_at AS at, v.public_id::text AS id, 'verification-' || v.outcome AS code,
        jsonb_build_object('method', v.method) AS params, NULL::text AS actor, NULL::text AS link
      FROM verification_view v WHERE v.customer_id = $1`,
    texts: {
      'verification-confirmed': { en: 'Identity verified', zh: '身份核实通过' },
      'verification-failed': { en: 'Identity could not be verified', zh: '身份核实未通过' },
      'verification-refused-by-customer': {
        en: 'The customer refused to be verified',
        zh: '客户拒绝配合身份核实',
      },
    },
  },
  {
    name: 'owners',
    sql: `SELECT d.computed_at AS at, lpad(d.version::text, 9, '0') AS id, 'owners-determined' AS code,
        jsonb_build_object('owners', d.owners, 'asOf', d.as_of) AS params, NULL::text AS actor, NULL::text AS link
      FROM beneficial_owner_determination_view d WHERE d.customer_id = $1`,
    // Neither stronger measures nor a level of risk may show in what a branch reads.
    branchSql: `SELECT d.computed_at AS at, lpad(d.version::text, 9, '0') AS id, 'owners-determined' AS code,
        jsonb_build_object('owners', d.owners, 'asOf', d.as_of) AS params, NULL::text AS actor, NULL::text AS link
      FROM usual_owner_determination_view d WHERE d.customer_id = $1`,
    texts: {
      'owners-determined': {
        en: 'Beneficial owners determined: {owners}',
        zh: '判定受益所有人：{owners} 人',
      },
    },
  },
  {
    name: 'tasks',
    link: 'task',
    sql: `SELECT e.at, e.public_id || e.position::text AS id, 'task-' || e.kind AS code,
        jsonb_build_object('kind', e.task_kind, 'dueOn', e.due_on) AS params, e.actor_name AS actor, e.public_id::text AS link
      FROM review_task_event_view e WHERE e.customer_id = $1`,
    // A branch learns of its own tasks only, and not of who raised or settled them.
    branchSql: `SELECT e.at, e.public_id || e.position::text AS id, 'task-' || e.kind AS code,
        jsonb_build_object('kind', e.task_kind, 'dueOn', e.due_on) AS params, NULL::text AS actor, e.public_id::text AS link
      FROM review_task_event_view e WHERE e.customer_id = $1 AND e.audience = 'front-line'`,
    texts: {
      'task-raised': { en: 'Review task raised, due {dueOn}', zh: '生成核查任务，{dueOn} 前完成' },
      'task-completed': { en: 'Review task completed', zh: '核查任务已完成' },
      'task-settled': { en: 'Review task settled', zh: '核查任务已了结' },
    },
  },
  {
    name: 'restrictions',
    sql: `SELECT e.at, e.public_id || e.position::text AS id, 'restriction-' || e.kind AS code, '{}'::jsonb AS params,
        e.actor_name AS actor, NULL::text AS link
      FROM restriction_event_view e WHERE e.customer_id = $1`,
    // What was only proposed never happened, for a branch; and a measure has no author there.
    // Nor do the steps between count.
    branchSql: `SELECT e.at, e.public_id || e.kind AS id, 'restriction-' || e.kind AS code, '{}'::jsonb AS params,
        NULL::text AS actor, NULL::text AS link
      FROM restriction_event_view e WHERE e.customer_id = $1 AND e.kind IN ('approved', 'lifted')`,
    texts: {
      'restriction-proposed': { en: 'Restriction proposed', zh: '拟采取限制措施' },
      'restriction-approved': { en: 'Restriction in force', zh: '限制措施生效' },
      'restriction-refused': { en: 'Restriction not approved', zh: '限制措施未获批准' },
      'restriction-withdrawn': { en: 'Restriction withdrawn', zh: '限制措施已撤回' },
      'restriction-end-proposed': { en: 'End of the restriction proposed', zh: '拟解除限制措施' },
      'restriction-lifted': { en: 'Restriction lifted', zh: '限制措施已解除' },
    },
  },
  {
    name: 'notices',
    link: 'notice',
    sql: `SELECT n.queued_at AS at, n.public_id::text AS id, 'notice' AS code,
        jsonb_build_object('template', n.template, 'channel', n.channel, 'status', n.status) AS params,
        NULL::text AS actor, n.public_id::text AS link
      FROM notice_view n WHERE n.customer_id = $1`,
    texts: { notice: { en: 'Notice to the customer', zh: '向客户发送通知' } },
  },
  {
    name: 'contacts',
    sql: `SELECT l.at, l.public_id::text AS id, 'contact' AS code,
        jsonb_build_object('channel', l.channel, 'outcome', l.outcome) AS params, l.actor_name AS actor, NULL::text AS link
      FROM contact_log_view l WHERE l.customer_id = $1`,
    branchSql: `SELECT l.at, l.public_id::text AS id, 'contact' AS code,
        jsonb_build_object('channel', l.channel, 'outcome', l.outcome) AS params, l.actor_name AS actor, NULL::text AS link
      FROM contact_log_view l WHERE l.customer_id = $1 AND l.front_line`,
    texts: { contact: { en: 'Contact with the customer', zh: '与客户联系' } },
  },
];

/** The history of a customer: what every module published of it. Their order tells entries of one instant apart. */
export const timelineSources: readonly TimelineSource[] = [...record, ...diligence, ...complianceSources];
