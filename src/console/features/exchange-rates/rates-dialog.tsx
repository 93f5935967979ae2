import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { App, Button, DatePicker, Form, Input, Modal, Select } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { ExchangeRates } from '../../api/transaction-types.js';
import { useProblemText } from '../../components/use-problem-text.js';
import { useTerm } from '../../components/values.js';

interface Values {
  date: Dayjs;
  kind: ExchangeRates['kind'];
  rates: { currency: string; rate: string }[];
}

const baseOf = (kind: ExchangeRates['kind']) => (kind === 'safe-monthly' ? 'USD' : 'CNY');

/** Rates of one date; they are typed as decimal text and sent as such. */
export function RatesDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const term = useTerm();
  const client = useQueryClient();
  const { message } = App.useApp();
  const problemText = useProblemText();
  const [form] = Form.useForm<Values>();
  const kind = Form.useWatch('kind', form) ?? 'central-parity';
  const save = useMutation({
    mutationFn: (values: Values) =>
      api.put(`/exchange-rates/${values.date.format('YYYY-MM-DD')}`, {
        kind: values.kind,
        base: baseOf(values.kind),
        rates: Object.fromEntries(
          values.rates.map(({ currency, rate }) => [currency.trim().toUpperCase(), rate.trim()]),
        ),
      }),
    onSuccess: () => {
      message.success(t('rates.saved'));
      void client.invalidateQueries({ queryKey: ['list', '/exchange-rates'] });
      onClose();
    },
  });
  const problem = save.error ? problemText(save.error) : null;
  return (
    <Modal
      open
      title={t('rates.add')}
      okText={t('common.save')}
      cancelText={t('common.cancel')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={onClose}
    >
      {problem ? (
        <p role="alert" className="danger">
          {problem.title} {problem.text}
        </p>
      ) : null}
      <Form<Values>
        form={form}
        layout="vertical"
        onFinish={(values) => save.mutate(values)}
        initialValues={{ kind: 'central-parity', rates: [{ currency: 'USD', rate: '' }] }}
      >
        <Form.Item name="kind" label={t('rates.kind')} extra={t(`rates.hint.${kind}`)}>
          <Select
            options={(['central-parity', 'safe-monthly'] as const).map((value) => ({
              value,
              label: term('rateKind', value),
            }))}
          />
        </Form.Item>
        <Form.Item
          name="date"
          label={t('rates.date')}
          rules={[{ required: true, message: t('common.required') }]}
        >
          <DatePicker style={{ width: 200 }} />
        </Form.Item>
        <Form.List name="rates">
          {(entries, { add, remove }) => (
            <fieldset className="rate-fields">
              <legend>{t('rates.unit', { base: baseOf(kind) })}</legend>
              {entries.map((entry) => (
                <div key={entry.key} className="rate-row">
                  <Form.Item
                    noStyle
                    name={[entry.name, 'currency']}
                    rules={[{ required: true, pattern: /^[A-Za-z]{3}$/, message: t('rates.currencyWrong') }]}
                  >
                    <Input aria-label={t('rates.currency')} placeholder="USD" maxLength={3} />
                  </Form.Item>
                  <Form.Item
                    noStyle
                    name={[entry.name, 'rate']}
                    rules={[{ required: true, pattern: /^\d+(\.\d+)?$/, message: t('rates.rateWrong') }]}
                  >
                    <Input
                      aria-label={t('rates.rate')}
                      placeholder="7.0900"
                      inputMode="decimal"
                      maxLength={30}
                    />
                  </Form.Item>
                  <Button
                    icon={<DeleteOutlined />}
                    aria-label={t('rates.remove')}
                    disabled={entries.length === 1}
                    onClick={() => remove(entry.name)}
                  />
                </div>
              ))}
              <Button type="dashed" icon={<PlusOutlined />} onClick={() => add({ currency: '', rate: '' })}>
                {t('rates.another')}
              </Button>
            </fieldset>
          )}
        </Form.List>
      </Form>
    </Modal>
  );
}
