import { useTranslation } from 'react-i18next';
import { formatAmount } from '../i18n/format.js';
import { useFormat } from '../i18n/use-format.js';
import './values.css';

/** Shown where there is nothing; read aloud as such. */
export function Missing() {
  const { t } = useTranslation();
  return (
    <span className="muted">
      <span aria-hidden="true">–</span>
      <span className="visually-hidden">{t('common.none')}</span>
    </span>
  );
}

/** An amount with its currency; digits line up in a column. */
export function Money({
  amount,
  currency,
  sign,
}: {
  amount?: string | null;
  currency: string;
  sign?: '+' | '−';
}) {
  if (amount === undefined || amount === null) return <Missing />;
  return (
    <span className="number">
      {sign}
      {formatAmount(amount, currency)} <span className="currency">{currency}</span>
    </span>
  );
}

export function Day({ value }: { value?: string | null }) {
  const format = useFormat();
  if (!value) return <Missing />;
  return (
    <time dateTime={value} className="number">
      {format.day(value)}
    </time>
  );
}

export function Instant({ value, seconds = false }: { value?: string | null; seconds?: boolean }) {
  const format = useFormat();
  if (!value) return <Missing />;
  return (
    <time dateTime={value} className="number">
      {format.instant(value, seconds)}
    </time>
  );
}

/** A word of a code table in the reader's language; an unknown code is shown as it is. */
export function Term({ table, value }: { table: string; value?: string | null }) {
  const { t, i18n } = useTranslation();
  if (!value) return <Missing />;
  const key = `terms.${table}.${value}`;
  return <>{i18n.exists(key) ? t(key) : value}</>;
}

/** Who did something: a person by name, the product itself in the reader's words. */
export function Actor({ name }: { name?: string | null }) {
  const { t } = useTranslation();
  if (!name) return <Missing />;
  return <>{name === 'system' ? t('common.system') : name}</>;
}

/** The same as text, for CSV and attributes. */
export function useTerm(): (table: string, value?: string | null) => string {
  const { t, i18n } = useTranslation();
  return (table, value) => {
    if (!value) return '';
    const key = `terms.${table}.${value}`;
    return i18n.exists(key) ? t(key) : value;
  };
}
