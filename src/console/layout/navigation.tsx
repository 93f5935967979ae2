import type { ReactNode } from 'react';
import {
  ApartmentOutlined,
  AuditOutlined,
  BellOutlined,
  BookOutlined,
  CalculatorOutlined,
  CheckSquareOutlined,
  DashboardOutlined,
  DiffOutlined,
  FileDoneOutlined,
  FlagOutlined,
  HomeOutlined,
  ImportOutlined,
  KeyOutlined,
  MailOutlined,
  MessageOutlined,
  SwapOutlined,
  TeamOutlined,
  TransactionOutlined,
  UserOutlined,
} from '@ant-design/icons';
import type { Capability } from '../app/permissions.js';

export interface NavigationItem {
  /** Key of its name under `layout.nav`. */
  name: string;
  to: string;
  icon: ReactNode;
  capability?: Capability;
  /** The key after `g`. */
  shortcut: string;
}

export interface NavigationGroup {
  name: string | null;
  items: NavigationItem[];
}

/** The sections of the console in the order of the daily work. */
export const navigation: NavigationGroup[] = [
  {
    name: null,
    items: [
      { name: 'home', to: '/', icon: <HomeOutlined />, shortcut: 'h' },
      { name: 'alerts', to: '/alerts', icon: <BellOutlined />, capability: 'alerts', shortcut: 'a' },
      { name: 'customers', to: '/customers', icon: <TeamOutlined />, capability: 'customers', shortcut: 'c' },
      { name: 'tasks', to: '/tasks', icon: <CheckSquareOutlined />, capability: 'tasks', shortcut: 'w' },
      { name: 'campaigns', to: '/campaigns', icon: <FlagOutlined />, capability: 'campaigns', shortcut: 'm' },
      {
        name: 'occasional',
        to: '/occasional-check',
        icon: <CalculatorOutlined />,
        capability: 'occasional',
        shortcut: 'o',
      },
      {
        name: 'transactions',
        to: '/transactions',
        icon: <TransactionOutlined />,
        capability: 'transactions',
        shortcut: 't',
      },
      {
        name: 'objections',
        to: '/objections',
        icon: <MessageOutlined />,
        capability: 'objections',
        shortcut: 'j',
      },
      { name: 'notices', to: '/notices', icon: <MailOutlined />, capability: 'notices', shortcut: 'n' },
      { name: 'risk', to: '/risk', icon: <DashboardOutlined />, capability: 'risk', shortcut: 's' },
      {
        name: 'registers',
        to: '/register-discrepancies',
        icon: <DiffOutlined />,
        capability: 'registers',
        shortcut: 'd',
      },
      { name: 'reports', to: '/reports', icon: <FileDoneOutlined />, capability: 'reports', shortcut: 'r' },
    ],
  },
  {
    name: 'data',
    items: [
      { name: 'imports', to: '/imports', icon: <ImportOutlined />, capability: 'imports', shortcut: 'i' },
      {
        name: 'exchangeRates',
        to: '/exchange-rates',
        icon: <SwapOutlined />,
        capability: 'exchange-rates',
        shortcut: 'x',
      },
      { name: 'rules', to: '/rules', icon: <BookOutlined />, capability: 'rules', shortcut: 'l' },
    ],
  },
  {
    name: 'administration',
    items: [
      { name: 'users', to: '/users', icon: <UserOutlined />, capability: 'users', shortcut: 'u' },
      { name: 'branches', to: '/branches', icon: <ApartmentOutlined />, capability: 'users', shortcut: 'b' },
      { name: 'apiKeys', to: '/api-keys', icon: <KeyOutlined />, capability: 'users', shortcut: 'k' },
      { name: 'audit', to: '/audit', icon: <AuditOutlined />, capability: 'audit', shortcut: 'e' },
    ],
  },
];
