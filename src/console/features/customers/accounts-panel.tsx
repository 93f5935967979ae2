import { useTranslation } from 'react-i18next';
import type { Account } from '../../api/customer-types.js';
import { Notice } from '../../components/notice.js';
import { Panel } from '../../components/panel.js';
import { Tag } from '../../components/tag.js';
import { Day, Term } from '../../components/values.js';

export function AccountsPanel({ accounts }: { accounts: Account[] }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('customers.accounts')}>
      {accounts.length === 0 ? (
        <Notice compact title={t('customers.noAccounts')} />
      ) : (
        <ul className="plain-list">
          {accounts.map((a) => (
            <li key={a.accountNumber}>
              <div>
                <span className="mono">{a.accountNumber}</span>
                <span className="cell-sub">
                  <Term table="accountType" value={a.type} /> · {a.currency} ·{' '}
                  {t('customers.account.openedOn')} <Day value={a.openedOn} />
                </span>
              </div>
              {a.closedOn ? (
                <Tag>
                  {t('customers.account.closedOn')} <Day value={a.closedOn} />
                </Tag>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
