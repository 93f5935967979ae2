import { useState, type KeyboardEvent } from 'react';
import { Button, Form, Segmented } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { api, newIdempotencyKey } from '../../../api/client.js';
import type { Customer, CustomerKind } from '../../../api/customer-types.js';
import { useFormProblem } from '../../../components/form-problem.js';
import { Notice } from '../../../components/notice.js';
import { Page } from '../../../components/page.js';
import { Panel } from '../../../components/panel.js';
import { useTerm } from '../../../components/values.js';
import { RefuseButton } from '../../refused-attempts/refuse-button.js';
import { useUser } from '../../session/use-session.js';
import { FindingsPanel } from '../findings-panel.js';
import { BackgroundFields, ContactFields, NameFields } from './basic-fields.js';
import { DocumentFields } from './document-fields.js';
import { corporateDocuments, personalDocuments } from './document-types.js';
import { DuplicatesAside } from './duplicates-aside.js';
import { AgentPanel, OwnersPanel, RepresentativePanel } from './people-fields.js';
import { toCustomerInput, type RegistrationForm } from './registration-form.js';
import '../customers.css';

const kinds: CustomerKind[] = ['individual', 'organisation', 'sole-trader'];

/**
 * Registers a customer at the counter: the document first, since its number tells most of the rest. The answer comes
 * at once; while something is missing the form stays and saves what is added.
 */
export function RegistrationPage() {
  const { t } = useTranslation();
  const term = useTerm();
  const user = useUser();
  const navigate = useNavigate();
  const client = useQueryClient();
  const [form] = Form.useForm<RegistrationForm>();
  const [kind, setKind] = useState<CustomerKind>('individual');
  const [attempt, setAttempt] = useState(newIdempotencyKey);
  const [customer, setCustomer] = useState<Customer>();
  const typed = Form.useWatch([], form) as RegistrationForm | undefined;
  const save = useMutation({
    mutationFn: (values: RegistrationForm) => {
      const input = toCustomerInput(kind, values);
      if (!customer) return api.post<Customer>('/customers', input, { idempotencyKey: attempt });
      const path = `/customers/${encodeURIComponent(customer.id)}`;
      return api.patch<Customer>(
        path,
        { ...input, customerNumber: customer.customerNumber },
        { version: customer.version },
      );
    },
    onSuccess: (saved) => {
      setCustomer(saved);
      window.scrollTo({ top: 0 });
      return client.invalidateQueries({ queryKey: ['list', '/customers'] });
    },
    // A corrected form is another body, and the same key would be refused.
    onError: () => setAttempt(newIdempotencyKey()),
  });
  const problem = useFormProblem(form, save.error);
  const parent = { title: t('layout.nav.customers'), to: '/customers' };

  if (customer && customer.status !== 'pending') return <Outcome customer={customer} parent={parent} />;

  return (
    <Page
      title={t(customer ? 'customers.create.pendingTitle' : 'customers.create.title')}
      parent={parent}
      actions={<RefuseButton />}
    >
      <Form<RegistrationForm>
        form={form}
        layout="vertical"
        className="customer-form"
        scrollToFirstError={{ focus: true, block: 'center' }}
        initialValues={{ branch: user.branch ?? undefined, documents: [{ type: 'resident-id' }], ...people }}
        onFinish={(values) => save.mutate(values)}
        onKeyDown={(event) => onEnter(event, form.submit)}
      >
        {problem}
        {customer ? (
          <>
            <p>{t('customers.create.pendingHint', { number: customer.customerNumber })}</p>
            <FindingsPanel findings={customer.findings ?? []} />
          </>
        ) : (
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
        )}
        {typed ? <DuplicatesAside input={toCustomerInput(kind, typed)} except={customer?.id} /> : null}
        <Panel title={t('customers.create.document')}>
          <div className="field-grid">
            <DocumentFields at={[]} types={kind === 'individual' ? personalDocuments : corporateDocuments} />
            <NameFields kind={kind} />
          </div>
        </Panel>
        <Panel title={t('customers.create.contact')}>
          <ContactFields />
        </Panel>
        {kind === 'individual' ? null : <RepresentativePanel />}
        <OwnersPanel kind={kind} />
        <Panel title={t('customers.create.background')}>
          <BackgroundFields kind={kind} />
        </Panel>
        <AgentPanel />
        <div className="row">
          <Button type="primary" htmlType="submit" loading={save.isPending}>
            {t(customer ? 'customers.create.complete' : 'customers.create.submit')}
          </Button>
          <Button onClick={() => void navigate(customer ? `/customers/${customer.id}` : '/customers')}>
            {t(customer ? 'customers.create.later' : 'common.cancel')}
          </Button>
        </div>
      </Form>
    </Page>
  );
}

/** Card readers end with Enter, which must not send a half-filled form; with Ctrl it does. */
function onEnter(event: KeyboardEvent<HTMLFormElement>, submit: () => void): void {
  if (event.key !== 'Enter' || !(event.target instanceof HTMLInputElement)) return;
  event.preventDefault();
  if (event.ctrlKey || event.metaKey) submit();
}

const people = {
  legalRepresentative: { documents: [{ type: 'resident-id' }] },
  agent: { documents: [{ type: 'resident-id' }] },
};

/** Registered and active, or refused: nothing is left to type. */
function Outcome({ customer, parent }: { customer: Customer; parent: { title: string; to: string } }) {
  const { t } = useTranslation();
  const refused = customer.status === 'refused';
  const done = t('customers.create.done', { number: customer.customerNumber });
  return (
    <Page title={refused ? t('customers.create.refusedTitle') : done} parent={parent}>
      <FindingsPanel findings={customer.findings ?? []} />
      <Panel>
        <Notice
          title={refused ? t('customers.create.refusedTitle') : t('customers.create.active')}
          text={refused ? t('customers.create.refusedHint') : done}
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
