import type { SessionUser } from '../../api/types.js';
import { may } from '../../app/permissions.js';

/** The kinds of connections with the colour of their lines; shared things are drawn broken. */
export const kindColours: Readonly<Record<string, string>> = {
  ownership: '#0f5b6e',
  control: '#8a4b08',
  agent: '#6b4f9e',
  representative: '#2f6f3e',
  relative: '#a13d63',
  'shared-phone': '#56636b',
  'shared-address': '#7a6a2f',
  'shared-document': '#b42318',
  'shared-device': '#3b5b8c',
  money: '#1a6b45',
};

const fromLedger = ['shared-device', 'money'];

/** What the reader may ask for. */
export const kindsFor = (user: SessionUser): string[] =>
  Object.keys(kindColours).filter((kind) => may(user, 'transactions') || !fromLedger.includes(kind));

export const layouts = ['cose', 'concentric', 'breadthfirst', 'circle', 'grid'] as const;
export type LayoutName = (typeof layouts)[number];
