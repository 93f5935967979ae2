import { useState } from 'react';
import { Button } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../api/client.js';
import type { Customer } from '../../api/customer-types.js';
import type { CustomerMerge } from '../../api/duplicate-types.js';
import type { Page } from '../../api/types.js';
import { may } from '../../app/permissions.js';
import { Panel } from '../../components/panel.js';
import { Instant } from '../../components/values.js';
import { CustomerLink } from '../customers/customer-link.js';
import { useUser } from '../session/use-session.js';
import { UndoDialog } from './undo-dialog.js';

/** Says that a customer was merged into another, or others into it; whoever may, undoes it here. */
export function MergeBanner({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const { mergedInto, merged = [], customerNumber } = customer;
  const user = useUser();
  const reader = may(user, 'alerts');
  const [asked, setAsked] = useState<CustomerMerge | null>(null);
  const concerned = Boolean(mergedInto) || merged.length > 0;
  const { data } = useQuery({
    queryKey: ['merges', customerNumber],
    queryFn: ({ signal }) =>
      api.get<Page<CustomerMerge>>('/customer-merges', {
        query: { customerNumber, status: 'standing' },
        signal,
      }),
    enabled: concerned && reader,
  });
  if (!concerned) return null;
  return (
    <Panel
      title={t('duplicates.banner')}
      extra={
        reader ? (
          <Link to={`/customers/merges?customerNumber=${encodeURIComponent(customerNumber)}`}>
            {t('duplicates.history')}
          </Link>
        ) : null
      }
    >
      <ul className="plain-list">
        {mergedInto ? (
          <li>
            <span>
              {t('duplicates.into')} <CustomerLink customerNumber={mergedInto.customerNumber ?? null} />
            </span>
          </li>
        ) : null}
        {merged.map((one, at) => (
          <li key={one.customerNumber ?? at}>
            <span>
              {t('duplicates.holds')} <CustomerLink customerNumber={one.customerNumber ?? null} />
            </span>
          </li>
        ))}
        {data?.items.map((merge) => (
          <li key={merge.id}>
            <span>
              {merge.merged.customerNumber} → {merge.kept.customerNumber}
              <span className="cell-sub">
                <Instant value={merge.mergedAt} /> · {merge.mergedBy} · {merge.reason}
              </span>
            </span>
            {may(user, 'alerts.assign') ? (
              <Button size="small" onClick={() => setAsked(merge)}>
                {t('duplicates.undo')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      {asked ? <UndoDialog merge={asked} onClose={() => setAsked(null)} /> : null}
    </Panel>
  );
}
