export type ObjectionDecision = 'upheld' | 'rejected' | 'partly';

export interface Objection {
  id: string;
  customerId: string;
  customerNumber: string;
  customerName: string;
  branch: string | null;
  receivedOn: string;
  channel: string;
  text: string | null;
  restrictionId: string | null;
  basicServices: string[];
  dueOn: string;
  daysLeft: number | null;
  overdue: boolean;
  status: 'open' | 'proposed' | 'answered';
  answer: { decision: ObjectionDecision; text: string; answeredOn: string } | null;
  events?: {
    kind: 'proposed' | 'approved' | 'returned';
    at: string;
    by: string;
    decision: ObjectionDecision | null;
    reason: string | null;
    answerText: string | null;
    note: string | null;
  }[];
}
