import { Checkbox, DatePicker, Form, Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CustomerKind } from '../../../api/customer-types.js';
import { countryOptions } from '../../../components/country-name.js';
import { useTerm } from '../../../components/values.js';
import { useFormat } from '../../../i18n/use-format.js';
import { BranchSelect } from '../../branches/branch-select.js';

type Path = (string | number)[];

/** Sex, birth and nationality of a person; the number of a document fills them in. */
export function PersonFields({ at }: { at: Path }) {
  const { t } = useTranslation();
  const term = useTerm();
  const { language } = useFormat();
  return (
    <>
      <Form.Item name={[...at, 'gender']} label={t('customers.gender')}>
        <Select
          allowClear
          options={['male', 'female', 'other'].map((value) => ({ value, label: term('gender', value) }))}
        />
      </Form.Item>
      <Form.Item name={[...at, 'dateOfBirth']} label={t('customers.dateOfBirth')}>
        <DatePicker className="full" />
      </Form.Item>
      <Form.Item name={[...at, 'nationality']} label={t('customers.nationality')}>
        <Select showSearch={{ optionFilterProp: 'label' }} allowClear options={countryOptions(language)} />
      </Form.Item>
    </>
  );
}

/** The name and what belongs to it. */
export function NameFields({ kind }: { kind: CustomerKind }) {
  const { t } = useTranslation();
  const { language } = useFormat();
  return (
    <>
      <Form.Item
        name="name"
        label={t(`customers.create.nameLabel.${kind}`)}
        rules={[{ required: true, message: t('common.required') }]}
      >
        <Input maxLength={512} autoComplete="off" />
      </Form.Item>
      {kind === 'individual' ? (
        <PersonFields at={[]} />
      ) : (
        <Form.Item name="nationality" label={t('customers.country')}>
          <Select showSearch={{ optionFilterProp: 'label' }} options={countryOptions(language)} />
        </Form.Item>
      )}
      <Form.Item name="nameLatin" label={t('customers.nameLatin')}>
        <Input maxLength={512} autoComplete="off" />
      </Form.Item>
      {kind === 'organisation' ? (
        <Form.Item name="publicBody" valuePropName="checked" label={t('customers.create.body')}>
          <Checkbox>{t('customers.publicBody')}</Checkbox>
        </Form.Item>
      ) : null}
    </>
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
      <Form.Item name={['addresses', 0, 'country']} label={t('transactions.country')} initialValue="CHN">
        <Select showSearch={{ optionFilterProp: 'label' }} options={countryOptions(language)} />
      </Form.Item>
      <Form.Item name={['addresses', 0, 'text']} label={t('customers.create.address')} className="field-wide">
        <Input maxLength={500} autoComplete="off" />
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
            <Input.TextArea rows={3} maxLength={4000} />
          </Form.Item>
        </>
      )}
      <Form.Item name="purpose" label={t('customers.purpose')}>
        <Input maxLength={1000} />
      </Form.Item>
      <Form.Item name="sourceOfFunds" label={t('customers.sourceOfFunds')}>
        <Input maxLength={1000} />
      </Form.Item>
      <Form.Item
        name="branch"
        label={t('customers.branch')}
        rules={[{ required: true, message: t('common.required') }]}
      >
        <BranchSelect />
      </Form.Item>
      <Form.Item name="customerNumber" label={t('customers.number')} extra={t('customers.create.numberHint')}>
        <Input maxLength={64} autoComplete="off" />
      </Form.Item>
    </div>
  );
}
