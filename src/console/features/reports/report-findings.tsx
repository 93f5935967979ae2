import { useTranslation } from 'react-i18next';
import type { Report, ReportFinding } from '../../api/report-types.js';
import { Panel } from '../../components/panel.js';
import { Tag } from '../../components/tag.js';
import { CustomerLink } from '../customers/customer-link.js';

/** More would hide the first; all of one kind are mended in the data, not one by one here. */
const shown = 100;

/** Where the report and the regulator's form disagree, errors first. */
export function ReportFindings({ report }: { report: Report }) {
  const { t } = useTranslation();
  const sorted = [...report.findings].sort((a, b) => a.severity.localeCompare(b.severity));
  return (
    <Panel title={t('reports.findings')}>
      {sorted.length === 0 ? (
        <p>{t('reports.noFindings')}</p>
      ) : (
        <ul className="plain-list">
          {sorted.slice(0, shown).map((finding, index) => (
            <Line key={index} finding={finding} />
          ))}
        </ul>
      )}
      {sorted.length > shown ? <p className="muted">{t('reports.moreFindings', { shown, count: sorted.length })}</p> : null}
    </Panel>
  );
}

function Line({ finding }: { finding: ReportFinding }) {
  const { t } = useTranslation();
  const { customerNumber, source, reference } = finding.record;
  return (
    <li className="report-finding">
      <Tag tone={finding.severity === 'warning' ? 'warning' : 'danger'}>{t(`reports.${finding.severity}`)}</Tag>
      <span>
        {finding.message}
        <span className="cell-sub">
          <span className="mono">{finding.element}</span>
          {customerNumber ? (
            <>
              {' · '}
              <CustomerLink customerNumber={customerNumber} />
            </>
          ) : null}
          {reference ? <span className="mono"> · {[source, reference].filter(Boolean).join(' ')}</span> : null}
        </span>
      </span>
    </li>
  );
}
