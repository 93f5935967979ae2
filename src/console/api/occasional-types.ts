export interface OccasionalCheck {
  service: string;
  amount: string;
  currency: string;
  customerNumber?: string;
  document?: { type: string; number: string };
  linkedReferences?: string[];
}

export interface OccasionalThreshold {
  id: string;
  measure: 'due-diligence' | 'verify-originator' | 'register-user';
  instrument: string;
  article: string;
  cny: string | null;
  usd: string | null;
  linked: boolean;
  reached: boolean;
}

export interface OccasionalAnswer {
  dueDiligenceRequired: boolean;
  reasons: { code: string; message: string }[];
  thresholds: OccasionalThreshold[];
}
