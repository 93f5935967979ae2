import type { Day, Tx } from '../../platform/index.js';
import type { Customers, MergeParticipant } from '../../customers/index.js';
import type { RequirementFile } from '../requirements/index.js';
import { APPROVALS } from './approvals.js';
import { approvalFindings } from './domain/grounds.js';
import { standings } from './standings.js';

export interface ApprovalMergeParts {
  customers: Pick<Customers, 'setFindings'>;
  file: RequirementFile;
  today: () => Day;
}

/**
 * What was asked and decided about a merged record holds for the kept one, beside its own, until somebody decides about
 * both; undoing gives each its own back.
 */
export function approvalMerge({ customers, file, today }: ApprovalMergeParts): MergeParticipant {
  const judge = async (tx: Tx, keys: readonly string[]): Promise<void> => {
    const known = await standings(tx, keys);
    await customers.setFindings(
      tx,
      APPROVALS,
      keys.map((key) => {
        const { last } = known.get(key)!;
        return { key, findings: last ? approvalFindings(file, last, today()) : [] };
      }),
    );
  };
  return {
    name: 'approvals',
    tables: ['senior_approval'],
    move: async (tx, { from, to }) => {
      await tx.query(
        `UPDATE senior_approval SET customer_id = $2, merged_from = coalesce(merged_from, $1),
           position = position + (SELECT coalesce(max(position), 0) FROM senior_approval WHERE customer_id = $2)
         WHERE customer_id = $1`,
        [from, to],
      );
      await judge(tx, [to]);
    },
    restore: async (tx, { from, to, originals }) => {
      await tx.query(
        `UPDATE senior_approval SET customer_id = $2, merged_from = nullif(merged_from, $2),
           position = position + (SELECT coalesce(max(position), 0) FROM senior_approval WHERE customer_id = $2)
         WHERE customer_id = $1 AND merged_from = ANY($3::bigint[])`,
        [from, to, originals],
      );
      await judge(tx, [from, to]);
    },
  };
}
