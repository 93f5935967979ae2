/** Remediation campaigns as the service answers them. */
export interface CampaignCounters {
  targets: number;
  done: number;
  /** Closed by something else: a document renewed, a relationship ended, the campaign closed. */
  settled: number;
  open: number;
  /** Of the open ones. */
  overdue: number;
}

export interface CampaignCriteria {
  kinds?: string[];
  branches?: string[];
  riskLevels?: string[];
  statuses?: string[];
  openedBefore?: string;
  documentTypes?: string[];
  documentExpiresBefore?: string;
}

export interface Campaign extends CampaignCounters {
  id: string;
  name: string;
  criteria: CampaignCriteria;
  ask: string[];
  deadline: string;
  status: 'preparing' | 'running' | 'closed';
  createdAt: string;
  createdBy: string;
  closedAt: string | null;
  branches: (CampaignCounters & { branch: string | null })[];
}

export interface CampaignPreview {
  targets: number;
  branches: { branch: string | null; targets: number }[];
}
