import { useTranslation } from 'react-i18next';
import type { Finding } from '../../api/types.js';
import { Panel } from '../../components/panel.js';
import { Tag } from '../../components/tag.js';
import { useFormat } from '../../i18n/use-format.js';
import './customers.css';

/** What is missing or doubtful; nothing when all is well. */
export function FindingsPanel({ findings }: { findings: Finding[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (findings.length === 0) return null;
  return (
    <Panel title={t('customers.findings')}>
      <ul className="plain-list findings">
        {findings.map((finding) => (
          <li key={finding.code + (finding.pointer ?? '')} className="finding">
            <Tag tone={finding.severity === 'error' ? 'danger' : 'warning'}>
              {t(finding.severity === 'error' ? 'customers.needed' : 'customers.note')}
            </Tag>
            <span>{format.text(finding.message)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
