import { useState } from 'react';
import { CopyOutlined } from '@ant-design/icons';
import { Button, DatePicker, Form, Input, Modal, Select } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { FormDialog } from '../../components/form-dialog.js';
import { useFormProblem } from '../../components/form-problem.js';
import './api-keys.css';

interface Values {
  name: string;
  role: 'core-banking' | 'auditor';
  expiresOn?: Dayjs | null;
}

/** Makes a key and shows it this once. */
export function ApiKeyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [form] = Form.useForm<Values>();
  const create = useMutation({
    mutationFn: ({ name, role, expiresOn }: Values) =>
      api.post<{ id: string; key: string }>('/api-keys', {
        name,
        role,
        ...(expiresOn ? { expiresOn: expiresOn.format('YYYY-MM-DD') } : {}),
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['list', '/api-keys'] }),
  });
  const problem = useFormProblem(form, create.error);
  if (create.data) return <KeyOnce value={create.data.key} onClose={onClose} />;
  return (
    <FormDialog
      title={t('apiKeys.create')}
      okText={t('common.create')}
      form={form}
      pending={create.isPending}
      problem={problem}
      initialValues={{ role: 'core-banking' }}
      onFinish={(values) => create.mutate(values)}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label={t('apiKeys.name')}
        extra={t('apiKeys.nameHint')}
        rules={[{ required: true, message: t('common.required') }]}
      >
        <Input maxLength={100} />
      </Form.Item>
      <Form.Item name="role" label={t('apiKeys.role')} extra={t('apiKeys.roleHint')}>
        <Select
          options={(['core-banking', 'auditor'] as const).map((value) => ({
            value,
            label: t(`terms.role.${value}`),
          }))}
        />
      </Form.Item>
      <Form.Item name="expiresOn" label={t('apiKeys.expiresOn')} extra={t('apiKeys.expiresHint')}>
        <DatePicker style={{ width: 200 }} />
      </Form.Item>
    </FormDialog>
  );
}

function KeyOnce({ value, onClose }: { value: string; onClose: () => void }) {
  const { t } = useTranslation();
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      // Without permission the text can still be selected and copied by hand.
    }
  };
  return (
    <Modal
      open
      title={t('apiKeys.once')}
      closable={false}
      mask={{ closable: false }}
      keyboard={false}
      footer={
        <Button type="primary" onClick={onClose}>
          {t('apiKeys.kept')}
        </Button>
      }
    >
      <p>{t('apiKeys.onceText')}</p>
      <div className="key-once">
        <code>{value}</code>
        <Button icon={<CopyOutlined />} onClick={() => void copy()}>
          {t(copied ? 'common.copied' : 'common.copy')}
        </Button>
      </div>
    </Modal>
  );
}
