import { useState } from 'react';
import { Button, Form, Input } from 'antd';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { Customer } from '../../api/customer-types.js';
import type { CustomerMerge } from '../../api/duplicate-types.js';
import type { Page } from '../../api/types.js';
import { may } from '../../app/permissions.js';
import { FormDialog } from '../../components/form-dialog.js';
import { useFormProblem } from '../../components/form-problem.js';
import { Panel } from '../../components/panel.js';
import { CustomerLink } from '../customers/customer-link.js';
import { useUser } from '../session/use-session.js';

/** Says that a customer was merged into another, or others into it; whoever may, undoes it here. */
export function MergeBanner({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const { mergedInto, merged = [], customerNumber } = customer;
  const officer = may(useUser(), 'alerts.assign');
  const [asked, setAsked] = useState<CustomerMerge | null>(null);
  const concerned = Boolean(mergedInto) || merged.length > 0;
  const { data } = useQuery({
    queryKey: ['merges', customerNumber],
    queryFn: ({ signal }) =>
      api.get<Page<CustomerMerge>>('/customer-merges', {
        query: { customerNumber, status: 'standing' },
        signal,
      }),
    enabled: concerned && officer,
  });
  if (!concerned) return null;
  return (
    <Panel title={t('duplicates.banner')}>
      <ul className="plain-list">
        {mergedInto ? (
          <li>
            {t('duplicates.into')} <CustomerLink customerNumber={mergedInto.customerNumber ?? null} />
          </li>
        ) : null}
        {merged.map((one, at) => (
          <li key={one.customerNumber ?? at}>
            {t('duplicates.holds')} <CustomerLink customerNumber={one.customerNumber ?? null} />
          </li>
        ))}
        {data?.items.map((merge) => (
          <li key={merge.id} className="row">
            <span>
              {merge.merged.customerNumber} → {merge.kept.customerNumber}: {merge.reason} ({merge.mergedBy})
            </span>
            <Button size="small" onClick={() => setAsked(merge)}>
              {t('duplicates.undo')}
            </Button>
          </li>
        ))}
      </ul>
      {asked ? <UndoDialog merge={asked} onClose={() => setAsked(null)} /> : null}
    </Panel>
  );
}

function UndoDialog({ merge, onClose }: { merge: CustomerMerge; onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [form] = Form.useForm<{ reason: string }>();
  const undo = useMutation({
    mutationFn: (body: { reason: string }) =>
      api.post(`/customer-merges/${encodeURIComponent(merge.id)}/reversal`, body),
    onSuccess: async () => {
      await client.invalidateQueries();
      onClose();
    },
  });
  const problem = useFormProblem(form, undo.error);
  return (
    <FormDialog<{ reason: string }>
      title={t('duplicates.undo')}
      form={form}
      pending={undo.isPending}
      problem={problem}
      initialValues={{}}
      onFinish={(values) => undo.mutate(values)}
      onClose={onClose}
    >
      <Form.Item
        name="reason"
        label={t('duplicates.reason')}
        rules={[{ required: true, whitespace: true, message: t('common.required') }]}
      >
        <Input.TextArea rows={3} maxLength={1_000} autoFocus />
      </Form.Item>
    </FormDialog>
  );
}
