import type { Role } from '../../platform/index.js';
import type { TimelineSource } from './source.js';

const OFFICERS: readonly Role[] = ['compliance-officer', 'compliance-manager', 'auditor'];

/** For those who may know of alerts, levels and reports; for others these sources do not exist. */
export const complianceSources: readonly TimelineSource[] = [
  {
    name: 'merges',
    roles: OFFICERS,
    link: 'customer',
    sql: `SELECT x.at, m.public_id || x.what AS id, 'merge-' || x.what AS code,
        jsonb_build_object('customerNumber', o.customer_number) AS params, x.actor, o.public_id::text AS link
      FROM customer_merge_view m JOIN customer_view o ON o.id = CASE WHEN m.kept_id = $1 THEN m.merged_id ELSE m.kept_id END
      CROSS JOIN LATERAL (VALUES ('made', m.merged_at, m.merger_name), ('reversed', m.reversed_at, m.reverser_name))
        AS x (what, at, actor)
      WHERE (m.kept_id = $1 OR m.merged_id = $1) AND x.at IS NOT NULL`,
    texts: {
      'merge-made': { en: 'Merged with customer {customerNumber}', zh: '与客户 {customerNumber} 合并' },
      'merge-reversed': {
        en: 'Merge with {customerNumber} undone',
        zh: '撤销与客户 {customerNumber} 的合并',
      },
    },
  },
  {
    name: 'risk',
    roles: OFFICERS,
    sql: `SELECT r.rated_at AS at, lpad(r.id::text, 18, '0') AS id, 'risk-rated' AS code,
        jsonb_build_object('level', r.final_level, 'total', trim_scale(r.total)::text, 'trigger', r.trigger) AS params,
        NULL::text AS actor, NULL::text AS link
      FROM risk_rating_view r WHERE r.customer_id = $1`,
    texts: { 'risk-rated': { en: 'Risk rated: total {total}', zh: '风险评级：总分 {total}' } },
  },
  {
    name: 'alerts',
    roles: OFFICERS,
    link: 'alert',
    sql: `SELECT a.raised_at AS at, a.public_id::text AS id, 'alert-raised' AS code,
        jsonb_build_object('kind', a.kind, 'rule', a.rule_id, 'status', a.status) AS params, NULL::text AS actor,
        a.public_id::text AS link
      FROM alert_view a WHERE a.customer_id = $1`,
    texts: { 'alert-raised': { en: 'Alert raised ({rule})', zh: '产生预警（{rule}）' } },
  },
  {
    name: 'reports',
    roles: OFFICERS,
    link: 'report',
    sql: `SELECT p.created_at AS at, p.public_id::text AS id, 'reported' AS code,
        jsonb_build_object('kind', p.kind, 'status', p.status, 'businessDate', p.business_date) AS params,
        NULL::text AS actor, p.public_id::text AS link
      FROM report_view p WHERE p.id IN (SELECT r.report_id FROM report_record_view r WHERE r.customer_id = $1)`,
    texts: { reported: { en: 'In a report to the regulator', zh: '列入报送监管的报告' } },
  },
];
