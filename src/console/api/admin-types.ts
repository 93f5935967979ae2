import type { Role } from './types.js';

export type PersonRole = Exclude<Role, 'core-banking'>;

export interface User {
  id: string;
  username: string;
  displayName: string;
  roles: PersonRole[];
  branch: string;
  status: 'active' | 'disabled';
  createdAt: string;
  version: number;
}

export interface Branch {
  code: string;
  name: string;
  parent: string | null;
  country: string;
}

export interface ApiKey {
  id: string;
  name: string;
  role: 'core-banking' | 'auditor';
  expiresOn: string | null;
  createdAt: string;
  createdBy: string;
  revokedAt: string | null;
}

export interface AuditEvent {
  id: string;
  recordedAt: string;
  actor: { kind: string; id: string; name?: string };
  action: string;
  subject: { kind: string; id: string };
  requestId?: string;
  details: Record<string, unknown>;
  digest?: string;
  /** Place in the chain; null until sealed. */
  sequence: number | null;
}

export interface AuditVerification {
  verified: boolean;
  firstSequence: number | null;
  lastSequence: number | null;
  headHash: string | null;
  /** When the last event of the whole chain was recorded. */
  sealedThrough: string | null;
  unsealed: number;
  brokenAt?: number;
}
