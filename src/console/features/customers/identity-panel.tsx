import { useTranslation } from 'react-i18next';
import type { Customer, Wealth } from '../../api/customer-types.js';
import { Industry, Occupation } from '../../components/classified.js';
import { CountryName } from '../../components/country-name.js';
import { Facts } from '../../components/facts.js';
import { Panel } from '../../components/panel.js';
import { Day, Missing, Money, Term } from '../../components/values.js';
import { ContactLines } from './contact-lines.js';
import { CustomerName } from './customer-name.js';

function WealthText({ value }: { value?: Wealth | null }) {
  if (!value) return <Missing />;
  return typeof value === 'string' ? (
    <Money amount={value} currency="CNY" />
  ) : (
    <Money amount={value.amount} currency={value.currency} />
  );
}

/** Who the customer is, by kind. */
export function IdentityPanel({ customer: c }: { customer: Customer }) {
  const { t } = useTranslation();
  const person = c.kind === 'individual';
  return (
    <Panel title={t('customers.identity')}>
      <Facts
        facts={[
          { name: t('customers.name'), value: <CustomerName customer={c} /> },
          c.nameLatin ? { name: t('customers.nameLatin'), value: c.nameLatin } : null,
          { name: t('customers.kind'), value: <Term table="customerKind" value={c.kind} /> },
          person && { name: t('customers.gender'), value: <Term table="gender" value={c.gender} /> },
          person && { name: t('customers.dateOfBirth'), value: <Day value={c.dateOfBirth} /> },
          {
            name: t(person ? 'customers.nationality' : 'customers.country'),
            value: c.nationality ? <CountryName code={c.nationality} /> : <Missing />,
          },
          person && { name: t('customers.occupation'), value: <Occupation value={c.occupation} /> },
          !person && { name: t('customers.industry'), value: <Industry value={c.industry} /> },
          !person && {
            name: t('customers.registeredCapital'),
            value: <WealthText value={c.registeredCapital} />,
          },
          person && { name: t('customers.annualIncome'), value: <WealthText value={c.annualIncome} /> },
          c.publicBody ? { name: t('customers.publicBody'), value: t('common.yes') } : null,
          { name: t('customers.branch'), value: c.branch ?? <Missing /> },
          { name: t('customers.openedOn'), value: <Day value={c.openedOn} /> },
          { name: t('customers.nextReviewOn'), value: <Day value={c.nextReviewOn} /> },
          c.legalRepresentative && {
            name: t('customers.legalRepresentative'),
            value: <CustomerName customer={c.legalRepresentative} />,
          },
          c.purpose ? { name: t('customers.purpose'), value: c.purpose } : null,
          c.sourceOfFunds ? { name: t('customers.sourceOfFunds'), value: c.sourceOfFunds } : null,
          c.natureOfBusiness
            ? { name: t('customers.natureOfBusiness'), value: c.natureOfBusiness, wide: true }
            : null,
          c.businessScope ? { name: t('customers.businessScope'), value: c.businessScope, wide: true } : null,
          (c.addresses ?? []).length > 0 && {
            name: t('customers.addresses'),
            wide: true,
            value: (c.addresses ?? []).map((a, index) => (
              <div key={index}>
                {a.text} <CountryName code={a.country} />
              </div>
            )),
          },
          (c.contacts ?? []).length > 0 && {
            name: t('customers.contacts'),
            wide: true,
            value: <ContactLines contacts={c.contacts ?? []} />,
          },
        ]}
      />
    </Panel>
  );
}
