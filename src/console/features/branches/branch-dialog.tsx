import { App, Form, Input, Select } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { Branch } from '../../api/admin-types.js';
import { countryOptions } from '../../components/country-name.js';
import { FormDialog } from '../../components/form-dialog.js';
import { useFormProblem } from '../../components/form-problem.js';
import { useFormat } from '../../i18n/use-format.js';
import { BranchSelect } from './branch-select.js';

export function BranchDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { language } = useFormat();
  const client = useQueryClient();
  const { message } = App.useApp();
  const [form] = Form.useForm();
  const create = useMutation({
    mutationFn: (values: Branch) =>
      api.post<Branch>('/branches', { ...values, parent: values.parent || undefined }),
    onSuccess: () => {
      message.success(t('branches.created'));
      void client.invalidateQueries({ queryKey: ['list', '/branches'] });
      void client.invalidateQueries({ queryKey: ['branches'] });
      onClose();
    },
  });
  const problem = useFormProblem(form, create.error);
  const required = [{ required: true, message: t('common.required') }];
  return (
    <FormDialog
      title={t('branches.create')}
      form={form}
      pending={create.isPending}
      problem={problem}
      initialValues={{ country: 'CHN' }}
      onFinish={(values) => create.mutate(values)}
      onClose={onClose}
    >
      <Form.Item name="code" label={t('branches.code')} rules={required}>
        <Input maxLength={20} />
      </Form.Item>
      <Form.Item name="name" label={t('branches.name')} rules={required}>
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="parent" label={t('branches.parent')}>
        <BranchSelect allowClear />
      </Form.Item>
      <Form.Item name="country" label={t('branches.country')} rules={required}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={countryOptions(language)} />
      </Form.Item>
    </FormDialog>
  );
}
