import { App, Form, Input, Radio, Select } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { Customer } from '../../api/customer-types.js';
import { FormDialog } from '../../components/form-dialog.js';
import { useFormProblem } from '../../components/form-problem.js';
import { useTerm } from '../../components/values.js';
import { personalDocuments } from '../customers/registration/document-types.js';
import { ImagesField } from '../document-images/images-field.js';
import '../customers/customers.css';

export const attemptGrounds = [
  'other-persons-document',
  'forged-document',
  'identification-refused',
  'anonymous-name',
] as const;

interface Values {
  ground: string;
  customerIs?: 'applicant' | 'impersonated';
  service?: string;
  name?: string;
  document?: { type: string; number?: string };
  text?: string;
  images?: string[];
}

interface Answer {
  refusal: string;
  article: string;
}

const filled = (text: string | undefined) => (text?.trim() ? text.trim() : undefined);

function bodyOf(
  { ground, customerIs, service, name, document, text, images = [] }: Values,
  customer?: Customer,
) {
  const claimed = filled(name);
  const number = filled(document?.number);
  return {
    ground,
    ...(customer ? { customerNumber: customer.customerNumber, customerIs } : {}),
    ...(filled(service) ? { service: filled(service) } : {}),
    ...(claimed
      ? { claimed: { name: claimed, ...(number ? { documents: [{ type: document!.type, number }] } : {}) } }
      : {}),
    ...(filled(text) ? { text: filled(text) } : {}),
    ...(images.length > 0 ? { images } : {}),
  };
}

/**
 * Records that business was refused for want of an established identity, and says in the words of the law what the
 * person may be told. Nothing of it is kept in the browser.
 */
export function AttemptDialog({ customer, onClose }: { customer?: Customer; onClose: () => void }) {
  const { t } = useTranslation();
  const term = useTerm();
  const client = useQueryClient();
  const { modal } = App.useApp();
  const [form] = Form.useForm<Values>();
  const name = Form.useWatch('name', form) as string | undefined;
  const refuse = useMutation({
    mutationFn: (values: Values) => api.post<Answer>('/refused-attempts', bodyOf(values, customer)),
    gcTime: 0,
    onSuccess: async ({ refusal, article }) => {
      onClose();
      void modal.info({ title: t('refusedAttempts.say'), content: `${refusal} (${article})` });
      if (customer) await client.invalidateQueries({ queryKey: ['customer', customer.id] });
    },
  });
  const problem = useFormProblem(form, refuse.error);
  const required = [{ required: true, message: t('common.required') }];
  const applicant = customer?.status === 'pending' || customer?.status === 'refused';
  return (
    <FormDialog<Values>
      scanned
      danger
      width={640}
      title={t('refusedAttempts.title')}
      okText={t('refusedAttempts.submit')}
      form={form}
      pending={refuse.isPending}
      problem={problem}
      initialValues={{
        document: { type: 'resident-id' },
        ...(customer ? { customerIs: applicant ? 'applicant' : 'impersonated' } : {}),
      }}
      onFinish={(values) => refuse.mutate(values)}
      onClose={onClose}
    >
      <p>{t('refusedAttempts.hint')}</p>
      <Form.Item name="ground" label={t('refusedAttempts.ground')} rules={required}>
        <Select options={attemptGrounds.map((value) => ({ value, label: term('refusedAttempt', value) }))} />
      </Form.Item>
      {customer ? (
        <Form.Item name="customerIs" label={t('refusedAttempts.customerIs')} rules={required}>
          <Radio.Group
            options={(['applicant', 'impersonated'] as const).map((value) => ({
              value,
              label: t(`refusedAttempts.who.${value}`),
              disabled: value === 'applicant' && !applicant,
            }))}
          />
        </Form.Item>
      ) : null}
      <Form.Item name="service" label={t('refusedAttempts.service')}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="name" label={t('refusedAttempts.name')}>
        <Input maxLength={200} autoComplete="off" />
      </Form.Item>
      {filled(name) ? (
        <div className="field-grid">
          <Form.Item name={['document', 'type']} label={t('refusedAttempts.documentType')}>
            <Select
              options={personalDocuments.map((value) => ({ value, label: term('documentType', value) }))}
            />
          </Form.Item>
          <Form.Item name={['document', 'number']} label={t('refusedAttempts.documentNumber')}>
            <Input maxLength={64} autoComplete="off" />
          </Form.Item>
        </div>
      ) : null}
      <Form.Item name="text" label={t('refusedAttempts.text')}>
        <Input.TextArea rows={4} maxLength={8_000} />
      </Form.Item>
      <Form.Item name="images" label={t('refusedAttempts.images')}>
        <ImagesField label={t('refusedAttempts.images')} />
      </Form.Item>
    </FormDialog>
  );
}
