import { useState } from 'react';
import { DownloadOutlined } from '@ant-design/icons';
import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Query } from '../api/client.js';
import { exportCsv, type Column } from '../api/export.js';
import { dayOf } from '../i18n/format.js';
import { useProblemText } from './use-problem-text.js';

/** Saves the whole filtered list, not only the page shown. */
export function ExportButton<T>(props: { path: string; query: Query; columns: Column<T>[]; name: string }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    try {
      const fileName = `${props.name}-${dayOf(new Date())}.csv`;
      const { count, truncated } = await exportCsv(props.path, props.query, props.columns, fileName);
      if (truncated) message.warning(t('common.exportTruncated', { count }));
      else message.success(t('common.exported', { count }));
    } catch (error) {
      const { title, text } = problemText(error);
      message.error(`${title} ${text}`);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button icon={<DownloadOutlined />} loading={busy} onClick={() => void run()}>
      {t('common.export')}
    </Button>
  );
}
