import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { NetworkNode } from '../../api/network-types.js';

/** What a node is called; a customer of another branch has no name here. */
export function useNodeName(): (node: NetworkNode) => string {
  const { t } = useTranslation();
  return useCallback((node) => node.name ?? t('network.masked'), [t]);
}
