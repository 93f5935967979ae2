import type { ReactNode } from 'react';
import './tag.css';
import { Term } from './values.js';

export type Tone = 'neutral' | 'accent' | 'success' | 'warning' | 'danger';

const tones: Record<string, Record<string, Tone>> = {
  alertStatus: { open: 'accent', 'in-review': 'warning', escalated: 'danger' },
  customerStatus: { active: 'success', pending: 'warning', restricted: 'danger', refused: 'danger' },
  taskStatus: { open: 'accent', done: 'success' },
  restrictionStatus: { proposed: 'warning', 'in-force': 'danger', lifted: 'success' },
  duplicateStatus: { open: 'accent', same: 'success' },
  mergeStatus: { standing: 'accent' },
  objectionStatus: { open: 'accent', proposed: 'warning', answered: 'success' },
  campaignStatus: { preparing: 'warning', running: 'accent', closed: 'success' },
  importState: { queued: 'neutral', running: 'accent', completed: 'success', failed: 'danger' },
  reportStatus: {
    draft: 'warning',
    approved: 'accent',
    submitted: 'accent',
    accepted: 'success',
    'correction-requested': 'danger',
    rejected: 'danger',
  },
  severity: { critical: 'danger', high: 'danger', medium: 'warning' },
  registerStatus: { found: 'warning', reminded: 'warning', corrected: 'success', reported: 'accent' },
  riskLevel: { high: 'danger', 'medium-high': 'warning', medium: 'warning', low: 'success' },
  exemptionState: { applied: 'accent', lapsed: 'warning' },
  noticeStatus: {
    queued: 'accent',
    waiting: 'warning',
    sent: 'success',
    letter: 'warning',
    'handed-over': 'success',
    failed: 'danger',
    cancelled: 'neutral',
  },
  contactOutcome: { reached: 'success', provided: 'success', promised: 'accent', refused: 'danger' },
  ruleStatus: { active: 'success', draft: 'warning', submitted: 'warning' },
  verificationOutcome: { confirmed: 'success', failed: 'danger', 'refused-by-customer': 'danger' },
  outcome: { attempted: 'warning', declined: 'danger' },
  userStatus: { active: 'success', disabled: 'neutral' },
};

/** A coloured word of a code table. The colour never says more than the word. */
export function StatusTag({ table, value }: { table: string; value?: string | null }) {
  const tone = (value && tones[table]?.[value]) || 'neutral';
  return (
    <span className={`tag tag-${tone}`}>
      <Term table={table} value={value} />
    </span>
  );
}

export function Tag({ tone = 'neutral', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`tag tag-${tone}`}>{children}</span>;
}
