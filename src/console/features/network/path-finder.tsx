import { useDeferredValue, useId, useState } from 'react';
import { Select } from 'antd';
import type { UseQueryResult } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { NetworkPaths } from '../../api/network-types.js';
import { ProblemPanel } from '../../components/problem-panel.js';
import { useCustomerSearch } from '../customers/queries.js';
import { useNodeName } from './use-node-name.js';

/** Chooses another customer, and says by how many steps and over whom the two are connected. */
export function PathFinder({
  customerId,
  result,
  onChoose,
}: {
  customerId: string;
  result: UseQueryResult<NetworkPaths>;
  onChoose: (id: string | undefined) => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const nodeName = useNodeName();
  const [text, setText] = useState('');
  const { data } = useCustomerSearch(useDeferredValue(text.trim()), 8);
  const found = result.data;
  const names = new Map(found?.nodes.map((node) => [node.id, nodeName(node)]));
  return (
    <div className="network-path">
      <div className="filter">
        <label htmlFor={id}>{t('network.pathTo')}</label>
        <Select
          id={id}
          className="network-path-field"
          allowClear
          placeholder={t('customers.search.placeholder')}
          showSearch={{ filterOption: false, onSearch: setText }}
          notFoundContent={null}
          options={(data?.items ?? [])
            .filter((one) => one.id !== customerId)
            .map((one) => ({ value: one.id, label: `${one.name} · ${one.customerNumber}` }))}
          onChange={(value: string | undefined) => onChoose(value)}
        />
      </div>
      <div role="status">
        {result.error ? <ProblemPanel compact error={result.error} /> : null}
        {found && found.length === null ? <p>{t('network.noPath')}</p> : null}
        {found && found.length !== null ? (
          <>
            <p>{t('network.pathLength', { count: found.length })}</p>
            <ol>
              {found.paths.map(({ nodes }) => (
                <li key={nodes.join()}>{nodes.map((node) => names.get(node)).join(' – ')}</li>
              ))}
            </ol>
          </>
        ) : null}
      </div>
    </div>
  );
}
