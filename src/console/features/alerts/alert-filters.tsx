import { useTranslation } from 'react-i18next';
import type { Alert } from '../../api/alert-types.js';
import { DayFilter, FilterBar, SelectFilter, TextFilter } from '../../components/filters.js';
import type { List } from '../../components/use-list.js';
import { useTerm } from '../../components/values.js';
import { useFormat } from '../../i18n/use-format.js';
import { useUser } from '../session/use-session.js';
import { useRules } from '../rules/queries.js';
import { ruleTitle } from '../rules/rule-title.js';

export const alertFields = ['status', 'kind', 'ruleId', 'customerNumber', 'assignee', 'dueBefore'] as const;

const statuses = ['standing', 'open', 'in-review', 'excluded', 'escalated', 'withdrawn'];
const kinds = ['large-value', 'suspicious', 'screening', 'due-diligence', 'operational'];

export function AlertFilters({ list }: { list: List<Alert> }) {
  const { t } = useTranslation();
  const term = useTerm();
  const { language } = useFormat();
  const user = useUser();
  const rules = useRules().data?.items ?? [];
  const { filters, setFilters } = list;
  return (
    <FilterBar
      active={list.filtered}
      onClear={() => setFilters(Object.fromEntries(alertFields.map((field) => [field, null])))}
    >
      <SelectFilter
        label={t('alerts.status')}
        value={filters.status}
        onChange={(status) => setFilters({ status })}
        options={statuses.map((value) => ({ value, label: term('alertStatus', value) }))}
        width={120}
      />
      <SelectFilter
        label={t('alerts.kind')}
        value={filters.kind}
        onChange={(kind) => setFilters({ kind })}
        options={kinds.map((value) => ({ value, label: term('alertKind', value) }))}
        width={130}
      />
      <SelectFilter
        label={t('alerts.rule')}
        value={filters.ruleId}
        onChange={(ruleId) => setFilters({ ruleId })}
        options={rules.map((rule) => ({ value: rule.ruleId, label: ruleTitle(rule, rule.ruleId, language) }))}
        search
        width={190}
      />
      <TextFilter
        label={t('alerts.customer')}
        placeholder={t('customers.number')}
        value={filters.customerNumber}
        onChange={(customerNumber) => setFilters({ customerNumber })}
        width={150}
      />
      <SelectFilter
        label={t('alerts.assignee')}
        value={filters.assignee}
        onChange={(assignee) => setFilters({ assignee })}
        options={[
          { value: user.username, label: t('alerts.me') },
          { value: 'none', label: t('alerts.unassigned') },
          ...(filters.assignee && filters.assignee !== user.username && filters.assignee !== 'none'
            ? [{ value: filters.assignee, label: filters.assignee }]
            : []),
        ]}
        width={110}
      />
      <DayFilter
        label={t('alerts.dueBefore')}
        value={filters.dueBefore}
        onChange={(dueBefore) => setFilters({ dueBefore })}
      />
    </FilterBar>
  );
}
