import { CheckCircleFilled, CloseCircleFilled } from '@ant-design/icons';
import { Button, Skeleton } from 'antd';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { AuditVerification } from '../../api/admin-types.js';
import { Panel } from '../../components/panel.js';
import { ProblemPanel } from '../../components/problem-panel.js';
import { Instant } from '../../components/values.js';
import { useFormat } from '../../i18n/use-format.js';

/** Whether the chain of audit events still holds, computed anew by the service. */
export function Verification() {
  const { t } = useTranslation();
  const format = useFormat();
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ['audit-verification'],
    queryFn: ({ signal }) => api.get<AuditVerification>('/audit-events/verification', { signal }),
    staleTime: 300_000,
    refetchOnWindowFocus: false,
  });
  if (error) return <ProblemPanel compact error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton active paragraph={{ rows: 1 }} />;
  return (
    <Panel>
      <div className={data.verified ? 'chain chain-fine' : 'chain chain-broken'} role="status">
        <span className="chain-icon" aria-hidden="true">
          {data.verified ? <CheckCircleFilled /> : <CloseCircleFilled />}
        </span>
        <div className="chain-text">
          <strong>
            {data.verified
              ? t('audit.verified', {
                  count: data.lastSequence ?? 0,
                  text: format.count(data.lastSequence ?? 0),
                })
              : t('audit.broken', { at: data.brokenAt ?? '?' })}
          </strong>
          <span className="muted">
            {data.verified ? (
              <>
                {t('audit.sealedThrough')} <Instant value={data.sealedThrough} seconds /> ·{' '}
                {t('audit.waiting', { count: data.unsealed })}
              </>
            ) : (
              t('audit.brokenText')
            )}
          </span>
          {data.headHash ? <span className="mono muted break">{data.headHash}</span> : null}
        </div>
        <Button loading={isFetching} onClick={() => void refetch()}>
          {t('audit.verify')}
        </Button>
      </div>
    </Panel>
  );
}
