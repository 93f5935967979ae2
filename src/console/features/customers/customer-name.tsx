import { useFormat } from '../../i18n/use-format.js';

interface Named {
  name: string;
  nameLatin?: string | null;
}

/** A name in the reader's script first; the other script beside it, so that nobody is mistaken. */
export function CustomerName({ customer }: { customer: Named }) {
  const { language } = useFormat();
  if (language === 'en' && customer.nameLatin) {
    return (
      <span>
        {customer.nameLatin}{' '}
        <span className="muted" lang="zh-CN">
          {customer.name}
        </span>
      </span>
    );
  }
  return <span lang={/\p{Script=Han}/u.test(customer.name) ? 'zh-CN' : undefined}>{customer.name}</span>;
}

/** The same as one text, for headings. */
export function nameText(customer: Named, language: string): string {
  return language === 'en' && customer.nameLatin ? `${customer.nameLatin} ${customer.name}` : customer.name;
}
