import { useState } from 'react';
import { Button, Form, Input } from 'antd';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { Alert } from '../../api/alert-types.js';
import type { Page } from '../../api/types.js';
import { may } from '../../app/permissions.js';
import { Facts } from '../../components/facts.js';
import { FormDialog } from '../../components/form-dialog.js';
import { useFormProblem } from '../../components/form-problem.js';
import { Panel } from '../../components/panel.js';
import { useUser } from '../session/use-session.js';

type Decision = 'true-match' | 'false-match';
interface Match {
  id: string;
  listId: string;
  entityId: string;
  name: string;
  matchedBy: 'name' | 'document';
  status: 'open' | 'awaiting-second' | Decision;
}

/** Whom of a list the customer was found to be, and what two people make of it. */
export function MatchPanel({ alert }: { alert: Alert }) {
  const { t } = useTranslation();
  const user = useUser();
  const [deciding, setDeciding] = useState<Decision>();
  const { customerNumber } = alert;
  const { data } = useQuery({
    queryKey: ['screening-matches', customerNumber],
    queryFn: ({ signal }) =>
      api.get<Page<Match>>('/screening-matches', { query: { customerNumber }, signal }),
    enabled: alert.kind === 'screening',
  });
  const measures = alert.measures as Record<string, unknown> | undefined;
  const match = data?.items.find(
    ({ listId, entityId }) => listId === measures?.['list'] && entityId === measures?.['entity'],
  );
  if (!match) return null;
  const open = match.status === 'open' || match.status === 'awaiting-second';
  return (
    <Panel title={t('alerts.match.title')}>
      <Facts
        facts={[
          { name: t('alerts.match.entry'), value: `${match.name} (${match.listId} ${match.entityId})` },
          { name: t('alerts.match.by'), value: t(`alerts.match.${match.matchedBy}`) },
          { name: t('alerts.match.status'), value: t(`alerts.match.states.${match.status}`) },
        ]}
      />
      {open && may(user, 'alerts.assign') ? (
        <div className="row">
          <Button type="primary" onClick={() => setDeciding('false-match')}>
            {t('alerts.match.false')}
          </Button>
          <Button danger onClick={() => setDeciding('true-match')}>
            {t('alerts.match.true')}
          </Button>
        </div>
      ) : null}
      {deciding ? (
        <DecisionDialog match={match} decision={deciding} onClose={() => setDeciding(undefined)} />
      ) : null}
    </Panel>
  );
}

function DecisionDialog(props: { match: Match; decision: Decision; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [form] = Form.useForm<{ reason: string }>();
  const decide = useMutation({
    mutationFn: ({ reason }: { reason: string }) =>
      api.post(`/screening-matches/${encodeURIComponent(props.match.id)}/decisions`, {
        decision: props.decision,
        reason,
      }),
    onSuccess: async () => {
      props.onClose();
      for (const queryKey of [['screening-matches'], ['alert'], ['customer-number']])
        await client.invalidateQueries({ queryKey });
    },
  });
  const problem = useFormProblem(form, decide.error);
  return (
    <FormDialog
      title={t(props.decision === 'false-match' ? 'alerts.match.false' : 'alerts.match.true')}
      form={form}
      pending={decide.isPending}
      problem={problem}
      initialValues={{}}
      onFinish={(values) => decide.mutate(values)}
      onClose={props.onClose}
    >
      <p className="muted">{t('alerts.match.second')}</p>
      <Form.Item
        name="reason"
        label={t('alerts.match.reason')}
        rules={[{ required: true, message: t('common.required') }]}
      >
        <Input.TextArea rows={3} maxLength={2000} />
      </Form.Item>
    </FormDialog>
  );
}
