import { useState } from 'react';
import { Button, DatePicker, Form, Input, Modal, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../api/client.js';
import type { RegisterComparison } from '../../api/owner-types.js';
import { countryOptions } from '../../components/country-name.js';
import { FormDialog } from '../../components/form-dialog.js';
import { useFormProblem } from '../../components/form-problem.js';
import { useTermOptions } from '../../components/term-options.js';
import { useFormat } from '../../i18n/use-format.js';
import { personalDocuments } from '../customers/registration/document-types.js';
import { DifferencesTable } from './differences-table.js';
import { customerPath } from './queries.js';

interface Registered {
  name: string;
  gender?: string;
  nationality?: string;
  dateOfBirth?: Dayjs;
  documentType?: string;
  documentNumber?: string;
  share?: string;
}

interface Values {
  register: string;
  queriedOn: Dayjs;
  owners?: Registered[];
}

/** Holds what a register says against the owners found; differences start their clock. */
export function CompareButton({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [result, setResult] = useState<RegisterComparison>();
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('registers.compare')}</Button>
      {open ? (
        <CompareDialog
          customerId={customerId}
          onDone={(found) => {
            setOpen(false);
            setResult(found);
          }}
          onClose={() => setOpen(false)}
        />
      ) : null}
      {result ? (
        <Modal
          open
          title={t('registers.differences')}
          footer={<Button onClick={() => setResult(undefined)}>{t('common.close')}</Button>}
          onCancel={() => setResult(undefined)}
          width={720}
        >
          <DifferencesTable differences={result.differences} />
          {result.discrepancyId ? (
            <p>
              <Link to={`/register-discrepancies/${encodeURIComponent(result.discrepancyId)}`}>
                {t('registers.open')}
              </Link>
            </p>
          ) : null}
        </Modal>
      ) : null}
    </>
  );
}

function CompareDialog(props: {
  customerId: string;
  onDone: (found: RegisterComparison) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [form] = Form.useForm<Values>();
  const compare = useMutation({
    mutationFn: (values: Values) =>
      api.post<RegisterComparison>(`${customerPath(props.customerId)}/register-comparisons`, bodyOf(values)),
    onSuccess: async (found) => {
      props.onDone(found);
      await client.invalidateQueries({ queryKey: ['list', '/register-discrepancies'] });
    },
  });
  const problem = useFormProblem(form, compare.error);
  const required = [{ required: true, message: t('common.required') }];
  return (
    <FormDialog<Values>
      scanned
      title={t('registers.compare')}
      okText={t('registers.compareNow')}
      form={form}
      pending={compare.isPending}
      problem={problem}
      initialValues={{ register: t('registers.usual'), queriedOn: dayjs(), owners: [{}] } as never}
      onFinish={(values) => compare.mutate(values)}
      onClose={props.onClose}
    >
      <p>{t('registers.compareHint')}</p>
      <Form.Item name="register" label={t('registers.register')} rules={required}>
        <Input maxLength={200} />
      </Form.Item>
      <Form.Item name="queriedOn" label={t('registers.queriedOn')} rules={required}>
        <DatePicker allowClear={false} />
      </Form.Item>
      <Form.List name="owners">
        {(rows, { add, remove }) => (
          <>
            {rows.map(({ key, name }, index) => (
              <OwnerRow key={key} at={name} number={index + 1} onRemove={() => remove(name)} />
            ))}
            <Button onClick={() => add({})}>{t('registers.addOwner')}</Button>
          </>
        )}
      </Form.List>
    </FormDialog>
  );
}

function OwnerRow({ at, number, onRemove }: { at: number; number: number; onRemove: () => void }) {
  const { t } = useTranslation();
  const choices = useTermOptions();
  const { language } = useFormat();
  return (
    <fieldset className="owners-registered">
      <legend>
        {t('registers.ownerNumber', { number })}{' '}
        <Button type="link" size="small" onClick={onRemove}>
          {t('registers.remove')}
        </Button>
      </legend>
      <div className="owners-pair">
        <Form.Item
          name={[at, 'name']}
          label={t('owners.name')}
          rules={[{ required: true, whitespace: true, message: t('common.required') }]}
        >
          <Input maxLength={200} />
        </Form.Item>
        <Form.Item name={[at, 'share']} label={t('owners.sharePercent')}>
          <Input inputMode="decimal" suffix="%" />
        </Form.Item>
        <Form.Item name={[at, 'gender']} label={t('customers.gender')}>
          <Select allowClear options={choices('gender', ['male', 'female'])} />
        </Form.Item>
        <Form.Item name={[at, 'dateOfBirth']} label={t('customers.dateOfBirth')}>
          <DatePicker style={{ width: '100%' }} />
        </Form.Item>
        <Form.Item name={[at, 'nationality']} label={t('customers.nationality')}>
          <Select showSearch={{ optionFilterProp: 'label' }} allowClear options={countryOptions(language)} />
        </Form.Item>
        <Form.Item name={[at, 'documentType']} label={t('owners.documentType')}>
          <Select allowClear options={choices('documentType', personalDocuments)} />
        </Form.Item>
        <Form.Item name={[at, 'documentNumber']} label={t('owners.documentNumber')}>
          <Input maxLength={64} />
        </Form.Item>
      </div>
    </fieldset>
  );
}

/** Only what the register says is sent: what is left out is not compared. */
function bodyOf({ register, queriedOn, owners = [] }: Values): object {
  return {
    register: register.trim(),
    queriedOn: queriedOn.format('YYYY-MM-DD'),
    owners: owners.map(({ dateOfBirth, ...rest }) => ({
      ...Object.fromEntries(
        Object.entries(rest).flatMap(([field, value]) => (value?.trim() ? [[field, value.trim()]] : [])),
      ),
      ...(dateOfBirth ? { dateOfBirth: dateOfBirth.format('YYYY-MM-DD') } : {}),
    })),
  };
}
