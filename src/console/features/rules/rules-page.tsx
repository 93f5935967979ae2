import { BookOutlined } from '@ant-design/icons';
import type { TableColumnsType } from 'antd';
import { useTranslation } from 'react-i18next';
import type { RuleSummary } from '../../api/rule-types.js';
import { DataTable, RowLink } from '../../components/data-table.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { Panel } from '../../components/panel.js';
import { ProblemPanel } from '../../components/problem-panel.js';
import { StatusTag } from '../../components/tag.js';
import { Term } from '../../components/values.js';
import { useFormat } from '../../i18n/use-format.js';
import { LegalBasisText } from './legal-basis.js';
import { useRules } from './queries.js';
import { ruleTitle } from './rule-title.js';
import './rules.css';

/** All rules; there are tens, not thousands, so that one page holds them. */
export function RulesPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, error, isPending, refetch } = useRules();
  const columns: TableColumnsType<RuleSummary> = [
    {
      title: t('alerts.rule'),
      render: (_, r) => (
        <>
          <RowLink to={`/rules/${encodeURIComponent(r.ruleId)}`}>{ruleTitle(r, r.ruleId, format.language)}</RowLink>
          <span className="cell-sub mono">{r.ruleId}</span>
        </>
      ),
    },
    { title: t('rules.kind'), render: (_, r) => <Term table="ruleKind" value={r.kind} /> },
    { title: t('rules.description'), render: (_, r) => <span className="rule-description">{format.text(r.description)}</span> },
    {
      title: t('rules.legalBasis'),
      render: (_, r) => (
        <div className="rule-basis">
          <LegalBasisText basis={r.legalBasis} />
        </div>
      ),
    },
    { title: t('rules.version'), align: 'right', render: (_, r) => <span className="number">{r.version}</span> },
    { title: t('alerts.status'), render: (_, r) => <StatusTag table="ruleStatus" value={r.status} /> },
  ];
  return (
    <Page title={t('layout.nav.rules')}>
      <Panel flush>
        {error ? (
          <ProblemPanel error={error} onRetry={() => void refetch()} />
        ) : (
          <DataTable<RuleSummary>
            label={t('layout.nav.rules')}
            columns={columns}
            rows={data?.items ?? []}
            rowKey={(r) => r.ruleId}
            loading={isPending}
            keyboard={{}}
            empty={<Notice icon={<BookOutlined />} title={t('rules.empty.title')} text={t('rules.empty.text')} />}
          />
        )}
      </Panel>
    </Page>
  );
}
