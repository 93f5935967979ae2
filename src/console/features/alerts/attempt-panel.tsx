import { useState } from 'react';
import { Button, Form, Input } from 'antd';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { Alert } from '../../api/alert-types.js';
import { may } from '../../app/permissions.js';
import { Facts } from '../../components/facts.js';
import { FormDialog } from '../../components/form-dialog.js';
import { useFormProblem } from '../../components/form-problem.js';
import { Panel } from '../../components/panel.js';
import { Instant, Money, Term } from '../../components/values.js';
import { Thumbnail } from '../document-images/thumbnail.js';
import { useUser } from '../session/use-session.js';

interface Attempt {
  groundTitle: string;
  customerIs: 'applicant' | 'impersonated' | null;
  branch: string | null;
  at: string;
  by: string;
  images: string[];
  account: {
    service?: string;
    amount?: string;
    currency?: string;
    text?: string;
    claimed?: { name: string; documents?: { type: string; number: string }[] };
  };
  reversal: { reason: string; at: string; by: string } | null;
}

const pathOf = ({ id }: Alert) => `/alerts/${encodeURIComponent(id)}/refused-attempt`;

/** What was attempted at a counter and refused there, as it was written down. */
export function AttemptPanel({ alert }: { alert: Alert }) {
  const { t } = useTranslation();
  const user = useUser();
  const [reversing, setReversing] = useState(false);
  const { data } = useQuery({
    queryKey: ['alert-attempt', alert.id],
    queryFn: ({ signal }) => api.get<Attempt>(pathOf(alert), { signal }),
    enabled: alert.ruleId === 'refused-attempt',
  });
  if (!data) return null;
  const { service, amount, currency, text, claimed } = data.account;
  const optional = (name: string, value: React.ReactNode) => (value ? [{ name: t(name), value }] : []);
  return (
    <Panel title={t('refusedAttempts.record')}>
      {text ? <p className="alert-explanation">{text}</p> : null}
      <Facts
        facts={[
          { name: t('refusedAttempts.ground'), value: data.groundTitle },
          ...optional(
            'refusedAttempts.customerIs',
            data.customerIs && t(`refusedAttempts.who.${data.customerIs}`),
          ),
          ...optional('refusedAttempts.service', service),
          ...optional(
            'refusedAttempts.amount',
            amount && <Money amount={amount} currency={currency ?? 'CNY'} />,
          ),
          ...optional('refusedAttempts.name', claimed?.name),
          ...(claimed?.documents ?? []).map(({ type, number }) => ({
            name: t('refusedAttempts.documentNumber'),
            value: (
              <>
                <Term table="documentType" value={type} /> {number}
              </>
            ),
          })),
          { name: t('alerts.referredBy'), value: data.by },
          { name: t('customers.branch'), value: data.branch ?? '–' },
          { name: t('alerts.referredAt'), value: <Instant value={data.at} /> },
          ...optional(
            'refusedAttempts.reversed',
            data.reversal && `${data.reversal.reason} (${data.reversal.by})`,
          ),
        ]}
      />
      <div className="row">
        {data.images.map((id, at) => (
          <Thumbnail
            key={id}
            id={id}
            mediaType={undefined}
            label={`${t('refusedAttempts.images')} ${at + 1}`}
          />
        ))}
      </div>
      {!data.reversal && may(user, 'alerts.assign') ? (
        <Button onClick={() => setReversing(true)}>{t('refusedAttempts.reverse')}</Button>
      ) : null}
      {reversing ? <ReverseDialog alert={alert} onClose={() => setReversing(false)} /> : null}
    </Panel>
  );
}

function ReverseDialog({ alert, onClose }: { alert: Alert; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [form] = Form.useForm<{ reason: string }>();
  const reverse = useMutation({
    mutationFn: ({ reason }: { reason: string }) => api.post<void>(`${pathOf(alert)}/reversal`, { reason }),
    onSuccess: async () => {
      onClose();
      for (const queryKey of [['alert-attempt', alert.id], ['customer-number']])
        await client.invalidateQueries({ queryKey });
    },
  });
  const problem = useFormProblem(form, reverse.error);
  return (
    <FormDialog
      title={t('refusedAttempts.reverse')}
      form={form}
      pending={reverse.isPending}
      problem={problem}
      initialValues={{}}
      onFinish={(values) => reverse.mutate(values)}
      onClose={onClose}
    >
      <p className="muted">{t('refusedAttempts.reverseHint')}</p>
      <Form.Item
        name="reason"
        label={t('refusedAttempts.reason')}
        rules={[{ required: true, whitespace: true, message: t('common.required') }]}
      >
        <Input.TextArea rows={3} maxLength={1000} />
      </Form.Item>
    </FormDialog>
  );
}
