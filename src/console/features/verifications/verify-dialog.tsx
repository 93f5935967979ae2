import { App, Button, DatePicker, Form, Input, Radio, Select } from 'antd';
import dayjs from 'dayjs';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { Customer, IdentityDocument } from '../../api/customer-types.js';
import type { Verification, VerificationInput, VerificationOutcome } from '../../api/verification-types.js';
import { FormDialog } from '../../components/form-dialog.js';
import { useFormProblem } from '../../components/form-problem.js';
import { useTerm } from '../../components/values.js';
import { dayOf } from '../../i18n/format.js';
import { DocumentFields } from '../customers/registration/document-fields.js';
import { corporateDocuments, personalDocuments } from '../customers/registration/document-types.js';
import { documentsOf, type DocumentForm } from '../customers/registration/registration-form.js';
import { ImagesField } from '../document-images/images-field.js';
import { useVerificationTerms, verificationsPath } from './queries.js';
import '../customers/customers.css';

const outcomes: VerificationOutcome[] = ['confirmed', 'failed', 'refused-by-customer'];

interface Values extends Pick<VerificationInput, 'reason' | 'method' | 'outcome' | 'evidence'> {
  documents?: Partial<DocumentForm>[];
}

/** Records how a customer's identity was verified; documents that were seen renew those of their type. */
export function VerifyDialog({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const { t } = useTranslation();
  const term = useTerm();
  const client = useQueryClient();
  const { message } = App.useApp();
  const { data: terms } = useVerificationTerms();
  const [form] = Form.useForm<Values>();
  const verify = useMutation({
    mutationFn: ({ reason, method, outcome, documents, evidence = [] }: Values) =>
      api.post<Verification>(verificationsPath(customer.id), {
        ...{ reason, method, outcome },
        documents: documentsOf(documents),
        ...(evidence.length > 0 ? { evidence } : {}),
      }),
    onSuccess: async () => {
      message.success(t('verifications.recorded'));
      onClose();
      await Promise.all(
        [['customer', customer.id], ['list'], ['tasks']].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      );
    },
  });
  const problem = useFormProblem(form, verify.error);
  const required = [{ required: true, message: t('common.required') }];
  const options = (list: { id: string; title: string; article: string }[] = []) =>
    list.map(({ id, title, article }) => ({ value: id, label: title, title: article }));
  const types = customer.kind === 'individual' ? personalDocuments : corporateDocuments;
  return (
    <FormDialog<Values>
      scanned
      width={820}
      title={t('verifications.verify')}
      okText={t('verifications.record')}
      form={form}
      pending={verify.isPending}
      problem={problem}
      initialValues={initialOf(customer) as never}
      onFinish={(values) => verify.mutate(values)}
      onClose={onClose}
    >
      <div className="field-grid">
        <Form.Item name="reason" label={t('verifications.reason')} rules={required}>
          <Select options={options(terms?.reasons)} loading={!terms} />
        </Form.Item>
        <Form.Item name="method" label={t('verifications.method')} rules={required}>
          <Select options={options(terms?.methods)} loading={!terms} />
        </Form.Item>
      </div>
      <KnownPerson />
      <Form.List name="documents">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }, index) => (
              <fieldset key={key} className="owner">
                <legend>{t('verifications.seen', { number: index + 1 })}</legend>
                <div className="field-grid">
                  <DocumentFields at={[]} index={name} listed fillPerson={false} types={types} />
                </div>
                <Kept index={name} />
                <Button size="small" onClick={() => remove(name)}>
                  {t('verifications.notSeen')}
                </Button>
              </fieldset>
            ))}
            <Form.Item>
              <Button onClick={() => add({ type: types[0] })}>{t('verifications.addDocument')}</Button>
            </Form.Item>
          </>
        )}
      </Form.List>
      <Form.Item name="evidence" label={t('verifications.evidence')} extra={t('verifications.evidenceHint')}>
        <ImagesField label={t('verifications.evidence')} />
      </Form.Item>
      <Form.Item name="outcome" label={t('verifications.outcome')} rules={required}>
        <Radio.Group
          options={outcomes.map((value) => ({ value, label: term('verificationOutcome', value) }))}
        />
      </Form.Item>
    </FormDialog>
  );
}

/** What is known of the person, so that a document is checked against it; not to be changed here, and not sent. */
function KnownPerson() {
  return (
    <>
      <Form.Item name="name" hidden>
        <Input />
      </Form.Item>
      <Form.Item name="gender" hidden>
        <Input />
      </Form.Item>
      <Form.Item name="dateOfBirth" hidden>
        <DatePicker />
      </Form.Item>
    </>
  );
}

/** What a document on record says beside the fields that are shown, so that renewing it loses nothing. */
function Kept({ index }: { index: number }) {
  return (
    <>
      <Form.Item name={[index, 'issuer']} hidden>
        <Input />
      </Form.Item>
      <Form.Item name={[index, 'issuedOn']} hidden>
        <DatePicker />
      </Form.Item>
    </>
  );
}

const dayFrom = (value: string | null | undefined) => (value ? dayjs(value) : undefined);

/** The document on record to begin with. Of an expired one only its number: the validity is that of the new card. */
function documentFrom(d: IdentityDocument): Partial<DocumentForm> {
  const { type, number } = d;
  if (d.validUntil && d.validUntil < dayOf(new Date())) return { type, number };
  return {
    ...{ type, number, issuer: d.issuer },
    ...{ longTerm: d.longTerm ?? false, validUntil: dayFrom(d.validUntil), issuedOn: dayFrom(d.issuedOn) },
    images: d.images ?? [],
  } as Partial<DocumentForm>;
}

function initialOf(customer: Customer) {
  const { name, gender, dateOfBirth, status, documents = [] } = customer;
  return {
    ...{ name, gender, dateOfBirth: dayFrom(dateOfBirth) },
    reason: status === 'pending' ? 'onboarding' : undefined,
    method: 'in-person-original',
    outcome: 'confirmed',
    documents: documents.slice(0, 1).map(documentFrom),
  };
}
