import { useEffect } from 'react';
import { SearchOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { DuplicateScan } from '../../api/duplicate-types.js';
import { may } from '../../app/permissions.js';
import { useProblemText } from '../../components/use-problem-text.js';
import { useFormat } from '../../i18n/use-format.js';
import { useUser } from '../session/use-session.js';

const queryKey = ['duplicate-scan'];

/** Looks for duplicates among all customers, and says how far the search is or when the last one ended. */
export function ScanButton() {
  const { t } = useTranslation();
  const format = useFormat();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const client = useQueryClient();
  const decider = may(useUser(), 'alerts.assign');
  const { data } = useQuery({
    queryKey,
    queryFn: ({ signal }) => api.get<DuplicateScan>('/customer-duplicate-scans/latest', { signal }),
    // There may never have been one, hence nothing is asked for before this person started one.
    enabled: ({ state }) => state.data !== undefined,
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? 3_000 : false),
  });
  const running = data?.state === 'running';
  useEffect(() => {
    if (data && !running) void client.invalidateQueries({ queryKey: ['list', '/customer-duplicates'] });
  }, [client, data, running]);
  const start = useMutation({
    mutationFn: () => api.post<DuplicateScan>('/customer-duplicate-scans', undefined),
    onSuccess: (scan) => client.setQueryData(queryKey, scan),
    onError: (error) => {
      const { title, text } = problemText(error);
      message.error(`${title} ${text}`);
    },
  });
  return (
    <>
      <span className="muted" role="status">
        {running
          ? t('duplicates.scan.running', { count: data.examined, found: data.found })
          : data?.finishedAt
            ? t('duplicates.scan.finished', { at: format.instant(data.finishedAt), found: data.found })
            : null}
      </span>
      {decider ? (
        <Button
          icon={<SearchOutlined />}
          disabled={running}
          loading={start.isPending}
          onClick={() => start.mutate()}
        >
          {t('duplicates.scan.start')}
        </Button>
      ) : null}
    </>
  );
}
