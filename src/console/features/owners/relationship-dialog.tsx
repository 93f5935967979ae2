import { DatePicker, Form, Input, Select } from 'antd';
import dayjs, { type Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import type { OwnerParty, Relationship } from '../../api/owner-types.js';
import { FormDialog } from '../../components/form-dialog.js';
import { useFormProblem } from '../../components/form-problem.js';
import { useTermOptions } from '../../components/term-options.js';
import { PartyFields, partyReference, type PartyValues } from './party-fields.js';
import { customerPath, useOwnersPost } from './queries.js';

const withShare = new Set(['owns', 'votes', 'income']);
const percentage = /^(100(\.0{1,12})?|\d{1,2}(\.\d{1,12})?)$/;

interface Values {
  type: string;
  holder: PartyValues;
  subject: PartyValues;
  share?: string;
  means?: string;
  since: Dayjs;
  source: string;
  reference?: string;
}

/** Records how one party stands to another, anywhere in the structure above the customer. */
export function RelationshipDialog(props: {
  customerId: string;
  items: Relationship[];
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const choices = useTermOptions();
  const [form] = Form.useForm<Values>();
  const add = useOwnersPost<object>('owners.add.done', props.onClose);
  const problem = useFormProblem(form, add.error);
  const type = (Form.useWatch('type', form) as string | undefined) ?? 'owns';
  const known = partiesOf(props.items, props.customerId);
  const required = [{ required: true, message: t('common.required') }];
  // A customer's own word is recorded with the customer.
  const types = choices('relationshipType').filter(({ value }) => value !== 'beneficial-owner');
  const send = (values: Values) => {
    const [holder, subject] = [partyReference(values.holder), partyReference(values.subject)];
    add.mutate({
      path: `${customerPath(props.customerId)}/relationships`,
      body: {
        type: values.type,
        ...(holder ? { holder } : {}),
        ...(subject ? { subject } : {}),
        ...(withShare.has(values.type) ? { share: values.share?.trim() } : {}),
        ...(values.type === 'controls' ? { means: values.means } : {}),
        since: values.since.format('YYYY-MM-DD'),
        source: values.source,
        ...(values.reference?.trim() ? { reference: values.reference.trim() } : {}),
      },
    });
  };
  return (
    <FormDialog<Values>
      scanned
      title={t('owners.add.title')}
      form={form}
      pending={add.isPending}
      problem={problem}
      initialValues={
        {
          type: 'owns',
          holder: { who: 'person' },
          subject: { who: 'self' },
          since: dayjs(),
          source: 'document',
        } as never
      }
      onFinish={send}
      onClose={props.onClose}
    >
      <PartyFields name="holder" label={t('owners.holder')} known={known} />
      <Form.Item name="type" label={t('owners.type')} rules={required}>
        <Select options={types} />
      </Form.Item>
      {withShare.has(type) ? (
        <Form.Item
          name="share"
          label={t('owners.sharePercent')}
          rules={[{ required: true, pattern: percentage, message: t('owners.add.shareFormat') }]}
        >
          <Input inputMode="decimal" suffix="%" style={{ width: 160 }} />
        </Form.Item>
      ) : null}
      {type === 'controls' ? (
        <Form.Item name="means" label={t('owners.means')} rules={required}>
          <Select options={choices('controlMeans')} />
        </Form.Item>
      ) : null}
      <PartyFields name="subject" label={t('owners.subject')} known={known} />
      <Form.Item name="since" label={t('owners.since')} rules={required}>
        <DatePicker allowClear={false} />
      </Form.Item>
      <Form.Item name="source" label={t('owners.source')} rules={required}>
        <Select options={choices('relationshipSource', ['document', 'register', 'declared'])} />
      </Form.Item>
      <Form.Item name="reference" label={t('owners.reference')}>
        <Input maxLength={500} />
      </Form.Item>
    </FormDialog>
  );
}

/** The parties of the structure besides the customer, by name. */
function partiesOf(items: readonly Relationship[], customerId: string): OwnerParty[] {
  const parties = new Map(
    items.flatMap(({ holder, subject }) => [holder, subject].map((one) => [one.id, one])),
  );
  return [...parties.values()]
    .filter((party) => party.customerId !== customerId)
    .sort((a, b) => a.name.localeCompare(b.name));
}
