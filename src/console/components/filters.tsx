import { useEffect, useId, useState, type ReactNode } from 'react';
import { Button, DatePicker, Input, Select } from 'antd';
import dayjs from 'dayjs';
import { useTranslation } from 'react-i18next';
import './filters.css';

/** The row of filters above a list. */
export function FilterBar(props: {
  children: ReactNode;
  active: boolean;
  onClear: () => void;
  extra?: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <div className="filter-bar" role="search" aria-label={t('common.filters')}>
      {props.children}
      {props.active ? (
        <Button type="link" onClick={props.onClear} className="filter-clear">
          {t('common.clearFilters')}
        </Button>
      ) : null}
      {props.extra ? <div className="filter-extra">{props.extra}</div> : null}
    </div>
  );
}

interface FilterProps {
  label: string;
  value?: string;
  onChange: (value: string | null) => void;
  width?: number;
}

export function SelectFilter(
  props: FilterProps & { options: { value: string; label: string }[]; search?: boolean },
) {
  const id = useId();
  const { t } = useTranslation();
  return (
    <div className="filter">
      <label htmlFor={id}>{props.label}</label>
      <Select
        id={id}
        value={props.value ?? null}
        options={props.options}
        onChange={(value: string | undefined | null) => props.onChange(value ?? null)}
        allowClear
        showSearch={props.search ? { optionFilterProp: 'label' } : false}
        placeholder={t('common.any')}
        style={{ width: props.width ?? 140 }}
        popupMatchSelectWidth={false}
      />
    </div>
  );
}

/** A text filter that applies on Enter or when left. */
export function TextFilter(props: FilterProps & { placeholder?: string; pattern?: RegExp }) {
  const id = useId();
  const [text, setText] = useState(props.value ?? '');
  useEffect(() => setText(props.value ?? ''), [props.value]);
  const apply = () => {
    if (text.trim() !== (props.value ?? '')) props.onChange(text.trim() || null);
  };
  return (
    <div className="filter">
      <label htmlFor={id}>{props.label}</label>
      <Input
        id={id}
        value={text}
        type="search"
        placeholder={props.placeholder}
        maxLength={100}
        style={{ width: props.width ?? 160 }}
        onChange={(event) => {
          setText(event.target.value);
          if (event.target.value === '') props.onChange(null);
        }}
        onPressEnter={apply}
        onBlur={apply}
      />
    </div>
  );
}

export function DayFilter(props: FilterProps & { placeholder?: string }) {
  const id = useId();
  const { t } = useTranslation();
  return (
    <div className="filter">
      <label htmlFor={id}>{props.label}</label>
      <DatePicker
        id={id}
        value={props.value ? dayjs(props.value) : null}
        onChange={(value) => props.onChange(value ? value.format('YYYY-MM-DD') : null)}
        placeholder={props.placeholder ?? t('common.any')}
        style={{ width: props.width ?? 140 }}
      />
    </div>
  );
}
