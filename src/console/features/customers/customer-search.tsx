import { useDeferredValue, useId, useRef, useState, type KeyboardEvent } from 'react';
import { SearchOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { CustomerHit } from '../../api/customer-types.js';
import { CustomerName } from './customer-name.js';
import { minimumQuery, useCustomerSearch } from './queries.js';
import './customer-search.css';

/**
 * Finds a customer while one types: name in Han, pinyin or initials, document or account number.
 * A combobox by the ARIA pattern; the query travels in a body, never in an address.
 */
export function CustomerSearch() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const listId = useId();
  const root = useRef<HTMLDivElement>(null);
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const query = useDeferredValue(text.trim());
  const { data, isFetching, error } = useCustomerSearch(query, 8);
  const found = query.length >= minimumQuery ? (data?.items ?? []) : [];
  const shown = open && query.length >= minimumQuery;

  const choose = (customer: CustomerHit) => {
    setText('');
    setOpen(false);
    void navigate(`/customers/${encodeURIComponent(customer.id)}`);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setAt(found.length ? (at + step + found.length) % found.length : -1);
    } else if (event.key === 'Enter') {
      const customer = found[at] ?? found[0];
      if (shown && customer) choose(customer);
    } else if (event.key === 'Escape') {
      if (open) setOpen(false);
      else (event.target as HTMLElement).blur();
    }
  };

  return (
    <div
      ref={root}
      className="customer-search"
      onBlur={(event) => {
        if (!root.current?.contains(event.relatedTarget)) setOpen(false);
      }}
    >
      <SearchOutlined className="customer-search-icon" aria-hidden="true" />
      <input
        type="search"
        role="combobox"
        aria-label={t('customers.search.label')}
        aria-expanded={shown}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={shown && at >= 0 ? `${listId}-${at}` : undefined}
        placeholder={t('customers.search.placeholder')}
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setAt(-1);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onKeyDown={onKeyDown}
      />
      <kbd className="customer-search-key" aria-hidden="true">
        /
      </kbd>
      <div className="customer-search-list" hidden={!shown}>
        <ul id={listId} role="listbox" aria-label={t('customers.search.results')}>
          {found.map((customer, index) => (
            <li
              key={customer.id}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === at}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => choose(customer)}
            >
              <CustomerName customer={customer} />
              <span className="mono muted">{customer.customerNumber}</span>
            </li>
          ))}
        </ul>
        {shown && found.length === 0 ? (
          <p className="customer-search-none" role="status">
            {error
              ? t('customers.search.failed')
              : isFetching
                ? t('common.loading')
                : t('customers.search.nothing')}
          </p>
        ) : null}
      </div>
    </div>
  );
}
