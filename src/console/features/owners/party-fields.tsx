import { DatePicker, Form, Input, Select } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { OwnerParty } from '../../api/owner-types.js';
import { countryOptions } from '../../components/country-name.js';
import { useTermOptions } from '../../components/term-options.js';
import { useFormat } from '../../i18n/use-format.js';
import { corporateDocuments, personalDocuments } from '../customers/registration/document-types.js';

export interface PartyValues {
  /** `self`, `customer`, `person`, `body`, or the id of a party that is known. */
  who: string;
  customerNumber?: string;
  name?: string;
  bodyType?: string;
  gender?: string;
  dateOfBirth?: Dayjs;
  nationality?: string;
  documentType?: string;
  documentNumber?: string;
}

/** The reference of the contract that was filled in; nothing for the customer itself. */
export function partyReference(values: PartyValues): object | undefined {
  const { who, customerNumber, name, bodyType, gender, dateOfBirth, nationality } = values;
  if (who === 'self') return undefined;
  if (who === 'customer') return { customerNumber: customerNumber?.trim() };
  if (who !== 'person' && who !== 'body') return { partyId: who };
  const { documentType: type, documentNumber } = values;
  const number = documentNumber?.trim();
  const about =
    who === 'body' ? { bodyType } : { gender, dateOfBirth: dateOfBirth?.format('YYYY-MM-DD'), nationality };
  const known = Object.entries(about).filter(([, value]) => value);
  return {
    kind: who,
    name: name?.trim(),
    ...Object.fromEntries(known),
    ...(type && number ? { documents: [{ type, number }] } : {}),
  };
}

/** Whom a relationship names: the customer, a party that is known, another customer, or somebody new. */
export function PartyFields(props: { name: 'holder' | 'subject'; label: string; known: OwnerParty[] }) {
  const { t } = useTranslation();
  const choices = useTermOptions();
  const { language } = useFormat();
  const at = (field: keyof PartyValues) => [props.name, field];
  const who = (Form.useWatch(at('who')) as string | undefined) ?? 'self';
  const required = [{ required: true, whitespace: true, message: t('common.required') }];
  const documents = who === 'body' ? corporateDocuments : personalDocuments;
  return (
    <>
      <Form.Item name={at('who')} label={props.label}>
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          options={[
            { value: 'self', label: t('owners.who.self') },
            { value: 'person', label: t('owners.who.person') },
            { value: 'body', label: t('owners.who.body') },
            { value: 'customer', label: t('owners.who.customer') },
            ...props.known.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </Form.Item>
      {who === 'customer' ? (
        <Form.Item name={at('customerNumber')} label={t('owners.customerNumber')} rules={required}>
          <Input maxLength={32} />
        </Form.Item>
      ) : null}
      {who === 'person' || who === 'body' ? (
        <>
          <Form.Item name={at('name')} label={t('owners.name')} rules={required}>
            <Input maxLength={200} />
          </Form.Item>
          <div className="owners-pair">
            {who === 'body' ? (
              <Form.Item name={at('bodyType')} label={t('owners.bodyType')}>
                <Select allowClear options={choices('bodyType')} />
              </Form.Item>
            ) : (
              <>
                <Form.Item name={at('dateOfBirth')} label={t('customers.dateOfBirth')}>
                  <DatePicker style={{ width: '100%' }} />
                </Form.Item>
                <Form.Item name={at('gender')} label={t('customers.gender')}>
                  <Select allowClear options={choices('gender', ['male', 'female'])} />
                </Form.Item>
                <Form.Item name={at('nationality')} label={t('customers.nationality')}>
                  <Select
                    showSearch={{ optionFilterProp: 'label' }}
                    allowClear
                    options={countryOptions(language)}
                  />
                </Form.Item>
              </>
            )}
            <Form.Item name={at('documentType')} label={t('owners.documentType')}>
              <Select allowClear options={choices('documentType', documents)} />
            </Form.Item>
            <Form.Item name={at('documentNumber')} label={t('owners.documentNumber')}>
              <Input maxLength={64} />
            </Form.Item>
          </div>
        </>
      ) : null}
    </>
  );
}
