import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { DuplicatePair, PairSide } from '../../api/duplicate-types.js';
import { useTerm } from '../../components/values.js';
import { CustomerLink } from '../customers/customer-link.js';
import './duplicates.css';

/** Two customers side by side; what differs stands out. */
export function PairFacts({ pair }: { pair: DuplicatePair }) {
  const { t } = useTranslation();
  const term = useTerm();
  const rows: [string, (side: PairSide) => string][] = [
    ['name', ({ name, nameLatin }) => [name, nameLatin].filter(Boolean).join(' · ')],
    ['formerNames', ({ formerNames }) => formerNames.join(', ')],
    ['dateOfBirth', ({ dateOfBirth }) => dateOfBirth ?? ''],
    ['gender', ({ gender }) => (gender ? term('gender', gender) : '')],
    [
      'documents',
      ({ documents }) => documents.map((d) => `${term('documentType', d.type)} ${d.number}`).join(', '),
    ],
    ['contacts', ({ contacts }) => contacts.map(({ value }) => value).join(', ')],
    ['branch', ({ branch }) => branch ?? ''],
  ];
  const [one, other] = pair.customers;
  return (
    <dl className="pair">
      <dt>{t('customers.number')}</dt>
      <dd>
        <CustomerLink customerNumber={one.customerNumber} />
      </dd>
      <dd>
        <CustomerLink customerNumber={other.customerNumber} />
      </dd>
      {rows.map(([name, valueOf]) => {
        const [left, right] = [valueOf(one), valueOf(other)];
        if (!left && !right) return null;
        const differs = left !== right ? 'pair-differs' : undefined;
        return (
          <Fragment key={name}>
            <dt>{t(name === 'formerNames' ? 'duplicates.formerNames' : `customers.${name}`)}</dt>
            <dd className={differs}>{left || '–'}</dd>
            <dd className={differs}>{right || '–'}</dd>
          </Fragment>
        );
      })}
    </dl>
  );
}
