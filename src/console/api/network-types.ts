export interface NetworkNode {
  id: string;
  type: 'customer' | 'party';
  kind: 'person' | 'body';
  name: string | null;
  customerNumber: string | null;
  status: string | null;
  branch: string | null;
  masked: boolean;
}

export interface NetworkEdge {
  id: string;
  kind: string;
  type: string | null;
  from: string;
  to: string;
  share: string | null;
  since: string | null;
  count: number | null;
  amount: string | null;
}

export interface Network {
  root: string;
  nodes: NetworkNode[];
  edges: NetworkEdge[];
  truncated: boolean;
}

export interface NetworkPaths {
  length: number | null;
  paths: { nodes: string[]; edges: string[][] }[];
  nodes: NetworkNode[];
  edges: NetworkEdge[];
  truncated: boolean;
}

export interface TimelineEntry {
  at: string;
  kind: string;
  code: string;
  params: Record<string, unknown>;
  summary: { en: string; zh: string };
  actor: string | null;
  link: { kind: string; id: string } | null;
}

export interface Flows {
  currency: string;
  months: {
    month: string;
    in: { amount: string; count: number };
    out: { amount: string; count: number };
  }[];
  unconverted: number;
}
