import { addDays, systemActor, type Clock, type Tx } from '../platform/index.js';
import type { AuditTrail } from '../audit/index.js';
import { customerEventTypes, type CustomerEvents, type Relationships } from '../customers/index.js';
import { importList, type Screening } from '../screening/index.js';
import type { DemoBank } from './index.js';

interface DiligenceServices {
  clock: Clock;
  audit: AuditTrail;
  relationships: Relationships;
  customerEvents: CustomerEvents;
  screening: Screening;
}

/** The bank's own list, what is known from outside, and who holds whom; all or nothing with the end of the load. */
export async function loadDiligence(
  tx: Tx,
  services: DiligenceServices,
  bank: DemoBank,
  until: string,
): Promise<void> {
  await loadList(tx, services, bank, until);
  await loadEvents(tx, services, bank, until);
  await loadHoldings(tx, services, bank, until);
}

async function loadList(tx: Tx, services: DiligenceServices, bank: DemoBank, until: string): Promise<void> {
  if (bank.watchlist.length === 0) return;
  const cell = (text = ''): string => `"${text.replaceAll('"', '""')}"`;
  const lines = bank.watchlist.map(({ entityId, kind, name, nameLatin, documentNumber }) =>
    [entityId, kind, name, nameLatin, '', documentNumber].map(cell).join(','),
  );
  const csv = ['entityId,kind,name,aliases,dateOfBirth,documentNumbers', ...lines].join('\n');
  const publication = { listId: 'internal', csv, publishedOn: until };
  const { fresh } = await importList(tx, systemActor, publication, services);
  await services.screening.screenEntries(tx, systemActor, fresh);
}

/** Referrals are a teller's own, and facts of types that no rule reads yet are left out. */
async function loadEvents(
  tx: Tx,
  { customerEvents }: DiligenceServices,
  bank: DemoBank,
  until: string,
): Promise<void> {
  const known = new Set(customerEventTypes().map(({ type }) => type));
  const planted = bank.events
    .filter(({ type }) => known.has(type))
    .map(({ customerNumber, type, occurredOn, data }) => ({
      customerNumber,
      type,
      occurredOn,
      details: data,
    }));
  const heard = bank.reputations.map(({ customerNumber, type, daysAgo }) => ({
    customerNumber,
    type,
    occurredOn: addDays(until, -daysAgo),
  }));
  const events = [...planted, ...heard].map((event, at) => ({
    source: 'demo',
    reference: `E${at}`,
    ...event,
  }));
  const outcomes = await customerEvents.record(tx, systemActor, events);
  const refused = outcomes.find(({ status }) => status === 'rejected');
  if (refused) throw new Error(`The demo bank's event ${refused.reference} was refused.`);
}

async function loadHoldings(
  tx: Tx,
  { relationships }: DiligenceServices,
  bank: DemoBank,
  until: string,
): Promise<void> {
  const numbers = bank.holdings.map(({ of }) => of);
  const rows = await tx.query<{ id: string; customer_number: string }>(
    'SELECT public_id AS id, customer_number FROM customer_view WHERE customer_number = ANY($1)',
    [numbers],
  );
  const ids = new Map(rows.map(({ id, customer_number }) => [customer_number, id]));
  for (const { of, by, share } of bank.holdings)
    await relationships.add(tx, systemActor, {
      customerId: ids.get(of)!,
      body: {
        type: 'owns',
        holder: { customerNumber: by },
        share,
        since: addDays(until, -900),
        source: 'register',
        reference: '市场监管登记',
      },
    });
}
