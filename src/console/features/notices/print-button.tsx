import { App, Button } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, apiUrl } from '../../api/client.js';
import type { NoticeDetail } from '../../api/notice-types.js';
import { useProblemText } from '../../components/use-problem-text.js';

/** Writes down who printed the letter, then lets the browser save the page. */
export function PrintButton({ notice }: { notice: NoticeDetail }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const path = `/notices/${encodeURIComponent(notice.id)}`;
  const print = useMutation({
    mutationFn: () => api.post<NoticeDetail>(`${path}/printing`, undefined),
    onSuccess: async () => {
      const link = document.createElement('a');
      link.href = apiUrl(`${path}/letter.pdf`, {});
      link.download = 'letter.pdf';
      link.click();
      await client.invalidateQueries({ queryKey: ['notice', notice.id] });
    },
    onError: (error) => {
      const { title, text } = problemText(error);
      message.error(`${title} ${text}`);
    },
  });
  return (
    <Button loading={print.isPending} onClick={() => print.mutate()}>
      {t('notices.print')}
    </Button>
  );
}
