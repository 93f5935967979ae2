import type { LocalizedText } from './types.js';

export type NoticeStatus = 'queued' | 'waiting' | 'sent' | 'letter' | 'handed-over' | 'failed' | 'cancelled';
export type NoticeLanguage = 'zh' | 'en';

/** A notice to a customer, as lists show it; name and address are masked by the service. */
export interface CustomerNotice {
  id: string;
  customerId: string;
  customerNumber: string;
  customerName: string;
  branch: string | null;
  template: string;
  title: LocalizedText;
  step: string;
  language: NoticeLanguage;
  status: NoticeStatus;
  channel: string | null;
  address: string | null;
  reason: string | null;
  tries: number;
  queuedAt: string;
  sentAt: string | null;
  changedAt: string;
}

export interface WrittenText {
  subject: string;
  body: string;
}

export interface NoticeTexts {
  sms: string;
  email: WrittenText;
  letter: WrittenText;
}

export interface NoticeAttempt {
  at: string;
  kind: string;
  channel: string | null;
  address: string | null;
  code: string | null;
  answer: string | null;
  providerId: string | null;
  /** Who did so, of what people do. */
  by: string | null;
}

export interface NoticeDetail extends CustomerNotice {
  templateVersion: number;
  wording: number | null;
  texts: NoticeTexts;
  attempts: NoticeAttempt[];
}

export interface TemplateTexts {
  sms: Record<NoticeLanguage, string>;
  email: Record<NoticeLanguage, WrittenText>;
  letter: Record<NoticeLanguage, WrittenText>;
}

export interface NoticeTemplate {
  id: string;
  version: number;
  title: LocalizedText;
  variables: string[];
  channels: string[];
  wording: number | null;
  texts: TemplateTexts;
  preview: Record<NoticeLanguage, NoticeTexts>;
  draft: { version: number; texts: TemplateTexts; madeBy: string; madeAt: string } | null;
}

export interface NoticeChannels {
  items: { channel: 'sms' | 'email'; configured: boolean; waiting: number }[];
  quietHours: string;
}

/** A line of a customer's contact log: what a person wrote down, or a notice. */
export interface ContactLine {
  id: string;
  kind: 'contact' | 'notice';
  at: string;
  channel: string | null;
  subject: LocalizedText;
  outcome: string;
  text: string;
  address: string | null;
  by: string | null;
}

export interface ContactPreferences {
  language: NoticeLanguage;
  sms: boolean;
  email: boolean;
  /** Addresses that did not reach the customer, not used until confirmed. */
  bounced: { id: string; channel: 'sms' | 'email'; address: string; code: string; at: string }[];
  history: {
    at: string;
    channel: 'sms' | 'email' | null;
    allowed: boolean | null;
    language: NoticeLanguage | null;
    how: string;
    /** Null for a branch where somebody elsewhere wrote it down. */
    by: string | null;
  }[];
}
