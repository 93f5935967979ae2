import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import type { ExemptionItem } from '../../api/rule-types.js';
import { Facts } from '../../components/facts.js';
import { JsonView } from '../../components/json-view.js';
import { Page } from '../../components/page.js';
import { PendingPage } from '../../components/pending-page.js';
import { Panel } from '../../components/panel.js';
import { StatusTag } from '../../components/tag.js';
import { Day, Missing, Term } from '../../components/values.js';
import { useFormat } from '../../i18n/use-format.js';
import { LegalBasisText } from './legal-basis.js';
import { useRule, useRuleVersion } from './queries.js';
import { RuleParameters } from './rule-parameters.js';
import { ruleTitle } from './rule-title.js';
import './rules.css';

/** One version of a rule: what it says, on what law, with which numbers, and its full text. */
export function RulePage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { ruleId = '' } = useParams();
  const [params, setParams] = useSearchParams();
  const current = useRule(ruleId);
  const number = Number(params.get('version')) || current.data?.version;
  const version = useRuleVersion(ruleId, number);
  const parent = { title: t('layout.nav.rules'), to: '/rules' };
  const error = current.error ?? version.error;
  const rule = version.data?.definition;
  if (!rule || !version.data || !current.data) {
    return <PendingPage title={t('alerts.rule')} parent={parent} error={error} onRetry={() => void Promise.all([current.refetch(), version.refetch()])} />;
  }
  const { versions } = current.data;
  return (
    <Page
      title={ruleTitle(rule, ruleId, format.language)}
      parent={parent}
      subtitle={<span className="mono">{ruleId}</span>}
      aside={<StatusTag table="ruleStatus" value={version.data.status} />}
      actions={
        <Select
          aria-label={t('rules.version')}
          value={number}
          onChange={(value: number) => setParams({ version: String(value) })}
          options={versions.map((v) => ({ value: v.version, label: t('common.version', { version: v.version }) }))}
          style={{ minWidth: 130 }}
        />
      }
    >
      <div className="columns">
        <div className="stack">
          <Panel title={t('rules.description')}>
            <p className="rule-lead">{format.text(rule.description) || <Missing />}</p>
            <RuleParameters parameters={rule.parameters ?? {}} />
          </Panel>
          {version.data.exemptions ? <ExemptionList items={version.data.exemptions.items} /> : null}
          <Panel title={t('rules.definition')}>
            <JsonView value={rule} label={t('rules.definition')} />
          </Panel>
        </div>
        <div className="stack">
          <Panel title={t('rules.legalBasis')}>
            <LegalBasisText basis={rule.legalBasis} />
          </Panel>
          <Panel title={t('common.details')}>
            <Facts
              narrow
              facts={[
                { name: t('rules.kind'), value: <Term table="ruleKind" value={rule.kind} /> },
                rule.reportCode ? { name: t('rules.reportCode'), value: rule.reportCode } : null,
                { name: t('rules.effectiveFrom'), value: <Day value={rule.effective?.from} /> },
                { name: t('rules.effectiveTo'), value: <Day value={rule.effective?.to} /> },
              ]}
            />
          </Panel>
        </div>
      </div>
    </Page>
  );
}

function ExemptionList({ items }: { items: ExemptionItem[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Panel title={t('transactions.exemptions')}>
      <ul className="plain-list">
        {items.map(({ item, title }) => (
          <li key={item} className="rule-exemption">
            <span className="muted nowrap">{t('transactions.exemptionItem', { item })}</span>
            <span>{format.text(title)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
