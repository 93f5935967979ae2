import { useTranslation } from 'react-i18next';
import type { IdentityDocument } from '../../api/customer-types.js';
import { Notice } from '../../components/notice.js';
import { Panel } from '../../components/panel.js';
import { Tag } from '../../components/tag.js';
import { Day, Term } from '../../components/values.js';
import { dayOf } from '../../i18n/format.js';
import { Masked } from './masked.js';

export function DocumentsPanel({ documents }: { documents: IdentityDocument[] }) {
  const { t } = useTranslation();
  const today = dayOf(new Date());
  return (
    <Panel title={t('customers.documents')}>
      {documents.length === 0 ? (
        <Notice compact title={t('customers.noDocuments')} />
      ) : (
        <ul className="plain-list">
          {documents.map((d) => (
            <li key={d.type + d.number}>
              <div>
                <div>
                  <Term table="documentType" value={d.type} />{' '}
                  {d.validUntil && d.validUntil < today ? (
                    <Tag tone="danger">{t('customers.document.expired')}</Tag>
                  ) : null}
                </div>
                <Masked value={d.number} />
                <span className="cell-sub">
                  {d.longTerm ? (
                    t('customers.document.longTerm')
                  ) : (
                    <>
                      {t('customers.document.validUntil')} <Day value={d.validUntil} />
                    </>
                  )}
                </span>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
