import { useQuery } from '@tanstack/react-query';
import { Form, Input, Select, Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';
import { api } from '../../api/client.js';
import type { Customer } from '../../api/customer-types.js';
import type { RestrictionCatalogue, Task } from '../../api/task-types.js';
import type { Page } from '../../api/types.js';
import { FormDialog } from '../../components/form-dialog.js';
import { useFormProblem } from '../../components/form-problem.js';
import { useTerm } from '../../components/values.js';
import { useFormat } from '../../i18n/use-format.js';
import { CollectField } from './collect-field.js';
import { MeasuresSeen } from './measures-seen.js';
import { useCatalogue } from './use-catalogue.js';
import { useTaskPost } from './use-task-post.js';

interface Values {
  measures: string[];
  figures?: Record<string, Record<string, string>>;
  reason: string;
  taskId?: string;
  collect: string[];
  note: string;
}

type MeasureRule = RestrictionCatalogue['measures'][number];

/** The figures of one measure, the usual ones where nothing was typed. */
const figuresOf = ({ code, parameters }: MeasureRule, given: Values['figures']): Record<string, string> =>
  Object.fromEntries(parameters.map(({ name, default: usual }) => [name, given?.[code]?.[name] || usual]));

/** Proposes a restriction: measures, reason, what to bring; beside it what the branch will read of it. */
export function ProposeDialog({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  const [form] = Form.useForm<Values>();
  const { data: rules } = useCatalogue();
  const post = useTaskPost<object>('tasks.restriction.done.proposal');
  const problem = useFormProblem(form, post.error);
  const values = Form.useWatch([], form) as Partial<Values> | undefined;
  const chosen = (rules?.measures ?? []).filter(({ code }) => values?.measures?.includes(code));
  const reason = rules?.reasons.find(({ code }) => code === values?.reason);
  const send = ({ figures, measures, reason: why, taskId, collect, note }: Values) =>
    post.mutate(
      {
        path: `/customers/${encodeURIComponent(customer.id)}/restrictions`,
        body: {
          measures: (rules?.measures ?? [])
            .filter(({ code }) => measures.includes(code))
            .map((rule) => ({ code: rule.code, parameters: figuresOf(rule, figures) })),
          reason: why,
          collect,
          note,
          ...(taskId && reason?.noticeNeeded ? { taskId } : {}),
        },
      },
      { onSuccess: onClose },
    );
  return (
    <FormDialog<Values>
      title={t('tasks.restriction.title.proposal')}
      okText={t('tasks.restriction.propose')}
      form={form}
      pending={post.isPending}
      problem={problem}
      initialValues={{ measures: [], collect: ['identity-document'] }}
      onFinish={send}
      onClose={onClose}
    >
      {rules ? (
        <>
          <Form.Item
            name="measures"
            label={t('tasks.restriction.measures')}
            extra={t('tasks.restriction.mildest')}
            rules={[{ required: true, message: t('common.required') }]}
          >
            <Select
              mode="multiple"
              options={rules.measures.map(({ code, title, grade }) => ({
                value: code,
                label: `${grade} ${format.text(title)}`,
              }))}
            />
          </Form.Item>
          {chosen.flatMap(({ code, title, parameters }) =>
            parameters.map(({ name, default: usual }) => (
              <Form.Item
                key={`${code} ${name}`}
                name={['figures', code, name]}
                label={format.text(title)}
                initialValue={usual}
              >
                <Input inputMode="decimal" maxLength={19} />
              </Form.Item>
            )),
          )}
          <Form.Item
            name="reason"
            label={t('tasks.reason')}
            rules={[{ required: true, message: t('common.required') }]}
          >
            <Select
              options={rules.reasons.map(({ code, title }) => ({ value: code, label: format.text(title) }))}
            />
          </Form.Item>
          {reason?.noticeNeeded ? (
            <TaskField customer={customer} kinds={reason.taskKinds} days={rules.noticeDays} />
          ) : null}
          <CollectField name="collect" items={rules.collect} />
          <Form.Item
            name="note"
            label={t('tasks.restriction.note')}
            rules={[{ required: true, whitespace: true, message: t('common.required') }]}
          >
            <Input.TextArea rows={2} maxLength={2_000} />
          </Form.Item>
          <section className="as-seen" aria-live="polite">
            <strong>{t('tasks.asSeen')}</strong>
            <div>
              <MeasuresSeen
                measures={chosen.map((rule) => ({
                  title: rule.title,
                  parameters: figuresOf(rule, values?.figures),
                }))}
                collect={values?.collect ?? []}
              />
            </div>
          </section>
        </>
      ) : (
        <Skeleton active />
      )}
    </FormDialog>
  );
}

/** The open task whose notices prove that the customer was told. */
function TaskField(props: { customer: Customer; kinds: string[]; days: number }) {
  const { t } = useTranslation();
  const term = useTerm();
  const format = useFormat();
  const { customerNumber } = props.customer;
  const { data } = useQuery({
    queryKey: ['tasks', 'of', customerNumber],
    queryFn: ({ signal }) => api.get<Page<Task>>('/review-tasks', { query: { customerNumber }, signal }),
  });
  return (
    <Form.Item
      name="taskId"
      label={t('tasks.restriction.task')}
      extra={t('tasks.restriction.taskHint', { count: props.days })}
      rules={[{ required: true, message: t('common.required') }]}
    >
      <Select
        notFoundContent={t('tasks.restriction.noTask')}
        options={(data?.items ?? [])
          .filter(({ kind }) => props.kinds.includes(kind))
          .map(({ id, kind, dueOn }) => ({
            value: id,
            label: `${term('taskKind', kind)} ${format.day(dueOn)}`,
          }))}
      />
    </Form.Item>
  );
}
