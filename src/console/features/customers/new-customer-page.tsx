import { useState } from 'react';
import { Button, Form, Segmented } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { api, newIdempotencyKey } from '../../api/client.js';
import type { Customer, CustomerKind } from '../../api/customer-types.js';
import { useFormProblem } from '../../components/form-problem.js';
import { Notice } from '../../components/notice.js';
import { Page } from '../../components/page.js';
import { Panel } from '../../components/panel.js';
import { useTerm } from '../../components/values.js';
import { useUser } from '../session/use-session.js';
import {
  BackgroundFields,
  BasicFields,
  ContactFields,
  DocumentFields,
  RepresentativeFields,
} from './customer-fields.js';
import { toCustomerInput, type CustomerForm } from './customer-form.js';
import { FindingsPanel } from './findings-panel.js';
import './customers.css';

const kinds: CustomerKind[] = ['individual', 'organisation', 'sole-trader'];

/** Registers a customer at the counter. What is missing is told at once, and never loses what was typed. */
export function NewCustomerPage() {
  const { t } = useTranslation();
  const term = useTerm();
  const user = useUser();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [form] = Form.useForm<CustomerForm>();
  const [kind, setKind] = useState<CustomerKind>('individual');
  const [attempt, setAttempt] = useState(newIdempotencyKey);
  const create = useMutation({
    mutationFn: (values: CustomerForm) =>
      api.post<Customer>('/customers', toCustomerInput(kind, values), { idempotencyKey: attempt }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['list', '/customers'] }),
    // A corrected form is another body, and the same key would be refused.
    onError: () => setAttempt(newIdempotencyKey()),
  });
  const problem = useFormProblem(form, create.error);
  const parent = { title: t('layout.nav.customers'), to: '/customers' };

  if (create.data) return <Registered customer={create.data} parent={parent} />;

  return (
    <Page title={t('customers.create.title')} parent={parent}>
      <Form<CustomerForm>
        form={form}
        layout="vertical"
        className="customer-form"
        scrollToFirstError={{ focus: true, block: 'center' }}
        initialValues={{
          branch: user.branch ?? undefined,
          nationality: 'CHN',
          documents: [{ type: 'resident-id' }],
        }}
        onFinish={(values) => create.mutate(values)}
      >
        {problem}
        <Panel title={t('customers.create.basics')}>
          <Form.Item label={t('customers.kind')}>
            <Segmented<CustomerKind>
              aria-label={t('customers.kind')}
              value={kind}
              onChange={(value) => {
                setKind(value);
                const type = value === 'individual' ? 'resident-id' : 'unified-social-credit';
                form.setFieldValue(['documents', 0, 'type'], type);
              }}
              options={kinds.map((value) => ({ value, label: term('customerKind', value) }))}
            />
          </Form.Item>
          <BasicFields kind={kind} />
        </Panel>
        <Panel title={t('customers.create.document')}>
          <DocumentFields kind={kind} />
        </Panel>
        {kind === 'individual' ? null : (
          <Panel title={t('customers.create.representative')}>
            <RepresentativeFields />
          </Panel>
        )}
        <Panel title={t('customers.create.contact')}>
          <ContactFields />
        </Panel>
        <Panel title={t('customers.create.background')}>
          <BackgroundFields kind={kind} />
        </Panel>
        <div className="row">
          <Button type="primary" htmlType="submit" loading={create.isPending}>
            {t('customers.create.submit')}
          </Button>
          <Button onClick={() => void navigate('/customers')}>{t('common.cancel')}</Button>
        </div>
      </Form>
    </Page>
  );
}

function Registered({ customer, parent }: { customer: Customer; parent: { title: string; to: string } }) {
  const { t } = useTranslation();
  const title =
    customer.status === 'refused'
      ? t('customers.create.refusedTitle')
      : customer.status === 'pending'
        ? t('customers.create.pendingTitle')
        : t('customers.create.done', { number: customer.customerNumber });
  return (
    <Page title={title} parent={parent}>
      <FindingsPanel findings={customer.findings ?? []} />
      <Panel>
        <Notice
          title={title}
          text={
            customer.status === 'refused'
              ? undefined
              : t('customers.create.done', { number: customer.customerNumber })
          }
        >
          <Link to={`/customers/${encodeURIComponent(customer.id)}`}>
            <Button type="primary">{t('customers.create.open')}</Button>
          </Link>
          <Link to="/customers">
            <Button>{t('customers.create.leave')}</Button>
          </Link>
        </Notice>
      </Panel>
    </Page>
  );
}
