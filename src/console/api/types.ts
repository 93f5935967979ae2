/** Types of the HTTP contract as the console reads it. Money is decimal text, days are `YYYY-MM-DD`. */

export type Role =
  'teller' | 'compliance-officer' | 'compliance-manager' | 'auditor' | 'administrator' | 'core-banking';

/** A text in the reader's language, or one text per language. */
export type LocalizedText = string | { zh?: string; en?: string; 'zh-CN'?: string };

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** RFC 9457 problem details. */
export interface ProblemBody {
  type?: string;
  title?: string;
  status: number;
  detail?: string;
  instance?: string;
  code?: string;
  errors?: FieldProblem[];
}

export interface FieldProblem {
  /** RFC 6901 pointer into the body that was refused. */
  pointer: string;
  code: string;
  message: string;
}

export interface SessionUser {
  username: string;
  displayName: string;
  roles: Role[];
  branch: string | null;
}

export interface Session {
  expiresAt: string;
  user: SessionUser;
}

export interface Finding {
  code: string;
  severity?: 'error' | 'warning';
  message: LocalizedText;
  pointer?: string;
}
