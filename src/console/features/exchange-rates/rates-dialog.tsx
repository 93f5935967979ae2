import { DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { App, Button, DatePicker, Form, Input, Modal, Select } from 'antd';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import { isProblem } from '../../api/problem.js';
import type { RateKind } from '../../api/transaction-types.js';
import { useProblemText } from '../../components/use-problem-text.js';
import '../../components/form-problem.css';
import { useTerm } from '../../components/values.js';

interface Values {
  date: Dayjs;
  kind: RateKind;
  rates: { currency: string; rate: string }[];
}

const baseOf = (kind: RateKind) => (kind === 'safe-monthly' ? 'USD' : 'CNY');

/** Refused only for being far from the nearest known rates, which a person may confirm. */
const isOnlyUnusual = (error: unknown): boolean =>
  isProblem(error, 422) &&
  error.errors.length > 0 &&
  error.errors.every((e) => e.code === 'implausible-rate');

/** The currencies of the rates that are far off; the pointers are `/rates/USD`. */
const farRates = (error: unknown): string =>
  isProblem(error) ? error.errors.map((e) => e.pointer.split('/').at(-1)).join(' ') : '';

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
    mutationFn: ({ values, confirmed }: { values: Values; confirmed: boolean }) =>
      api.put(`/exchange-rates/${values.date.format('YYYY-MM-DD')}`, {
        kind: values.kind,
        base: baseOf(values.kind),
        ...(confirmed ? { confirmed } : {}),
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
  const unusual = isOnlyUnusual(save.error);
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
        <div role="alert" className="form-problem">
          <strong>{unusual ? t('rates.unusual') : problem.title}</strong>
          <span>{unusual ? farRates(save.error) : problem.text}</span>
          {unusual && save.variables ? (
            <span>
              <Button
                size="small"
                loading={save.isPending}
                onClick={() => save.mutate({ ...save.variables, confirmed: true })}
              >
                {t('rates.confirmUnusual')}
              </Button>
            </span>
          ) : null}
        </div>
      ) : null}
      <Form<Values>
        form={form}
        layout="vertical"
        onFinish={(values) => save.mutate({ values, confirmed: false })}
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
