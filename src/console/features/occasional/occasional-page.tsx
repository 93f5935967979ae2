import { useRef } from 'react';
import { AutoComplete, Button, Form, Input, Segmented, Select } from 'antd';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { OccasionalAnswer, OccasionalCheck } from '../../api/occasional-types.js';
import { useFormProblem } from '../../components/form-problem.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { Panel } from '../../components/panel.js';
import { useTerm } from '../../components/values.js';
import { personalDocuments, corporateDocuments } from '../customers/registration/document-types.js';
import { RefuseButton } from '../refused-attempts/refuse-button.js';
import { Answer } from './answer.js';
import '../customers/customers.css';
import './occasional.css';

const services = [
  'cash-remittance',
  'outward-remittance',
  'domestic-remittance',
  'cash-exchange',
  'bill-payment',
  'precious-metals',
  'financial-products',
  'insurance-contract',
  'insurance-surrender',
  'prepaid-card',
  'safe-deposit-box',
  'other',
];
const currencies = ['CNY', 'USD', 'EUR', 'HKD', 'JPY', 'GBP'].map((value) => ({ value }));
const documentTypes = [...new Set([...personalDocuments, ...corporateDocuments])];

interface Values {
  service: string;
  amount: string;
  currency: string;
  by: 'nobody' | 'document' | 'customer';
  document?: { type: string; number?: string };
  customerNumber?: string;
  linked?: string;
}

function bodyOf(values: Values): OccasionalCheck {
  const { service, by, document, customerNumber } = values;
  const linked = (values.linked ?? '').split(/[\s,，、;；]+/).filter(Boolean);
  const number = document?.number?.trim();
  return {
    service,
    amount: values.amount.replaceAll(/[,，\s]/g, ''),
    currency: values.currency.trim().toUpperCase(),
    ...(by === 'document' && document && number ? { document: { type: document.type, number } } : {}),
    ...(by === 'customer' && customerNumber ? { customerNumber: customerNumber.trim() } : {}),
    ...(linked.length > 0 ? { linkedReferences: linked } : {}),
  };
}

/** Whether a service for somebody at the counter needs due diligence, answered before it is carried out. */
export function OccasionalPage() {
  const { t } = useTranslation();
  const term = useTerm();
  const [form] = Form.useForm<Values>();
  const by = Form.useWatch('by', form) as Values['by'] | undefined;
  const answer = useRef<HTMLDivElement>(null);
  const check = useMutation({
    mutationFn: (values: Values) =>
      api.post<OccasionalAnswer>('/occasional-transaction-checks', bodyOf(values)),
    onSuccess: () => requestAnimationFrame(() => answer.current?.focus()),
  });
  const problem = useFormProblem(form, check.error);
  const required = [{ required: true, message: t('common.required') }];
  return (
    <Page title={t('occasional.title')} subtitle={t('occasional.subtitle')} actions={<RefuseButton />}>
      <div className="columns occasional">
        <Panel>
          {problem}
          <Form<Values>
            form={form}
            layout="vertical"
            requiredMark={false}
            initialValues={{
              service: 'cash-remittance',
              currency: 'CNY',
              by: 'document',
              document: { type: 'resident-id' },
            }}
            // An answer is about what was asked, not about what stands there now.
            onValuesChange={() => check.reset()}
            onFinish={(values) => check.mutate(values)}
          >
            <div className="field-grid">
              <Form.Item name="service" label={t('occasional.service')} rules={required}>
                <Select
                  options={services.map((value) => ({ value, label: term('occasionalService', value) }))}
                />
              </Form.Item>
              <Form.Item
                name="amount"
                label={t('occasional.amount')}
                rules={[
                  ...required,
                  { pattern: /^[\d,，\s]+(\.\d{1,3})?$/, message: t('customers.create.amountWrong') },
                ]}
              >
                <Input inputMode="decimal" maxLength={24} autoComplete="off" autoFocus />
              </Form.Item>
              <Form.Item
                name="currency"
                label={t('occasional.currency')}
                rules={[...required, { pattern: /^\s*[A-Za-z]{3}\s*$/, message: t('rates.currencyWrong') }]}
              >
                <AutoComplete options={currencies} maxLength={3} />
              </Form.Item>
            </div>
            <Form.Item name="by" label={t('occasional.by')}>
              <Segmented
                options={(['document', 'customer', 'nobody'] as const).map((value) => ({
                  value,
                  label: t(`occasional.bys.${value}`),
                }))}
              />
            </Form.Item>
            {by === 'document' ? (
              <div className="field-grid">
                <Form.Item name={['document', 'type']} label={t('customers.document.type')}>
                  <Select
                    options={documentTypes.map((value) => ({ value, label: term('documentType', value) }))}
                  />
                </Form.Item>
                <Form.Item
                  name={['document', 'number']}
                  label={t('customers.document.number')}
                  rules={required}
                >
                  <Input maxLength={64} autoComplete="off" spellCheck={false} className="mono" />
                </Form.Item>
              </div>
            ) : by === 'customer' ? (
              <Form.Item
                name="customerNumber"
                label={t('customers.number')}
                rules={[...required, { pattern: /^\s*[!-~]+\s*$/, message: t('occasional.numberWrong') }]}
              >
                <Input maxLength={64} autoComplete="off" className="mono" />
              </Form.Item>
            ) : null}
            <Form.Item name="linked" label={t('occasional.linked')} extra={t('occasional.linkedHint')}>
              <Input.TextArea rows={2} maxLength={8_000} />
            </Form.Item>
            <Button type="primary" htmlType="submit" loading={check.isPending}>
              {t('occasional.check')}
            </Button>
          </Form>
        </Panel>
        <div ref={answer} tabIndex={-1} aria-live="polite" className="occasional-side">
          {check.data ? (
            <Answer answer={check.data} />
          ) : (
            <Panel>
              <Notice compact title={t('occasional.empty.title')} text={t('occasional.empty.text')} />
            </Panel>
          )}
        </div>
      </div>
    </Page>
  );
}
