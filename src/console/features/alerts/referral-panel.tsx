import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { Alert } from '../../api/alert-types.js';
import { Facts } from '../../components/facts.js';
import { Panel } from '../../components/panel.js';
import { Instant } from '../../components/values.js';

interface Referral {
  text: string;
  branch: string | null;
  referredAt: string;
  referredBy: string;
}

/** What a member of staff noticed, in that person's words. */
export function ReferralPanel({ alert }: { alert: Alert }) {
  const { t } = useTranslation();
  const referred = alert.ruleId === 'front-line-referral';
  const { data } = useQuery({
    queryKey: ['alert-referral', alert.id],
    queryFn: ({ signal }) =>
      api.get<Referral>(`/alerts/${encodeURIComponent(alert.id)}/referral`, { signal }),
    enabled: referred,
  });
  if (!data) return null;
  return (
    <Panel title={t('alerts.referral')}>
      <p className="alert-explanation">{data.text}</p>
      <Facts
        facts={[
          { name: t('alerts.referredBy'), value: data.referredBy },
          { name: t('customers.branch'), value: data.branch ?? '–' },
          { name: t('alerts.referredAt'), value: <Instant value={data.referredAt} /> },
        ]}
      />
    </Panel>
  );
}
