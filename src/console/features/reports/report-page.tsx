import { type TableColumnsType } from 'antd';
import { DownloadOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { api, apiUrl } from '../../api/client.js';
import type { Report, ReportFile } from '../../api/report-types.js';
import { DataTable } from '../../components/data-table.js';
import { Facts } from '../../components/facts.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { PendingPage } from '../../components/pending-page.js';
import { Panel } from '../../components/panel.js';
import { StatusTag } from '../../components/tag.js';
import { Day, Instant, Missing } from '../../components/values.js';
import { useFormat } from '../../i18n/use-format.js';
import { Due } from '../alerts/due.js';
import { ReportActions } from './report-actions.js';
import { ReportFindings } from './report-findings.js';
import { ReportTotals } from './report-totals.js';

/** One regulator report: what it holds, whether it may go out, and its files. */
export function ReportPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const { data: report, error, refetch } = useQuery({
    queryKey: ['report', id],
    queryFn: ({ signal }) => api.get<Report>(`/reports/${encodeURIComponent(id)}`, { signal }),
  });
  const parent = { title: t('layout.nav.reports'), to: '/reports' };
  if (!report) {
    return <PendingPage title={t('reports.report')} parent={parent} error={error} onRetry={() => void refetch()} />;
  }
  return (
    <Page
      title={t(`terms.reportKind.${report.kind}`)}
      parent={parent}
      aside={<StatusTag table="reportStatus" value={report.status} />}
      subtitle={report.businessDate ? <>{t('reports.businessDate')} <Day value={report.businessDate} /></> : undefined}
      actions={<ReportActions report={report} />}
    >
      <div className="columns">
        <div className="stack">
          <ReportFindings report={report} />
          <Files report={report} />
          <ReportTotals totals={report.totals} />
        </div>
        <div className="stack">
          <Panel title={t('alerts.due')}>
            <Due day={report.dueOn} status={['submitted', 'accepted'].includes(report.status) ? 'withdrawn' : 'open'} />
          </Panel>
          <Panel title={t('common.details')}>
            <Facts
              narrow
              facts={[
                { name: t('reports.customers'), value: <span className="number">{report.customers}</span> },
                { name: t('reports.transactions'), value: <span className="number">{report.transactions}</span> },
                { name: t('reports.records'), value: <span className="number">{report.records}</span> },
                { name: t('reports.institution'), value: `${report.institution.name} ${report.institution.code}` },
                { name: t('reports.form'), value: `${report.form.name} ${report.form.version}` },
                { name: t('reports.maker'), value: report.maker },
                { name: t('reports.createdAt'), value: <Instant value={report.createdAt} /> },
                { name: t('reports.approver'), value: report.approver ?? <Missing /> },
                { name: t('reports.approvedAt'), value: <Instant value={report.approvedAt} /> },
                { name: t('reports.submittedAt'), value: <Instant value={report.submittedAt} /> },
              ]}
            />
          </Panel>
        </div>
      </div>
    </Page>
  );
}

function Files({ report }: { report: Report }) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns: TableColumnsType<ReportFile> = [
    { title: t('reports.file'), render: (_, f) => <FileName file={f} /> },
    { title: t('reports.size'), align: 'right', render: (_, f) => <span className="number">{format.bytes(f.size)}</span> },
    { title: 'SHA-256', render: (_, f) => <span className="mono" title={f.sha256}>{f.sha256.slice(0, 16)}…</span> },
    {
      title: t('reports.download'),
      render: (_, f) => (
        <a href={apiUrl(`/reports/${encodeURIComponent(report.id)}/files/${encodeURIComponent(f.name)}`)} download={f.name} aria-label={`${t('reports.download')} ${f.name}`}>
          <DownloadOutlined aria-hidden="true" /> {t('reports.download')}
        </a>
      ),
    },
  ];
  return (
    <Panel title={t('reports.files')} flush>
      <DataTable<ReportFile>
        label={t('reports.files')}
        columns={columns}
        rows={report.files}
        rowKey={(f) => f.name}
        empty={<Notice compact title={t('reports.noFiles.title')} text={t('reports.noFiles.text')} />}
      />
    </Panel>
  );
}

function FileName({ file }: { file: ReportFile }) {
  const { t } = useTranslation();
  return (
    <>
      {t(`reports.role.${file.role}`)}
      <span className="cell-sub mono break">{file.name}</span>
    </>
  );
}
