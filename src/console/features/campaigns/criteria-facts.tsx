import { useTranslation } from 'react-i18next';
import type { CampaignCriteria } from '../../api/campaign-types.js';
import type { Fact } from '../../components/facts.js';
import { Day, useTerm } from '../../components/values.js';

/** Whom a campaign is for, in words. */
export function useCriteriaFacts(): (criteria: CampaignCriteria) => Fact[] {
  const { t } = useTranslation();
  const term = useTerm();
  return (criteria) => {
    const words = (name: keyof CampaignCriteria, table: string | null, values?: string[]): Fact[] =>
      values
        ? [
            {
              name: t(`campaigns.criteria.${name}`),
              value: values
                .map((value) => (table === null ? value : term(table, value)))
                .join(t('common.listSeparator')),
            },
          ]
        : [];
    const day = (name: keyof CampaignCriteria, value?: string): Fact[] =>
      value ? [{ name: t(`campaigns.criteria.${name}`), value: <Day value={value} /> }] : [];
    return [
      ...words('kinds', 'customerKind', criteria.kinds),
      ...words('statuses', 'customerStatus', criteria.statuses),
      ...words('riskLevels', 'riskLevel', criteria.riskLevels),
      ...words('branches', null, criteria.branches),
      ...words('documentTypes', 'documentType', criteria.documentTypes),
      ...day('documentExpiresBefore', criteria.documentExpiresBefore),
      ...day('openedBefore', criteria.openedBefore),
    ];
  };
}
