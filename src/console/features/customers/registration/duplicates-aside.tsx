import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../../api/client.js';
import type { CustomerInput } from '../../../api/customer-types.js';
import { Panel } from '../../../components/panel.js';
import { pause } from '../queries.js';

interface Match {
  id?: string;
  customerNumber?: string;
  maskedName: string;
  branch: string | null;
  sameBranch: boolean;
  score: number;
  reasons: { code: string; message: string }[];
}

const asked = [
  'name',
  'nameLatin',
  'formerNames',
  'dateOfBirth',
  'gender',
  'nationality',
  'documents',
  'contacts',
] as const;

/** Who may be the customer that is being typed, so that nobody is registered twice. Nothing while there is nobody. */
export function DuplicatesAside({ input, except }: { input: CustomerInput; except?: string | undefined }) {
  const { t } = useTranslation();
  const known = Object.fromEntries(
    asked.flatMap((field) => {
      const value = input[field];
      return value === undefined || value === null || value === '' ? [] : [[field, value]];
    }),
  );
  const telling = Boolean(input.name) || Boolean(input.documents?.length);
  const { data } = useQuery({
    queryKey: ['customer-duplicates', input.kind, known, except],
    queryFn: async ({ signal }) => {
      await pause(300, signal);
      const body = { kind: input.kind, ...known, ...(except === undefined ? {} : { except }) };
      return api.post<{ matches: Match[] }>('/customer-duplicate-checks', body, { signal });
    },
    enabled: telling,
    placeholderData: keepPreviousData,
    retry: false,
    gcTime: 0,
  });
  if (!telling || !data || data.matches.length === 0) return null;
  return (
    <div role="status" className="duplicates">
      <Panel title={t('customers.create.duplicates')}>
        <ul className="plain-list">
          {data.matches.slice(0, 5).map((match, index) => (
            <li key={match.id ?? index}>
              <div>
                {match.id ? (
                  <Link to={`/customers/${encodeURIComponent(match.id)}`} target="_blank">
                    {match.maskedName} <span className="mono">{match.customerNumber}</span>
                  </Link>
                ) : (
                  <span>
                    {t('customers.create.elsewhere', { name: match.maskedName, branch: match.branch })}
                  </span>
                )}
                {match.reasons.map((reason) => (
                  <span key={reason.code} className="cell-sub">
                    {reason.message}
                  </span>
                ))}
              </div>
            </li>
          ))}
        </ul>
      </Panel>
    </div>
  );
}
