import { hasRole, problems, type Actor } from '../../platform/index.js';

/** How two nodes can stand to each other. */
export const edgeKinds = [
  'ownership',
  'control',
  'agent',
  'representative',
  'relative',
  'shared-phone',
  'shared-address',
  'shared-document',
  'shared-device',
  'money',
] as const;
export type EdgeKind = (typeof edgeKinds)[number];

/** Which relationships are of which kind. */
export const relationshipKinds: Readonly<Record<string, EdgeKind>> = {
  owns: 'ownership',
  votes: 'ownership',
  income: 'ownership',
  'beneficial-owner': 'ownership',
  controls: 'control',
  manages: 'control',
  director: 'control',
  executive: 'control',
  supervisor: 'control',
  settlor: 'control',
  trustee: 'control',
  beneficiary: 'control',
  'nominee-for': 'control',
  agent: 'agent',
  'legal-representative': 'representative',
  relative: 'relative',
  associate: 'relative',
};

/** These come out of the ledger: for those who may read transactions. */
const ledgerKinds: readonly EdgeKind[] = ['shared-device', 'money'];
const mayReadLedger = (actor: Actor): boolean =>
  hasRole(actor, 'compliance-officer', 'compliance-manager', 'auditor', 'core-banking');

/**
 * The kinds to look for.
 * @param wanted names with commas between them; all that the actor may know without it
 * @throws 422 for a kind that is none, 403 for one that is not the actor's to read
 */
export function kindsFor(actor: Actor, wanted: string | undefined): EdgeKind[] {
  const allowed = mayReadLedger(actor) ? edgeKinds : edgeKinds.filter((kind) => !ledgerKinds.includes(kind));
  if (wanted === undefined) return [...allowed];
  const names = wanted.split(',');
  const unknown = names.findIndex((name) => !edgeKinds.includes(name as EdgeKind));
  if (unknown >= 0)
    throw problems.invalidQuery({
      faults: [
        {
          pointer: '/kinds',
          code: 'not-allowed',
          message: {
            en: `must be some of ${edgeKinds.join(', ')}, with commas between them`,
            zh: `须为 ${edgeKinds.join('、')} 中的若干项，以逗号分隔`,
          },
        },
      ],
    });
  if (names.some((name) => !allowed.includes(name as EdgeKind))) throw problems.notAllowed();
  return edgeKinds.filter((kind) => names.includes(kind));
}
