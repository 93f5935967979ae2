import { Form, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useTerm } from '../../components/values.js';

/** What to ask the customer for, chosen from the closed words everybody may read. */
export function CollectField({ name, items }: { name: string; items: string[] }) {
  const { t } = useTranslation();
  const term = useTerm();
  return (
    <Form.Item
      name={name}
      label={t('tasks.collect')}
      rules={[{ required: true, message: t('common.required') }]}
    >
      <Select
        mode="multiple"
        showSearch={{ optionFilterProp: 'label' }}
        options={items.map((value) => ({ value, label: term('collectItem', value) }))}
      />
    </Form.Item>
  );
}
