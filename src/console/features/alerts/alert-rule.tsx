import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Alert } from '../../api/alert-types.js';
import { Facts } from '../../components/facts.js';
import { Panel } from '../../components/panel.js';
import { Missing } from '../../components/values.js';
import { LegalBasisText } from '../rules/legal-basis.js';
import { useRuleVersion } from '../rules/queries.js';
import { RuleName } from '../rules/rule-name.js';

/** The rule in the version that fired, and the law behind it. */
export function AlertRule({ alert }: { alert: Alert }) {
  const { t } = useTranslation();
  // Others come from a desk of their own, not from a rule of monitoring.
  const ruled = alert.kind === 'large-value' || alert.kind === 'suspicious';
  const { data: rule } = useRuleVersion(ruled ? alert.ruleId : null, alert.ruleVersion);
  if (!ruled) return null;
  return (
    <Panel title={t('alerts.rule')}>
      <Facts
        narrow
        facts={[
          {
            name: t('alerts.ruleName'),
            value: (
              <Link to={`/rules/${encodeURIComponent(alert.ruleId)}?version=${alert.ruleVersion}`}>
                <RuleName id={alert.ruleId} /> · {t('common.version', { version: alert.ruleVersion })}
              </Link>
            ),
          },
          {
            name: t('rules.legalBasis'),
            value: rule ? <LegalBasisText basis={rule.definition.legalBasis} /> : <Missing />,
          },
        ]}
      />
    </Panel>
  );
}
