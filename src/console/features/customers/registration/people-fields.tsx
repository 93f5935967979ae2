import { Button, Checkbox, DatePicker, Form, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CustomerKind } from '../../../api/customer-types.js';
import { Panel } from '../../../components/panel.js';
import { PersonFields } from './basic-fields.js';
import { DocumentFields } from './document-fields.js';
import { personalDocuments } from './document-types.js';

type Path = (string | number)[];

/** A person beside the customer: who, with which document, reached how. */
function PersonAt({ at, contact = true, full = false }: { at: Path; contact?: boolean; full?: boolean }) {
  const { t } = useTranslation();
  return (
    <div className="field-grid">
      <Form.Item name={[...at, 'name']} label={t('customers.create.nameLabel.individual')}>
        <Input maxLength={512} autoComplete="off" />
      </Form.Item>
      {contact ? (
        <Form.Item name={[...at, 'contacts', 0, 'value']} label={t('customers.create.mobile')}>
          <Input maxLength={254} inputMode="tel" autoComplete="off" />
        </Form.Item>
      ) : null}
      <DocumentFields at={at} types={personalDocuments} />
      {full ? <PersonFields at={at} /> : null}
    </div>
  );
}

export function RepresentativePanel() {
  const { t } = useTranslation();
  return (
    <Panel title={t('customers.create.representative')}>
      <PersonAt at={['legalRepresentative']} />
    </Panel>
  );
}

/** Shown as one line until somebody else stands at the counter for the customer. */
export function AgentPanel() {
  const { t } = useTranslation();
  const acts = Form.useWatch('byAgent') as boolean | undefined;
  return (
    <Panel title={t('customers.create.agent')}>
      <Form.Item name="byAgent" valuePropName="checked" noStyle>
        <Checkbox>{t('customers.create.byAgent')}</Checkbox>
      </Form.Item>
      {acts ? (
        <>
          <PersonAt at={['agent']} />
          <Form.Item name={['agent', 'authorisation']} label={t('customers.create.authorisation')}>
            <Input maxLength={1000} autoComplete="off" />
          </Form.Item>
        </>
      ) : null}
    </Panel>
  );
}

const bases = ['shares', 'votes-or-income', 'control', 'management'];

/** The natural persons who finally own or control a body. */
export function OwnersPanel({ kind }: { kind: CustomerKind }) {
  const { t } = useTranslation();
  if (kind !== 'organisation') return null;
  return (
    <Panel title={t('customers.create.owners')}>
      <p className="muted">{t('customers.create.ownersHint')}</p>
      <Form.List name="beneficialOwners">
        {(fields, { add, remove }) => (
          <>
            {fields.map(({ key, name }, index) => (
              <fieldset key={key} className="owner">
                <legend>{t('customers.create.owner', { number: index + 1 })}</legend>
                <OwnerFields index={name} />
                <Button onClick={() => remove(name)}>{t('customers.create.removeOwner')}</Button>
              </fieldset>
            ))}
            <Button onClick={() => add({ basis: 'shares', documents: [{ type: 'resident-id' }] })}>
              {t('customers.create.addOwner')}
            </Button>
          </>
        )}
      </Form.List>
    </Panel>
  );
}

/** Inside the list names are relative to it; the person's fields look theirs up from the form's root. */
function OwnerFields({ index }: { index: number }) {
  const { t } = useTranslation();
  return (
    <>
      <PersonAtOfList index={index} />
      <div className="field-grid">
        <Form.Item name={[index, 'basis']} label={t('customers.create.basis')}>
          <Select options={bases.map((value) => ({ value, label: t(`customers.create.bases.${value}`) }))} />
        </Form.Item>
        <Form.Item name={[index, 'share']} label={t('customers.create.share')}>
          <InputNumber min={0} max={100} className="full" />
        </Form.Item>
        <Form.Item name={[index, 'since']} label={t('customers.create.since')}>
          <DatePicker className="full" />
        </Form.Item>
      </div>
    </>
  );
}

function PersonAtOfList({ index }: { index: number }) {
  const { t } = useTranslation();
  return (
    <div className="field-grid">
      <Form.Item name={[index, 'name']} label={t('customers.create.nameLabel.individual')}>
        <Input maxLength={512} autoComplete="off" />
      </Form.Item>
      <DocumentFields at={['beneficialOwners', index]} inList={[index]} types={personalDocuments} />
      <PersonFields at={[index]} />
    </div>
  );
}
