import { useState } from 'react';
import { Button, Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../components/form-dialog.js';
import { useFormProblem } from '../../components/form-problem.js';
import { useTermOptions } from '../../components/term-options.js';
import { customerPath, useOwnersPost } from './queries.js';

interface Values {
  bodyType: string;
}

/** Says what kind of body the customer is; the law exempts some kinds and has simpler tests for others. */
export function BodyTypeButton({ customerId, present }: { customerId: string; present: string | null }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('owners.bodyTypeSay')}</Button>
      {open ? (
        <BodyTypeDialog customerId={customerId} present={present} onClose={() => setOpen(false)} />
      ) : null}
    </>
  );
}

function BodyTypeDialog(props: { customerId: string; present: string | null; onClose: () => void }) {
  const { t } = useTranslation();
  const choices = useTermOptions();
  const [form] = Form.useForm<Values>();
  const classify = useOwnersPost<Values>('owners.bodyTypeKept', props.onClose);
  const problem = useFormProblem(form, classify.error);
  return (
    <FormDialog<Values>
      title={t('owners.bodyType')}
      form={form}
      pending={classify.isPending}
      problem={problem}
      initialValues={props.present === null ? {} : { bodyType: props.present }}
      onFinish={(body) => classify.mutate({ path: `${customerPath(props.customerId)}/body-types`, body })}
      onClose={props.onClose}
    >
      <p>{t('owners.bodyTypeHint')}</p>
      <Form.Item
        name="bodyType"
        label={t('owners.bodyType')}
        rules={[{ required: true, message: t('common.required') }]}
      >
        <Select options={choices('bodyType')} />
      </Form.Item>
    </FormDialog>
  );
}
