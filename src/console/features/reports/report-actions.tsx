import { App, Button, Tooltip } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { Report } from '../../api/report-types.js';
import { may } from '../../app/permissions.js';
import { useProblemText } from '../../components/use-problem-text.js';
import { useUser } from '../session/use-session.js';

type Step = 'approval' | 'submission';

/** The next step of a report; who made it may see why the approval is not theirs. */
export function ReportActions({ report }: { report: Report }) {
  const { t } = useTranslation();
  const user = useUser();
  const client = useQueryClient();
  const { message, modal } = App.useApp();
  const problemText = useProblemText();
  const act = useMutation({
    mutationFn: (step: Step) => api.post<Report>(`/reports/${encodeURIComponent(report.id)}/${step}`, undefined),
    onSuccess: async (_, step) => {
      message.success(t(`reports.done.${step}`));
      await client.invalidateQueries({ queryKey: ['report', report.id] });
      await client.invalidateQueries({ queryKey: ['list', '/reports'] });
      await client.invalidateQueries({ queryKey: ['home'] });
    },
    onError: (error) => {
      const { title, text } = problemText(error);
      message.error(`${title} ${text}`);
    },
  });
  const ask = (step: Step) =>
    modal.confirm({
      title: t(`reports.confirm.${step}.title`),
      content: t(`reports.confirm.${step}.text`),
      okText: t(`reports.${step}`),
      cancelText: t('common.cancel'),
      onOk: () => act.mutateAsync(step).catch(() => {}),
    });

  if (report.status === 'draft') {
    if (!may(user, 'reports.create')) return null;
    const reason = approvalObstacle(report, user.username, may(user, 'reports.approve'));
    if (reason) {
      return (
        <Tooltip title={t(reason)}>
          <span tabIndex={0} aria-label={t(reason)} role="note">
            <Button disabled>{t('reports.approval')}</Button>
          </span>
        </Tooltip>
      );
    }
    return (
      <Button type="primary" loading={act.isPending} onClick={() => ask('approval')}>
        {t('reports.approval')}
      </Button>
    );
  }
  if (report.status === 'approved' && may(user, 'reports.create')) {
    return (
      <Button type="primary" loading={act.isPending} onClick={() => ask('submission')}>
        {t('reports.submission')}
      </Button>
    );
  }
  return null;
}

/** Why this person may not approve, or null if they may. */
function approvalObstacle(report: Report, username: string, approver: boolean): string | null {
  if (report.maker === username) return 'reports.ownReport';
  if (!approver) return 'reports.needsManager';
  if (report.errors > 0) return 'reports.hasErrors';
  return null;
}
