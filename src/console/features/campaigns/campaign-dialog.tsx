import { useMutation } from '@tanstack/react-query';
import { Button, DatePicker, Form, Input, Select, Skeleton } from 'antd';
import type { Dayjs } from 'dayjs';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { api } from '../../api/client.js';
import type { CampaignCriteria, CampaignPreview } from '../../api/campaign-types.js';
import { FormDialog } from '../../components/form-dialog.js';
import { useFormProblem } from '../../components/form-problem.js';
import { useTermOptions } from '../../components/term-options.js';
import { useFormat } from '../../i18n/use-format.js';
import { useBranches } from '../branches/queries.js';
import { CollectField } from '../tasks/collect-field.js';
import { useCatalogue } from '../tasks/use-catalogue.js';
import { useTaskPost } from '../tasks/use-task-post.js';
import '../tasks/tasks.css';

/** What customers are picked by, of which table, and which codes where not all of it. */
const lists = {
  kinds: ['customerKind', undefined],
  statuses: ['customerStatus', ['pending', 'active', 'restricted']],
  riskLevels: ['riskLevel', undefined],
  documentTypes: ['documentType', undefined],
} as const;
const days = ['documentExpiresBefore', 'openedBefore'] as const;

interface Values {
  name: string;
  deadline: Dayjs;
  ask: string[];
  criteria: { [K in keyof CampaignCriteria]: K extends (typeof days)[number] ? Dayjs | null : string[] };
}

/** The criteria as the service wants them: only what was chosen. */
function criteriaOf(given: Partial<Values['criteria']> = {}): CampaignCriteria {
  return Object.fromEntries(
    Object.entries(given).flatMap(([name, value]) => {
      if (!value || (Array.isArray(value) && value.length === 0)) return [];
      return [[name, Array.isArray(value) ? value : value.format('YYYY-MM-DD')]];
    }),
  );
}

/** Begins a campaign; how many customers it reaches is counted first and must be the count of these criteria. */
export function CampaignDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const choices = useTermOptions();
  const format = useFormat();
  const navigate = useNavigate();
  const [form] = Form.useForm<Values>();
  const { data: rules } = useCatalogue();
  const { data: branches } = useBranches();
  const count = useMutation({
    mutationFn: (criteria: CampaignCriteria) =>
      api.post<CampaignPreview>('/remediation-campaign-previews', { criteria }),
  });
  const create = useTaskPost<object>('campaigns.created');
  const problem = useFormProblem(form, create.error ?? count.error);
  const criteria = criteriaOf(Form.useWatch('criteria', form));
  const none = Object.keys(criteria).length === 0;
  const counted =
    count.data && JSON.stringify(count.variables) === JSON.stringify(criteria) ? count.data : undefined;
  return (
    <FormDialog<Values>
      title={t('campaigns.create')}
      okText={t(counted ? 'campaigns.begin' : 'campaigns.count')}
      form={form}
      pending={create.isPending || count.isPending}
      problem={problem}
      initialValues={{ ask: [] }}
      onFinish={({ name, deadline, ask }) => {
        if (!counted) return none ? undefined : count.mutate(criteria);
        return create.mutate(
          {
            path: '/remediation-campaigns',
            body: { name, ask, criteria, deadline: deadline.format('YYYY-MM-DD') },
          },
          { onSuccess: ({ id }) => void navigate(`/campaigns/${encodeURIComponent(id)}`) },
        );
      }}
      onClose={onClose}
    >
      <Form.Item
        name="name"
        label={t('campaigns.name')}
        rules={[{ required: true, whitespace: true, message: t('common.required') }]}
      >
        <Input maxLength={200} autoFocus />
      </Form.Item>
      <Form.Item
        name="deadline"
        label={t('campaigns.deadline')}
        rules={[{ required: true, message: t('common.required') }]}
      >
        <DatePicker />
      </Form.Item>
      {rules ? <CollectField name="ask" items={rules.collect} /> : <Skeleton active />}
      <p>{t('campaigns.criteriaHint')}</p>
      {Object.entries(lists).map(([name, [table, values]]) => (
        <Form.Item key={name} name={['criteria', name]} label={t(`campaigns.criteria.${name}`)}>
          <Select
            mode="multiple"
            options={choices(table, values)}
            showSearch={{ optionFilterProp: 'label' }}
          />
        </Form.Item>
      ))}
      <Form.Item name={['criteria', 'branches']} label={t('campaigns.criteria.branches')}>
        <Select
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          options={(branches?.items ?? []).map(({ code, name }) => ({
            value: code,
            label: `${code} ${name}`,
          }))}
        />
      </Form.Item>
      {days.map((name) => (
        <Form.Item key={name} name={['criteria', name]} label={t(`campaigns.criteria.${name}`)}>
          <DatePicker />
        </Form.Item>
      ))}
      <div className="as-seen" aria-live="polite">
        {counted ? (
          <>
            <strong>{t('campaigns.reaches', { targets: format.count(counted.targets) })}</strong>
            <ul className="plain-list">
              {counted.branches.map(({ branch, targets }) => (
                <li key={branch ?? ''}>
                  {branch ?? t('campaigns.noBranch')} <span className="number">{format.count(targets)}</span>
                </li>
              ))}
            </ul>
          </>
        ) : (
          <>
            <span>{t(none ? 'campaigns.chooseFirst' : 'campaigns.countFirst')}</span>{' '}
            <Button
              size="small"
              disabled={none}
              loading={count.isPending}
              onClick={() => count.mutate(criteria)}
            >
              {t('campaigns.count')}
            </Button>
          </>
        )}
      </div>
    </FormDialog>
  );
}
