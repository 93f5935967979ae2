import { Checkbox, DatePicker, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CustomerKind } from '../../api/customer-types.js';
import { countryOptions } from '../../components/country-name.js';
import { useTerm } from '../../components/values.js';
import { useFormat } from '../../i18n/use-format.js';
import { BranchSelect } from '../branches/branch-select.js';
import { DocumentNumberField } from './document-number-field.js';

const personal = [
  'resident-id',
  'temporary-resident-id',
  'passport',
  'hk-macao-permit',
  'taiwan-permit',
  'hk-macao-taiwan-residence',
  'foreign-permanent-resident',
  'military-id',
  'household-register',
  'other',
];
const corporate = ['unified-social-credit', 'other'];
const FIRST = ['documents', 0];
const PERSON: string[] = [];

export function BasicFields({ kind }: { kind: CustomerKind }) {
  const { t } = useTranslation();
  const term = useTerm();
  const { language } = useFormat();
  const person = kind === 'individual';
  const required = [{ required: true, message: t('common.required') }];
  return (
    <div className="field-grid">
      <Form.Item name="name" label={t(`customers.create.nameLabel.${kind}`)} rules={required}>
        <Input maxLength={512} autoComplete="off" />
      </Form.Item>
      <Form.Item name="nameLatin" label={t('customers.nameLatin')}>
        <Input maxLength={512} autoComplete="off" />
      </Form.Item>
      <Form.Item name="branch" label={t('customers.branch')} rules={required}>
        <BranchSelect />
      </Form.Item>
      <Form.Item name="customerNumber" label={t('customers.number')} extra={t('customers.create.numberHint')}>
        <Input maxLength={64} autoComplete="off" />
      </Form.Item>
      <Form.Item name="nationality" label={t(person ? 'customers.nationality' : 'customers.country')}>
        <Select showSearch={{ optionFilterProp: 'label' }} options={countryOptions(language)} />
      </Form.Item>
      {person ? (
        <>
          <Form.Item name="gender" label={t('customers.gender')}>
            <Select
              allowClear
              options={['male', 'female', 'other'].map((value) => ({ value, label: term('gender', value) }))}
            />
          </Form.Item>
          <Form.Item name="dateOfBirth" label={t('customers.dateOfBirth')}>
            <DatePicker className="full" />
          </Form.Item>
        </>
      ) : null}
      {kind === 'organisation' ? (
        <Form.Item name="publicBody" valuePropName="checked" label={t('customers.create.body')}>
          <Checkbox>{t('customers.publicBody')}</Checkbox>
        </Form.Item>
      ) : null}
    </div>
  );
}

export function DocumentFields({ kind }: { kind: CustomerKind }) {
  const { t } = useTranslation();
  const term = useTerm();
  const types = kind === 'individual' ? personal : corporate;
  const longTerm = Form.useWatch(['documents', 0, 'longTerm']) as boolean | undefined;
  return (
    <div className="field-grid">
      <Form.Item name={['documents', 0, 'type']} label={t('customers.document.type')}>
        <Select options={types.map((value) => ({ value, label: term('documentType', value) }))} />
      </Form.Item>
      <DocumentNumberField document={FIRST} {...(kind === 'individual' ? { holder: PERSON } : {})} />
      <Form.Item name={['documents', 0, 'validUntil']} label={t('customers.document.validUntil')}>
        <DatePicker className="full" disabled={longTerm === true} />
      </Form.Item>
      <Form.Item
        name={['documents', 0, 'longTerm']}
        valuePropName="checked"
        label={t('customers.create.validity')}
      >
        <Checkbox>{t('customers.create.longTerm')}</Checkbox>
      </Form.Item>
    </div>
  );
}

export function RepresentativeFields() {
  const { t } = useTranslation();
  const term = useTerm();
  return (
    <div className="field-grid">
      <Form.Item name={['legalRepresentative', 'name']} label={t('customers.create.nameLabel.individual')}>
        <Input maxLength={512} autoComplete="off" />
      </Form.Item>
      <Form.Item
        name={['legalRepresentative', 'documents', 0, 'type']}
        label={t('customers.document.type')}
        initialValue="resident-id"
      >
        <Select options={personal.map((value) => ({ value, label: term('documentType', value) }))} />
      </Form.Item>
      <Form.Item
        name={['legalRepresentative', 'documents', 0, 'number']}
        label={t('customers.document.number')}
      >
        <Input maxLength={64} autoComplete="off" spellCheck={false} />
      </Form.Item>
    </div>
  );
}

export function ContactFields() {
  const { t } = useTranslation();
  const { language } = useFormat();
  return (
    <div className="field-grid">
      <Form.Item name={['contacts', 0, 'value']} label={t('customers.create.mobile')}>
        <Input maxLength={254} inputMode="tel" autoComplete="off" />
      </Form.Item>
      <Form.Item
        name={['contacts', 0, 'consent']}
        valuePropName="checked"
        label={t('customers.create.messages')}
      >
        <Checkbox>{t('customers.create.consent')}</Checkbox>
      </Form.Item>
      <Form.Item name={['addresses', 0, 'text']} label={t('customers.create.address')} className="field-wide">
        <Input maxLength={500} autoComplete="off" />
      </Form.Item>
      <Form.Item name={['addresses', 0, 'country']} label={t('transactions.country')} initialValue="CHN">
        <Select showSearch={{ optionFilterProp: 'label' }} options={countryOptions(language)} />
      </Form.Item>
    </div>
  );
}

export function BackgroundFields({ kind }: { kind: CustomerKind }) {
  const { t } = useTranslation();
  const money = [{ pattern: /^[\d,]+(\.\d{1,2})?$/, message: t('customers.create.amountWrong') }];
  return (
    <div className="field-grid">
      {kind === 'individual' ? (
        <>
          <Form.Item name="occupation" label={t('customers.occupation')}>
            <Input maxLength={128} />
          </Form.Item>
          <Form.Item name="annualIncome" label={t('customers.create.incomeCny')} rules={money}>
            <Input inputMode="decimal" maxLength={24} />
          </Form.Item>
        </>
      ) : (
        <>
          <Form.Item name="industry" label={t('customers.industry')}>
            <Input maxLength={128} />
          </Form.Item>
          <Form.Item name="registeredCapital" label={t('customers.create.capitalCny')} rules={money}>
            <Input inputMode="decimal" maxLength={24} />
          </Form.Item>
          <Form.Item name="businessScope" label={t('customers.businessScope')} className="field-wide">
            <Input.TextArea autoSize={{ minRows: 2, maxRows: 6 }} maxLength={4000} />
          </Form.Item>
        </>
      )}
      <Form.Item name="purpose" label={t('customers.purpose')}>
        <Input maxLength={1000} />
      </Form.Item>
      <Form.Item name="sourceOfFunds" label={t('customers.sourceOfFunds')}>
        <Input maxLength={1000} />
      </Form.Item>
    </div>
  );
}
