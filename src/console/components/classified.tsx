import { useTranslation } from 'react-i18next';
import { Missing } from './values.js';

/** An occupation: a GB/T 6565 code with the name of its major group, or free text as it is. */
export function Occupation({ value }: { value?: string | null }) {
  return <Classified value={value} table="occupationGroup" pattern={/^\d{3,7}$/} />;
}

/** An industry: a GB/T 4754 code with the name of its section, or free text as it is. */
export function Industry({ value }: { value?: string | null }) {
  return <Classified value={value} table="industrySection" pattern={/^[A-T]\d{0,4}$/} />;
}

/** Both standards put the group into the first character of the code. */
function Classified(props: { value?: string | null; table: string; pattern: RegExp }) {
  const { t, i18n } = useTranslation();
  const { value, table, pattern } = props;
  if (!value) return <Missing />;
  const key = `terms.${table}.${value[0]}`;
  if (!pattern.test(value) || !i18n.exists(key)) return <>{value}</>;
  return (
    <>
      {t(key)} <span className="muted number">{value}</span>
    </>
  );
}
