import type { ImportKind } from '../../api/transaction-types.js';

export const importKinds: readonly ImportKind[] = ['transaction', 'customer'];

export const isImportKind = (value: string | null | undefined): value is ImportKind =>
  value === 'transaction' || value === 'customer';

export const importPath = (kind: ImportKind): string => `/${kind}-imports`;
