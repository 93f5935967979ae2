import { useState } from 'react';
import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

/** `110101********0015`: enough to compare, not enough to copy from a screen. */
export function mask(value: string): string {
  const shown = value.length >= 15 ? [6, 4] : value.length >= 8 ? [3, 4] : value.length > 4 ? [1, 1] : [0, 0];
  const [start = 0, end = 0] = shown;
  return value.slice(0, start) + '*'.repeat(value.length - start - end) + value.slice(value.length - end);
}

/** A number that others at the desk should not read, until the reader asks for it. */
export function Masked({ value }: { value: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <span className="nowrap">
      <span className="mono">{open ? value : mask(value)}</span>
      <Button
        type="text"
        size="small"
        icon={open ? <EyeInvisibleOutlined /> : <EyeOutlined />}
        aria-label={t(open ? 'customers.hide' : 'customers.reveal')}
        aria-pressed={open}
        onClick={() => setOpen(!open)}
      />
    </span>
  );
}
