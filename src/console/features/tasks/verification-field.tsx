import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Task } from '../../api/task-types.js';
import { Notice } from '../../components/notice.js';
import { useFormat } from '../../i18n/use-format.js';
import { useVerifications, useVerificationTerms } from '../verifications/queries.js';

/** The verification that a periodic review was done by; without one, what to do first. */
export function VerificationField({ task }: { task: Task }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { data: verifications, isPending } = useVerifications(task.customerId);
  const { data: terms } = useVerificationTerms();
  const fitting = (verifications ?? []).filter(
    ({ outcome, verifiedOn }) => outcome === 'confirmed' && verifiedOn >= task.raisedOn,
  );
  if (!isPending && fitting.length === 0)
    return (
      <Notice compact title={t('tasks.verification.none.title')} text={t('tasks.verification.none.text')} />
    );
  return (
    <Form.Item
      name="verificationId"
      label={t('tasks.verification.label')}
      rules={[{ required: true, message: t('common.required') }]}
    >
      <Select
        loading={isPending}
        options={fitting.map(({ id, verifiedAt, method }) => ({
          value: id,
          label: `${format.instant(verifiedAt)} ${terms?.methods.find((one) => one.id === method)?.title ?? method}`,
        }))}
      />
    </Form.Item>
  );
}
