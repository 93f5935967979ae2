import { DownloadOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { api, apiUrl, type Query } from '../../api/client.js';
import { useProblemText } from '../../components/use-problem-text.js';

/** Says how many customers it will be, then lets the browser save the stream: it never is in memory as a whole. */
export function ExportCustomers({ query }: { query: Query }) {
  const { t } = useTranslation();
  const { message, modal } = App.useApp();
  const problemText = useProblemText();
  const save = (format: 'csv' | 'ndjson') => {
    const link = document.createElement('a');
    link.href = apiUrl(`/customer-exports.${format}`, query);
    link.download = `customers.${format}`;
    link.click();
  };
  const count = useMutation({
    mutationFn: () => api.get<{ customers: number }>('/customer-exports/count', { query }),
    onSuccess: ({ customers }) =>
      modal.confirm({
        title: t('customers.export.title', { count: customers }),
        content: t('customers.export.text'),
        okText: t('customers.export.csv'),
        cancelText: t('common.cancel'),
        onOk: () => save('csv'),
        footer: (_, { OkBtn, CancelBtn }) => (
          <>
            <CancelBtn />
            <Button onClick={() => save('ndjson')}>{t('customers.export.ndjson')}</Button>
            <OkBtn />
          </>
        ),
      }),
    onError: (error) => {
      const { title, text } = problemText(error);
      message.error(`${title} ${text}`);
    },
  });
  return (
    <Button icon={<DownloadOutlined />} loading={count.isPending} onClick={() => count.mutate()}>
      {t('common.export')}
    </Button>
  );
}
