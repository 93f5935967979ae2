import { Select, type SelectProps } from 'antd';
import { useBranches } from './queries.js';

/** Chooses a branch by code and name. */
export function BranchSelect(props: SelectProps<string>) {
  const { data, isPending } = useBranches();
  return (
    <Select<string>
      {...props}
      showSearch={{ optionFilterProp: 'label' }}
      loading={isPending}
      options={(data?.items ?? []).map((b) => ({ value: b.code, label: `${b.code} ${b.name}` }))}
    />
  );
}
