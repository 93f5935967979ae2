import { DatePicker, Form, Input } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { Relationship } from '../../api/owner-types.js';
import { FormDialog } from '../../components/form-dialog.js';
import { useFormProblem } from '../../components/form-problem.js';
import { useTerm } from '../../components/values.js';
import { customerPath, useOwnersPost } from './queries.js';

interface Values {
  until: Dayjs;
  reason: string;
}

/** Ends a relationship on a day; what it was until then stays to be seen. */
export function EndDialog(props: { customerId: string; one: Relationship; onClose: () => void }) {
  const { t } = useTranslation();
  const term = useTerm();
  const [form] = Form.useForm<Values>();
  const end = useOwnersPost<object>('owners.end.done', props.onClose);
  const problem = useFormProblem(form, end.error);
  const { holder, subject, type } = props.one;
  return (
    <FormDialog<Values>
      title={t('owners.end.title')}
      okText={t('owners.end.short')}
      form={form}
      pending={end.isPending}
      problem={problem}
      initialValues={{ until: dayjs() } as never}
      onFinish={({ until, reason }) =>
        end.mutate({
          path: `${customerPath(props.customerId)}/relationships/${encodeURIComponent(props.one.id)}/end`,
          body: { until: until.format('YYYY-MM-DD'), reason: reason.trim() },
        })
      }
      onClose={props.onClose}
    >
      <p>
        {holder.name} · {term('relationshipType', type)} · {subject.name}
      </p>
      <Form.Item
        name="until"
        label={t('owners.end.until')}
        rules={[{ required: true, message: t('common.required') }]}
      >
        <DatePicker allowClear={false} />
      </Form.Item>
      <Form.Item
        name="reason"
        label={t('owners.end.reason')}
        rules={[{ required: true, whitespace: true, message: t('common.required') }]}
      >
        <Input maxLength={500} />
      </Form.Item>
    </FormDialog>
  );
}
