import { useDeferredValue, useEffect, useState } from 'react';
import { SearchOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';

/** The large search field of the customer list. */
export function CustomerSearchField({ onChange }: { onChange: (query: string) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const query = useDeferredValue(text.trim());
  useEffect(() => onChange(query), [query, onChange]);
  return (
    <Input
      type="search"
      size="large"
      allowClear
      prefix={<SearchOutlined aria-hidden="true" />}
      aria-label={t('customers.search.label')}
      placeholder={t('customers.search.long')}
      autoComplete="off"
      spellCheck={false}
      maxLength={100}
      value={text}
      onChange={(event) => setText(event.target.value)}
    />
  );
}
